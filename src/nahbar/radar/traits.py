# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""What of a matter makes it recognisable: telling words, names, days, places, addresses, a file number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from nahbar.foundation.german import folded, stem
from nahbar.radar.matter import Matter, Recognition

MOST_WORDS = 60
PLAN, FILE, NAME = "plan", "file", "name"
"""What a name of the traits begins with: what kind of name it is."""
_SHORT_TITLE = 60
_READ = 5000
_HEAD = 700
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHORTEST = 3
_QUOTED = re.compile(r"[„\"“»]([^„“”\"«»\n]{4,70})[“”\"«]")
_PLAN_NAMED = re.compile(
    r"(?:[Bb]ebauungsplan|[Ff]lächennutzungsplan|B-Plan|[Bb]auleitplan|[Rr]ahmenplan|[Vv]eränderungssperre)\w{0,14}"
    r"(?:[^„\"“»\n.;]|\d\.|Nr\.){0,60}[„\"“»]([^„“”\"«»\n]{3,70})[“”\"«]"
)
_PLAN_NUMBERED = re.compile(
    r"([Bb]ebauungsplan|[Ff]lächennutzungsplan|B-Plan|[Vv]eränderungssperre)\w{0,12}\s+(?:Nr\.?|Nummer)\s*([A-Z]{0,3}[ -]?\d{1,4}[a-z]?)\b"
)
# A plan for one subject is called by it, with and without quotation marks.
_PLAN_ABOUT = re.compile(
    r"[Ff]lächennutzungsplan\w{0,14}\s+[„\"“»]?(Wind(?:energie|kraft)?|Photovoltaik|Solar\w{0,20}|Freiflächen-?\w{0,20}"
    r"|Biogas|Einzelhandel|Tierhaltung\w{0,10})\b"
)
_FILE = re.compile(
    r"(?:Vorlagen?|Drucksachen?|Beschlussvorlage|Mitteilungsvorlage|DS|BV)[\s-]*(?:Nr|Nummer)?\.?\s*:?\s*"
    r"((?:[A-Z]{1,5}[/ -]?)?\d{1,5}[/-]\d{2,5})"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"„“”»«|\\^`{}]{6,500}")
# A meeting that is announced is not the same as one of the things it will deal with.
_ROUND = re.compile(
    r"\b(?:tagt|tagen|tagte|Sitzung(?:en|stermine?)?|Tagesordnung|Agenda|kommt .{0,40}zusammen|kommen .{0,40}zusammen|"
    r"trifft sich|treffen sich|tritt zusammen|Mitteilungen|Bekanntgaben?|Verschiedenes)\b"
)
# Words of every paper and every press release; the rarity of the others is counted.
_FILLER = frozenset(
    stem(folded(word))
    for word in (
        "der die das den dem des ein eine einer eines einem und oder für mit von vom zum zur bei nach aus auf im in am an als "
        "über unter durch gegen ohne um bis ab vor zwischen hier wird werden ist sind war hat haben kann sich nicht auch noch "
        "neue neuer neues neuen mehr alle aller allen wie was wo wer wann stadt gemeinde kreis landkreis verwaltung antrag anfrage "
        "vorlage beschluss beschlussvorlage informationsvorlage stellungnahme sachstand bericht information informationen hier "
        "fraktion gemeinderat stadtrat ausschuss sitzung dezernat dienststelle gremien termin zuständigkeit entscheidung "
        "euro uhr montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august "
        "september oktober november dezember jahr monat woche tag prozent bürgerinnen bürger menschen interfraktioneller mwd jetzt"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Traits:
    """Small enough to be kept for each of ten thousand matters.

    `title` (its nouns) and `words` (nouns of the text) are written as they stand there, `numbers` are those of the title. `days` are
    those on which something happens; `own_days` those of the matter itself. `names`: plans, file numbers, what the
    headline puts in quotation marks, a short headline itself. `is_round`: it announces a meeting with many matters.
    """

    title: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    own_days: tuple[str, ...] = ()
    kind: str = ""
    published_on: str = ""
    is_round: bool = False


def traits(matter: Matter, found: Recognition | None) -> Traits:
    """The traits of a matter and of what the radar read in it."""
    text = matter.text[:_READ]
    title_words = _WORD.findall(matter.title)
    nouns = [word for word in title_words if word[0].isupper() and _tells(word)]
    own = [day for day in (_day(matter.begins_at), _day(matter.ends_at)) if day]
    if found:
        own += [day.isoformat() for day in (found.runs_from, found.runs_until) if day]
    return Traits(
        title=tuple(dict.fromkeys(nouns or [word for word in title_words if _tells(word)])),
        words=_nouns(text),
        numbers=tuple(word for word in title_words if word[0].isdigit()),
        names=tuple(dict.fromkeys(_names(matter.title, text))),
        links=tuple(dict.fromkeys(_links(matter)))[:12],
        places=tuple(dict.fromkeys(folded(place) for place in found.places)) if found else (),
        days=tuple(dict.fromkeys(one.on.isoformat() for one in found.dates))[:20] if found else (),
        own_days=tuple(dict.fromkeys(own)),
        kind=matter.kind,
        published_on=matter.published_on.isoformat() if matter.published_on else "",
        is_round=bool(_ROUND.search(matter.title)),
    )


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """What two spellings and forms of a word have in common."""
    return stem(folded(word))


def keys(words: Iterable[str]) -> frozenset[str]:
    """The keys of several words."""
    return frozenset(map(key, words))


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and not word[0].isdigit() and key(word) not in _FILLER


def _nouns(text: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if len(found) >= MOST_WORDS:
            break
        if word[0].isupper() and len(word) > _SHORTEST and _tells(word):
            found.setdefault(key(word), word)
    return tuple(found.values())


def _names(title: str, text: str) -> Iterator[str]:
    """Plans and file numbers, which stay the same for years, then what the headline puts in quotation marks."""
    for name in _PLAN_NAMED.findall(f"{title}\n{text}"):
        yield f"{PLAN} {folded(' '.join(name.split()))}"
    for name in _PLAN_ABOUT.findall(f"{title}\n{text[:_HEAD]}"):
        yield f"{PLAN} {folded(name)}"
    for _, number in _PLAN_NUMBERED.findall(f"{title}\n{text[:_HEAD]}"):
        yield f"{PLAN} {folded(number)}"
    if said := _FILE.search(text[:_HEAD]):
        yield f"{FILE} {folded(said.group(1))}"
    for name in (*_QUOTED.findall(title), title if len(title) <= _SHORT_TITLE else ""):
        if any(letter.isupper() for letter in name):
            yield f"{NAME} {folded(' '.join(name.split()))}"


def _links(matter: Matter) -> Iterator[str]:
    for link in (matter.link, *_ADDRESS.findall(matter.text)):
        if bare := _bare(link):
            yield bare


def _bare(link: str) -> str:
    """The address without what differs between links to one page; "" for a home page, which is about everything."""
    try:
        parts = urlsplit(link.rstrip(".,;:!?)’'"))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query and "utm_" not in parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{path}{query}{fragment}" if host and (path.count("/") > 1 or query) else ""


def as_day(written: str) -> date | None:
    """The day, or None for ""."""
    return date.fromisoformat(written) if written else None
