# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of an authority's topics, with its reasons and its angles."""

from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator

from nahbar.authority.states import Role
from nahbar.campaigns.models import Campaign
from nahbar.radar.matter import Pillar
from nahbar.topics import actions, offers, queries, ranking, recognised
from nahbar.topics.models import Topic
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def place():
    return factories.authority()


def whole(pillar="participation", **values):
    """A recognition as it is stored."""
    given = {
        "pillar": pillar,
        "is_recruiting": pillar == "recruiting",
        "is_participation": pillar == "participation",
        "is_plan": False,
        "department": "",
        "places": [],
        "dates": [],
        "runs_from": None,
        "runs_until": None,
        "deadline": None,
        "people": [],
        "audience": "Alle",
        "statement_to": "",
        "clues": [],
    }
    return {**given, **values}


def topic(place, /, title, pillar="service", people=(), **values):
    given = {
        "title": title,
        "pillar": pillar,
        "recognition": whole(pillar, people=list(people)),
        "published_at": AT,
    }
    return factories.topic(place, **{**given, **values})


def plan(place, title="Bebauungsplan Nr. 27 „Am Bach“", pillar="participation", **values):
    found = whole(is_plan=True, places=["Am Bach"], people=["Anwohnende"])
    return topic(place, title, pillar, kind="notice", place="Am Bach", recognition=found, **values)


def desk(place, **values):
    return ranking.desk(place, **{"at": AT, "last_posts": {}, **values})


def titles(place, **values):
    return [one.title for one in ranking.ByWorth(desk(place, **values), queries.topics(place))[:]]


def test_most_useful_topic_stands_first_whatever_was_published_last(place):
    topic(place, "Fest", "image", published_at=AT)
    topic(place, "Umleitung", people=["Anwohnende"], published_at=AT - timedelta(days=2))
    topic(
        place,
        "Radweg",
        "participation",
        people=["Alle"],
        deadline=TODAY + timedelta(days=5),
        published_at=AT - timedelta(days=3),
    )
    topic(place, "Rohrbruch", "crisis", published_at=AT)
    assert titles(place) == ["Rohrbruch", "Radweg", "Umleitung", "Fest"]


def test_newer_topic_stands_first_when_both_are_worth_the_same(place):
    topic(place, "älter", published_at=AT - timedelta(hours=2))
    topic(place, "neuer", published_at=AT - timedelta(hours=1))
    assert titles(place) == ["neuer", "älter"]


def test_silent_pillar_comes_up_when_it_has_not_appeared_for_long(place):
    topic(place, "Fest", "image")
    topic(place, "Umleitung")
    recently = {Pillar.SERVICE: AT, Pillar.IMAGE: AT}
    assert titles(place, last_posts=recently) == ["Umleitung", "Fest"]
    assert titles(place, last_posts={**recently, Pillar.IMAGE: AT - timedelta(days=60)}) == [
        "Fest",
        "Umleitung",
    ]


def test_goal_of_a_campaign_brings_its_pillar_up(place):
    topic(place, "Fest", "image")
    topic(place, "Umleitung")
    assert titles(place) == ["Umleitung", "Fest"]
    Campaign.objects.create(
        authority=place,
        name="Sommer am Bach",
        pillar=Pillar.IMAGE,
        aim="Alle kennen das Fest.",
        begins_on=AT.date(),
        ends_on=AT.date(),
        launched_at=AT,
    )
    assert titles(place) == ["Fest", "Umleitung"]


def test_ranking_sees_no_topic_of_another_authority(place):
    topic(factories.authority(), "Fremd", "crisis")
    topic(place, "Eigen")
    assert titles(place) == ["Eigen"]


def test_pages_hold_each_topic_once_when_there_are_more_than_are_ranked(place, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 7)
    made = [topic(place, f"T{n}", published_at=AT - timedelta(days=n)) for n in range(20)]
    pages = Paginator(ranking.ByWorth(desk(place), queries.topics(place)), 6)
    found = [one.title for number in pages.page_range for one in pages.page(number)]
    assert (pages.count, sorted(found)) == (20, sorted(one.title for one in made))
    assert found[7:] == [f"T{n}" for n in range(7, 20)]


