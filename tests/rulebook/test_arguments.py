# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Argument cards: found by what people say, each with what is right, a source, and a small proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.rulebook import arguments


def test_there_are_at_least_25_and_each_is_whole():
    found = arguments.cards()
    assert len(found) >= 25
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert all((one.said, one.right, one.answer, one.proposal, one.who, one.sources, one.words)), one.key
        assert not one.right.startswith(("Nein", "Aber")), one.key


@pytest.mark.parametrize("one", arguments.cards(), ids=lambda one: one.key)
def test_a_card_is_found_by_its_own_objection(one):
    assert one in arguments.matching(one.said)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (
            "Aus Gründen des Datenschutzes ist ein Auftritt bei Instagram nicht möglich.",
            "datenschutz-verbietet",
        ),
        ("Bitte die anliegende Pressemitteilung eins zu eins übernehmen.", "nur-pressemitteilung"),
        ("Das haben wir bei uns noch nie anders gemacht, es hat sich bewährt.", "immer-so-gemacht"),
        ("Das ist doch albern und unter dem Niveau einer Kreisverwaltung.", "zu-unserioes"),
        ("Und wer liest dann am Wochenende den ganzen Hass?", "kommentare-gefaehrlich"),
        ("Dafür sind im Haushalt keine Stunden vorgesehen.", "kostet-zu-viel"),
        ("Der Begriff ist verkürzt und damit fachlich ungenau.", "fachbereich-formuliert"),
        ("Mit ChatGPT geschriebene Texte sind unzulässig.", "ki-verboten"),
    ],
)
def test_objections_in_other_words_find_their_card(said, key):
    assert key in [one.key for one in arguments.matching(said)]


@pytest.mark.parametrize(
    "said", ["", "Die Uhrzeit ist 10 Uhr, nicht 9 Uhr.", "Mit Kindern kommt niemand.", "Bitte Komma setzen."]
)
def test_what_is_no_objection_to_the_cause_finds_none(said):
    assert arguments.matching(said) == ()


@given(st.text(max_size=300))
def test_any_text_is_read(said):
    assert len(arguments.matching(said)) <= 3
