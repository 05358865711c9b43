# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same matter from several sources is one topic; a person can part it, and is never overruled."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar.matter import Kind
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.topics import actions, queries
from nahbar.topics.actions.reading import file
from nahbar.topics.item import Item
from nahbar.topics.models import Source, Topic
from nahbar.topics.states import SourceKind, TopicState
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PAPER = (
    "Bebauungsplan Nr. 27 „Am Bach“ – Beschluss über die Veröffentlichung",
    (
        "Der Entwurf des Bebauungsplans Nr. 27 „Am Bach“ wird vom 7. Dezember 2026 bis 15. Januar 2027 veröffentlicht. "
        "Im Plangebiet entstehen Reihenhäuser und eine Kindertagesstätte."
    ),
)
NEWS = (
    "Neue Wohnungen: Ihre Meinung zum Bebauungsplan „Am Bach“",
    "Geplant sind im Gebiet Reihenhäuser und eine Kindertagesstätte. Der Entwurf liegt im Rathaus aus.",
)


@pytest.fixture
def place():
    return factories.authority()


def source(place, name):
    return Source.objects.create(
        authority=place, kind=SourceKind.FEED, title=name, added_at=AT, url=f"https://{name}.example/rss"
    )


def told(of, words, at=AT, **values):
    title, text = words
    given = {"identifier": title, "title": title, "text": text, "link": f"https://{of.title}.example/{len(title)}/a",
             "published_at": at}  # fmt: skip
    file(of, [Item(**{**given, **values})], by=HOUSE, at=at)
    actions.understand(of.authority, at=at)
    of.last_read_at = at
    of.save()
    return Topic.objects.get(source=of, title=title)


@pytest.fixture
def two(place):
    """A council paper, and an hour later the press release on it."""
    paper = told(source(place, "rat"), PAPER, kind=Kind.PAPER)
    news = told(source(place, "presse"), NEWS, AT + HOUR)
    return Topic.objects.get(pk=paper.pk), news


def test_press_release_stands_for_the_matter_when_the_paper_came_first(place, two):
    paper, news = two
    assert list(queries.topics(place)) == [news]
    assert paper.part_of == news
    assert queries.tally(place).total == 1


def test_evidence_shows_every_source_with_its_reason_when_joined(two):
    paper, news = two
    found = queries.evidence(news)
    assert next((one.topic, one.why) for one in found) == (news, "")
    assert found[1].topic == paper
    assert found[1].why.startswith("Beide nennen „")
    assert queries.evidence(paper) == found


def test_dates_of_the_paper_are_those_of_the_matter_when_the_release_names_none(two):
    _, news = two
    news.refresh_from_db()
    assert (news.runs_from, news.runs_until) == (date(2026, 12, 7), date(2027, 1, 15))
    assert news.expires_on == date(2027, 1, 15)


def test_joining_is_a_line_in_the_record_by_the_house(two):
    paper, news = two
    line = Entry.objects.get(verb="topics.join")
    assert (line.by_name, line.thing_id, line.details["to"]) == ("Nahbar", paper.pk, str(news.pk))


def test_matter_is_found_by_the_words_of_any_of_its_sources(place, two):
    _, news = two
    assert list(queries.topics(place, words="Veröffentlichung")) == [news]


@pytest.mark.parametrize("state", [TopicState.DROPPED, TopicState.KEPT, TopicState.TOLD])
def test_decided_topic_stays_in_front_when_a_better_source_comes(place, state):
    paper = told(source(place, "rat"), PAPER, kind=Kind.PAPER)
    Topic.objects.update(state=state, decided_at=AT)
    news = told(source(place, "presse"), NEWS, AT + HOUR)
    assert news.part_of == paper
    assert [(one, one.state) for one in queries.topics(place)] == [(paper, state)]


def test_edit_of_a_part_shows_on_the_matter_when_somebody_had_decided(place):
    rat = source(place, "rat")
    paper = told(rat, PAPER, kind=Kind.PAPER)
    news = told(source(place, "presse"), NEWS, AT + HOUR)
    actions.keep(news, by=HOUSE, at=AT + 2 * HOUR)
    told(rat, (PAPER[0], PAPER[1].replace("15. Januar", "29. Januar")), AT + 3 * HOUR, kind=Kind.PAPER)
    news.refresh_from_db()
    assert (news.is_changed_since, news.runs_until) == (True, date(2027, 1, 29))
    assert Topic.objects.get(pk=paper.pk).part_of == news


def test_matter_stays_when_the_source_of_its_front_is_removed(place, two):
    paper, news = two
    actions.remove(news.source, by=HOUSE, at=AT)
    assert list(queries.topics(place)) == [news]
    assert Topic.objects.get(pk=paper.pk).part_of == news


def test_topic_parted_by_a_person_stays_apart_when_it_is_compared_again(place, two):
    paper, _ = two
    by = factories.person(place, Role.EDITOR)
    actions.part(paper, by=by, at=AT)
    Topic.objects.update(compared_by=0)
    actions.understand(place, at=AT + HOUR)
    assert queries.topics(place).count() == 2
    assert Topic.objects.get(pk=paper.pk).is_apart


def test_parting_is_undone_when_the_person_joins_again(place, two):
    paper, news = two
    by = factories.person(place, Role.EDITOR)
    actions.part(paper, by=by, at=AT)
    assert actions.join(paper, news, by=by, at=AT) == news
    paper.refresh_from_db()
    assert (paper.part_of, paper.is_apart) == (news, False)


def test_all_parts_come_along_when_their_front_is_joined(place, two):
    paper, news = two
    own = factories.topic(place, title="Bach-Siedlung")
    actions.join(news, own, by=factories.person(place, Role.EDITOR), at=AT)
    assert set(Topic.objects.filter(part_of=own)) == {paper, news}


def test_story_keeps_its_topic_in_front_when_a_person_joins_it(place):
    by = factories.person(place, Role.EDITOR)
    first, second = factories.topic(place, state=TopicState.TOLD), factories.topic(place)
    assert actions.join(first, second, by=by, at=AT) == first
    with pytest.raises(actions.BothTold):
        actions.join(factories.topic(place, state=TopicState.TOLD), first, by=by, at=AT)


def test_topic_is_not_joined_with_itself_or_a_stranger(place, two):
    paper, news = two
    by = factories.person(place, Role.EDITOR)
    with pytest.raises(actions.SameTopic):
        actions.join(paper, news, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.join(news, factories.topic(factories.authority()), by=by, at=AT)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.LEADERSHIP])
def test_joining_is_for_those_who_contribute(place, two, role):
    paper, news = two
    by = factories.person(place, role)
    with pytest.raises(NotAllowed):
        actions.part(paper, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.join(paper, news, by=by, at=AT)


def test_matters_of_two_authorities_are_never_joined():
    told(source(factories.authority(), "rat"), PAPER, kind=Kind.PAPER)
    told(source(factories.authority(), "presse"), NEWS, AT + HOUR)
    assert Topic.objects.filter(part_of=None).count() == 2


def test_nothing_is_compared_again_when_nothing_is_new(place, two):
    with CaptureQueriesContext(connection) as asked:
        actions.understand(place, at=AT + HOUR)
    assert len(asked) == 1
