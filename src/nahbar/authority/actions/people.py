# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""People: invite, accept, add a signer, grant and revoke roles, one's own account."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import letters, tokens
from nahbar.authority.models import Authority, Invitation, Membership, Person
from nahbar.authority.permissions import ADMINISTERS, NotAllowed, demand, may
from nahbar.authority.queries import administrators
from nahbar.authority.states import Role
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.record.actions import Actor, House

__all__ = [
    "INVITATION_DAYS",
    "InvitationLapsed",
    "LastAdministrator",
    "NotAMember",
    "PasswordWeak",
    "RoleMissing",
    "SignerRoleOdd",
    "accept",
    "add_signer",
    "grant",
    "introduce",
    "invite",
    "join",
    "revoke",
    "take_back_invitation",
]

INVITATION_DAYS = 7
SIGNER_ROLES = frozenset({Role.COSIGNER, Role.APPROVER})


class InvitationLapsed(Complaint):
    sentence = _(
        "This invitation is no longer valid: it was used, taken back, or is older than seven days. "
        "Please ask the person who invited you for a new one."
    )


class LastAdministrator(Complaint):
    sentence = _(
        "The role was not taken away, because %(name)s is the last administrator who can log in. "
        "Please make somebody else an administrator first."
    )


class NotAMember(Complaint):
    sentence = _(
        "The role was not given, because this person does not belong to the authority. "
        "Please invite them first."
    )


class PasswordWeak(Complaint):
    sentence = _("The password was not taken: %(reasons)s Please choose another one.")


class RoleMissing(Complaint):
    sentence = _("The invitation was not sent, because it names no role. Please choose at least one role.")


class SignerRoleOdd(Complaint):
    sentence = _(
        "Somebody without a login can only co-sign or approve, because every other role needs the pages "
        "behind the login. Please choose one of these two roles, or send an invitation."
    )


def invite(
    authority: Authority, *, email: str, name: str, roles: Iterable[Role | str], by: Person, at: datetime
) -> Invitation:
    """Sends a mail with a link by which somebody joins: for seven days, once. An older open one ends.

    Raises:
        NotAllowed, RoleMissing.
        MailNotSent: the invitation stands, the mail did not go out.

    """
    demand(by, authority, ADMINISTERS)
    wanted = [role.value for role in Role if role in {Role(given) for given in roles}]
    if not wanted:
        raise RoleMissing
    token = tokens.new_token()
    with transaction.atomic():
        authority.invitations.filter(email=_plain(email), used_at=None, expires_at__gt=at).update(
            expires_at=at
        )
        invitation = Invitation.objects.create(
            authority=authority,
            email=_plain(email),
            name=name.strip(),
            roles=wanted,
            invited_by=by,
            token_digest=tokens.digest_of(token),
            created_at=at,
            expires_at=at + timedelta(days=INVITATION_DAYS),
        )
        _note("invite", authority, invitation, by=by, at=at, roles=wanted)
    letters.send_invitation(invitation, token)
    return invitation


def take_back_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Ends an open invitation; its link stops working. Doing it twice changes nothing."""
    demand(by, invitation.authority, ADMINISTERS)
    with transaction.atomic():
        open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=at)
        if open_ones.update(expires_at=at):
            _note("take_back_invitation", invitation.authority, invitation, by=by, at=at)


def open_invitation(token: str, *, at: datetime) -> Invitation:
    """The invitation this link belongs to.

    Raises:
        InvitationLapsed: used, taken back, too old, unknown, or its sender is no administrator any more.

    """
    invitation = (
        Invitation.objects.select_related("authority", "invited_by")
        .filter(token_digest=tokens.digest_of(token), used_at=None, expires_at__gt=at)
        .first()
    )
    if invitation is None or not may(invitation.invited_by, invitation.authority, ADMINISTERS):
        raise InvitationLapsed
    return invitation


def accept(token: str, *, name: str = "", function: str = "", password: str = "", at: datetime) -> Person:
    """Joins by the link's token. Who has a password already keeps it and their name; `password` is ignored.

    Raises:
        InvitationLapsed, PasswordWeak.

    """
    with transaction.atomic():
        invitation = open_invitation(token, at=at)
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at):
            raise InvitationLapsed  # somebody pressed the same button a moment earlier
        person = person_with(
            email=invitation.email, name=name or invitation.name, function=function, password=password, at=at
        )
        if not person.is_active:
            raise InvitationLapsed
        for role in invitation.roles:
            membership(invitation.authority, person, Role(role), at)
        _note("accept", invitation.authority, person, by=person, at=at, roles=invitation.roles)
    return person


def join(
    authority: Authority,
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    password: str,
    function: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Lets somebody in without a mail. Only the house may: on the machine's own command line."""
    if not isinstance(by, House):
        raise NotAllowed
    with transaction.atomic():
        person = person_with(email=email, name=name, function=function, password=password, at=at)
        wanted = [role for role in roles if membership(authority, person, role, at)]
        _note("join", authority, person, by=by, at=at, roles=[role.value for role in wanted])
    return person