def test_topic_is_found_by_its_place_like_in_any_sequence(place):
    topic(place, "Fest", "image")
    topic(place, "Umleitung")
    rows = ranking.ByWorth(desk(place), queries.topics(place))
    assert (rows[0].title, rows[-1].title, len(rows)) == ("Umleitung", "Fest", 2)
    with pytest.raises(IndexError):
        rows[2]


def test_number_of_queries_does_not_grow_with_the_topics(place, django_assert_num_queries):
    for number in range(30):
        plan(place, f"T{number}", runs_until=TODAY + timedelta(days=20))
    with django_assert_num_queries(7):
        at = desk(place)
        rows = ranking.ByWorth(at, queries.topics(place))
        cards = offers.ranked(at, rows[0:24])
    assert len(cards) == 24


def test_card_says_why_and_offers_three_ways(place):
    shown = plan(place, runs_until=TODAY + timedelta(days=9))
    at = desk(place, last_posts={Pillar.PARTICIPATION: AT - timedelta(days=23)})
    (card,) = offers.ranked(at, [shown])
    assert card.reason == (
        "Weil die Frist in 9 Tagen endet, es Anwohnende betrifft und seit 23 Tagen nichts zu Beteiligung erschien."
    )
    assert [one.sentence for one in card.offers] == [
        "Ihre Meinung zählt – bis 3. Dezember",
        "Plan in 5 Bildern: Am Bach",
        "Spaziergang zum Ort: Am Bach",
    ]
    assert card.warning == ""


def test_card_warns_when_the_deadline_is_near(place):
    at = desk(place)
    for days, words in ((0, "Frist heute"), (1, "Frist morgen"), (7, "Frist in 7 Tagen"), (8, ""), (-1, "")):
        shown = topic(place, "Radweg", "participation", deadline=TODAY + timedelta(days=days))
        assert offers.ranked(at, [shown])[0].warning == words


def test_word_of_a_person_counts_more_than_what_was_concluded(place):
    said = plan(place, pillar="image", assigned={"pillar": "image"}, deadline=TODAY)
    found = recognised.recognition(said)
    assert (found.pillar, found.is_participation, found.is_plan) == (Pillar.IMAGE, False, False)
    concluded = plan(place, deadline=TODAY)
    at = desk(place)
    assert ranking.score(at, said).points < ranking.score(at, concluded).points


def test_topic_nobody_has_read_yet_is_offered_all_the_same(place):
    idea = factories.topic(place, title="Freibad", text="", pillar="", recognition={})
    (card,) = offers.ranked(desk(place), [idea])
    assert card.offers
    assert card.score.points == ranking.score(desk(place), idea).points


def test_list_and_card_agree_on_the_score(place):
    for pillar in Pillar:
        topic(place, pillar, pillar.value, people=["Eltern"], deadline=TODAY + timedelta(days=4), kind="job")
    at = desk(place)
    points = [ranking.score(at, one).points for one in ranking.ByWorth(at, queries.topics(place))[:]]
    assert points == sorted(points, reverse=True)


def test_own_days_of_an_event_count_in_the_time_zone_of_the_authority(place):
    late = topic(place, "Sitzung", kind="event", begins_at=AT.replace(day=25, hour=23, minute=30))
    assert offers.ranked(desk(place), [late])[0].warning == "in 2 Tagen"


def test_decisions_move_the_next_topics(place):
    by = factories.person(place, Role.EDITOR)
    for number in range(6):
        actions.keep(topic(place, f"Job {number}", "recruiting"), by=by, at=AT)
        actions.drop(topic(place, f"Fest {number}", "image"), by=by, at=AT)
    up, down = topic(place, "Job", "recruiting"), topic(place, "Fest", "image")
    at = desk(place)
    learned = {one.title: ranking.score(at, one).points for one in (up, down)}
    Topic.objects.filter(decided_at__isnull=False).delete()
    at = desk(place)
    before = {one.title: ranking.score(at, one).points for one in (up, down)}
    assert learned["Job"] > before["Job"]
    assert learned["Fest"] < before["Fest"]
