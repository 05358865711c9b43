# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to sources and topics."""

from nahbar.topics.actions.deciding import (
    PillarUnknown,
    StepNotPossible,
    TitleMissing,
    assign,
    drop,
    keep,
    mark_told,
    notice,
    postpone,
    shelve,
    take_up,
)
from nahbar.topics.actions.looking import look
from nahbar.topics.actions.reading import Reading, read
from nahbar.topics.actions.recognising import catch_up
from nahbar.topics.actions.sources import (
    SourceKnown,
    UploadUnreadable,
    add_source,
    pause,
    remove,
    resume,
    upload,
)

__all__ = [
    "PillarUnknown",
    "Reading",
    "SourceKnown",
    "StepNotPossible",
    "TitleMissing",
    "UploadUnreadable",
    "add_source",
    "assign",
    "catch_up",
    "drop",
    "keep",
    "look",
    "mark_told",
    "notice",
    "pause",
    "postpone",
    "read",
    "remove",
    "resume",
    "shelve",
    "take_up",
    "upload",
]
