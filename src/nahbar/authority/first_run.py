# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The link by which the first administrator comes in: signed here, valid until an authority exists."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer

from nahbar.authority import queries
from nahbar.authority.actions import profile
from nahbar.authority.models import Authority
from nahbar.record.actions import HOUSE

PATH = "/einrichten/"
SIGNED = "first-run"


def first_run_url() -> str:
    """The whole address for the terminal; empty once an authority exists."""
    return "" if queries.is_founded() else f"{settings.BASE_URL}{PATH}{token()}/"


def token() -> str:
    """The link's token; only who knows the secret key, and so this machine, can make it."""
    return Signer(salt="nahbar.first-run").signature(SIGNED)


def is_valid(given: str) -> bool:
    """Whether the token is ours and nobody has set up the house yet."""
    try:
        Signer(salt="nahbar.first-run").unsign(f"{SIGNED}:{given}")
    except BadSignature:
        return False
    return not queries.is_founded()


def found(given: str, **values: Any) -> Authority:
    """Founds the first authority by the link; arguments as `actions.found`.

    Raises:
        AlreadyFounded: wrong link, or an authority exists.

    """
    if not is_valid(given):
        raise profile.AlreadyFounded
    return profile.found(**values, first=True, by=HOUSE)
