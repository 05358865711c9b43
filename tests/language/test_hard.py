# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hard sentences, what made them hard, and where they could be cut."""

import csv
import time
from statistics import correlation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.language.causes import Reason
from nahbar.language.cutting import cut
from nahbar.language.difficulty import EASIEST, HARDEST, difficulty, model
from nahbar.language.features import figures
from nahbar.language.hard import hard_sentences, ranked
from nahbar.language.prose import Prose
from tests.corpus import corpus

HARD = (
    "Die von der Stadtverwaltung bereitgestellten Unterlagen, die im Rathaus ausliegen, sind bis zum 3. Juni einzureichen, "
    "weil sonst die Frist, die das Gesetz vorsieht, nicht eingehalten werden kann und kein Ersatz möglich ist."
)
EASY = "Wir sperren die Straße."


def reasons(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sentence in ranked(Prose(text)):
        for cause in sentence.causes:
            found.setdefault(cause.reason.value, []).append(cause.text)
    return found


def test_sentences_come_the_hardest_first_when_a_text_is_ranked():
    text = f"{EASY} {HARD} #Musterau"
    found = ranked(Prose(text))

    assert [one.text for one in found] == [HARD, EASY]
    assert found[0].difficulty > 3 > found[1].difficulty
    assert [one.is_hard for one in found] == [True, False]
    assert [one.text for one in hard_sentences(Prose(text))] == [HARD]


@pytest.mark.parametrize(
    ("reason", "text", "passages"),
    [
        (
            Reason.LONG_WORD,
            "Die Umweltverträglichkeitsprüfung ist fertig.",
            ["Umweltverträglichkeitsprüfung"],
        ),
        (Reason.NOMINAL, "Die Durchführung der Beteiligung beginnt.", ["Durchführung", "Beteiligung"]),
        (Reason.PASSIVE, "Der Weg wird am Montag gesperrt.", ["wird am Montag gesperrt"]),
        (Reason.PASSIVE, "Die Anträge sind hier einzureichen.", ["sind hier einzureichen"]),
        (
            Reason.BRACKET,
            "Der Bau (mit Gehweg und Radweg auf beiden Seiten) beginnt.",
            ["(mit Gehweg und Radweg auf beiden Seiten)"],
        ),
        (
            Reason.ATTRIBUTE,
            "Die von der Stadt bereitgestellten Unterlagen liegen aus.",
            ["Die von der Stadt bereitgestellten Unterlagen"],
        ),
        (
            Reason.NESTED,
            "Wer den Antrag stellt, der im Amt liegt, weiß, dass er zahlt.",
            [", der im Amt liegt", ", dass er zahlt."],
        ),
        (Reason.ABBREVIATION, "Die TÖB sagen etwas zum FNP und zum BauGB.", ["TÖB", "FNP", "BauGB"]),
        (
            Reason.NUMBERS,
            "Am 3. Juni kommen 40 Kinder, 12 Eltern und 3 Hunde.",
            ["3. Juni kommen 40 Kinder, 12 Eltern und 3"],
        ),
        (Reason.NEGATION, "Das ist nicht unzulässig.", ["nicht unzulässig"]),
        (Reason.RARE_WORD, "Die Subsidiarität ist wichtig.", ["Subsidiarität"]),
        (Reason.LONG_SENTENCE, HARD, [HARD]),
    ],
)
def test_what_made_it_hard_is_named_with_its_place(reason, text, passages):
    assert reasons(text)[reason.value] == passages


@pytest.mark.parametrize(
    "text",
    [EASY, "Am Montag kommt der Bus.", "Die EU zahlt das Geld.", "Das Rathaus hat von 8 bis 12 Uhr offen."],
)
def test_nothing_made_it_hard_when_a_sentence_is_plain(text):
    assert reasons(text) == {}


def test_a_long_compound_shows_its_words():
    (sentence,) = ranked(Prose("Die Umweltverträglichkeitsprüfung ist fertig."))

    assert sentence.causes[0].parts == ("Umwelt", "verträglichkeit", "prüfung")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Straße wird am Montag gesperrt, und der Bus fährt über den Ring zum Markt.",
            "Die Straße wird am Montag gesperrt. Der Bus fährt über den Ring zum Markt.",
        ),
        (
            "Wir bauen die Straße ganz neu; die Arbeiten dauern noch bis Ende Mai.",
            "Wir bauen die Straße ganz neu. Die Arbeiten dauern noch bis Ende Mai.",
        ),
        (
            "Der Weg ist schmal und alt, aber er bleibt für Räder offen.",
            "Der Weg ist schmal und alt. Aber er bleibt für Räder offen.",
        ),
    ],
)
def test_two_sentences_stand_there_when_a_clean_cut_is_made(text, expected):
    (sentence,) = ranked(Prose(text))

    assert cut(text, sentence.cuts[0]) == expected


def test_a_cut_only_says_how_to_begin_when_the_words_must_be_turned():
    text = "Wir sperren die Straße am Montag, wobei die Haltestelle am Markt entfällt."
    (sentence,) = ranked(Prose(text))

    assert [(one.instead, one.begins) for one in sentence.cuts] == [(None, "Dabei")]
    assert cut(text, sentence.cuts[0]) == text


def test_difficulty_stays_between_its_ends_and_is_the_lowest_when_there_are_no_words():
    assert difficulty("") == difficulty("🏊 2026") == EASIEST
    assert EASIEST <= difficulty(HARD * 30) <= HARDEST


def test_the_model_was_learned_from_the_figures_of_today():
    assert model().names == tuple(figures(EASY))


def test_a_sentence_takes_about_a_millisecond():
    difficulty(HARD)
    began = time.process_time()
    for number in range(100):
        difficulty(f"{HARD} {number}")

    assert time.process_time() - began < 0.5


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.sampled_from([HARD, EASY, "Die TÖB (i. V. m. § 3) wird, weil; und – das"]))
def test_places_lie_within_the_text_when_it_is_anything(noise, sentence):
    text = f"{noise} {sentence} {noise}"

    for one in ranked(Prose(text)):
        assert text[one.start : one.end] == one.text
        assert EASIEST <= one.difficulty <= HARDEST
        for cause in one.causes:
            assert one.start <= cause.start < cause.end <= one.end
        for place in one.cuts:
            assert one.start <= place.start < place.end <= one.end
            cut(text, place)


@pytest.mark.corpus
def test_difficulty_follows_peoples_judgement_when_rated_sentences_are_read():
    with next(corpus("textcomplexity-de").rglob("ratings.csv")).open(encoding="utf-8") as file:
        pairs = [(difficulty(row["Sentence"]), float(row["MOS_Complexity"])) for row in csv.DictReader(file)]

    assert correlation(*zip(*pairs, strict=True)) > 0.8
