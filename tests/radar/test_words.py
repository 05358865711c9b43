# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of words, and how a line of them is understood."""

from collections import Counter

import pytest

from nahbar.radar.reading import Reading
from nahbar.radar.words import Marked, WordList, cues, grouped, lines, weighted

WEIGHTED = ("recruiting", "participation", "plan", "crisis", "image", "service")


def finds(entry: str, text: str) -> bool:
    return bool(WordList([(1.0, entry)]).hits(Marked(Reading(text).words)))


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("azubi*", "Azubis gesucht", True),
        ("*plan", "Der Bebauungsplan", True),
        ("*plan", "Die Planung", False),
        ("*plan*", "Teilbebauungsplanverfahren", True),
        ("job~", "die Jobs", True),
        ("job~", "der Jobcoach", False),
        ("müll*", "MÜLLABFUHR", True),
        ("freie stelle~", "Freie Stellen", True),
        ("liegt … aus", "liegt im Rathaus aus", True),
        ("liegt … aus", "liegt hier seit gestern im Rathaus aus", False),
        ("m/w/d", "Leitung (m/w/d)", True),
        ("bürger*beteiligung", "Bürger*innenbeteiligung", True),
    ],
)
def test_entry_is_found_when_the_words_fit(entry, text, expected):
    assert finds(entry, text) is expected


@pytest.mark.parametrize("name", WEIGHTED)
def test_list_says_each_thing_once_when_read(name):
    words = Counter(" ".join(line.split()[1:]) for line in lines(name))
    assert [entry for entry, number in words.items() if number > 1] == []


@pytest.mark.parametrize("name", WEIGHTED)
def test_weights_are_those_the_head_of_the_list_explains_when_read(name):
    weights = {float(line.split()[0]) for line in lines(name)}
    assert max(weights) <= 8
    assert min(weights) >= -12
    assert 0.0 not in weights
    assert weighted(name)


def test_groups_have_names_and_words_when_read():
    assert len(grouped("people")) > 20
    assert {name for name, _, _ in cues("taking_part")} > {"display", "saying", "meetings"}
