# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The polite answer to a department, put together from `answers.toml`: German, signed by the house, to be edited."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from nahbar.radar.angles import Angle, day, listed
from nahbar.radar.appraisal import Appraisal, Verdict
from nahbar.radar.matter import Matter
from nahbar.radar.objections import Place
from nahbar.radar.proposals import needs
from nahbar.radar.subject import subject
from nahbar.radar.topic_house import TopicHouse

MOST_FOR, MOST_AGAINST = 2, 3
_PLACE = re.compile(r"\{(\w+)\}")
# Quotation marks within quotation marks.
_INNER = str.maketrans("„“”»«", "‚‘‘›‹")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an answer is about: to whom, from whom, and until when they may come back.

    `verdict` is what a person decided, which need not be the appraisal's; `place` likewise.
    """

    department: str
    authority: str
    verdict: Verdict
    place: Place
    until: date
    today: date


def compose(
    matter: Matter, appraisal: Appraisal, proposed: Sequence[Angle], house: TopicHouse, occasion: Occasion
) -> str:
    """The whole answer; the same for the same arguments."""
    said = _texts()
    name = subject(matter.title).translate(_INNER)
    own = said[occasion.verdict.value]
    paragraphs = [
        f"An: {occasion.department}" if occasion.department else "",
        said["greeting"],
        _filled(_one_of(said["thanks"], name), subject=name),
        _filled(_one_of(own["verdict"], name), place=said["places"][occasion.place.value]),
        *_reasons(appraisal, occasion.verdict),
        *_proposal(proposed, own["proposal"], occasion.verdict),
        _filled(own["back"], day=day(occasion.until, occasion.today)),
        " ".join(_house(appraisal, house, occasion)),
        _filled(said["signature"], authority=occasion.authority),
    ]
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _reasons(appraisal: Appraisal, verdict: Verdict) -> Iterator[str]:
    """The weightiest reasons for and against; of what is taken as it is only those for it."""
    said = _texts()
    strong = sorted(appraisal.parts, key=lambda one: -one.points)
    pro = [one.sentence for one in appraisal.marks if one.points > 0]
    pro += [one.sentence for one in strong if one.speaks_for]
    weak = sorted(appraisal.parts, key=lambda one: one.points - one.most)
    con = [one.sentence for one in sorted(appraisal.marks, key=lambda one: one.points) if one.points < 0]
    con += [one.sentence for one in weak if not one.speaks_for]
    if verdict is not Verdict.ELSEWHERE and pro:
        yield _list(said["speaks_for"], pro[:MOST_FOR])
    if verdict is not Verdict.AS_IS and con:
        yield _list(said["speaks_against"], con[:MOST_AGAINST])


def _list(head: str, lines: Sequence[str]) -> str:
    return "\n".join((head, *(f"– {line}" for line in dict.fromkeys(lines))))


def _proposal(proposed: Sequence[Angle], template: str, verdict: Verdict) -> Iterator[str]:
    if not proposed:
        return
    said, angle = _texts(), proposed[0]
    filled = _filled(template, format=angle.format.name, angle=angle.sentence.rstrip("."))
    parts = [filled.replace("….", "…"), _filled(said["needs"], needs=listed(needs(angle.format)))]
    if angle.format.check:
        parts.append(_filled(said["check"], check=angle.format.check))
    yield " ".join(parts)
    if verdict is Verdict.PROPOSAL and len(proposed) > 1:
        other = proposed[1].format
        yield _filled(said["other"], format=other.name, needs=listed(needs(other)))


def _house(appraisal: Appraisal, house: TopicHouse, occasion: Occasion) -> Iterator[str]:
    said = _texts()
    since = f" (Stand {day(house.as_of, occasion.today)})" if house.as_of else ""
    yield _filled(said["house"], since=since)
    # A sentence that was given as a reason is not said twice.
    quoted = any("tun wir" in one.sentence for one in appraisal.marks)
    first = next((one for one in house.ours if not one.words), None)
    if first is not None and not quoted:
        yield _filled(said["house_says"], sentence=first.text.rstrip("."))


def _filled(template: str, **values: str) -> str:
    """In one pass, so that what a department wrote is never taken for a place of ours."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), template)


def _one_of(variants: Sequence[str], name: str) -> str:
    """By the name of the matter, so that the same request is answered in the same words."""
    return variants[sum(name.encode()) % len(variants)]


@cache
def _texts() -> dict[str, Any]:
    text = files("nahbar.radar").joinpath("answers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
