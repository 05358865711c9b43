# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of one German word come to one stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.foundation.german import folded, stem


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        ("Amt Amtes Ämter Ämtern", "amt"),
        ("Jugendamt Jugendämter", "jugendamt"),
        ("Bad Bäder Bädern", "bad"),
        ("Rat Räte Rates", "rat"),
        ("Straße Straßen STRASSE Strasse", "strass"),
        ("Plan Pläne Plänen", "plan"),
        ("Sanierung Sanierungen", "sanierung"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms, root):
    assert {stem(folded(form)) for form in forms.split()} == {root}


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=30))
def test_stem_is_a_part_of_the_word(word):
    assert stem(folded(word)) in folded(word) or folded(word).endswith("ungen")
