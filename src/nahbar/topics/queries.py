# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about sources and topics."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from nahbar.authority.models import Authority
from nahbar.foundation.comparison import Piece, compare
from nahbar.foundation.german import stem
from nahbar.radar.matter import Kind, Recognition
from nahbar.topics import alike, wordlist
from nahbar.topics import recognition as stored
from nahbar.topics.models import Source, Topic, TopicSender, TopicWords
from nahbar.topics.states import CLOSING, OPEN, TopicState

MAX_SEARCH_WORDS = 8
# So near to its last day a kept topic is called to mind.
SOON = timedelta(days=5)
# The stems of the words are looked for where the words themselves give less than this.
FEW_FOUND = 5
MOST_FOUND = 200
# Made and kept by migration 0006; it finds parts of three letters and more.
TRIGRAMS, TRIGRAM = "topics_words_trigrams", 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many topics there are in each state, and how many open or told ones changed since the decision."""

    by_state: dict[TopicState, int]
    changed: int

    @property
    def new(self) -> int:
        """Topics nobody has decided on."""
        return self.by_state[TopicState.NOTICED]

    @property
    def total(self) -> int:
        """All topics there are."""
        return sum(self.by_state.values())


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's wording of a matter; `why`: from which words it is the same, "" for the one that stands for it."""

    topic: Topic
    why: str


COMMENT_KEY = "comment:"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier wording, set against the one that replaced it."""

    replaced_at: datetime
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


def topics(
    authority: Authority,
    *,
    states: Iterable[TopicState] | None = None,
    source: uuid.UUID | None = None,
    is_own: bool = False,
    words: str = "",
    pillar: str = "",
    department: str = "",
    until: date | None = None,
) -> QuerySet[Topic]:
    """The authority's topics, newest first, each matter once: by the topic that stands for it.

    `words`: all must occur in title or text of one of its sources, or in compounds there. `until`: only those whose deadline
    is on that day or before, the nearest first.
    """
    rows = Topic.objects.filter(authority=authority, part_of=None).select_related("source")
    wanted = None if states is None else list(states)
    if wanted is not None:
        rows = rows.filter(state__in=wanted)
    if source is not None:
        rows = rows.filter(source_id=source)
    if is_own:
        rows = rows.filter(source=None, content_key="")
    rows = rows.filter(
        **{name: value for name, value in (("pillar", pillar), ("department", department)) if value}
    )
    if until is not None:
        rows = rows.filter(deadline__lte=until)
    if asked := wordlist.wanted(words.replace("\x00", ""), most=MAX_SEARCH_WORDS):
        rows = rows.filter(pk__in=_found(authority, asked, wanted))
    newest = (F("published_at").desc(nulls_first=True), "-noticed_at", "-pk")
    return rows.order_by(*(("deadline", *newest) if until else newest))


def _found(authority: Authority, asked: list[str], states: list[TopicState] | None) -> list[uuid.UUID]:
    """The latest topics in which all of the words occur, also inside compounds; where few do, their stems are enough."""
    found = _with_all(authority, asked, states)
    stems = [stem(word) for word in asked]
    if len(found) < FEW_FOUND and stems != asked:
        found = _with_all(authority, stems, states)
    leads = Topic.objects.filter(pk__in=found).annotate(lead=Coalesce("part_of", "pk"))
    return list(leads.values_list("lead", flat=True))


def _with_all(authority: Authority, parts: list[str], states: list[TopicState] | None) -> list[uuid.UUID]:
    by_index = [part for part in parts if len(part) >= TRIGRAM and _has_trigrams()]
    rows = TopicWords.objects.filter(authority=authority)
    if states is not None:
        # Before the latest are taken: what was laid aside must not crowd out what is new.
        stands = Coalesce("topic__part_of__state", "topic__state")
        rows = rows.annotate(stands=stands).filter(stands__in=states)
    if by_index:
        match = " AND ".join(f'"{part}"' for part in by_index)
        rows = rows.filter(pk__in=RawSQL(f"SELECT rowid FROM {TRIGRAMS} WHERE words MATCH %s", [match]))  # noqa: S608, S611
    for part in set(parts) - set(by_index):
        rows = rows.filter(words__contains=part)
    return list(rows.order_by("-pk").values_list("topic", flat=True)[:MOST_FOUND])


@cache
def _has_trigrams() -> bool:
    """Whether this SQLite keeps the index; PostgreSQL uses its own by itself."""
    return connection.vendor == "sqlite" and TRIGRAMS in connection.introspection.table_names()


def comment_key(comment: str) -> str:
    """The `item_key` of the topic made of a comment."""
    return f"{COMMENT_KEY}{comment}"


def comment_of(topic: Topic) -> str:
    """The comment a topic was made of, by the inquiry's id; "" where it was made of none."""
    return topic.item_key.removeprefix(COMMENT_KEY) if topic.kind == Kind.COMMENT else ""


