# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to an authority: itself (`profile`), its people (`people`), its accounts (`channels`)."""

from nahbar.authority.actions.people import (
    INVITATION_DAYS,
    InvitationLapsed,
    LastAdministrator,
    NotAMember,
    PasswordWeak,
    RoleMissing,
    SignerRoleOdd,
    accept,
    add_signer,
    grant,
    introduce,
    invite,
    join,
    revoke,
    take_back_invitation,
)
from nahbar.authority.actions.profile import (
    AlreadyFounded,
    SlugTaken,
    TimeZoneUnknown,
    describe,
    found,
    rename,
)

__all__ = [
    "INVITATION_DAYS",
    "AlreadyFounded",
    "InvitationLapsed",
    "LastAdministrator",
    "NotAMember",
    "PasswordWeak",
    "RoleMissing",
    "SignerRoleOdd",
    "SlugTaken",
    "TimeZoneUnknown",
    "accept",
    "add_signer",
    "describe",
    "found",
    "grant",
    "introduce",
    "invite",
    "join",
    "rename",
    "revoke",
    "take_back_invitation",
]
