# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The better proposal for a department's matter, what it needs from them, and until when they may come back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from nahbar.radar.angles import Angle, angles, lead_days
from nahbar.radar.appraisal import Verdict
from nahbar.radar.formats import Consent, Format, catalogue
from nahbar.radar.matter import Kind, Matter, Pillar, Recognition
from nahbar.radar.situation import last_day, situation
from nahbar.radar.subject import subject

ANSWER_DAYS = 7
_FRIDAY = 4
_SHORT = 30
_LEAST_MINUTES = 15
_CONSENT = {
    Consent.SIGNED: "die unterschriebene Einwilligung aller, die zu sehen sind",
    Consent.PARENTS: "die unterschriebene Einwilligung aller, die zu sehen sind, bei Minderjährigen auch von den Eltern",
}


def proposals(
    matter: Matter, recognition: Recognition, verdict: Verdict, *, formats: Sequence[Format], today: date
) -> tuple[Angle, ...]:
    """At least one way to tell the matter, the best first.

    What is not for social media as it stands is proposed with a person in front. Where no format fits, because the time
    is too short or all are switched off, days are left out of account, then the house's choice of formats.
    """
    timeless = replace(recognition, runs_from=None, runs_until=None, deadline=None)
    bare = replace(matter, begins_at=None, ends_at=None)
    is_formal = situation(matter, recognition, today=today).is_formal
    if verdict is Verdict.ELSEWHERE and not is_formal:
        shown = replace(
            timeless, pillar=Pillar.IMAGE, is_recruiting=False, is_participation=False, is_plan=False
        )
        people = [
            one for one in formats if not one.people.startswith("niemand") and Pillar.IMAGE in one.pillars
        ]
        found = angles(replace(bare, kind=Kind.NEWS), shown, today=today, formats=people)
    else:
        found = angles(matter, recognition, today=today, formats=formats)
    found = (
        found
        or angles(bare, timeless, today=today, formats=formats)
        or angles(bare, timeless, today=today)
        or (_quickest(matter, recognition),)
    )
    if verdict is Verdict.AS_IS:
        # What is taken as it is goes out in the shortest format anyway; the proposal is what would be more.
        return tuple(sorted(found, key=lambda one: one.minutes <= _SHORT))
    return found


def needs(one: Format) -> tuple[str, ...]:
    """What a format needs from the department, as it stands in a list."""
    said = []
    if one.pictures:
        said.append("1 Bild" if one.pictures == 1 else f"{one.pictures} Bilder")
    if one.seconds:
        said.append("einen Drehtermin")
    said.append("1 Ansprechperson" if not one.people or one.people.startswith("niemand") else one.people)
    said.append(f"{max(one.others, _LEAST_MINUTES)} Minuten")
    if one.consent in _CONSENT:
        said.append(_CONSENT[one.consent])
    return tuple(said)


def last_useful(matter: Matter, recognition: Recognition, *, today: date) -> date | None:
    """The last day of the matter, or else the first one it names that is still ahead; None: it names none."""
    ahead = [one.on for one in recognition.dates if one.on >= today]
    return last_day(matter, recognition) or min(ahead, default=None)


def answer_until(today: date, last: date | None, minutes: int) -> date:
    """Until when the department may come back: a week, less where the work would not be done in time; a working day."""
    day = today + timedelta(days=ANSWER_DAYS)
    if last is not None and last >= today:
        day = min(day, last - timedelta(days=lead_days(minutes)))
    day = max(day, today + timedelta(days=1))
    if day.weekday() > _FRIDAY:
        friday = day - timedelta(days=day.weekday() - _FRIDAY)
        day = friday if friday > today else friday + timedelta(days=3)
    return day


def _quickest(matter: Matter, recognition: Recognition) -> Angle:
    """The catalogue's shortest format, for what fits nothing."""
    one = min(catalogue(), key=lambda one: (recognition.pillar not in one.pillars, one.minutes))
    return Angle(one, f"{one.name}: {subject(matter.title)}", "")
