# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML to plain text: paragraphs stay, everything else goes."""

import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from nahbar.foundation.letters import cleaned

MAX_HTML = 200_000
BLOCK_NAMES = """
address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
SILENT_NAMES = """
applet audio canvas embed head iframe math noscript object script style svg template video
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
SILENT = frozenset(SILENT_NAMES.split())
BLANKS = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\n{3,}")
MARKUP = re.compile(r"[<&]")


class _Words:
    """Collects text while the HTML parser walks; no tree, so no markup costs memory."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.silent: list[str] = []

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        elif tag == "li":
            self.parts.append("\n– ")
        elif tag in BLOCKS:
            self.parts.append("\n\n" if tag in {"p", "hr"} or tag[0] == "h" else "\n")

    def end(self, tag: str) -> None:
        if self.silent:
            if self.silent[-1] == tag:
                self.silent.pop()
        elif tag in BLOCKS and tag not in {"br", "hr"}:
            self.parts.append("\n\n" if tag == "p" or tag[0] == "h" else "\n")

    def data(self, data: str) -> None:
        if not self.silent:
            # Line breaks inside HTML text mean nothing.
            self.parts.append(data.replace("\n", " ").replace("\r", " "))

    def comment(self, text: str) -> None:
        """Comments say nothing to readers."""

    def close(self) -> str:
        return "".join(self.parts)


def plain(html: str) -> str:
    """The text a reader would see, paragraphs apart by an empty line; of at most 200,000 characters."""
    html = html[:MAX_HTML]
    if not MARKUP.search(html):
        return tidy(html)
    parser = etree.HTMLParser(
        target=cast("Any", _Words()), no_network=True, huge_tree=False, encoding="utf-8"
    )
    try:
        parser.feed(b"<div>" + cleaned(html).encode("utf-8"))
        return tidy(str(parser.close()))
    except etree.LxmlError:
        return tidy(re.sub(r"<[^<>]{0,1000}>", " ", html))


def tidy(text: str) -> str:
    """Blanks and empty lines reduced to what separates words and paragraphs."""
    text = cleaned(text).replace("\u00ad", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(html: str) -> str:
    """As plain, on one line."""
    return " ".join(plain(html).split())
