# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Odd texts of 200,000 characters take seconds, not minutes; shown on a tenth of that, where the square would show too."""

import time
from datetime import date

import pytest

from nahbar.language.hard import ranked
from nahbar.language.hashtags import split
from nahbar.language.plain_words import office_words
from nahbar.language.prose import Prose
from nahbar.language.readability import readability
from nahbar.language.release import copied
from nahbar.radar.kernel import told

LENGTH = 20_000
ODD = (
    "a",
    "ß",
    " ",
    "\n",
    "(",
    "„",
    "Ab ",
    ", die ",
    "der in ",
    "wird ",
    "Wenn ",
    "ist zu machen ",
    "machen Sie ",
    "das ist ein Wort; ",
    "1.000.",
    "06151 13 20 ",
    "a.b-c@",
    "Mo, Di ",
    "3. Juni bis ",
    "„Ja nein gut.“ ",
    "Frau Anna ",
    "Die Durchführung, die wird, ",
)


@pytest.mark.parametrize("piece", ODD)
def test_time_stays_short_when_a_text_is_long_and_odd(piece):
    text = piece * (LENGTH // len(piece))
    began = time.process_time()
    ranked(Prose(text), most=5)
    readability(Prose(text))
    office_words(text)
    copied(text, text)
    told(text, near=date(2026, 11, 20))
    split(text)

    assert time.process_time() - began < 3
