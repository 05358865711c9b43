# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long is this text in the eyes of a platform?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.channels.capability import TextLimit, TextUnit
from nahbar.channels.counting import count, fits, remaining

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇩🇪"
INSTANCE = TextLimit(limit=500, unit=TextUnit.CODE_POINTS, link_cost=23, mention_local_only=True)
GRAPHEMES = TextLimit(limit=300, unit=TextUnit.GRAPHEMES, max_bytes=3000)
LIMITS = [INSTANCE, GRAPHEMES, *(TextLimit(limit=100, unit=unit) for unit in TextUnit)]


@pytest.mark.parametrize(
    ("text", "code_points", "utf8_bytes", "utf16_units", "graphemes", "weighted"),
    [
        (FAMILY, 7, 25, 11, 1, 2),
        (FLAG, 2, 8, 4, 1, 2),
        ("Straße", 6, 7, 6, 6, 6),
        ("", 0, 0, 0, 0, 0),
        ("a\r\nb", 4, 4, 4, 3, 4),
    ],
)
def test_count_is_the_platform_sheets_vector_when_the_unit_changes(  # noqa: PLR0917 - one for each unit
    text, code_points, utf8_bytes, utf16_units, graphemes, weighted
):
    counted = {unit: count(text, TextLimit(limit=9, unit=unit)) for unit in TextUnit}
    assert counted == {
        TextUnit.CODE_POINTS: code_points,
        TextUnit.GRAPHEMES: graphemes,
        TextUnit.UTF16_UNITS: utf16_units,
        TextUnit.UTF8_BYTES: utf8_bytes,
        TextUnit.WEIGHTED: weighted,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.musterau.de/" + "a" * 200, 23),
        ("http://a.de", 23),
        ("Siehe https://musterau.de/bad.", 6 + 23 + 1),
        ("(https://musterau.de/bad_(Musterau))", 23 + 2),
        ("musterau.de/bad", 15),
        ("https://a.de https://b.de", 47),
        ("@rathaus@social.example guten Tag", len("@rathaus guten Tag")),
        ("@rathaus guten Tag", len("@rathaus guten Tag")),
        ("info@musterau.de", 16),
        ("https://social.example/@rathaus@other.example", 23),
    ],
)
def test_count_weighs_links_and_mentions_when_the_limit_says_so(text, expected):
    assert count(text, INSTANCE) == expected


def test_count_takes_links_as_they_stand_when_the_limit_has_no_cost():
    assert count("Siehe https://musterau.de/bad", GRAPHEMES) == 29


def test_fits_ends_at_the_limit_when_the_text_grows():
    assert [fits("a" * length, GRAPHEMES) for length in (299, 300, 301)] == [True, True, False]


def test_fits_refuses_few_graphemes_when_their_bytes_are_too_many():
    text = FAMILY * 121
    assert (count(text, GRAPHEMES), remaining(text, GRAPHEMES), fits(text, GRAPHEMES)) == (
        121,
        3000 - 121 * 25,
        False,
    )


def test_remaining_tells_the_overhang_when_the_text_is_too_long():
    assert remaining("a" * 510, INSTANCE) == -10


@given(st.text(alphabet=st.characters(), max_size=200), st.sampled_from(LIMITS))
def test_fits_agrees_with_remaining_when_the_text_is_anything(text, limit):
    assert fits(text, limit) == (remaining(text, limit) >= 0)
    assert count(text, limit) >= 0


@given(
    st.text(max_size=60),
    st.sampled_from([one for one in LIMITS if one.link_cost is None and one.unit is not TextUnit.WEIGHTED]),
)
def test_count_never_exceeds_the_bytes_when_nothing_is_weighed(text, limit):
    assert count(text, limit) <= len(text.encode("utf-8", "surrogatepass"))
