# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a post is the press release."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.language.release import LEANING, copied, to_replace

RELEASE = (
    "Die Stadt Musterau hat am Dienstag, 2. Juni 2026, den neuen Radweg an der Brückenstraße für den Verkehr freigegeben. "
    "Der Weg ist 1,2 Kilometer lang und kostet 850.000 Euro. Bürgermeisterin Anna Muster sagt: „Damit kommen Schulkinder "
    "endlich sicher zur Schule und wieder nach Hause.“ Die Arbeiten an der Strecke haben acht Monate gedauert und sind "
    "damit schneller als geplant fertig geworden."
)
OWN = (
    "Freie Fahrt: Seit Dienstag rollt ihr auf neuem Asphalt zur Schule. Acht Monate haben wir gebaut, kürzer als gedacht. "
    "Wer probiert ihn morgen aus? Am 2. Juni 2026 war der erste Tag an der Brückenstraße in Musterau."
)


def test_all_of_it_is_the_release_when_it_was_pasted():
    found = copied(RELEASE, RELEASE)

    assert (found.share, found.is_pasted) == (1.0, True)
    assert [(one.start, one.there_start) for one in found.passages] == [(0, 0)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("neuen", "tollen neuen"),
        ("hat am Dienstag", "hat gestern"),
        ("freigegeben.", "endlich freigegeben!"),
        ("Kilometer", "km"),
        ("Arbeiten", "ARBEITEN"),
        ("den neuen Radweg", "die neuen Radwege"),
    ],
)
def test_it_is_still_the_release_when_it_was_edited_a_little(old, new):
    found = copied(RELEASE.replace(old, new), RELEASE)

    assert found.share > 0.85
    assert found.is_pasted


def test_nothing_is_the_release_when_only_facts_are_shared():
    assert copied(OWN, RELEASE).passages == ()


def test_it_leans_on_the_release_when_one_sentence_of_several_was_taken():
    text = f"{OWN} Die Arbeiten an der Strecke haben acht Monate gedauert und sind damit schneller als geplant fertig."
    found = copied(text, RELEASE)
    (one,) = found.passages

    assert found.is_leaning
    assert text[one.start : one.end].startswith("Die Arbeiten an der Strecke")
    assert RELEASE[one.there_start : one.there_end].startswith("Die Arbeiten an der Strecke")


def test_a_quote_does_not_count_when_somebody_said_it():
    text = f"{OWN} „Damit kommen Schulkinder endlich sicher zur Schule und wieder nach Hause.“"
    found = copied(text, RELEASE)

    assert [one.is_quote for one in found.passages] == [True]
    assert found.share == 0
    assert to_replace(found) == []


def test_the_way_out_names_the_fewest_passages_when_a_post_was_pasted():
    text = f"{RELEASE.partition(' Bürger')[0]} {OWN} Die Arbeiten an der Strecke haben acht Monate gedauert."
    found = copied(text, RELEASE)
    away = to_replace(found)

    assert found.is_pasted or found.is_leaning
    assert (found.share * found.words - sum(one.words for one in away)) / found.words < LEANING
    assert away[0].words == max(one.words for one in found.passages)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_places_lie_within_both_texts_when_they_are_anything(first, second):
    text, release = f"{first} {RELEASE} {second}", f"{second} {RELEASE[40:]} {first}"
    found = copied(text, release)

    assert 0 <= found.share <= 1
    assert 0 <= found.used <= 1
    end = 0
    for one in found.passages:
        assert end <= one.start < one.end <= len(text)
        assert 0 <= one.there_start < one.there_end <= len(release)
        end = one.end
