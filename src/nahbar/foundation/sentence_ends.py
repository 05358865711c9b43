# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Where does a German sentence end? The full stop of "z. B.", "Nr. 3" or "3. Juni" is no end."""

from bisect import bisect_right
from collections.abc import Sequence

import regex

_ABBREVIATIONS = frozenset(
    "abs abschn abt adr allg amtl anm art az bd bearb begr bes betr bez bzgl bzw ca dgl dipl dr ehem "
    "eigtl einschl engl entspr etw evtl exkl fa fam ff fr frl geb gem ges gesch gest gez ggf ggü grds gz "
    "hbf hd hl hr hrn hrsg inf ing ing-büro inkl insb insbes jh jhd kap kfm kl lfd lt max med mind min "
    "mio mrd mtl nat nr nrn od öff östl oö orig pol priv prof rd ref resp rer sen sog soz spez st std "
    "stellv str südl tel telef tgl u urspr vgl verf verw vorm vors westl wiss ziff zt zz zzgl zzt".split()
)
_MONTHS = (
    "januar jänner februar märz april mai juni juli august september oktober november dezember jan feb "
    "mrz apr jun jul aug sep sept okt nov dez"
).split()
_SHORT_MONTHS = frozenset("jan feb mrz apr jun jul aug sep sept okt nov dez".split())
_WEEKDAYS = frozenset(["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"])
_NUMBERED = frozenset(
    "plan gleis raum haus typ klasse block gebäude zimmer variante teil linie tor buchstabe".split()
)
_BEFORE_ORDINAL = frozenset(
    "am der die das dem den des im vom zum zur beim ab bis und oder seit jeder jede jedes jeden unser "
    "unsere unseren ihr ihre ihren sein seine zweimal ein eine einen einem".split()
)
_STARTERS = frozenset(
    "ab alle als am an auch auf aus bei beim bis bitte da dabei dafür damit danach dann darum das dazu "
    "den der deshalb die dies diese dieser doch dort du ein eine er es für gegen hier ich ihr im in jetzt "
    "kommen man mehr mit nach nun nur ob ohne seit sie so und unser unsere unter viele vom von vor wann "
    "warum was weil wenn wer wie wir wo zu zum zur zwei".split()
)
_END = regex.compile(r"[.!?…]+[\"'“”‘’»«)\]]*")
# The blanks before a break are taken from their first one only: else a long row of them takes its square in time.
_LINES = regex.compile(r"(?<![ \t])[ \t]*+(?:\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])\s*")
_LAST_WORD = regex.compile(r"[\p{L}\p{N}-]+$")
_NEXT_WORD = regex.compile(r"[\s\"'“”„‘’‚»«(\[]*([\p{L}\p{N}-]+)?")
_LOOK_BACK = 60


def ends(text: str, addresses: Sequence[tuple[int, int]], emoji: regex.Pattern[str]) -> list[int]:
    """The places behind which a new sentence begins, ascending; `addresses` are never cut."""
    starts = [start for start, _ in addresses]

    def inside_address(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before >= 0 and place < addresses[before][1]

    found = set()
    for match in _END.finditer(text):
        end = match.end()
        if inside_address(match.start()) or (
            end < len(text) and not text[end].isspace() and not emoji.match(text, end)
        ):
            continue
        end = _with_emojis(text, end, emoji)
        if end < len(text) and not (text[end].isspace() or text[end - 1].isspace()) and text[end] not in "#@":
            continue
        if (
            match.group()[0] == "."
            and len(match.group()) == 1
            and _is_part_of_a_word(text, match.start(), end)
        ):
            continue
        if not _goes_on_small(text, end) or _next_is_address(text, end, starts):
            found.add(end)
    for match in _LINES.finditer(text):
        before = text[match.start() - 1] if match.start() else "\n"
        if (
            before in ".!?…:"
            or not _goes_on_small(text, match.end())
            or _next_is_address(text, match.end(), starts)
        ):
            found.add(match.end())
    return sorted(found)


def _with_emojis(text: str, end: int, emoji: regex.Pattern[str]) -> int:
    """Emojis on the same line behind the full stop still belong to the sentence."""
    place = end
    while place < len(text):
        if text[place] in " \u00a0":
            place += 1
        elif match := emoji.match(text, place):
            place = end = match.end()
        else:
            break
    return end


def _goes_on_small(text: str, place: int) -> bool:
    word = _NEXT_WORD.match(text, place)
    return bool(word and word.group(1) and word.group(1)[0].islower())


def _next_is_address(text: str, place: int, starts: Sequence[int]) -> bool:
    word = _NEXT_WORD.match(text, place)
    return bool(word and word.group(1) and word.start(1) in starts)


def _is_part_of_a_word(text: str, dot: int, end: int) -> bool:
    """Whether the single full stop at `dot` belongs to an abbreviation, an ordinal or a date."""
    floor = max(0, dot - _LOOK_BACK)
    last = _LAST_WORD.search(text, floor, dot)
    if last is None:
        return False
    word = last.group()
    match = _NEXT_WORD.match(text, end)
    following = (match.group(1) or "") if match else ""
    if not following:
        return False
    earlier = _LAST_WORD.search(text[floor : last.start()].rstrip(" \u00a0"))
    previous = earlier.group().lower() if earlier else ""
    if word.isdecimal():
        return _is_ordinal(text, last.start(), following, previous)
    if len(word) == 1 and word.isalpha():
        return previous not in _NUMBERED
    if word in _WEEKDAYS or word.lower() in _SHORT_MONTHS:
        return following[0].isdecimal() or following.lower() in _MONTHS
    return word.lower() in _ABBREVIATIONS


def _is_ordinal(text: str, start: int, following: str, previous: str) -> bool:
    number = len(text[start : start + 5].split(".", maxsplit=1)[0])
    if following.lower() in _MONTHS or (following[0].isdecimal() and number <= 2):  # noqa: PLR2004 - days and months
        return True
    if number > 3:  # noqa: PLR2004 - a year ends sentences, an ordinal is shorter
        return False
    at_line_start = not text[:start].rpartition("\n")[2].strip()
    return at_line_start or (previous in _BEFORE_ORDINAL and following.lower() not in _STARTERS)
