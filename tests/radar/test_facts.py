# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of a text, each at its place."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.facts import facts
from nahbar.radar.matter import House
from tests.radar.told import EXACT, TOLD

NEAR = date(2026, 11, 20)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_facts_are_those_a_press_officer_underlines_when_the_text_is_an_offices(text, expected):
    said = [f"{fact.kind.value}: {fact.value}" for fact in facts(text, near=NEAR)]

    assert sorted(one for one in said if one.partition(":")[0] in EXACT) == sorted(
        one for one in expected if one.partition(":")[0] in EXACT
    )
    assert set(expected) <= set(said)


def test_every_fact_stands_where_it_says_when_the_text_is_broken_into_lines():
    text = "Anmeldung bis zum 15. De-\nzember 2026 im  Rathaus,\u00a0Zimmer 3, Tel. 06151 13-2000, www.musterau.de."
    found = facts(text, near=NEAR)

    assert [fact.kind.value for fact in found] == ["until", "where", "room", "telephone", "link"]
    assert [text[fact.start : fact.end] for fact in found] == [fact.words for fact in found]
    assert found[0].value == "2026-12-15"


def test_a_place_of_the_house_is_found_when_no_pattern_knows_it():
    found = facts("Am Wehr wird gebaut.", near=NEAR, house=House(names=("Am Wehr",)))

    assert [(fact.kind.value, fact.value) for fact in found] == [("where", "Am Wehr")]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.sampled_from([text for text, _ in TOLD]))
def test_facts_lie_within_the_text_when_it_is_anything(noise, text):
    mixed = f"{noise} {text}{noise}"

    for fact in facts(mixed, near=NEAR):
        assert mixed[fact.start : fact.end] == fact.words
        assert fact.words