def add_signer(
    authority: Authority,
    *,
    email: str,
    name: str,
    role: Role = Role.COSIGNER,
    function: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Adds somebody who signs by mail link only and never logs in.

    Only administrators may: else an editor could invent the second pair of eyes.

    Raises:
        NotAllowed, SignerRoleOdd.

    """
    demand(by, authority, ADMINISTERS)
    if role not in SIGNER_ROLES:
        raise SignerRoleOdd
    with transaction.atomic():
        person = person_with(email=email, name=name, function=function, password=None, at=at)
        if membership(authority, person, Role(role), at):
            _note("add_signer", authority, person, by=by, at=at, roles=[Role(role).value])
    return person


def grant(authority: Authority, *, person: Person, role: Role, by: Actor, at: datetime) -> None:
    """Gives a member one more role; a role they have stays as it is.

    Raises:
        NotAllowed, NotAMember.

    """
    demand(by, authority, ADMINISTERS)
    with transaction.atomic():
        _lock(authority)
        if not authority.memberships.filter(person=person).exists():
            raise NotAMember
        if membership(authority, person, Role(role), at):
            _note("grant", authority, person, by=by, at=at, roles=[Role(role).value])


def revoke(authority: Authority, *, person: Person, role: Role, by: Actor, at: datetime) -> None:
    """Takes a role away; with the last one the person no longer belongs to the authority.

    Raises:
        NotAllowed.
        LastAdministrator: nobody could let others in any more.

    """
    demand(by, authority, ADMINISTERS)
    with transaction.atomic():
        # Locked: two administrators taking the role from each other at once must not both succeed.
        _lock(authority)
        held = authority.memberships.filter(person=person, role=role)
        if not held.exists():
            return
        if role == Role.ADMINISTRATOR and not [one for one in administrators(authority) if one != person]:
            raise LastAdministrator(name=person.name)
        held.delete()
        _note("revoke", authority, person, by=by, at=at, roles=[Role(role).value])


def introduce(
    person: Person, *, name: str, function: str, language: str, theme: str, by: Person, at: datetime
) -> Person:
    """Changes one's own account. Another name or function is noted wherever the person has a role.

    Raises:
        NotAllowed: if it is somebody else's account.

    """
    if by.pk != person.pk:
        raise NotAllowed
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        old = {"old_name": row.name, "old_function": row.function}
        is_new = (row.name, row.function) != (name.strip(), function.strip())
        row.name, row.function, row.language, row.theme = name.strip(), function.strip(), language, theme
        row.save(update_fields=["name", "function", "language", "theme"])
        if is_new:
            for authority in Authority.objects.filter(memberships__person=row).distinct().order_by("pk"):
                _note("introduce", authority, row, by=row, at=at, **old)
    person.refresh_from_db()
    return person


def person_with(*, email: str, name: str, password: str | None, at: datetime, function: str = "") -> Person:
    """The person of this mail address, made if unknown. A usable password, once set, is never replaced here.

    Raises:
        PasswordWeak: if a password is to be set and is too easy.

    """
    person = Person.objects.filter(email__iexact=_plain(email)).first()
    if person is None:
        person = Person(email=_plain(email), name=name.strip(), function=function.strip(), created_at=at)
        person.set_unusable_password()
    if password is not None and not person.has_usable_password():
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise PasswordWeak(reasons=" ".join(error.messages)) from error
        person.set_password(password)
    person.save()
    return person


def membership(authority: Authority, person: Person, role: Role, at: datetime) -> bool:
    """Enters the role; False if it stood there already."""
    _row, is_new = Membership.objects.get_or_create(
        authority=authority, person=person, role=role, defaults={"granted_at": at}
    )
    return is_new


def _lock(authority: Authority) -> None:
    Authority.objects.select_for_update().get(pk=authority.pk)


def _plain(email: str) -> str:
    return email.strip().lower()


def _note(
    verb: str, authority: Authority, thing: Person | Invitation, *, by: Actor, at: datetime, **details: object
) -> None:
    kind = "invitation" if isinstance(thing, Invitation) else "person"
    record.note(
        f"authority.{verb}",
        authority=authority.pk,
        thing=(kind, thing.pk, thing.name),
        by=by,
        at=at,
        details=details,
    )
