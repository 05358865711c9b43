# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a consent."""

from nahbar.consents.actions.asking import (
    Asked,
    FilesMissing,
    OccasionMissing,
    PurposeMissing,
    add_files,
    ask,
    except_,
    note_shown,
)
from nahbar.consents.actions.complaints import ConsentOver, TooOften
from nahbar.consents.actions.counting import knock
from nahbar.consents.actions.ending import (
    ProofMissing,
    expire,
    finish,
    forget,
    forget_tries,
    settle,
    withdraw,
)
from nahbar.consents.actions.signing import (
    NameMissing,
    NothingAgreed,
    Said,
    SignatureMissing,
    refuse,
    sign,
    sign_by_hand,
)

__all__ = [
    "Asked",
    "ConsentOver",
    "FilesMissing",
    "NameMissing",
    "NothingAgreed",
    "OccasionMissing",
    "ProofMissing",
    "PurposeMissing",
    "Said",
    "SignatureMissing",
    "TooOften",
    "add_files",
    "ask",
    "except_",
    "expire",
    "finish",
    "forget",
    "forget_tries",
    "knock",
    "note_shown",
    "refuse",
    "settle",
    "sign",
    "sign_by_hand",
    "withdraw",
]
