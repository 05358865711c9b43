# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text made plain, and the way back to the text as it was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.reading import MAX_TEXT, Reading


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("13. Fe-\nbruar", "13. Februar"),
        ("Groß-\nund Kleinschreibung", "Groß- und Kleinschreibung"),
        ("Bebau\u00adungsplan", "Bebauungsplan"),
        ("12.\u00a0Januar", "12. Januar"),
        ("vom 13.10. bis \n– 3 –\n13.11.", "vom 13.10. bis 13.11."),
        ("bis\nSeite 2 von 7\nheute", "bis heute"),
        ("Ende\n\nAnfang", "Ende\nAnfang"),
        ("eine\nZeile", "eine Zeile"),
        ("Bu\u0308rger", "Bürger"),
        ("12.01.—13.02.", "12.01.–13.02."),
        ("B e k a n n t m a c h u n g Ö f f e n t l i c h", "Bekanntmachung Öffentlich"),
        ("§ 3 a und b, z. B. u. a.", "§ 3 a und b, z. B. u. a."),
        ("Kita\u2011Platz", "Kita-Platz"),
        ("Titel\n" + "– Karriere\n" * 9 + "Text", "Titel\nText"),
    ],
)
def test_reading_is_what_the_eye_sees_when_the_text_is_broken(given_text, plain):
    assert Reading(given_text).text == plain


def test_passage_is_the_given_one_when_its_word_was_broken():
    reading = Reading("Frist: 13. Fe-\nbruar, dann Schluss")
    start = reading.text.index("13.")
    assert reading.passage(start, start + len("13. Februar")) == "13. Fe-\nbruar"


@given(st.text(st.sampled_from("ab Ä\n\u00a0\u00ad-–3.\u0308\r\tSeite"), max_size=80))
def test_places_lie_in_the_given_text_when_the_text_is_odd(text):
    reading = Reading(text)
    places = [reading.where(at, at + 1) for at in range(len(reading.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


def test_reading_ends_when_the_text_does_not():
    assert len(Reading("Wort " * MAX_TEXT).text) <= MAX_TEXT
