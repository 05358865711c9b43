# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One text, several posts: where an editor divides it, and where the house would."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.channels import counting, registry
from nahbar.channels.capability import TextLimit, TextUnit
from nahbar.channels.thread import Part, divided, parts, undivided

STAGE = registry.capability("rehearsal")
ALONE = replace(STAGE, thread_parts=1, has_first_comment=False)
SHORT = replace(STAGE, text=TextLimit(60, TextUnit.CODE_POINTS), thread_parts=99)
TEXT = "Das Freibad öffnet am Samstag um 9 Uhr. Der Eintritt ist frei. Kinder bringen Schwimmflügel mit.\n\nAm Sonntag spielt die Kapelle."


def posts(text, capability=STAGE):
    return [one.text for one in parts(text, capability)]


def test_text_is_one_post_when_nobody_divides_it():
    assert parts(TEXT, STAGE) == (Part(TEXT, 0),)
    assert posts("Satz --- mit Strichen\n-- und zweien") == ["Satz --- mit Strichen\n-- und zweien"]


def test_line_of_hyphens_begins_the_next_post_and_belongs_to_none():
    text = "Eins.\n\n---\nZwei.\n ----- \n\nDrei."
    found = parts(text, STAGE)
    assert [one.text for one in found] == ["Eins.", "Zwei.", "Drei."]
    assert [text[one.start : one.start + len(one.text)] for one in found] == ["Eins.", "Zwei.", "Drei."]


def test_empty_post_is_left_in_so_that_it_can_be_told():
    assert posts("Eins.\n---\n---\nZwei.") == ["Eins.", "", "Zwei."]


@pytest.mark.parametrize("word", ["Kommentar", "Erster Kommentar", "erster  kommentar"])
def test_first_comment_is_the_rest_of_the_text(word):
    found = parts(f"Eins.\n---\nZwei.\n--- {word}\nMehr: musterau.de\n---\nbleibt dabei", STAGE)
    assert [(one.text, one.is_comment) for one in found] == [
        ("Eins.", False),
        ("Zwei.", False),
        ("Mehr: musterau.de\n---\nbleibt dabei", True),
    ]


def test_divider_is_text_where_the_platform_has_no_threads():
    assert posts("Eins.\n---\nZwei.\n--- Kommentar\nDrei.", ALONE) == [
        "Eins.\n---\nZwei.\n--- Kommentar\nDrei."
    ]
    only_comments = replace(ALONE, has_first_comment=True)
    assert posts("Eins.\n---\nZwei.\n--- Kommentar\nDrei.", only_comments) == ["Eins.\n---\nZwei.", "Drei."]


def test_proposal_parts_at_paragraphs_and_sentences():
    assert posts(divided(TEXT, SHORT, is_numbered=False), SHORT) == [
        "Das Freibad öffnet am Samstag um 9 Uhr.",
        "Der Eintritt ist frei. Kinder bringen Schwimmflügel mit.",
        "Am Sonntag spielt die Kapelle.",
    ]


def test_proposal_numbers_its_posts_anew_when_it_is_made_again():
    once = divided(TEXT, SHORT, is_numbered=True)
    assert posts(once, SHORT)[0] == "Das Freibad öffnet am Samstag um 9 Uhr. (1/4)"
    assert divided(once, SHORT, is_numbered=True) == once
    assert undivided(once, SHORT).split() == TEXT.split()


def test_text_that_fits_stays_one_post_and_keeps_its_comment():
    text = "Kurz.\n\n--- Kommentar\n\nMehr: https://musterau.example"
    assert divided(text, STAGE, is_numbered=True) == text
    assert (
        undivided("Kurz.\n---\nUnd gut.\n--- Kommentar\nMehr", STAGE)
        == "Kurz.\n\nUnd gut.\n\n--- Kommentar\n\nMehr"
    )


def test_word_is_cut_only_where_it_fits_nowhere():
    assert [len(one) for one in posts(divided("ä" * 150, SHORT, is_numbered=False), SHORT)] == [60, 60, 30]


WORDS = st.text(alphabet=st.sampled_from("aäß👨‍👩‍👧. !?\n-"), min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=20), st.booleans())
def test_every_proposed_post_fits_and_no_word_is_lost_whatever_the_text(words, is_numbered):
    text = " ".join(words)
    made = divided(text, SHORT, is_numbered=is_numbered)
    assert all(counting.fits(one.text, SHORT.text) for one in parts(made, SHORT))
    if not is_numbered:
        assert "".join("".join(posts(made, SHORT)).split()) == "".join(undivided(text, SHORT).split())


@given(st.text(alphabet=st.sampled_from("ab-\n \t"), max_size=60))
def test_parts_stand_in_the_text_in_order_whatever_is_divided(text):
    place = 0
    for one in parts(text, STAGE):
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.start >= place
        place = one.start + len(one.text)
