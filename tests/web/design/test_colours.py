# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.web.design import colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag_when_known(one: str, other: str, ratio: float) -> None:
    assert round(colours.contrast(one, other), 2) == ratio


@given(st.from_regex(colours.HEX, fullmatch=True))
def test_text_on_a_colour_is_readable_when_any_colour(colour: str) -> None:
    assert colours.contrast(colours.text_on(colour), colour) >= 4.5


@pytest.mark.parametrize("odd", ["", "red", "#fff", "#12345g", "#123456;}body{display:none", "#123456\n"])
def test_colour_is_the_house_one_when_odd(odd: str) -> None:
    assert colours.plain(odd) == colours.HOUSE_COLOUR
