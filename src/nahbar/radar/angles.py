# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Up to three ways to tell a matter: a format, a sentence people would care about, and why it fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.radar import lookup
from nahbar.radar.formats import Format, Need, Tone, catalogue
from nahbar.radar.lookup import Words
from nahbar.radar.matter import Clue, Kind, Matter, Pillar, Recognition
from nahbar.radar.situation import Situation, last_day, situation
from nahbar.radar.subject import subject

AT_MOST = 3
QUICK = 60
"""Up to these minutes a format is quick, beyond them it is proper work."""
READ = 1_200
"""How much of the text is looked through for the words of a format: what it is about stands at its beginning."""

# How many days a format of so many minutes needs before the last day: shooting, consents, signatures.
_LEAD = ((30, 0), (60, 1), (100, 3), (150, 5))
_LEAD_MOST = 7
_SOON = 3
NAMES = {
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
    given = _given(now)
    title, text = lookup.read(matter.title), lookup.read(matter.text[:READ])
    found = [
        candidate
        for one in (catalogue() if formats is None else formats)
        if _fits(one, now, given) and (candidate := _candidate(one, now, title, text)) is not None
    ]
    # Stable: of equal ones, the one that comes first in the catalogue.
    found.sort(key=lambda one: -one.points)
    return tuple(_angle(one, matter, recognition, now, today) for one in _mixed(found))


def quickest(now: Situation, formats: Sequence[Format]) -> int | None:
    """The least minutes in which such a matter can be told, whatever its words and its time; None: no format fits."""
    given = _given(now) - {Need.WORDS}
    return min((one.minutes for one in formats if one.needs <= given and _is_allowed(one, now)), default=None)


def fits(one: Format, now: Situation) -> bool:
    """Whether the format may be offered at all; its words are not looked at here."""
    return _fits(one, now, _given(now))


def lead_days(minutes: int) -> int:
    """How many days before the last day work of so many minutes must begin."""
    return next((days for most, days in _LEAD if minutes <= most), _LEAD_MOST)


def _is_allowed(one: Format, now: Situation) -> bool:
    if now.pillar is Pillar.CRISIS and one.tone is not Tone.CRISIS:
        return False
    if now.is_formal and one.tone is not Tone.FACTUAL:
        return False
    return any(pillar in one.pillars for pillar in now.pillars)


def _given(now: Situation) -> frozenset[Need]:
    """What is true of the matter; that one of its words occurs is taken for granted here."""
    is_ahead = now.days_left is not None and not now.is_over
    return frozenset(
        need
        for need, is_true in (
            (Need.PLAN, now.is_plan),
            (Need.PARTICIPATION, now.is_participation or now.is_plan),
            (Need.DEADLINE, now.has_deadline and not now.is_over),
            (Need.EVENT, is_ahead),
            (Need.OVER, now.is_over),
            (Need.JOB, now.is_recruiting),
            (Need.PLACE, now.has_place),
            (Need.PEOPLE, now.has_people),
            (Need.COMMENT, now.kind is Kind.COMMENT),
            (Need.WORDS, True),
        )
        if is_true
    )


def _fits(one: Format, now: Situation, given: frozenset[Need]) -> bool:
    return one.needs <= given and _is_allowed(one, now) and _is_in_time(one, now)


def _is_in_time(one: Format, now: Situation) -> bool:
    if now.days_left is None:
        return True
    if now.is_over:
        return one.after or Need.OVER in one.needs
    return now.days_left >= lead_days(one.minutes)


def _candidate(one: Format, now: Situation, title: Words, text: Words) -> _Candidate | None:
    in_title = title.first(one.words)
    word = in_title or text.first(one.words)
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


def _angle(one: _Candidate, matter: Matter, recognition: Recognition, now: Situation, today: date) -> Angle:
    last = last_day(matter, recognition) if not now.is_over else None
    values = {
        "subject": subject(matter.title, is_recruiting=now.is_recruiting, is_plan=now.is_plan),
        "deadline": day(last, today) if last and now.has_deadline else "",
        "place": recognition.places[0] if recognition.places else "",
        "people": listed(recognition.people[:2]),
    }
    templates = one.format.angles or (f"{one.format.name}: {{subject}}",)
    filled = (_filled(text, values) for text in templates)
    sentence = next((said for said in filled if said), one.format.name)
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
    reasons = [f"es um {NAMES[pillar]} geht" + (f" („{clue}“)" if clue else "")]
    if last and now.has_deadline:
        reasons.append(f"die Frist am {day(last, today)} endet")
    elif last:
        reasons.append(f"es am {day(last, today)} so weit ist")
    elif Need.OVER in one.format.needs:
        reasons.append("der Termin vorbei ist")
    if one.word and one.word.casefold() != clue.casefold():
        reasons.append(f"von „{one.word}“ die Rede ist")
    elif Need.PLACE in one.format.needs:
        reasons.append("ein Ort genannt ist")
    return f"Passt, weil {listed(reasons)}."


def _clue(clues: tuple[Clue, ...], pillar: Pillar) -> str:
    """The words that speak for the pillar, where they are words of the matter and short enough to quote."""
    flag = {Pillar.RECRUITING: "is_recruiting", Pillar.PARTICIPATION: "is_participation"}.get(pillar, "")
    quoted = (
        " ".join(clue.words.split())
        for clue in clues
        if clue.where != "source"
        and ((clue.field == "pillar" and clue.value == pillar) or clue.field == flag)
    )
    return next((passage for passage in quoted if 2 < len(passage) <= 60 and "/" not in passage), "")  # noqa: PLR2004 - a line has room for so much


def day(on: date, today: date) -> str:
    """A date as it stands in a sentence: "13. Februar", with the year where it is not this one's."""
    return f"{on.day}. {_MONTHS[on.month - 1]}" + (f" {on.year}" if on.year != today.year else "")


def listed(parts: Sequence[str]) -> str:
    """As a list in a sentence: a, b und c."""
    return " und ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
