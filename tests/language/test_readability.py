# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The formulas, against sums done by hand and against what people found hard."""

import csv
from statistics import correlation

import pytest

from nahbar.language.prose import Prose
from nahbar.language.readability import indexes, readability, syllables
from tests.corpus import corpus


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Haus", 1),
        ("Straße", 2),
        ("Theater", 3),
        ("Bürgermeisterin", 5),
        ("Energie", 3),
        ("z", 1),
        ("Häuser", 2),
        ("Moor", 1),
    ],
)
def test_syllables_are_vowel_groups_when_counted(word, expected):
    assert syllables(word) == expected


def test_readability_is_the_sum_by_hand_when_the_text_is_small():
    figures = readability(Prose("Wir sperren die Straße. Busse fahren Umwege. #Musterau"))
    assert figures is not None
    assert (figures.words, figures.sentences, figures.longest_sentence) == (7, 2, 4)
    assert figures.lix == pytest.approx(3.5 + 100 / 7)
    assert figures.amstad == pytest.approx(180 - 3.5 - 58.5 * 13 / 7)
    assert figures.wstf4 == pytest.approx(0.2744 * 100 / 7 + 0.2656 * 3.5 - 1.693)


def test_readability_is_nothing_when_there_are_no_words():
    assert readability(Prose("🏊 #Bad 2026")) is None


def test_indexes_are_told_only_when_the_text_has_eighty_words_and_five_sentences():
    sentence = "Wir bauen in der Straße und sperren sie für einige Tage im Mai ganz. "
    long = "Wort " * 90

    assert indexes(Prose(sentence * 5)) is None
    assert indexes(Prose(long)) is None
    assert indexes(Prose(sentence * 7)) is not None


@pytest.mark.corpus
def test_lix_follows_peoples_judgement_when_rated_sentences_are_read():
    path = next(corpus("textcomplexity-de").rglob("ratings.csv"))
    with path.open(encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    pairs = [
        (figures.lix, float(row["MOS_Complexity"]))
        for row in rows
        if (figures := readability(Prose(row["Sentence"]))) is not None
    ]
    assert len(pairs) > 700
    assert correlation(*zip(*pairs, strict=True)) > 0.6
