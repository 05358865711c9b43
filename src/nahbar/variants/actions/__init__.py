# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a variant, and to the register of those who are named in texts."""

from nahbar.variants.actions.complaints import (
    ChannelNotConnected,
    FindingGone,
    ModelMayNotLook,
    NothingToShorten,
    PartEmpty,
    PictureNotCleared,
    PictureNotSeen,
    ReasonMissing,
    StopsOpen,
    StoryClosed,
    SuggestionGone,
    SuggestionMissing,
    TextMissing,
    TextTooLong,
    TooManyParts,
    TooManyPictures,
    VariantChanged,
    VersionsExist,
)
from nahbar.variants.actions.handles import (
    HandleOdd,
    NameMissing,
    RegisterFull,
    forget_handles,
    note_handles,
)
from nahbar.variants.actions.pictures import choose_pictures, take_file, take_picture
from nahbar.variants.actions.suggesting import discard, suggest, suggest_alt, take, take_alt
from nahbar.variants.actions.writing import draft, freeze, overrule, remove, revise, take_over

__all__ = [
    "ChannelNotConnected",
    "FindingGone",
    "HandleOdd",
    "ModelMayNotLook",
    "NameMissing",
    "NothingToShorten",
    "PartEmpty",
    "PictureNotCleared",
    "PictureNotSeen",
    "ReasonMissing",
    "RegisterFull",
    "StopsOpen",
    "StoryClosed",
    "SuggestionGone",
    "SuggestionMissing",
    "TextMissing",
    "TextTooLong",
    "TooManyParts",
    "TooManyPictures",
    "VariantChanged",
    "VersionsExist",
    "choose_pictures",
    "discard",
    "draft",
    "forget_handles",
    "freeze",
    "note_handles",
    "overrule",
    "remove",
    "revise",
    "suggest",
    "suggest_alt",
    "take",
    "take_alt",
    "take_file",
    "take_over",
    "take_picture",
]
