# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may bring a file: people with a role that contributes, and guests whom a later room has let in."""

import uuid
from dataclasses import dataclass

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.record.actions import Actor


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account, in the name of the link they came by; whoever makes one has looked at the link.

    `key`: what their uploads belong to. Films and pictures only, and pictures are drawn anew.
    """

    name: str
    key: uuid.UUID
    id: None = None


Bringer = Person | Guest


def demand_bringing(by: Actor, authority: Authority) -> None:
    """Whether they may bring a file here.

    Raises:
        NotAllowed: a person without a role that contributes.
    """
    if not isinstance(by, Guest):
        demand(by, authority, CONTRIBUTES)
