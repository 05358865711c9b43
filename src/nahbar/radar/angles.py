# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Up to three ways to tell a matter: a format, a sentence people would care about, and why it fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from nahbar.radar.formats import Format, Need, Tone, catalogue
from nahbar.radar.matter import Clue, Kind, Matter, Pillar, Recognition
from nahbar.radar.situation import Situation, last_day, situation
from nahbar.radar.subject import subject

AT_MOST = 3
QUICK = 60
"""Up to these minutes a format is quick, beyond them it is proper work."""
READ = 6_000
"""How much of the text is looked through for the words of a format."""

# How many days a format of so many minutes needs before the last day: shooting, consents, signatures.
_LEAD = ((30, 0), (60, 1), (100, 3), (150, 5))
_LEAD_MOST = 7
_SOON = 3
_NAMES = {
    Pillar.SERVICE: "Service",
    Pillar.RECRUITING: "Nachwuchs",
    Pillar.PARTICIPATION: "Beteiligung",
    Pillar.IMAGE: "das Bild der Verwaltung",
    Pillar.CRISIS: "eine Gefahr",
}
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


@dataclass(frozen=True, slots=True)
class Angle:
    """One way to tell a matter. `why` is one line, built from what was recognised."""

    format: Format
    sentence: str
    why: str

    @property
    def minutes(self) -> int:
        """All the work in it, our estimate."""
        return self.format.minutes


@dataclass(frozen=True, slots=True)
class _Candidate:
    format: Format
    points: int
    word: str


def angles(
    matter: Matter, recognition: Recognition, *, today: date, formats: Sequence[Format] | None = None
) -> tuple[Angle, ...]:
    """The three that fit best, the best first; among them a quick and a proper one where both fit.

    In a crisis only formats made for it; in formal participation only factual ones; nothing for which the time until
    the last day is too short.
    """
    now = situation(matter, recognition, today=today)
    found = [
        candidate
        for one in (catalogue() if formats is None else formats)
        if fits(one, now) and (candidate := _candidate(one, now, matter)) is not None
    ]
    # Stable: of equal ones, the one that comes first in the catalogue.
    found.sort(key=lambda one: -one.points)
    return tuple(_angle(one, matter, recognition, now, today) for one in _mixed(found))


def quickest(now: Situation, formats: Sequence[Format]) -> int | None:
    """The least minutes in which such a matter can be told, whatever its words and its time; None: no format fits."""
    told = (one for one in formats if Need.WORDS not in one.needs)
    return min((one.minutes for one in told if _is_allowed(one, now) and _is_given(one, now)), default=None)


def fits(one: Format, now: Situation) -> bool:
    """Whether the format may be offered at all; its words are not looked at here."""
    return _is_allowed(one, now) and _is_given(one, now) and _is_in_time(one, now)


def lead_days(minutes: int) -> int:
    """How many days before the last day work of so many minutes must begin."""
    return next((days for most, days in _LEAD if minutes <= most), _LEAD_MOST)


def _is_allowed(one: Format, now: Situation) -> bool:
    if now.pillar is Pillar.CRISIS and one.tone is not Tone.CRISIS:
        return False
    if now.is_formal and one.tone is not Tone.FACTUAL:
        return False
    return any(pillar in one.pillars for pillar in now.pillars)


def _is_given(one: Format, now: Situation) -> bool:
    given = {
        Need.PLAN: now.is_plan,
        Need.PARTICIPATION: now.is_participation or now.is_plan,
        Need.DEADLINE: now.has_deadline and not now.is_over,
        Need.EVENT: now.days_left is not None and not now.is_over,
        Need.OVER: now.is_over,
        Need.JOB: now.is_recruiting,
        Need.PLACE: now.has_place,
        Need.PEOPLE: now.has_people,
        Need.COMMENT: now.kind is Kind.COMMENT,
        Need.WORDS: True,
    }
    return all(given[need] for need in one.needs)


def _is_in_time(one: Format, now: Situation) -> bool:
    if now.days_left is None or Need.OVER in one.needs:
        return True
    # What has passed is told as a look back, if at all; that is not what an announcement is for.
    return now.days_left >= lead_days(one.minutes)


