# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people write under a post, and whether it could be told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.voices import Voice, heard

QUESTIONS = [
    "Ist das Freibad auch sonntags offen?",
    "Hallo, wann wird denn die Brücke in der Mühlgasse wieder freigegeben?",
    "Muss ich für den neuen Ausweis einen Termin machen?",
    "Danke für die Info. Wo bekomme ich die gelben Säcke jetzt?",
    "Gilt das auch für Hunde? @musterau",
    "Und die Kita am Bach bleibt dann geschlossen?",
    "Wie hoch ist die Vergütung im ersten Lehrjahr? https://musterau.example",
    "Das betrifft doch nur den Ortsteil Au, oder gilt das überall?",
]
SUGGESTIONS = [
    "Könnte man den Weg am Bach nicht beleuchten?",
    "Es wäre schön, wenn es mehr Bänke im Park gäbe.",
    "Vorschlag: das Sommerfest einmal im Stadtteil Au machen.",
    "Die Stadt sollte einen Trinkbrunnen am Markt bauen",
    "Ich würde mir längere Öffnungszeiten der Bücherei wünschen.",
    "Idee: zeigt doch mal, was im Klärwerk passiert.",
]
EXPERIENCES = [
    "Meine Tochter macht dort gerade ihre Ausbildung und ist begeistert!",
    "Ich war gestern im Bürgerbüro, sehr freundlich und in zehn Minuten fertig.",
    "Wir haben dort geheiratet, danke an das tolle Team vom Standesamt",
]
NOTHING = [
    "",
    "Super!",
    "Danke 👍",
    "Warum?",
    "Ist das noch normal, was ihr da macht?",
    "Wer zahlt das eigentlich alles wieder?",
    "@max schau mal hier #musterau https://musterau.example/wasser",
    "Gestern stand davon auch etwas in der Zeitung.",
    "Typisch, erst wird jahrelang nichts getan und dann das.",
    "Endlich passiert da einmal etwas, wurde auch Zeit.",
]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        *((text, Voice.QUESTION) for text in QUESTIONS),
        *((text, Voice.SUGGESTION) for text in SUGGESTIONS),
        *((text, Voice.EXPERIENCE) for text in EXPERIENCES),
        *((text, None) for text in NOTHING),
    ],
)
def test_comment_is_heard_for_what_it_is(text, voice):
    found = heard(text)
    assert (found.voice if found else None) == voice


@given(st.text(max_size=400))
def test_whatever_is_written_is_heard_or_not_and_the_words_stand_there(text):
    found = heard(text)
    if found and found.voice is Voice.SUGGESTION:
        assert found.words in " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["und " * 100_000, "?" * 100_000, "könnte " * 100_000, "@a" * 100_000, "w" * 100_000]
)
def test_endless_comment_is_heard_at_once(text):
    began = time.process_time()
    heard(text)
    assert time.process_time() - began < 1
