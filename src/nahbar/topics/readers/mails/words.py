# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody wrote: quoted mails, greeting and signature cut off, forwarded words kept."""

import re
from collections.abc import Sequence

from nahbar.topics.item import MAX_TEXT
from nahbar.topics.plain import tidy

LONG = 300
CLOSING_LINES = 15
FORWARDED = re.compile(
    r"-{2,20} ?(?:forwarded message|weitergeleitete (?:nachricht|mail|e-mail)) ?-{2,20}"
    r"|(?:anfang der weitergeleiteten (?:nachricht|e-mail)|begin forwarded message):",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"-{2,20} ?(?:original message|ursprüngliche nachricht|originalnachricht|original-nachricht) ?-{2,20}",
    re.IGNORECASE,
)
FIRST = re.compile(r"\*?(?:von|from|absender):\*? ", re.IGNORECASE)
HEADER = re.compile(
    r"\*?(?:von|from|absender|gesendet|sent|datum|date|an|to|cc|kopie|bcc|betreff|subject|antwort an|reply-to|wichtigkeit"
    r"|importance|priorität|anlagen|attachments):\*?(?: .*)?",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"\*?(?:betreff|subject):\*? ", re.IGNORECASE)
HEADER_LINES, HEADERS_AT_LEAST = 10, 3
WROTE = re.compile(
    r"(?:(?:am|on) .{4,200}|.{2,120}) (?:schrieb|wrote|hat geschrieben)\b.{0,160}:", re.IGNORECASE
)
CLOCK_OR_MAIL = re.compile(r"\d{1,2}[:.]\d{2}|@")
CLOSING = re.compile(
    r"(?:(?:mit|und|viele|vielen|liebe|lieben|beste|besten|herzliche|herzlichen|freundliche|freundlichen|schöne|schönen"
    r"|kollegiale|kollegialen|sonnige|sonnigen|dank) ){1,5}(?:grüßen?|grüssen?|gruessen?|gruß|gruss)"
    r"(?: aus (?:dem |der )?\w{2,40})?|(?:grüße|gruß|lg|vg|mfg|hochachtungsvoll)",
    re.IGNORECASE,
)
POSTSCRIPT = re.compile(r"P\.?\s?S\.?[:. ]", re.IGNORECASE)


def own_words(text: str, *, is_forward: bool = False) -> str:
    """What the sender wrote or passed on, without what was quoted, and without greeting and signature.

    Each line stands in `text` (there perhaps with ">" before it), in the same order. Nothing is ever cut to nothing:
    where all would go, all of it stays. `is_forward`: the subject says that the mail below is the matter.
    """
    text = tidy(text[:MAX_TEXT])
    lines = text.split("\n")
    place = _forwarded(lines, is_forward=is_forward)
    own = _unsigned(_unquoted(lines[:place]))
    passed_on = _unsigned(_passed_on(lines[place:]))
    kept = tidy("\n".join([*own, "", *passed_on]))
    return kept if _has_words(kept) else text


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _forwarded(lines: Sequence[str], *, is_forward: bool) -> int:
    """Where the forwarded mail begins; the number of lines where none does."""
    for place, line in enumerate(lines):
        bare = line.lstrip("> ")
        if len(line) <= LONG and FORWARDED.fullmatch(bare):
            return place
        if is_forward and (ORIGINAL.fullmatch(bare) or _is_header(lines, place)):
            return place
    return len(lines)


def _passed_on(lines: Sequence[str]) -> list[str]:
    """The forwarded mail without who wrote it to whom."""
    rest = [re.sub(r"^(?:> ?){1,9}", "", line) for line in lines]
    while rest and (not rest[0] or FORWARDED.fullmatch(rest[0]) or ORIGINAL.fullmatch(rest[0])):
        rest = rest[1:]
    while rest and HEADER.fullmatch(rest[0][:LONG]) and not SUBJECT.match(rest[0]):
        rest = rest[1:]
    title = [SUBJECT.sub("", rest[0])] if rest and SUBJECT.match(rest[0]) else []
    rest = rest[len(title) :]
    while rest and HEADER.fullmatch(rest[0][:LONG]):
        rest = rest[1:]
    return [*title, "", *rest] if title else rest


def _is_header(lines: Sequence[str], place: int) -> bool:
    """Whether the headers of another mail begin here, as Outlook writes them."""
    if not FIRST.match(lines[place].lstrip("> ")):
        return False
    near = lines[place : place + HEADER_LINES]
    return sum(bool(HEADER.fullmatch(line.lstrip("> ")[:LONG])) for line in near) >= HEADERS_AT_LEAST


def _is_intro(lines: Sequence[str], place: int) -> int:
    """How many lines say who wrote what is quoted below: "Am 23. November um 14:02 schrieb Jana Weber:"."""
    for count in (1, 2):
        said = " ".join(lines[place : place + count])
        if len(said) > LONG or not said.endswith(":") or not WROTE.fullmatch(said):
            continue
        after = next((line for line in lines[place + count : place + count + 3] if line), "")
        if after.startswith(">") or CLOCK_OR_MAIL.search(said):
            return count
    return 0


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Without the mail that is answered, whether it stands above or below; answers between its lines keep it."""
    last_quote = max((place for place, line in enumerate(lines) if line.startswith(">")), default=-1)
    # Own words below the last quoted line: the quote is not simply the mail that is answered.
    is_below = _has_words("".join(lines[last_quote + 1 :]))
    for place, line in enumerate(lines):
        is_whole = ORIGINAL.fullmatch(line[:LONG]) or _is_header(lines, place)
        if is_whole or (_is_intro(lines, place) and not (place < last_quote and is_below)):
            return _unquoted_lines(lines[:place])
    return _unquoted_lines(lines)


def _unquoted_lines(lines: Sequence[str]) -> list[str]:
    """Without the lines that begin with ">", where they stand together above or below."""
    quoted = [place for place, line in enumerate(lines) if line.startswith(">")]
    if not quoted:
        return list(lines)
    first = next((place for place in range(quoted[0]) if _is_intro(lines, place)), quoted[0])
    before, after = lines[:first], lines[quoted[-1] + 1 :]
    between = (line for line in lines[quoted[0] : quoted[-1]] if not line.startswith(">"))
    if _has_words("".join(between)):
        return list(lines)
    if not _has_words("".join(after)):
        return list(before)
    return list(lines) if _has_words("".join(before)) else list(after)


def _unsigned(lines: Sequence[str]) -> list[str]:
    """Without greeting and signature at the end."""
    has_words = False
    for place, line in enumerate(lines):
        is_end = line.rstrip() == "--" or (_is_closing(line) and _is_end(lines, place + 1))
        if has_words and is_end:
            return list(lines[:place])
        has_words = has_words or _has_words(line)
    return list(lines)


def _is_closing(line: str) -> bool:
    return len(line) <= LONG and CLOSING.fullmatch(line.strip(" ,.!")) is not None


def _is_end(lines: Sequence[str], start: int) -> bool:
    """Whether only a signature follows: a few short lines, and no postscript."""
    if len(lines) - start > 3 * CLOSING_LINES:
        return False
    rest = [line for line in lines[start:] if line]
    is_short = len(rest) <= CLOSING_LINES and all(len(line) <= LONG // 2 for line in rest)
    return is_short and not any(POSTSCRIPT.match(line) for line in rest)
