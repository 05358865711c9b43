# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which file speaks for which kind of source; loaded when it is needed, since some need large libraries."""

from importlib import import_module
from typing import cast

from nahbar.topics.readers.reader import Reader
from nahbar.topics.states import SourceKind

MODULES: dict[SourceKind, str] = {
    SourceKind.FEED: "nahbar.topics.readers.feed",
    SourceKind.NEWS_PAGE: "nahbar.topics.readers.news_page",
    SourceKind.COUNCIL: "nahbar.topics.readers.council",
    SourceKind.CALENDAR: "nahbar.topics.readers.calendar",
    SourceKind.VACANCIES: "nahbar.topics.readers.vacancies",
    SourceKind.PROCEDURES: "nahbar.topics.readers.procedures",
    SourceKind.DAYS: "nahbar.topics.readers.days",
    SourceKind.MAIL: "nahbar.topics.readers.mail",
}
# The settings that make it the same source; where none are named, all of them do.
KNOWN_BY: dict[SourceKind, tuple[str, ...]] = {SourceKind.MAIL: ("server", "user", "folder")}
# Tried in this order when somebody gives a file.
OF_FILES: tuple[SourceKind, ...] = (SourceKind.FEED, SourceKind.CALENDAR, SourceKind.PROCEDURES)


def load(kind: SourceKind) -> Reader:
    """The reader of this kind.

    Raises:
        KeyError: nothing of this kind is read.
    """
    return cast("Reader", import_module(MODULES[kind]).READER)
