# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sentences carry the message."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.facts import FactKind
from nahbar.radar.kernel import told

NEAR = date(2026, 6, 4)
RELEASE = """Stadt Musterau eröffnet neuen Radweg an der Brückenstraße
Die Stadt Musterau hat am Dienstag, 2. Juni 2026, den neuen Radweg an der Brückenstraße freigegeben. Der Weg ist 1,2 Kilometer lang und kostet 850.000 Euro. Bürgermeisterin Anna Muster zeigte sich erfreut: „Damit kommen Schulkinder endlich sicher zur Schule und wieder nach Hause.“ Die Arbeiten haben acht Monate gedauert. Weitere Informationen gibt es auf der Seite der Stadt.
Pressekontakt: Max Beispiel, Rathausplatz 1, Telefon 06151 13-2000, am Montag erreichbar"""


def test_the_first_sentence_with_facts_is_the_message_when_a_release_begins_with_it():
    found = told(RELEASE, near=NEAR)
    what = next(fact for fact in found.facts if fact.kind is FactKind.WHAT)

    assert what.words.startswith("Die Stadt Musterau hat am Dienstag")
    assert found.kernels[0].text == what.words
    assert [one.place for one in found.kernels[:2]] == [1, 2]


def test_no_kernel_is_a_headline_a_quote_or_a_tail():
    texts = " ".join(one.text for one in told(RELEASE, near=NEAR).kernels)

    assert "Schulkinder" not in texts
    assert "Pressekontakt" not in texts
    assert "eröffnet neuen Radweg" not in texts
    assert "Weitere Informationen" not in texts


def test_nothing_is_told_when_the_text_is_empty():
    assert told("", near=NEAR).kernels == ()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=500))
def test_kernels_lie_within_the_text_when_it_is_anything(noise):
    text = f"{RELEASE}\n{noise}"

    for one in told(text, near=NEAR).kernels:
        assert text[one.start : one.end] == one.text
        assert all(one.start <= fact.start <= fact.end <= one.end for fact in one.facts)
