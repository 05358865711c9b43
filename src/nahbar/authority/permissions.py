# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may what in an authority: one question, one table of roles."""

from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Membership, Person
from nahbar.authority.states import Role
from nahbar.foundation.complaint import Complaint
from nahbar.record.actions import Actor, House

EVERYBODY = frozenset(Role)
WRITES = frozenset({Role.ADMINISTRATOR, Role.EDITOR})
CONTRIBUTES = WRITES | {Role.CONTRIBUTOR}
SIGNS = frozenset({Role.APPROVER, Role.COSIGNER, Role.ADMINISTRATOR, Role.EDITOR})
# Co-signers say yes or no to a text; what becomes of posts is decided by who plans or releases them.
RELEASES = WRITES | {Role.APPROVER}
ANSWERS = WRITES | {Role.COMMUNITY_MANAGER}
ADMINISTERS = frozenset({Role.ADMINISTRATOR})
OVERRULES = frozenset({Role.APPROVER, Role.ADMINISTRATOR})


class NotAllowed(Complaint):
    """Asked for something no role of theirs allows."""

    sentence = _(
        "You cannot do this: none of your roles in this authority allows it. "
        "Please ask an administrator for the role you need."
    )


def roles_of(person: Person, authority: Authority) -> frozenset[Role]:
    """All roles of an active person in this authority; empty: not a member."""
    if not person.is_active:
        return frozenset()
    rows = Membership.objects.filter(person=person, authority=authority)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def may(by: Actor, authority: Authority, roles: frozenset[Role]) -> bool:
    """Whether `by` has one of the roles here. The house itself may; actions for people never pass it in."""
    if isinstance(by, House):
        return True
    return isinstance(by, Person) and bool(roles_of(by, authority) & roles)


def demand(by: Actor, authority: Authority, roles: frozenset[Role]) -> None:
    """The permission check on top of every action.

    Raises:
        NotAllowed: if `by` has none of the roles in this authority.

    """
    if not may(by, authority, roles):
        raise NotAllowed
