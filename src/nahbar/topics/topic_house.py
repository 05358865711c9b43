# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The authority's topic house as the radar takes it."""

from typing import Any
from zoneinfo import ZoneInfo

from nahbar.authority.models import Authority
from nahbar.radar import topic_house as pure
from nahbar.radar.topic_house import Criterion
from nahbar.topics.models import TopicHouse

PILLARS = tuple(pure.SHARES)
"""The pillars that have a goal share; a danger needs none."""


def row(authority: Authority) -> TopicHouse | None:
    """What the authority made of it; None: it has not changed anything."""
    return TopicHouse.objects.filter(authority=authority).first()


def topic_house(authority: Authority) -> pure.TopicHouse:
    """What requests are scored against; one query."""
    kept = row(authority)
    if kept is None:
        return pure.TopicHouse()
    return pure.TopicHouse(
        shares={pillar: int(kept.shares.get(pillar.value, 0)) for pillar in PILLARS},
        audiences=lines(kept.audiences),
        ours=pure.sentences(kept.ours.splitlines()),
        not_ours=pure.sentences(kept.not_ours.splitlines()),
        weights={one: int(kept.weights.get(one.value, 0)) for one in Criterion},
        take_from=kept.take_from,
        decline_below=kept.decline_below,
        minutes=kept.minutes,
        repeat_days=kept.repeat_days,
        election_on=kept.election_on,
        as_of=kept.changed_at.astimezone(ZoneInfo(authority.time_zone)).date(),
    )


def written(house: pure.TopicHouse) -> dict[str, Any]:
    """The topic house as its page and its row hold it."""
    return {
        "shares": {pillar.value: house.shares.get(pillar, 0) for pillar in PILLARS},
        "audiences": "\n".join(house.audiences),
        "ours": "\n".join(one.line for one in house.ours),
        "not_ours": "\n".join(one.line for one in house.not_ours),
        "weights": {one.value: house.weights.get(one, 0) for one in Criterion},
        "take_from": house.take_from,
        "decline_below": house.decline_below,
        "minutes": house.minutes,
        "repeat_days": house.repeat_days,
        "election_on": house.election_on,
    }


def lines(text: str) -> tuple[str, ...]:
    """The lines that say something, each once."""
    stripped = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line[:100] for line in stripped if line))[:20]
