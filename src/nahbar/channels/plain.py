# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as people read it, out of HTML; and whether two texts are the same post."""

import re
import unicodedata
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "template", "head", "title", "svg", "noscript"})
_REMOTE_MENTION = re.compile(r"(@[\w.\-]+)@[\w.\-]+")
_UNSEEN = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]")


class _Reader(HTMLParser):
    """Collects text; knows lines and paragraphs, forgets scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self.silent += 1
        elif tag == "p" and any(part.strip() for part in self.parts):
            self.parts.append("\n\n")
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BREAKS - {"br", "p"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def plain(html: str) -> str:
    """The text of a piece of foreign HTML: no tags, paragraphs apart by one empty line, NFC."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(reader.parts).split("\n")]
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def core(text: str) -> str:
    """What stays of a text on every server: NFC, single blanks, visible signs, mentions without server."""
    clean = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", _REMOTE_MENTION.sub(r"\1", clean)).strip()


def same_post(ours: str, theirs: str) -> bool:
    """Whether both are the same text, whatever a server did to blanks, mentions and invisible signs."""
    return core(ours) == core(theirs)


def could_be_same(ours: str, theirs: str, *, begin: int = 40) -> bool:
    """Whether the texts begin alike, so that nobody should decide without looking."""
    return core(ours)[:begin] == core(theirs)[:begin]
