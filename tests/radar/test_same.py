# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two matters are the same where they share what is rare here; in doubt they are two."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.matter import Kind, Matter
from nahbar.radar.recognition import recognise
from nahbar.radar.same import Known
from nahbar.radar.traits import Traits, traits

DAY = date(2026, 1, 12)


def read(title, text="", *, kind=Kind.NEWS, on=DAY, link=""):
    matter = Matter(title, text, kind, link=link, published_on=on)
    return traits(matter, recognise(matter, today=on))


def house(*others):
    """Matters of a town, so that some words are common and others rare."""
    known = Known()
    for number in range(60):
        known.add(
            f"alt {number}",
            "amtsblatt",
            read(f"Sitzung Nummer {number} im Rathaus", f"Der Rat berät Punkt {number}."),
        )
    for number, (source, one) in enumerate(others):
        known.add(f"{number}", source, one)
    return known


def is_same(first, second, *, sources=("presse", "rat")):
    known = house((sources[0], first), (sources[1], second))
    return [one.name for one in known.alike("1")] == ["0"]


PAPER = read(
    "Bebauungsplan Nr. 27 „Am Bach“ – Beschluss über die Veröffentlichung",
    "Vorlage Nr. 2026/0107\nDer Entwurf des Bebauungsplans Nr. 27 „Am Bach“ wird vom 13. Januar bis 13. Februar 2026 veröffentlicht. "
    "Im Plangebiet entstehen Reihenhäuser und eine Kindertagesstätte.",
    kind=Kind.PAPER,
)
NEWS = read(
    "Neue Wohnungen am Bach: Ihre Meinung zum Bebauungsplan „Am Bach“",
    "Bis zum 13. Februar 2026 kann der Entwurf eingesehen werden. Geplant sind Reihenhäuser und eine Kindertagesstätte.",
)


def test_press_release_and_council_paper_are_the_same_when_they_name_one_plan():
    assert is_same(PAPER, NEWS)


def test_reasons_name_what_both_say_when_they_are_the_same():
    shared = house(("rat", PAPER), ("presse", NEWS)).alike("1")[0].shared
    assert shared.names[0] == "plan am bach"
    assert shared.days == ("2026-02-13",)
    assert {"Reihenhäuser", "Kindertagesstätte"} <= set(shared.words)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Regionalplan Aue; Fortschreibung „Windenergie“", "Der Verband legt den Plan aus."),
         ("Regionalplan Aue; Fortschreibung „Solarenergie“", "Der Verband legt den Plan aus.")),
        (("Einebnungen auf dem Friedhof Musterau", "Gräber werden eingeebnet."),
         ("Einebnungen auf dem Friedhof Altdorf", "Gräber werden eingeebnet.")),
        (("Beteiligungsbericht 2024 erschienen", "Der Bericht liegt vor."),
         ("Beteiligungsbericht 2022 erschienen", "Der Bericht liegt vor.")),
        (("Straßensperrung Mühlweg wegen Amphibienwanderung", "Nachts gesperrt."),
         ("Straßensperrung Seeweg wegen Amphibienwanderung", "Nachts gesperrt.")),
    ],
)  # fmt: skip
def test_matters_of_one_pattern_are_two_when_each_names_something_else(first, second):
    assert not is_same(read(*first), read(*second))


def test_meeting_is_not_the_same_as_one_of_its_items():
    agenda = read(
        "Planungsausschuss tagt öffentlich",
        "Auf der Tagesordnung steht der Bebauungsplan Nr. 27 „Am Bach“ mit Reihenhäusern.",
    )
    assert not is_same(PAPER, agenda)


def test_same_headline_is_another_matter_when_half_a_year_lies_between():
    first = read("Wochenmarkt zieht auf den Kirchplatz um")
    assert not is_same(first, read("Wochenmarkt zieht auf den Kirchplatz um", on=DAY + timedelta(days=200)))


def test_one_source_means_two_matters_when_it_tells_them_apart():
    first = read("Vorlesestunde in der Bücherei", "Es liest Frau Adler aus dem Buch über Füchse.")
    second = read(
        "Vorlesestunde in der Bücherei",
        "Es liest Herr Dachs aus dem Heft über Raben.",
        on=DAY + timedelta(days=7),
    )
    assert not is_same(first, second, sources=("presse", "presse"))


def test_one_source_means_one_matter_when_it_gives_a_copy():
    text = "Das Hallenbad an der Gartenstraße schließt wegen eines Wasserschadens am Filter der Pumpe."
    first, second = (
        read("Hallenbad schließt wegen Wasserschaden", text),
        read("Hallenbad schließt wegen Wasserschaden", text),
    )
    assert is_same(first, second, sources=("presse", "presse"))


def test_texts_alike_are_two_matters_when_only_the_boilerplate_is():
    foot = "Impressum Datenschutz Barrierefreiheit Newsletter Kontakt Anfahrt Gebärdensprache Mediathek"
    assert not is_same(read("Vesperkirche eröffnet", foot), read("Haushaltslage erläutert", foot))


def test_words_told_five_times_stay_rare_when_they_are_one_matter():
    paper = read(
        "Baubeschluss: Umfahrung Hagsdorf", "Der Rat entscheidet über Trasse und Kosten.", kind=Kind.PAPER
    )
    news = read(
        "Beschluss zur Umfahrung Hagsdorf verschoben", "Der Rat entscheidet später über Trasse und Kosten."
    )
    known = house(("rat", paper), *[("presse", news)] * 5)
    before = known.alike("1", least=0)[-1].score
    for name in ("2", "3", "4", "5"):
        known.joined(name)
    assert known.alike("1", least=0)[-1].score > before


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=300)), min_size=2, max_size=6))
def test_any_words_can_be_compared_and_both_ways_alike(matters):
    known = Known()
    for number, (title, text) in enumerate(matters):
        known.add(str(number), str(number), traits(Matter(title, text, published_on=DAY), None))
    found = {
        (str(number), one.name): round(one.score, 6)
        for number in range(len(matters))
        for one in known.alike(str(number), least=-9)
    }
    assert {pair for pair, score in found.items() if found.get(pair[::-1], score) != score} == set()


def test_asking_looks_at_few_when_ten_thousand_are_known():
    known = Known((f"{n}", "presse", Traits((f"Wort{n}", f"Sache{n % 900}"), ("Haus",))) for n in range(2000))
    assert len(known._near("7", known._matters["7"])) <= 25
