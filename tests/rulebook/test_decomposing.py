# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One word or several?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.rulebook.decomposing import camel_case, is_one_word


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("tagderoffenentür", "TagDerOffenenTür"),
        ("wirsuchendich", "WirSuchenDich"),
        ("wochederausbildung", "WocheDerAusbildung"),
        ("jugendinderstadt", "JugendInDerStadt"),
        ("gemeinsamfürdiezukunft", "GemeinsamFürDieZukunft"),
        ("wahl2026fürmusterau", None),
        ("kommunalwahl", None),
        ("berufsausbildung", None),
        ("ausbildung", None),
        ("hundesteuer", None),
        ("kinderbetreuung", None),
        ("", None),
    ],
)
def test_camel_case_is_given_when_the_tag_is_surely_several_words(tag, expected):
    assert camel_case(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("berufsausbildung", True), ("rathausplatz", True), ("musteraulebt", False)]
)
def test_is_one_word_knows_compounds_when_all_parts_are_nouns(tag, expected):
    assert is_one_word(tag) is expected


@given(st.text(max_size=150))
def test_camel_case_keeps_the_letters_when_the_tag_is_anything(tag):
    better = camel_case(tag)
    assert better is None or better.lower() == tag.lower()
