# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each criterion of the topic house gives a request: a share from 0 to 1, a sentence, the words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from nahbar.radar.angles import NAMES, QUICK, Angle
from nahbar.radar.lookup import Words
from nahbar.radar.matter import Matter, Pillar, Recognition
from nahbar.radar.rank import share_of
from nahbar.radar.signs import NOTHING, Seen, Sign, Signs
from nahbar.radar.situation import Situation
from nahbar.radar.topic_house import Criterion, TopicHouse

READY_CHARACTERS = 400
"""A text up to this length fits a post with its picture; beyond it somebody must rewrite it."""
READY_WORDS = 16
"""Words a sentence, in the mean, up to which a text reads like a post."""
MANY, SOME = 1_000, 100
HALF = 0.5
_NEAR, _FAR = 21, 60
_BENEFITS = (Sign.ACT, Sign.DECIDE, Sign.CHANGE, Sign.OFFER, Sign.KNOW)
_NUMBER = re.compile(
    r"\b(?P<number>\d{1,3}(?:\.\d{3})+|\d{2,7})\s+(?P<what>Haushalte\w*|Menschen|Kinder\w*|Einwohner\w*|Personen|Bürger\w*|Wohnungen|"
    r"Plätze\w*|Betriebe\w*|Familien|Schüler\w*|Fahrgäste\w*|Hausanschlüsse)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])")
_BENEFIT_SAYS = {
    Sign.ACT: "Die Menschen können damit etwas tun",
    Sign.DECIDE: "Die Menschen können mitreden",
    Sign.CHANGE: "Für die Menschen ändert sich etwas",
    Sign.OFFER: "Es ist ein Angebot, das Menschen nutzen können",
    Sign.KNOW: "Man versteht danach etwas besser, kann aber nichts damit tun",
}


@dataclass(frozen=True, slots=True)
class View:
    """All that the criteria and objections look at."""

    matter: Matter
    recognition: Recognition
    now: Situation
    signs: Signs
    words: Words
    house: TopicHouse
    angles: tuple[Angle, ...]
    posts: Mapping[Pillar, int]
    today: date

    def seen(self, sign: Sign) -> Seen:
        """The sign, or nothing."""
        return self.signs.get(sign, NOTHING)


@dataclass(frozen=True, slots=True)
class Share:
    """What a criterion gives, from 0 to 1."""

    share: float
    sentence: str
    words: tuple[str, ...] = ()


def shares(view: View) -> dict[Criterion, Share]:
    """What each criterion gives."""
    return {
        Criterion.BENEFIT: _benefit(view),
        Criterion.AUDIENCE: _audience(view),
        Criterion.PILLAR: _pillar(view),
        Criterion.TIME: _time(view),
        Criterion.STORY: _story(view),
        Criterion.CHANNEL: _channel(view),
        Criterion.EFFORT: _effort(view),
    }


def is_ready(view: View) -> bool:
    """Whether the text may stay as it is: service on a day that is named, short, in short sentences.

    What recruits, asks for a say or shows the house needs a face or a picture, which no pasted text has; and where there
    are people to tell it, they tell it better.
    """
    text = view.matter.text.strip()
    return (
        view.now.pillar in {Pillar.SERVICE, Pillar.CRISIS}
        and view.seen(Sign.PERSON).number <= 1
        and 0 < len(text) <= READY_CHARACTERS
        and _sentence_length(text) <= READY_WORDS
        and _benefit(view).share > HALF
        and _time(view).share > HALF
    )


def _benefit(view: View) -> Share:
    found = [(view.seen(sign), sign) for sign in _BENEFITS if sign in view.signs]
    if view.now.is_over:
        found = [one for one in found if one[1] is Sign.KNOW]
    if view.now.pillar is Pillar.CRISIS:
        return Share(1.0, "Es geht um eine Gefahr: die Menschen müssen wissen, was zu tun ist.")
    if not found:
        return Share(0.0, "Der Text sagt nicht, was die Menschen damit tun, wissen oder entscheiden können.")
    best, sign = max(found, key=lambda one: one[0].strength)
    words = tuple(dict.fromkeys((*best.words, *(word for one, _sign in found for word in one.words))))[:3]
    more = 0.1 * (len(found) - 1)
    return Share(min(1.0, best.strength + more), f"{_BENEFIT_SAYS[sign]}.", words)


