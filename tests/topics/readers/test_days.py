# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and dates: in time, once a year, without asking the web."""

from datetime import UTC, datetime, timedelta

import pytest

from nahbar.radar.matter import Kind, Pillar
from nahbar.topics.days.catalogue import theme_days
from nahbar.topics.readers.days import READER, LineUnreadable
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.reader import Given
from tests.topics.readers.window import Window

AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def given(days="all", holidays="both", anniversaries="", land="DE-SN"):
    return Given(settings={"days": days, "holidays": holidays, "anniversaries": anniversaries}, land=land)


def read(at=AT, **settings):
    return READER.read(given(**settings), Window(most=0), at=at)


def titles(at=AT, **settings):
    return [one.title for one in read(at, **settings).items]


def test_day_becomes_a_topic_some_weeks_ahead_with_its_pillar_and_reason():
    (item,) = [one for one in read().items if one.title == "Tag des Ehrenamtes"]
    assert (item.kind, item.pillar, item.link) == (Kind.DAY, Pillar.IMAGE, "")
    assert item.begins_at == datetime(2026, 12, 5, tzinfo=BERLIN).astimezone(UTC)
    assert item.ends_at == datetime(2026, 12, 5, 23, 59, tzinfo=BERLIN).astimezone(UTC)
    assert item.text == (
        "Wann: Samstag, 5. Dezember 2026\n\nDanke sagen, mit Gesichtern und Ehrenamtskarte.\n\n"
        "Quelle: https://www.un.org/en/observances/volunteer-day"
    )


@pytest.mark.parametrize(("days_before", "is_there"), [(29, False), (28, True), (0, True), (-1, False)])
def test_day_is_there_from_its_lead_until_it_has_passed(days_before, is_there):
    day = datetime(2026, 12, 5, 9, tzinfo=UTC) - timedelta(days=days_before)
    assert ("Tag des Ehrenamtes" in titles(day)) == is_there


def test_every_day_of_the_list_comes_once_in_a_year():
    new_year, seen = datetime(2027, 1, 1, tzinfo=BERLIN), {}
    for number in range(-80, 365):
        for one in read(new_year + timedelta(days=number), holidays="none").items:
            seen.setdefault(one.identifier, one)
    begun = [one for one in seen.values() if one.begins_at.astimezone(BERLIN).year == 2027]
    assert len(begun) == len({one.title for one in begun}) == len(theme_days())


def test_names_are_the_same_at_every_reading_and_differ_by_year():
    first, second = ({one.identifier for one in read(AT + timedelta(days=n)).items} for n in (0, 1))
    next_year = {one.identifier for one in read(AT + timedelta(days=365)).items}
    assert len(first & second) >= len(first) - 3
    assert first & next_year == {one for one in first if "2027" in one or one.startswith("jubilaeum")}


def test_day_whose_date_is_set_anew_each_year_says_so():
    (item,) = [
        one for one in read(datetime(2027, 3, 1, tzinfo=UTC)).items if one.title == "Girls'Day und Boys'Day"
    ]
    assert "bitte vorher prüfen" in item.text


@pytest.mark.parametrize(
    ("days", "holidays", "wanted"),
    [("none", "none", []), ("none", "public", []), ("none", "both", ["Weihnachtsferien"])],
)
def test_only_what_was_chosen_comes(days, holidays, wanted):
    assert titles(days=days, holidays=holidays) == wanted


def test_days_for_recruiting_and_participation_alone():
    at = datetime(2027, 6, 10, tzinfo=UTC)
    found = read(at, days="active", holidays="none").items
    assert {one.pillar for one in found} == {Pillar.RECRUITING, Pillar.PARTICIPATION}


def test_public_holidays_of_the_land_come_three_weeks_ahead():
    assert "Reformationstag" in titles(datetime(2027, 10, 15, tzinfo=UTC), days="none")
    assert "Reformationstag" not in titles(datetime(2027, 10, 15, tzinfo=UTC), days="none", land="DE-BY")


@pytest.mark.parametrize(
    ("line", "at", "wanted"),
    [
        ("1827 Stadtrechte", datetime(2026, 11, 27, tzinfo=UTC), ["200 Jahre: Stadtrechte"]),
        ("1827 Stadtrechte", datetime(2027, 12, 31, tzinfo=UTC), ["200 Jahre: Stadtrechte"]),
        ("1827 Stadtrechte", datetime(2026, 3, 1, tzinfo=UTC), []),
        ("1828 Stadtrechte", datetime(2026, 11, 27, tzinfo=UTC), []),
        ("12.5.1977 Freibad", datetime(2027, 2, 1, tzinfo=UTC), ["50 Jahre: Freibad"]),
        ("12.5.1977 Freibad", datetime(2027, 5, 13, tzinfo=UTC), []),
        ("12.5.1976 Freibad", datetime(2027, 2, 1, tzinfo=UTC), []),
    ],
)
def test_own_anniversary_becomes_a_topic_in_time_when_its_number_is_round(line, at, wanted):
    assert titles(at, days="none", holidays="none", anniversaries=line) == wanted


def test_look_says_how_much_comes_and_asks_nothing():
    (found,) = READER.look(given(anniversaries="1827 Stadtrechte"), Window(most=0), at=AT)
    assert (found.address, found.requests) == ("", 0)
    assert found.note == "Etwa 204 Themen im Jahr. Verstandene Jubiläen: 1."
    assert found.settings["anniversaries"] == "1827 Stadtrechte"


def test_odd_line_is_named_in_the_sentence():
    with pytest.raises(LineUnreadable, match="Rathaus"):
        READER.look(given(anniversaries="Rathaus 1890"), Window(), at=AT)


def test_end_of_the_known_school_holidays_is_said():
    assert read().note == ""
    assert (
        "Die Schulferien des nächsten Jahres kennt diese Version"
        in read(datetime(2040, 1, 1, tzinfo=UTC)).note
    )
