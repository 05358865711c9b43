# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One text, several posts: where an editor divides it, and where the house would.

A line of three hyphens begins the next post of a thread; "--- Kommentar" begins the first comment, which is the rest
of the text. A platform without threads takes such lines for text like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from nahbar.channels import counting
from nahbar.channels.capability import Capability
from nahbar.foundation import text as measure

DIVIDER, COMMENT_DIVIDER = "---", "--- Kommentar"
_DIVIDER = regex.compile(r"(?m)^[^\S\n]*-{3,}[^\S\n]*((?i:erster\s+kommentar|kommentar))?[^\S\n]*$")
_NUMBER = regex.compile(r"\s*\(\d{1,3}/\d{1,3}\)\s*$")
# Room for " (10/25)" at the end of a post.
_NUMBER_ROOM = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a thread. `start`: its place in the whole text; `is_comment`: it stands under the first post."""

    text: str
    start: int
    is_comment: bool = False


def parts(text: str, capability: Capability) -> tuple[Part, ...]:
    """The posts this text becomes, in order, at least one; an empty one is left in, so that it can be told.

    The blanks around a divider belong to no post.
    """
    found: list[Part] = []
    begin, is_comment = 0, False
    for match in _dividers(text, capability):
        if is_comment:
            break
        found.append(_part(text, begin, match.start()))
        begin, is_comment = match.end(), bool(match.group(1))
    if not found:
        return (Part(text, 0),)
    return (*found, _part(text, begin, len(text), is_comment=is_comment))


def _dividers(text: str, capability: Capability) -> Iterable["regex.Match[str]"]:
    if "---" not in text:
        return ()
    return (
        match
        for match in _DIVIDER.finditer(text)
        if (capability.has_first_comment if match.group(1) else capability.thread_parts > 1)
    )


def _part(text: str, begin: int, end: int, *, is_comment: bool = False) -> Part:
    piece = text[begin:end]
    return Part(piece.strip(), begin + len(piece) - len(piece.lstrip()), is_comment)


def undivided(text: str, capability: Capability) -> str:
    """The same words as one post; numbers of parts go, a first comment stays."""
    found = parts(text, capability)
    posts = [one for one in found if not one.is_comment]
    words = [_NUMBER.sub("", one.text) if len(posts) > 1 else one.text for one in posts]
    return _with_comment("\n\n".join(word for word in words if word), found)


def extended(text: str, capability: Capability, more: Iterable[str]) -> str:
    """The same text with these posts behind its last one; a first comment stays the end."""
    found = parts(text, capability)
    posts = [one.text for one in found if not one.is_comment]
    return _with_comment(f"\n\n{DIVIDER}\n\n".join([*posts, *more]), found)


def divided(text: str, capability: Capability, *, is_numbered: bool) -> str:
    """A proposal: the text as a thread of posts that fit, parted between paragraphs or sentences where possible.

    A text that fits as it is stays one post. No word is lost, added or moved; a word is cut only if it fits nowhere.
    """
    found = parts(undivided(text, capability), capability)
    whole = found[0].text
    if counting.fits(whole, capability.text) or capability.thread_parts < 2:  # noqa: PLR2004 - one post is no thread
        return _with_comment(whole, found)
    room = _NUMBER_ROOM if is_numbered else 0
    posts = []
    while whole:
        end = _cut(whole, capability, room)
        posts.append(whole[:end].rstrip())
        whole = whole[end:].lstrip()
    if is_numbered:
        posts = [f"{post} ({number}/{len(posts)})" for number, post in enumerate(posts, 1)]
    return _with_comment(f"\n\n{DIVIDER}\n\n".join(posts), found)


def _with_comment(text: str, found: Iterable[Part]) -> str:
    comments = [one.text for one in found if one.is_comment]
    return f"{text}\n\n{COMMENT_DIVIDER}\n\n{comments[0]}" if comments else text


def _cut(text: str, capability: Capability, room: int) -> int:
    """Where the first post ends: after the last paragraph that fills half of it, sentence, word, or sign that fits."""
    most = _longest(text, capability, room)
    if most == len(text):
        return most
    sentences = [span.end for span in measure.sentences(text)]
    paragraphs = [match.start() for match in regex.finditer(r"\n\s*\n", text)]
    blanks = [match.start() for match in regex.finditer(r"\s+", text)]
    for ends, least in ((paragraphs, most // 2), (sentences, most // 4), (blanks, 0)):
        fitting = [end for end in ends if least < end <= most]
        if fitting:
            return fitting[-1]
    return most


def _longest(text: str, capability: Capability, room: int) -> int:
    """The longest start that fits with room to spare, and cuts no sign; at least one sign."""
    ends = [match.end() for match in regex.finditer(r"\X", text)]
    low, high = 1, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if counting.remaining(text[: ends[middle - 1]], capability.text) >= room:
            low = middle
        else:
            high = middle - 1
    return ends[low - 1]