def _audience(view: View) -> Share:
    if view.seen(Sign.INTERNAL).strength > 0:
        return Share(0.0, "Es betrifft nur Menschen, die im Haus arbeiten.", view.seen(Sign.INTERNAL).words)
    people = view.recognition.people
    clues = tuple(clue.words for clue in view.recognition.clues if clue.field == "people")[:2]
    number = max(
        (
            (int(one["number"].replace(".", "")), one.group())
            for one in islice(_NUMBER.finditer(view.matter.text), 20)
        ),
        default=(0, ""),
    )
    wanted = next((group for group in people if _is_wanted(group, view.house)), "")
    largest = max((share_of(group) for group in people), default=0.3)
    share = max(largest, 1.0 if number[0] >= MANY else 0.6 if number[0] >= SOME else 0.0)
    share = min(1.0, share + (0.2 if wanted else 0.0))
    words = tuple(word for word in (number[1], *clues) if word)
    if number[0] >= SOME:
        return Share(share, f"Es betrifft viele: {number[1]}.", words)
    if wanted:
        return Share(share, f"Es betrifft eine Gruppe, die das Haus erreichen will: {wanted}.", words)
    if people:
        return Share(share, f"Es betrifft: {', '.join(people[:2])}.", words)
    return Share(share, "Der Text sagt nicht, wen es betrifft.")


def _is_wanted(group: str, house: TopicHouse) -> bool:
    return any(
        one.casefold() in group.casefold() or group.casefold() in one.casefold() for one in house.audiences
    )


def _pillar(view: View) -> Share:
    """How the pillar stands in the mix: what is short of its goal is wanted more."""
    what = view.now.pillar
    if what is Pillar.CRISIS:
        return Share(1.0, "Eine Gefahr geht vor jeder Planung.")
    goal = max(view.house.shares.get(what, 0), 0)
    total = sum(view.posts.values())
    name = NAMES[what]
    if not goal:
        return Share(0.0, f"{name} ist im Themenhaus nicht vorgesehen.")
    if not total:
        return Share(
            0.7, f"{name} soll {goal} % der Beiträge sein; in den letzten vier Wochen erschien noch keiner."
        )
    actual = round(100 * view.posts.get(what, 0) / total)
    share = max(0.0, min(1.0, 0.5 + (goal - actual) / (2 * goal)))
    return Share(share, f"{name} soll {goal} % der Beiträge sein und war zuletzt {actual} %.")


def _time(view: View) -> Share:
    days = view.now.days_left
    now = view.seen(Sign.NOW)
    if days is None:
        if now.strength:
            return Share(0.9, "Es gilt jetzt.", now.words)
        if ahead := next((one for one in view.recognition.dates if one.on >= view.today), None):
            return Share(0.8, "Es nennt einen Tag, der noch kommt.", (ahead.words,))
        return Share(0.3, "Es nennt keinen Tag, bis zu dem es wichtig ist; es kann warten.")
    words = tuple(clue.words for clue in view.recognition.clues if clue.field in {"deadline", "runs"})[:2]
    if days < 0:
        return Share(0.0, "Es ist schon vorbei.", words)
    what = "Die Frist endet" if view.now.has_deadline else "Es ist so weit"
    when = {0: "heute", 1: "morgen"}.get(days, f"in {days} Tagen")
    share = 1.0 if days <= _NEAR else 0.8 if days <= _FAR else 0.5
    return Share(share, f"{what} {when}.", words)


def _story(view: View) -> Share:
    person, picture = view.seen(Sign.PERSON), view.seen(Sign.PICTURE)
    words = (*person.words[:2], *picture.words[:2])
    share = (0.6 if person.strength else 0.0) + (0.6 if picture.strength else 0.0)
    if person.strength and picture.strength:
        return Share(1.0, "Es gibt Menschen und ein Bild zu zeigen.", words)
    if share:
        what = "Menschen, die man zeigen kann" if person.strength else "ein Bild, das man zeigen kann"
        return Share(share, f"Es gibt {what}.", words)
    return Share(0.1, "Der Text nennt weder Menschen noch ein Bild, das man zeigen könnte.")


def _channel(view: View) -> Share:
    """Whether it can be told on the channels at all, and how far the text is from it."""
    if not view.angles:
        return Share(
            0.0, "Kein Format passt: die Zeit ist zu kurz, oder passende Formate sind ausgeschaltet."
        )
    name = view.angles[0].format.name
    official = view.seen(Sign.OFFICIAL)
    if official.strength:
        return Share(
            0.3, f"Der Text hat die Form des Amtsblatts; als „{name}“ ließe es sich erzählen.", official.words
        )
    if is_ready(view):
        return Share(1.0, f"Es passt als „{name}“, und der Text ist kurz genug.")
    return Share(0.7, f"Es passt als „{name}“, der Text müsste dafür neu geschrieben werden.")


def _effort(view: View) -> Share:
    minutes = min((one.minutes for one in view.angles), default=QUICK)
    week = max(view.house.minutes, 1)
    share = max(0.0, 1.0 - minutes / week)
    return Share(
        share, f"Der kürzeste Weg kostet {minutes} von {week} Minuten, die das Haus in der Woche dafür hat."
    )


def _sentence_length(text: str) -> float:
    parts = [part for part in _SENTENCE_END.split(text) if part.strip()]
    return len(text.split()) / max(len(parts), 1)
