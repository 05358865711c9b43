# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a format is shot: every format of the catalogue has questions, a script of its length, and an outline."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.formats import catalogue
from nahbar.radar.shooting import shooting


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.key)
def test_every_format_has_all_it_takes(one):
    told = shooting(one)
    assert (len(told.questions) >= 2, len(told.outline) >= 3, told.shots) == (True, True, one.shots)
    assert told.outline != shooting(None).outline
    # Of a format that is film or pictures, as the house likes, the script is one of the two.
    assert sum(beat.seconds for beat in told.script) in {one.seconds, 0 if one.pictures else one.seconds}
    assert told.script


@given(st.integers(0, 3600), st.integers(1, 6))
def test_an_own_format_has_a_script_of_its_length(seconds, shots):
    own = replace(catalogue()[0], key="own-1", seconds=seconds, shots=tuple("abcdef"[:shots]))
    assert sum(beat.seconds for beat in shooting(own).script) == seconds


@given(st.sampled_from(catalogue()), st.integers(10, 3600))
def test_a_format_the_house_made_longer_keeps_all_its_parts(one, seconds):
    if not one.seconds:
        return
    told = shooting(replace(one, seconds=seconds))
    assert [beat.what for beat in told.script] == [beat.what for beat in shooting(one).script]
    assert all(beat.seconds >= 0 for beat in told.script)
