# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics are found by German words: umlauts however they are typed, inside compounds, in another case or number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.topics import queries, wordlist
from nahbar.topics.states import TopicState
from tests import factories

PLACE = [
    ("Sanierung der Brücke am Mühlgraben", "Die Straße ist gesperrt."),
    ("Brückensanierung beginnt", ""),
    ("Hauptstrasse wieder frei", "Die Bruecke hält."),
    ("Müllabfuhr verschoben", "Wegen des Feiertags."),
    ("Frau Müller leitet das Bauamt", "Neue Häuser am Rathaus."),
]


@pytest.fixture
def place(db):
    made = factories.authority()
    for title, text in PLACE:
        factories.topic(made, title=title, text=text)
    factories.topic(factories.authority(), title="Brücke einer anderen Stadt", text="")
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Brücke", {0, 1, 2}),
        ("bruecke", {0, 1, 2}),
        ("BRÜCKEN", {0, 1, 2}),
        ("sanierung", {0, 1}),
        ("Sanierungen", {0, 1}),
        ("straße", {0, 2}),
        ("Strasse", {0, 2}),
        ("Brücke Straße", {0, 2}),
        ("Häuser", {4}),
        ("Feiertage", {3}),
        ("mull", {3, 4}),
        ("Schwimmbad", set()),
    ],
)
def test_topics_are_found_when_the_words_are_typed_otherwise(place, words, found):
    titles = {one.title for one in queries.topics(place, words=words)}

    assert titles == {PLACE[number][0] for number in found}


@pytest.mark.parametrize("sign", ["%", "_", "\\", "%%%", "'"])
def test_signs_of_the_database_find_nothing_special(place, sign):
    assert {one.title for one in queries.topics(place, words=f"x{sign}zzz")} == set()


@given(st.text(max_size=200))
def test_every_word_of_a_text_is_found_in_it(text):
    index = wordlist.indexed(text)

    assert [word for word in wordlist.wanted(text, most=50) if word not in index] == []


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text):
    assert wordlist.folded(wordlist.folded(text)) == wordlist.folded(text)


def test_new_topic_is_found_when_hundreds_laid_aside_have_the_word(db):
    place = factories.authority()
    new = factories.topic(place, title="Freibad öffnet")
    for _ in range(queries.MOST_FOUND + 1):
        factories.topic(place, title="Freibad schließt", state=TopicState.DROPPED)

    assert list(queries.topics(place, words="Freibad", states=[TopicState.NOTICED])) == [new]
