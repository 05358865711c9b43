# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to sources and topics."""

from nahbar.topics.actions.deciding import (
    PillarUnknown,
    StepNotPossible,
    TitleMissing,
    assign,
    drop,
    expire,
    keep,
    mark_told,
    notice,
    notice_comment,
    postpone,
    shelve,
    take_up,
)
from nahbar.topics.actions.formats import (
    FormatIncomplete,
    FormatUnknown,
    TooManyFormats,
    Wanted,
    add_format,
    change_format,
    restore_format,
    switch_format,
)
from nahbar.topics.actions.gathering import gather, understand
from nahbar.topics.actions.joining import BothTold, SameTopic, join, part
from nahbar.topics.actions.learning import forget
from nahbar.topics.actions.looking import look
from nahbar.topics.actions.phrasing import PhrasingGone, SentenceMissing, discard, phrase, settle
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
    "BothTold",
    "FormatIncomplete",
    "FormatUnknown",
    "PhrasingGone",
    "PillarUnknown",
    "Reading",
    "SameTopic",
    "SentenceMissing",
    "SourceKnown",
    "StepNotPossible",
    "TitleMissing",
    "TooManyFormats",
    "UploadUnreadable",
    "Wanted",
    "add_format",
    "add_source",
    "assign",
    "catch_up",
    "change_format",
    "discard",
    "drop",
    "expire",
    "forget",
    "gather",
    "join",
    "keep",
    "look",
    "mark_told",
    "notice",
    "notice_comment",
    "part",
    "pause",
    "phrase",
    "postpone",
    "read",
    "remove",
    "restore_format",
    "resume",
    "settle",
    "shelve",
    "switch_format",
    "take_up",
    "understand",
    "upload",
]
