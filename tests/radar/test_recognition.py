# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a matter is about, and the words it was concluded from."""

import time
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.matter import House, Kind, Matter, Pillar, Recognition
from nahbar.radar.recognition import recognise
from tests.radar.towns import CASES, PUBLISHED, Case

HOUSE = House(
    ("Stadt Musterau", "Musterau", "Oberau"), ("Fachbereich Bauen und Planung", "Personal", "Bauhof")
)


def read(title: str, text: str = "", kind: Kind = Kind.NEWS, house: House = HOUSE) -> Recognition:
    return recognise(Matter(title, text, kind, published_on=PUBLISHED), today=PUBLISHED, house=house)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title[:50])
def test_matter_is_recognised_when_an_office_writes_it(case: Case):
    found = read(case.title, case.text, case.kind, House())
    flags = {"r": found.is_recruiting, "b": found.is_participation, "p": found.is_plan}
    assert (found.pillar, "".join(flag for flag, is_so in flags.items() if is_so)) == (
        case.pillar,
        case.flags,
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.dates], ids=lambda case: case.title[:50])
def test_participation_runs_from_to_when_an_office_writes_it(case: Case):
    found = read(case.title, case.text, case.kind, House())
    days = (found.runs_from, found.runs_until)
    assert tuple(day.isoformat() if day else None for day in days) == case.dates


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title[:50])
def test_clues_quote_the_text_when_something_was_concluded(case: Case):
    found = read(case.title, case.text, case.kind)
    given_texts = {"title": case.title, "text": case.text}
    quoted = [clue for clue in found.clues if clue.where != "source"]
    assert [clue.words for clue in quoted] == [
        given_texts[clue.where][clue.start : clue.end] for clue in quoted
    ]
    assert [one.words for one in found.dates] == [
        given_texts[one.where][one.start : one.end].strip() for one in found.dates
    ]
    assert "pillar" in {clue.field for clue in found.clues}
    assert {clue.field for clue in found.clues} <= {"runs", *(field.name for field in fields(Recognition))}


@pytest.mark.parametrize(
    ("kind", "pillar"),
    [(Kind.JOB, Pillar.RECRUITING), (Kind.PROCEDURE, Pillar.PARTICIPATION), (Kind.NEWS, Pillar.SERVICE)],
)
def test_pillar_follows_the_source_when_the_words_say_nothing(kind, pillar):
    found = read("Mitteilung 7", "", kind)
    assert found.pillar is pillar
    assert {clue.where for clue in found.clues} == {"source"}


def test_trainees_do_not_make_recruiting_when_a_long_text_mentions_them():
    text = "Der Markt hat neue Stände und lange geöffnet. " * 30 + "Auch Auszubildende halfen beim Aufbau."
    found = read("Wochenmarkt zieht um", text)
    assert not found.is_recruiting


def test_places_are_streets_houses_and_plans_when_named():
    found = read(
        "Bebauungsplan Nr. 12 „Am Anger“ im Ortsteil Oberau",
        "Betroffen sind die Lindenstraße 4a, der Alte Markt und die Grundschule Nord. Ein Parkplatz und der Radweg entfallen.",
    )
    assert set(found.places) == {"Am Anger", "Oberau", "Lindenstraße 4a", "Alte Markt", "Grundschule Nord"}


def test_department_is_the_house_s_own_when_the_text_names_it_differently():
    found = read("Neuer Plan", "Auskunft gibt das Amt für Bauen und Umwelt.")
    assert found.department == "Fachbereich Bauen und Planung"


def test_department_is_found_by_topic_when_nobody_is_named():
    assert read("Zwei Stellen (m/w/d) frei").department == "Personal"


def test_department_is_the_source_s_when_the_source_says_so():
    matter = Matter("Neuer Plan", "Auskunft gibt das Bauamt.", department="Tiefbau")
    assert recognise(matter, today=PUBLISHED, house=HOUSE).department == "Tiefbau"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Eltern können ihre Kinder für die Kita anmelden.", {"Eltern", "Kinder"}),
        ("Anwohner und Radfahrer werden umgeleitet.", {"Anwohnende", "Radfahrende"}),
        ("Seniorinnen sind eingeladen.", {"Seniorinnen und Senioren"}),
    ],
)
def test_people_are_those_concerned_when_named(text, people):
    assert people <= set(read("Aus dem Rathaus", text).people)


def test_audience_is_everybody_when_all_may_take_part():
    assert read("Umfrage für Eltern", "Bis 1. März.").audience == "Alle"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Stellungnahmen bitte an planung@musterau.de. Datenschutz: dsb@musterau.de.", "planung@musterau.de"),
        (
            "Fragen: info@musterau.de. Stellungnahmen werden unter bauen (at) musterau.de angenommen.",
            "bauen@musterau.de",
        ),
        (
            "Beteiligen Sie sich auf https://beteiligung.musterau.de/mitte an der Umfrage.",
            "https://beteiligung.musterau.de/mitte",
        ),
        (
            "Stellungnahmen sind schriftlich an die Stadt, Marktplatz 1, 64999 Musterau zu richten.",
            "Marktplatz 1, 64999 Musterau",
        ),
        ("Stellungnahmen sind bis 1. März möglich.", ""),
    ],
)
def test_statements_go_where_the_text_says_when_people_can_take_part(text, address):
    assert read("Bebauungsplan „Am Anger“: öffentliche Auslegung", text).statement_to == address


def test_reading_is_the_same_when_done_twice():
    for case in CASES[:10]:
        assert read(case.title, case.text) == read(case.title, case.text)


@given(st.text(max_size=60), st.text(max_size=300), st.sampled_from(Kind))
def test_any_text_is_read_when_it_makes_no_sense(title, text, kind):
    found = read(title, text, kind)
    quoted = [clue for clue in found.clues if clue.where == "text"]
    assert [clue.words for clue in quoted] == [text[clue.start : clue.end] for clue in quoted]


HOSTILE = {
    "dates": "1.1. bis ",
    "letters": "a",
    "hyphens": "Aa-",
    "blanks": " \n",
    "mails": "a@a.",
    "quotes": "Bebauungsplan „",
    "lists": "5., ",
    "broken words": "a-\na",
    "menus": "\n– a",
    "links": "www.a.de/",
    "offices": "Amt für Aa, ",
    "digits": "1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_longer_than_a_long_one_when_it_has_a_megabyte(name):
    long = (
        "Der Rat hat den Bebauungsplan am 3. März in der Lindenstraße beraten, Anwohner fragen nach. " * 1600
    )
    hostile = HOSTILE[name] * (1_000_000 // len(HOSTILE[name]))
    assert _seconds(hostile) < 10 * _seconds(long)


def _seconds(text: str) -> float:
    taken = []
    for _ in range(2):
        begun = time.process_time()
        read("Aus dem Rathaus", text)
        taken.append(time.process_time() - begun)
    return min(taken)
