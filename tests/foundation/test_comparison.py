# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two wordings side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.foundation.comparison import Kind, Piece, compare

texts = st.lists(st.sampled_from(["Freibad", "öffnet", "um", "9", "10", "Uhr.", "\n\n"]), max_size=30).map(
    " ".join
)


def test_comparison_shows_what_went_and_what_came():
    assert compare("Es öffnet um 9 Uhr.", "Es öffnet um 10 Uhr.") == (
        Piece(Kind.SAME, "Es öffnet um"),
        Piece(Kind.GONE, "9"),
        Piece(Kind.NEW, "10"),
        Piece(Kind.SAME, "Uhr."),
    )


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_comparison_contains_both_wordings_whole(before, after):
    pieces = compare(before, after)
    assert " ".join(p.text for p in pieces if p.kind != Kind.GONE).split() == after.split()
    assert " ".join(p.text for p in pieces if p.kind != Kind.NEW).split() == before.split()


def test_comparison_sets_long_texts_against_each_other_whole():
    assert [piece.kind for piece in compare("a " * 2000, "b " * 2000)] == [Kind.GONE, Kind.NEW]
