# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the office, in any inflection, and the plain ones."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.language.officialese import ENTRIES
from nahbar.language.plain_words import office_words


@pytest.mark.parametrize(
    ("text", "passage", "replacement"),
    [
        ("Dies gilt gemäß Satzung.", "gemäß", "nach"),
        ("Gemäß Satzung gilt dies.", "Gemäß", "Nach"),
        ("GEMÄSS Satzung, SOFERN es geht.", "SOFERN", "WENN"),
        ("Wir benötigen Ihre Hilfe.", "benötigen", "brauchen"),
        ("Die Lichtsignalanlagen sind aus.", "Lichtsignalanlagen", "Ampeln"),
        ("Die erforderlichen Angaben fehlen.", "erforderlichen", "nötigen"),
        ("Das geschieht zum  gegenwärtigen\nZeitpunkt.", "zum  gegenwärtigen\nZeitpunkt", "jetzt"),
        ("Er muss den Antrag zeitnah stellen.", "zeitnah", "bald"),
        ("Wir nehmen die Räume in Anspruch.", "nehmen die Räume in Anspruch", None),
        ("Die Prüfung erfolgt im Mai.", "erfolgt", None),
    ],
)
def test_a_turn_of_the_office_is_found_and_replaced_when_the_sentence_stays_right(text, passage, replacement):
    found = {one.text: one.replacement for one in office_words(text)}

    assert found[passage] == replacement


def test_choices_are_plain_words_when_the_entry_has_some():
    (one,) = office_words("Die Kosten hinsichtlich der Straße steigen.")

    assert one.choices == ("zu", "bei")


def test_a_term_of_law_is_marked_when_it_is_one():
    assert [one.is_legal for one in office_words("Bitte unverzüglich zahlen.")] == [True]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_every_form_that_can_be_replaced_is_found(entry):
    for form, better in entry.mends:
        (found,) = office_words(f"x {form} x")
        assert found.replacement == better


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.sampled_from(ENTRIES))
def test_places_lie_within_the_text_when_it_is_anything(noise, entry):
    text = f"{noise} {entry.term} {noise}"
    found = office_words(text)

    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
