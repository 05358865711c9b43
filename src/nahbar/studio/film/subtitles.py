# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Subtitles: read from SRT and WebVTT, written as both and as what is burned in (ASS)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_CUES = 5_000
MOST_BYTES = 1_000_000
LONGEST_CUE = 500
MOST_LINES = 2
LONGEST_LINE = 42
"""Letters on a line: the practice of German broadcasters (ARD, ZDF; rule BF-UT-08)."""
MOST_PER_SECOND = 17
SHORTEST_SECONDS = 0.8
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")


class Why(StrEnum):
    """Why subtitles cannot be read."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    TIMES = "times"
    TOO_MANY = "too_many"
    LONG = "long"


class SubtitlesUnreadable(Exception):
    """`line`: the line of the file, from 1; 0 where it is the whole file."""

    def __init__(self, why: Why, line: int = 0) -> None:
        super().__init__(f"{why} {line}")
        self.why, self.line = why, line


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands below the picture from `start` to `end` (seconds); lines apart by a line break."""

    start: float
    end: float
    text: str


class Hint(StrEnum):
    """What makes subtitles hard to read."""

    LINES = "lines"
    LONG = "long"
    FAST = "fast"
    SHORT = "short"
    OVERLAP = "overlap"
    AFTER_END = "after_end"


def read(data: bytes) -> tuple[Cue, ...]:
    """The cues of an SRT or WebVTT file, in the order of time; markup is left out.

    Raises:
        SubtitlesUnreadable: above a megabyte or 5,000 cues, without a cue, with times that cannot be read or run
            backwards, or with more letters than anybody can read at once. Nothing is left out in silence.
    """
    if len(data) > MOST_BYTES:
        raise SubtitlesUnreadable(Why.TOO_LARGE)
    lines = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    cues = list(_cues(lines))
    if not cues:
        raise SubtitlesUnreadable(Why.EMPTY)
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # What old editors on Windows write.
    return data.decode("cp1252", errors="replace")


def _cues(lines: list[str]) -> Iterator[Cue]:
    made, place = 0, 0
    while place < len(lines):
        found = _TIMES.match(lines[place])
        place += 1
        if not found:
            if "-->" in lines[place - 1]:
                raise SubtitlesUnreadable(Why.TIMES, place)
            continue
        start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
        if end <= start:
            raise SubtitlesUnreadable(Why.TIMES, place)
        words = []
        while place < len(lines) and lines[place].strip():
            words.append(" ".join(_TAG.sub("", lines[place]).split()))
            place += 1
        text = "\n".join(word for word in words if word)
        if len(text) > LONGEST_CUE:
            raise SubtitlesUnreadable(Why.LONG, place)
        made += 1
        if made > MOST_CUES:
            raise SubtitlesUnreadable(Why.TOO_MANY)
        if text:
            yield Cue(start, end, text)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))) / 1000


def hints(cues: Sequence[Cue], *, seconds: float = 0.0) -> list[tuple[int, Hint]]:
    """What makes each cue (by its place) hard to read; `seconds`: how long the film is, 0 where nobody knows."""
    found: list[tuple[int, Hint]] = []
    for place, cue in enumerate(cues):
        lines, length = cue.text.split("\n"), cue.end - cue.start
        checks = (
            (Hint.LINES, len(lines) > MOST_LINES),
            (Hint.LONG, max(map(len, lines)) > LONGEST_LINE),
            (Hint.FAST, len(cue.text) > MOST_PER_SECOND * length),
            (Hint.SHORT, length < SHORTEST_SECONDS),
            (Hint.OVERLAP, place > 0 and cue.start < cues[place - 1].end),
            (Hint.AFTER_END, bool(seconds) and cue.end > seconds + 0.05),
        )
        found += [(place, hint) for hint, is_true in checks if is_true]
    return found


def moved(cues: Sequence[Cue], *, cut_from: float, cut_to: float, by: float = 0.0) -> tuple[Cue, ...]:
    """The cues of a film that was cut to `cut_from` … `cut_to` and begins `by` seconds later."""
    kept = ((max(cue.start, cut_from), min(cue.end, cut_to), cue.text) for cue in cues)
    return tuple(
        Cue(start - cut_from + by, end - cut_from + by, text) for start, end, text in kept if end > start
    )


def to_vtt(cues: Sequence[Cue]) -> str:
    """As WebVTT (W3C), which every browser and Bluesky read."""
    blocks = (f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(cue.text)}\n" for cue in cues)
    return "\n".join(("WEBVTT\n", *blocks))


def to_srt(cues: Sequence[Cue]) -> str:
    """As SubRip, which Facebook and LinkedIn take."""
    return "\n".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues, start=1)
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )


_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
{style}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"""


def to_ass(cues: Sequence[Cue], *, width: int, height: int, font: str = "Fira Sans") -> str:
    """As Advanced SubStation, for burning in: white on a dark box, above what apps lay over the lower edge.

    The words are data: braces and backslashes, which are commands there, are shown as what they look like.
    """
    size = round(min(width, height) / 18)
    below = round(height * (0.18 if height > width else 0.06))
    style = (
        f"Style: Nahbar,{font},{size},&H00FFFFFF,&H00FFFFFF,&H40000000,&H40000000,-1,0,0,0,100,100,0,0,3,"
        f"{max(2, size // 6)},0,2,{width // 16},{width // 16},{below},1"
    )
    head = _HEAD.format(width=width, height=height, style=style)
    rows = (
        f"Dialogue: 0,{_ass_clock(cue.start)},{_ass_clock(cue.end)},Nahbar,,0,0,0,,{_shown(cue.text)}"
        for cue in cues
    )
    return "\n".join((head, *rows, ""))


def _shown(text: str) -> str:
    # A word joiner keeps the letter after a backslash from being taken for a command; a brace has no such way.
    plain = text.replace("\\", "\\\u2060").replace("{", "(").replace("}", ")")
    return plain.replace("\n", "\\N")


def _ass_clock(seconds: float) -> str:
    whole = round(seconds * 100)
    return f"{whole // 360_000}:{whole // 6000 % 60:02}:{whole // 100 % 60:02}.{whole % 100:02}"
