# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A PDF's bytes to its text. A stranger's file is opened in a process of its own that may take little of everything."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.letters import cleaned
from nahbar.topics.item import MAX_TEXT

MAX_BYTES = 10 * 1024 * 1024
SECONDS = 25
CHILD = "nahbar.topics.readers.pdf_child"
HEAD = 1024
SCAN_AT_MOST = 20
EDGE_LINES = 2
EDGE_AT_LEAST = 3
HYPHEN = re.compile(r"(?<=[a-zäöüß])[-\u00ad]\n(?=[a-zäöüß])(?!(?:und|oder|sowie|bzw)\b)")
LINE_FULL = 55
NEW_LINE = re.compile(r"^(?:[-–•*▪]|\(?\d{1,3}[.)]|[a-z]\)|§|TOP\b)")
NUMBERS = re.compile(r"\d+")


class Why(StrEnum):
    """Why a file gave no text."""

    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    SCAN = "scan"


SENTENCES: dict[Why, str | Promise] = {
    Why.NOT_PDF: _("The file is not a PDF."),
    Why.TOO_LARGE: _("The PDF is larger than 10 MB and was not opened."),
    Why.TOO_HEAVY: _("The PDF took too much time or memory and was given up."),
    Why.ENCRYPTED: _("The PDF is locked with a password."),
    Why.BROKEN: _("The PDF is damaged and could not be read."),
    Why.SCAN: _("The PDF is a scanned picture without text."),
}


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF gave: its text in paragraphs, or why there is none; `is_cut`: it has more pages than were read."""

    text: str = ""
    pages: int = 0
    is_cut: bool = False
    why: Why | None = None

    @property
    def sentence(self) -> str:
        """Why there is no text, for people; "" where there is."""
        return str(SENTENCES[self.why]) if self.why else ""


def read(data: bytes) -> Document:
    """The text of a PDF; never raises, never takes longer than 25 seconds or more than 300 MB."""
    if len(data) > MAX_BYTES:
        return Document(why=Why.TOO_LARGE)
    if b"%PDF-" not in data[:HEAD]:
        return Document(why=Why.NOT_PDF)
    try:
        # Isolated (-I): neither the working folder nor the environment decides what is imported, and no secret goes in.
        done = subprocess.run(
            [sys.executable, "-I", "-m", CHILD],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Document(why=Why.TOO_HEAVY)
    if done.returncode != 0:
        return Document(why=Why.TOO_HEAVY)
    return _document(done.stdout)


def _document(answer: bytes) -> Document:
    try:
        told = json.loads(answer)
        pages, count, why = [str(page) for page in told["pages"]], int(told["count"]), told["why"]
    except (ValueError, KeyError, TypeError):
        return Document(why=Why.BROKEN)
    if why:
        return Document(pages=count, why=Why(why) if why in set(Why) else Why.BROKEN)
    text = flowing(pages)[:MAX_TEXT].rstrip()
    if len(text) < SCAN_AT_MOST:
        return Document(pages=count, why=Why.SCAN)
    return Document(text, count, is_cut=bool(told.get("is_cut")))


def flowing(pages: list[str]) -> str:
    """Pages of lines as paragraphs: without what stands on each page's edge, words divided at line ends whole again."""
    lines = [[" ".join(line.split()) for line in cleaned(page).split("\n")] for page in pages]
    edges = _edges(lines)
    kept = [[line for line in page if NUMBERS.sub("0", line) not in edges] for page in lines]
    text = HYPHEN.sub("", "\n".join("\n".join(page) for page in kept))
    paragraphs: list[str] = []
    is_open = False
    for line in text.split("\n"):
        if not line:
            is_open = False
        elif is_open and not NEW_LINE.match(line):
            paragraphs[-1] += f" {line}"
            is_open = _goes_on(line)
        else:
            paragraphs.append(line)
            is_open = _goes_on(line)
    return "\n".join(paragraphs)


def _goes_on(line: str) -> bool:
    """Whether a line was broken because it was full, not because it ended."""
    return len(line) >= LINE_FULL or line.endswith("-") or (len(line) > LINE_FULL // 2 and line[-1].islower())


def _edges(pages: list[list[str]]) -> frozenset[str]:
    """First and last lines that most pages share, whatever number they carry ("Seite 2 von 7")."""
    if len(pages) < EDGE_AT_LEAST:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line]
        seen.update({NUMBERS.sub("0", line) for line in [*full[:EDGE_LINES], *full[-EDGE_LINES:]]})
    return frozenset(
        line for line, times in seen.items() if times * 2 > len(pages) and times >= EDGE_AT_LEAST
    )
