# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to sources and topics."""

from nahbar.topics.actions.answering import (
    AnswerMissing,
    Given,
    RequestClosed,
    answer,
    discard_request,
    revise_answer,
    rewrite_answer,
)
from nahbar.topics.actions.closing import (
    NobodyToMail,
    ReasonMissing,
    forget_requests,
    mail_answer,
    overrule_answer,
    take_back_up,
)
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
from nahbar.topics.actions.receiving import receive
from nahbar.topics.actions.recognising import catch_up
from nahbar.topics.actions.requesting import (
    AddressOfMailOdd,
    Asked,
    DepartmentMissing,
    NothingAsked,
    ask,
)
from nahbar.topics.actions.senders import forget_senders
from nahbar.topics.actions.sources import (
    SourceKnown,
    UploadUnreadable,
    add_source,
    pause,
    remove,
    resume,
    upload,
)
from nahbar.topics.actions.topic_house import (
    BoundsCrossed,
    SharesNotWhole,
    WeightsEmpty,
    Written,
    write_topic_house,
)

__all__ = [
    "AddressOfMailOdd",
    "AnswerMissing",
    "Asked",
    "BothTold",
    "BoundsCrossed",
    "DepartmentMissing",
    "FormatIncomplete",
    "FormatUnknown",
    "Given",
    "NobodyToMail",
    "NothingAsked",
    "PhrasingGone",
    "PillarUnknown",
    "Reading",
    "ReasonMissing",
    "RequestClosed",
    "SameTopic",
    "SentenceMissing",
    "SharesNotWhole",
    "SourceKnown",
    "StepNotPossible",
    "TitleMissing",
    "TooManyFormats",
    "UploadUnreadable",
    "Wanted",
    "WeightsEmpty",
    "Written",
    "add_format",
    "add_source",
    "answer",
    "ask",
    "assign",
    "catch_up",
    "change_format",
    "discard",
    "discard_request",
    "drop",
    "expire",
    "forget",
    "forget_requests",
    "forget_senders",
    "gather",
    "join",
    "keep",
    "look",
    "mail_answer",
    "mark_told",
    "notice",
    "notice_comment",
    "overrule_answer",
    "part",
    "pause",
    "phrase",
    "postpone",
    "read",
    "receive",
    "remove",
    "restore_format",
    "resume",
    "revise_answer",
    "rewrite_answer",
    "settle",
    "shelve",
    "switch_format",
    "take_back_up",
    "take_up",
    "understand",
    "upload",
    "write_topic_house",
]