def _candidate(one: Format, now: Situation, matter: Matter) -> _Candidate | None:
    in_title = _found(one.words, matter.title)
    word = in_title or _found(one.words, matter.text[:READ])
    if Need.WORDS in one.needs and not word and now.pillar is not Pillar.CRISIS:
        return None
    place = min(
        one.pillars.index(pillar) + 2 * rank
        for rank, pillar in enumerate(now.pillars)
        if pillar in one.pillars
    )
    points = 40 - 10 * min(place, 3)
    points += 12 if now.kind in one.kinds else 0
    points += 10 * len(one.needs - {Need.WORDS})
    points += (20 if in_title else 6) if word else 0
    is_urgent = now.days_left is not None and now.days_left <= _SOON
    points += 10 if is_urgent and one.minutes <= QUICK else 0
    return _Candidate(one, points, word)


def _mixed(found: list[_Candidate]) -> list[_Candidate]:
    """The best ones with both efforts among them; `found` is in the order of worth."""
    chosen = found[:1]
    for is_quick in (True, False):
        of_effort = [one for one in found if (one.format.minutes <= QUICK) is is_quick]
        if of_effort and not any(one in of_effort for one in chosen):
            chosen.append(of_effort[0])
    chosen += [one for one in found if one not in chosen][: AT_MOST - len(chosen)]
    return [one for one in found if one in chosen]


def _found(words: tuple[str, ...], text: str) -> str:
    """The first passage in the text that has one of the words, cut to its whole word."""
    if not words:
        return ""
    match = _pattern(words).search(text)
    return str(match.group()) if match else ""


@cache
def _pattern(words: tuple[str, ...]) -> "regex.Pattern[str]":
    parts = []
    for word in words:
        # Bounded, so that a text of one endless word is looked through once, not once a letter.
        start = r"\w{0,40}" if word.startswith("-") else ""
        end = "" if word.endswith("$") else r"\w{0,40}"
        parts.append(f"{start}{regex.escape(word.lstrip('-').rstrip('$'))}{end}")
    return regex.compile(rf"\b(?:{'|'.join(parts)})\b", regex.I)


def _angle(one: _Candidate, matter: Matter, recognition: Recognition, now: Situation, today: date) -> Angle:
    last = last_day(matter, recognition) if not now.is_over else None
    values = {
        "subject": subject(matter.title, is_recruiting=now.is_recruiting, is_plan=now.is_plan),
        "deadline": day(last, today) if last and now.has_deadline else "",
        "place": recognition.places[0] if recognition.places else "",
        "people": _listed(recognition.people[:2]),
    }
    templates = one.format.angles or (f"{one.format.name}: {{subject}}",)
    sentence = next(
        (words for words in (_filled(text, values) for text in templates) if words), one.format.name
    )
    return Angle(one.format, sentence, _why(one, recognition, now, last, today))


def _filled(template: str, values: dict[str, str]) -> str:
    """The sentence, or "" where a value for one of its places is missing."""
    needed = [name for name in values if f"{{{name}}}" in template]
    if not all(values[name] for name in needed):
        return ""
    for name in needed:
        template = template.replace(f"{{{name}}}", values[name])
    return template


def _why(one: _Candidate, recognition: Recognition, now: Situation, last: date | None, today: date) -> str:
    pillar = next((pillar for pillar in now.pillars if pillar in one.format.pillars), now.pillar)
    clue = _clue(recognition.clues, pillar)
    reasons = [f"es um {_NAMES[pillar]} geht" + (f" („{clue}“)" if clue else "")]
    if last and now.has_deadline:
        reasons.append(f"die Frist am {day(last, today)} endet")
    elif last:
        reasons.append(f"es am {day(last, today)} so weit ist")
    elif Need.OVER in one.format.needs:
        reasons.append("der Termin vorbei ist")
    if one.word:
        reasons.append(f"von „{one.word}“ die Rede ist")
    elif Need.PLACE in one.format.needs:
        reasons.append("ein Ort genannt ist")
    return f"Passt, weil {_listed(reasons)}."


def _clue(clues: tuple[Clue, ...], pillar: Pillar) -> str:
    """The words that speak for the pillar, where they are words of the matter and short enough to quote."""
    flag = {Pillar.RECRUITING: "is_recruiting", Pillar.PARTICIPATION: "is_participation"}.get(pillar, "")
    said = (
        " ".join(clue.words.split())
        for clue in clues
        if clue.where != "source"
        and ((clue.field == "pillar" and clue.value == pillar) or clue.field == flag)
    )
    return next((words for words in said if 2 < len(words) <= 60), "")  # noqa: PLR2004 - a line has room for so much


def day(on: date, today: date) -> str:
    """A date as it stands in a sentence: "13. Februar", with the year where it is not this one's."""
    return f"{on.day}. {_MONTHS[on.month - 1]}" + (f" {on.year}" if on.year != today.year else "")


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b und c."""
    return " und ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
