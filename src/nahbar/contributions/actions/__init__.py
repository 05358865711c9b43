# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to links and contributions."""

from nahbar.contributions.actions.forgetting import erase, forget, forget_knocks, sweep
from nahbar.contributions.actions.knocking import TooOften, knock
from nahbar.contributions.actions.linking import (
    NameMissing,
    NameTaken,
    TokenUnreadable,
    check_name,
    invite,
    replace,
)
from nahbar.contributions.actions.receiving import (
    NothingSaid,
    Received,
    Sent,
    ShownMissing,
    TooManyPhotos,
    receive,
)

__all__ = [
    "NameMissing",
    "NameTaken",
    "NothingSaid",
    "Received",
    "Sent",
    "ShownMissing",
    "TokenUnreadable",
    "TooManyPhotos",
    "TooOften",
    "check_name",
    "erase",
    "forget",
    "forget_knocks",
    "invite",
    "knock",
    "receive",
    "replace",
    "sweep",
]