def of_comment(authority: Authority, comment: str) -> Topic | None:
    """The topic that was made of this comment, if one was."""
    return Topic.objects.filter(authority=authority, source=None, item_key=comment_key(comment)).first()


def made_of_comments(authority: Authority, comments: Iterable[str]) -> dict[str, uuid.UUID]:
    """Which of these comments are topics already, by the comment's id."""
    keys = {comment_key(one): one for one in comments}
    rows = Topic.objects.filter(authority=authority, source=None, item_key__in=keys)
    return {keys[key]: pk for key, pk in rows.values_list("item_key", "pk")}


def recognition(topic: Topic) -> Recognition | None:
    """What the radar concluded, and from which words; None: it has not read the topic yet."""
    return stored.read(topic.recognition)


def evidence(topic: Topic) -> list[Evidence]:
    """What all sources say of the matter, the topic that stands for it first; one query."""
    lead = topic.part_of_id or topic.pk
    rows = Topic.objects.filter(Q(pk=lead) | Q(part_of=lead)).select_related("source")
    ordered = sorted(rows.order_by("published_at", "pk"), key=lambda one: one.pk != lead)
    return [Evidence(one, alike.sentence(one.part_why) if one.part_of_id else "") for one in ordered]


def closing_soon(authority: Authority, at: datetime) -> QuerySet[Topic]:
    """What somebody kept, or has a deadline, and can be told for a few days only; the most urgent first."""
    today = at.astimezone(ZoneInfo(authority.time_zone)).date()
    worth = Q(state__in=list(CLOSING)) | Q(state=TopicState.NOTICED, deadline__isnull=False)
    rows = Topic.objects.filter(worth, authority=authority, part_of=None)
    return rows.filter(expires_on__gte=today, expires_on__lte=today + SOON).order_by("expires_on", "pk")


def departments(authority: Authority) -> list[str]:
    """The departments that have topics, by name."""
    rows = Topic.objects.filter(authority=authority).exclude(department="").order_by("department")
    return list(rows.values_list("department", flat=True).distinct())


def tally(authority: Authority) -> Tally:
    """The numbers of the authority's topics, each matter once."""
    rows = Topic.objects.filter(authority=authority, part_of=None).order_by()
    counted = dict(rows.values_list("state").annotate(Count("pk")))
    told_or_kept = [*OPEN, TopicState.TOLD]
    changed = rows.filter(state__in=told_or_kept, decided_at__isnull=False, changed_at__gt=F("decided_at"))
    return Tally({state: counted.get(state, 0) for state in TopicState}, changed.count())


def sources(authority: Authority) -> QuerySet[Source]:
    """The authority's sources by title, each with its number of topics as `topic_count`."""
    rows = Source.objects.filter(authority=authority).annotate(topic_count=Count("topics"))
    return rows.order_by("title", "pk")


def sender(topic: Topic) -> TopicSender | None:
    """Who sent the topic in, as long as that is kept."""
    return TopicSender.objects.filter(topic=topic).first()


def earlier(topic: Topic) -> list[Earlier]:
    """The earlier wordings, the latest first, each compared with the next."""
    wordings = list(topic.wordings.order_by("replaced_at", "pk"))
    if not wordings:
        return []
    following = [*((one.title, one.text) for one in wordings[1:]), (topic.title, topic.text)]
    made = [
        Earlier(one.replaced_at, compare(one.title, title), compare(one.text, text))
        for one, (title, text) in zip(wordings, following, strict=True)
    ]
    return made[::-1]
