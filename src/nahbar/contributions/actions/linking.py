# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link is made and handed on, or replaced by another one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import vault
from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.authority.tokens import digest_of, new_token
from nahbar.contributions.models import Link
from nahbar.contributions.states import Audience
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.models import Source
from nahbar.topics.states import SourceKind

_NAME = 120


class NameMissing(Complaint):
    sentence = _(
        "The link was not made: it has no name, and without one nobody sees from whom something comes. "
        "Please name the department or the group."
    )


class NameTaken(Complaint):
    sentence = _(
        "The link was not made: there is one for “%(title)s” already. "
        "Please choose another name, or use the link that is there."
    )


class TokenUnreadable(Complaint):
    sentence = _(
        "The link cannot be shown: it was sealed with another key. It still works where it was handed on. "
        "To have one you can hand on, please replace it."
    )


def check_name(authority: Authority, title: str) -> str:
    """The name as it will be saved.

    Raises:
        NameMissing, NameTaken: as they say.
    """
    name = " ".join(cleaned(title).split())[:_NAME]
    if not name:
        raise NameMissing
    if Source.objects.filter(authority=authority, kind=SourceKind.CONTRIBUTIONS, title=name).exists():
        raise NameTaken(title=name)
    return name


@transaction.atomic
def invite(
    authority: Authority, *, title: str, audience: Audience, keep_days: int, by: Actor, at: datetime
) -> Link:
    """Makes a link by which a department or the trainees can contribute without an account.

    Raises:
        NotAllowed, NameMissing, NameTaken: as they say.
    """
    demand(by, authority, WRITES)
    # Two who make the same link at once: the second one waits here, and is told.
    Authority.objects.select_for_update().get(pk=authority.pk)
    source = Source.objects.create(
        authority=authority,
        kind=SourceKind.CONTRIBUTIONS,
        title=check_name(authority, title),
        added_at=at,
    )
    link = Link(authority=authority, source=source, audience=audience, keep_days=keep_days)
    _take_new_token(link, at)
    link.save(force_insert=True)
    _note("contributions.invite", link, by=by, at=at, audience=str(audience))
    return link


@transaction.atomic
def replace(link: Link, *, by: Actor, at: datetime) -> Link:
    """Gives the link a new address; the old one stops at once, on paper, in mails and in open pages."""
    demand(by, link.authority, WRITES)
    row = Link.objects.select_for_update(of=("self",)).select_related("source", "authority").get(pk=link.pk)
    _take_new_token(row, at)
    row.save(update_fields=["token", "token_digest", "linked_at"])
    _note("contributions.replace", row, by=by, at=at)
    return row


def _take_new_token(link: Link, at: datetime) -> None:
    token = new_token()
    link.token = vault.seal(token.encode("ascii"), place=vault.place(link, "token"))
    link.token_digest, link.linked_at = digest_of(token), at


def _note(verb: str, link: Link, *, by: Actor, at: datetime, **details: str) -> None:
    thing = ("source", link.source_id, link.source.title)
    record.note(verb, authority=link.authority_id, thing=thing, by=by, at=at, details=details)
