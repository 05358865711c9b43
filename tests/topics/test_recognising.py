# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The radar reads what was filed, keeps its reading, and reads again what changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.authority.states import Role
from nahbar.radar.matter import Clue, DateFound, DateKind, Kind, Pillar, Recognition
from nahbar.radar.version import VERSION
from nahbar.topics import actions, queries, recognition
from nahbar.topics.actions import recognising
from nahbar.topics.models import Topic
from tests import factories
from tests.factories import AT

WORDS = st.text(max_size=20)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
FOUND = st.builds(
    Recognition,
    pillar=st.sampled_from(Pillar),
    is_recruiting=st.booleans(),
    is_participation=st.booleans(),
    is_plan=st.booleans(),
    department=WORDS,
    places=st.lists(WORDS, max_size=3).map(tuple),
    dates=st.lists(
        st.builds(
            DateFound,
            kind=st.sampled_from(DateKind),
            on=DAYS,
            at=st.none() | st.times(),
            words=WORDS,
            start=st.integers(0, 99),
            end=st.integers(0, 99),
        ),
        max_size=3,
    ).map(tuple),
    runs_from=st.none() | DAYS,
    runs_until=st.none() | DAYS,
    deadline=st.none() | DAYS,
    people=st.lists(WORDS, max_size=3).map(tuple),
    audience=WORDS,
    statement_to=WORDS,
    clues=st.lists(
        st.builds(
            Clue, WORDS, WORDS, WORDS, st.sampled_from(["title", "text", "source"]), st.just(0), st.just(1)
        ),
        max_size=3,
    ).map(tuple),
)


@given(FOUND)
def test_reading_is_the_same_when_it_was_stored_and_read_back(found):
    assert recognition.read(recognition.stored(found)) == found


@pytest.mark.django_db
def test_own_idea_is_read_by_the_radar_at_once():
    place = factories.authority()
    by = factories.person(place, Role.EDITOR)

    topic = actions.notice(place, title="Wir suchen Auszubildende für den Bauhof", by=by, at=AT)

    assert topic.recognised_by == VERSION
    assert queries.recognition(topic) is not None


@pytest.mark.django_db
def test_topics_of_an_earlier_radar_are_read_anew_in_portions():
    place = factories.authority()
    for number in range(5):
        factories.topic(place, title=f"Thema {number}")

    assert [recognising.catch_up(at=AT, most=3) for _ in range(3)] == [3, 2, 0]
    assert set(Topic.objects.values_list("recognised_by", flat=True)) == {VERSION}


@pytest.mark.django_db
def test_topic_is_found_by_the_place_the_radar_read_in_it(monkeypatch):
    place = factories.authority()
    topic = factories.topic(place, title="Bauarbeiten", text="Gesperrt")
    monkeypatch.setattr(
        recognising, "reading", lambda *_, **__: {"place": "Mühlgasse", "recognised_by": VERSION}
    )
    Topic.objects.update(recognised_by=0)
    actions.catch_up(place, at=AT)
    assert list(queries.topics(place, words="muehlgasse")) == [topic]


@pytest.mark.django_db
def test_reading_is_not_kept_when_the_topic_was_edited_meanwhile(monkeypatch):
    topic = factories.topic(factories.authority(), title="Alt")
    read = recognising.reading

    def edited_meanwhile(row, *, at):
        Topic.objects.update(title="Neu", changed_at=AT + timedelta(minutes=1))
        return read(row, at=at)

    monkeypatch.setattr(recognising, "reading", edited_meanwhile)

    assert recognising.catch_up(at=AT) == 0
    topic.refresh_from_db()
    assert (topic.title, topic.recognised_by) == ("Neu", 0)


@pytest.mark.django_db
def test_topic_stays_when_the_radar_breaks_on_its_text(monkeypatch):
    def breaks(*_args, **_words):
        raise ZeroDivisionError

    monkeypatch.setattr(recognising, "recognise", breaks)
    topic = factories.topic(factories.authority())

    recognising.catch_up(at=AT)

    topic.refresh_from_db()
    assert (topic.recognised_by, queries.recognition(topic)) == (VERSION, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "expires"),
    [
        ({"kind": Kind.EVENT, "begins_at": datetime(2026, 12, 5, 17, tzinfo=UTC)}, date(2026, 12, 5)),
        ({"kind": Kind.NEWS, "published_at": datetime(2026, 11, 1, 8, tzinfo=UTC)}, date(2026, 12, 31)),
        ({"kind": Kind.CONTRIBUTION, "published_at": datetime(2026, 11, 1, 8, tzinfo=UTC)}, None),
        ({"kind": Kind.NEWS, "published_at": None}, None),
    ],
)
def test_topic_expires_with_its_last_date_or_when_news_are_old(values, expires):
    topic = factories.topic(factories.authority(), title="Lesung", text="Im Rathaus.", **values)

    assert recognising.reading(topic, at=AT)["expires_on"] == expires


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "bare"),
    [("Stadt Musterau", "Musterau"), ("Landkreis Musterland", "Musterland"), ("Musterau", "Musterau")],
)
def test_house_is_called_as_people_call_it(name, bare):
    place = factories.authority(name=name, departments="Bauamt\n\n Jugendamt ")

    assert recognising.house(place).names[-1] == bare
    assert recognising.house(place).departments == ("Bauamt", "Jugendamt")


@pytest.mark.django_db
def test_list_is_filtered_by_pillar_department_and_deadline():
    place = factories.authority()
    near = factories.topic(place, title="Nah", pillar="participation", deadline=date(2026, 12, 1))
    factories.topic(place, title="Fern", pillar="participation", deadline=date(2027, 3, 1))
    job = factories.topic(place, title="Stelle", pillar="recruiting", department="Personalamt")

    assert list(queries.topics(place, until=date(2026, 12, 31))) == [near]
    assert list(queries.topics(place, pillar="recruiting")) == [job]
    assert list(queries.topics(place, department="Personalamt")) == [job]
    assert queries.departments(place) == ["Personalamt"]


def test_times_of_dates_survive():
    found = DateFound(DateKind.EVENT, date(2026, 12, 5), time(17, 30), "5. Dezember, 17.30 Uhr", 3, 25)
    whole = Recognition(
        Pillar.SERVICE,
        is_recruiting=False,
        is_participation=False,
        is_plan=False,
        department="",
        places=(),
        dates=(found,),
        runs_from=None,
        runs_until=None,
        deadline=None,
        people=(),
        audience="",
        statement_to="",
        clues=(),
    )

    assert recognition.read(recognition.stored(whole)) == whole
