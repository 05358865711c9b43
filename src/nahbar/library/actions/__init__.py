# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a file: it arrives (`uploading`), is taken in (`taking`), described, allowed, removed (`keeping`)."""

from nahbar.library.actions.bringing import GuestsKindUnfit, bring
from nahbar.library.actions.keeping import (
    ChannelUnknown,
    FileInUse,
    RightsChanged,
    Said,
    describe,
    discard,
    remove,
    say_music,
    settle_rights,
)
from nahbar.library.actions.subtitling import NoFilm, SubtitlesOdd, subtitle
from nahbar.library.actions.taking import Taken, Words, enter, name_of, note_made, take_in, take_in_file
from nahbar.library.actions.uploading import (
    DiskFull,
    NotWhole,
    PlaceOdd,
    TooManyUploads,
    UploadGone,
    begin,
    finish,
    give_up,
    receive,
    sweep,
)

__all__ = [
    "ChannelUnknown",
    "DiskFull",
    "FileInUse",
    "GuestsKindUnfit",
    "NoFilm",
    "NotWhole",
    "PlaceOdd",
    "RightsChanged",
    "Said",
    "SubtitlesOdd",
    "Taken",
    "TooManyUploads",
    "UploadGone",
    "Words",
    "begin",
    "bring",
    "describe",
    "discard",
    "enter",
    "finish",
    "give_up",
    "name_of",
    "note_made",
    "receive",
    "remove",
    "say_music",
    "settle_rights",
    "subtitle",
    "sweep",
    "take_in",
    "take_in_file",
]
