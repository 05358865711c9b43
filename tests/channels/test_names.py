# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One name in the text, on each channel its own account."""

from hypothesis import given
from hypothesis import strategies as st

from nahbar.channels.names import key, named, resolved

KNOWN = {key("Kita Regenbogen"): "@kita@social.example", key("FF"): "@ff"}


def test_name_becomes_its_account_and_a_stranger_stays_a_plain_name():
    text = "Danke, @[Kita  regenbogen] und @[Feuerwehr]! @[] @[offen"
    assert resolved(text, KNOWN).text == "Danke, @kita@social.example und Feuerwehr! @[] @[offen"
    assert named(text) == ["Kita regenbogen", "Feuerwehr"]


def test_passage_is_found_again_in_what_was_written():
    text = "Danke @[Kita Regenbogen] für alles, @[FF]."
    made = resolved(text, KNOWN)
    for word in ("Danke", "für alles"):
        at = made.text.index(word)
        start, end = made.written(at, at + len(word))
        assert text[start:end] == word
    at = made.text.index("social")
    start, end = made.written(at, at + 6)
    assert text[start:end] == "@[Kita Regenbogen]"


@given(
    st.lists(
        st.sampled_from(["@[FF]", "@[Kita Regenbogen]", "@[X]", " ", "ab", "ß", "@", "[", "]"]), max_size=12
    ),
    st.data(),
)
def test_places_never_leave_the_text_whatever_it_is(pieces, data):
    text = "".join(pieces)
    made = resolved(text, KNOWN)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    begin, stop = made.written(start, end)
    assert 0 <= begin <= len(text)
    assert 0 <= stop <= len(text)
    assert made.written(0, len(made.text)) == (0, len(text))
