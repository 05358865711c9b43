# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A council's paper as an item: a title people read, where it comes from, and the text of its main file."""

import re
from collections import Counter
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.topics.address import OK, AskedTooOften
from nahbar.topics.item import MAX_ID, MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.plain import tidy
from nahbar.topics.readers import pdf
from nahbar.topics.readers.oparl.names import Names
from nahbar.topics.readers.oparl.thing import MAX_FIELD, Thing, address, members, opened, when, words
from nahbar.topics.readers.reader import Ask

SERVER_FAULT = 500
TEXT_AT_LEAST = 200
# A number of a file, not words: "SI/0507/20", "V 12-2026".
CODE = re.compile(r"^[A-Z]{0,5}[\s./_-]*\d[\d\s./_-]*[A-Za-z]{0,2}$")
# What is about the paper, not the paper.
SIDE_FILES = re.compile(
    r"protokoll|niederschrift|abstimmung|anlage|auszug|einladung|deckblatt|beschlusstext|lageplan|karte",
    re.IGNORECASE,
)


class FileLater(Complaint):
    """The file's server failed; the paper waits for another reading. Never shown."""


class Files:
    """The texts of papers' files, a limited number a reading; counts why some gave none."""

    def __init__(self, ask: Ask, *, most: int) -> None:
        self._ask, self._left = ask, most
        self._whys: Counter[str] = Counter()

    def text(self, paper: Thing, *, near: str) -> str:
        """The text of a paper's main file; "" where it has none that can be read.

        Raises:
            FileLater: the server failed, or enough files were read; try at another reading.
            AskedTooOften: this reading is over.
        """
        file = self._main(paper, near)
        if file is None:
            return ""
        told = tidy(str(file.get("text"))[:MAX_FIELD]) if isinstance(file.get("text"), str) else ""
        if len(told) >= TEXT_AT_LEAST:
            return told
        url = address(file.get("downloadUrl"), near=near) or address(file.get("accessUrl"), near=near)
        if not url:
            return told
        return self._read(url, words(file, "mimeType").lower()) or told

    def _main(self, paper: Thing, near: str) -> Thing | None:
        """The main file; where a server names only further ones, the likeliest of these."""
        found = [self._opened(one, near) for one in members(paper, "mainFile")[:1]]
        if not any(found):
            others: list[Thing] = [one for one in members(paper, "auxiliaryFile") if isinstance(one, dict)]
            return min(others, key=lambda one: bool(SIDE_FILES.search(words(one, "name"))), default=None)
        return found[0]

    def _opened(self, value: object, near: str) -> Thing | None:
        if isinstance(value, dict):
            return value
        try:
            found = opened(address(value, near=near), self._ask) if address(value, near=near) else None
        except AskedTooOften:
            raise
        except Complaint:
            return None
        return found if isinstance(found, dict) else None

    def _read(self, url: str, mime_type: str) -> str:
        if mime_type and "pdf" not in mime_type and "octet-stream" not in mime_type:
            self._whys[str(_("The file is not a PDF."))] += 1
            return ""
        if self._left <= 0:
            raise FileLater
        self._left -= 1
        try:
            answer = self._ask.get(url, limit_bytes=pdf.MAX_BYTES)
        except AskedTooOften:
            raise
        except Complaint:
            self._whys[_("The file could not be fetched.")] += 1
            return ""
        if answer.status >= SERVER_FAULT:
            raise FileLater
        if answer.status != OK:
            self._whys[_("The file could not be fetched.")] += 1
            return ""
        document = pdf.read(answer.body)
        if document.why:
            self._whys[document.sentence] += 1
        return document.text

    @property
    def is_open(self) -> bool:
        """Whether this reading may read further files."""
        return self._left > 0

    @property
    def note(self) -> str:
        """How many files gave no text, and why."""
        if not self._whys:
            return ""
        n = sum(self._whys.values())
        text = ngettext("%(n)s file gave no text: %(why)s", "%(n)s files gave no text: %(why)s", n)
        return text % {"n": n, "why": " ".join(why for why, _times in self._whys.most_common(3))}


def paper_item(paper: Thing, *, near: str, names: Names, files: Files | None) -> Item | None:
    """The item a paper is, or None where it has no name; with its main file's text where `files` are given."""
    title = _title(paper)
    identifier = address(paper, near=near)
    if not title or not identifier:
        return None
    department = _department(paper, near, names)
    text = files.text(paper, near=near) if files else ""
    return Item(
        identifier[:MAX_ID],
        title,
        "\n\n".join(filter(None, (_origin(paper), text)))[:MAX_TEXT].rstrip(),
        _web(paper, near),
        published(paper),
        kind=Kind.PAPER,
        place=next((name for one in members(paper, "location") if (name := _place(one))), ""),
        department=department,
    )


def published(paper: Thing) -> datetime | None:
    """When it became public: its date, or its entry where the date is that of the meeting to come."""
    return min(filter(None, (when(paper, "date"), when(paper, "created"))), default=None)


def _title(paper: Thing) -> str:
    name = words(paper, "name", limit=2000)
    if name and not CODE.match(name):
        return name if len(name) <= MAX_TITLE else f"{name[: MAX_TITLE - 1].rstrip()}…"
    file = next((one for one in members(paper, "mainFile") if isinstance(one, dict)), {})
    said = words(file, "name", limit=300)
    parts = [words(paper, "paperType"), words(paper, "reference") or name, f"– {said}" if said else ""]
    return " ".join(filter(None, parts))[:MAX_TITLE]


def _origin(paper: Thing) -> str:
    """One line on what it is: "Beschlussvorlage 2026/0123"."""
    parts = [words(paper, "paperType", limit=100), words(paper, "reference", limit=100)]
    return " ".join(filter(None, parts))


def _department(paper: Thing, near: str, names: Names) -> str:
    for field in ("underDirectionOf", "originatorOrganization"):
        for one in members(paper, field)[:1]:
            if name := names.of(one, near=near):
                return name
    return ""


def _place(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return words(value, "description", limit=200) or words(value, "streetAddress", limit=200)


def _web(paper: Thing, near: str) -> str:
    """Where people read it: its page, else its file."""
    if web := address(paper.get("web"), near=near):
        return web
    for field in ("mainFile", "auxiliaryFile"):
        for one in members(paper, field):
            if isinstance(one, dict):
                link = address(one.get("accessUrl"), near=near) or address(one.get("downloadUrl"), near=near)
                if link:
                    return link
    return ""
