# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of a mail the sender's own words stay: no quotes, no greeting, no signature, and never nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.topics.plain import tidy
from nahbar.topics.readers.mails.words import own_words

OWN = "Am Samstag öffnet das Freibad.\n\nDer Eintritt ist frei."
QUOTE = "> Habt ihr etwas für uns?\n> Viele Grüße\n> Pressestelle"
OUTLOOK = "Von: Pressestelle <presse@musterau.example>\nGesendet: Montag, 23. November 2026 10:02\nAn: Bauamt\nBetreff: Themen gesucht\n\nHabt ihr etwas?"
KEEP = {
    "plain": OWN,
    "greeting in the middle": "Viele Grüße aus der Kita schicken 30 Kinder.\n\nSie haben gemalt.",
    "postscript": f"{OWN}\n\nViele Grüße\nJana\n\nPS: Das Foto ist von mir.",
    "wrote a story": "Am Samstag schrieb der Verein Geschichte:\n\nEr gewann mit 3:0.",
    "answers between the lines": "> Wann öffnet es?\nAm Samstag.\n> Was kostet es?\nNichts.",
    "heading Von": "Von: Bahnhof\n\nNach dort fährt der Bus.",
    "only a greeting": "Viele Grüße",
    "only a quote": "> Wir öffnen am Samstag.",
    "dates with dashes": "-- \nAm Samstag öffnet das Bad.",
}
CUT = {
    "signature": f"{OWN}\n-- \nJana Weber\nBauamt, Tel. 01234 5678",
    "greeting": f"{OWN}\n\nMit freundlichen Grüßen\nJana Weber\n\nStadt Musterau\nBauamt\nTel. 01234 5678",
    "greeting in another way": f"{OWN}\n\nFreundliche Grüße aus Musterau,\nJana",
    "short greeting": f"{OWN}\nVG Jana\n".replace("VG Jana", "VG\nJana"),
    "answer above": f"{OWN}\n\nAm 23.11.2026 um 10:02 schrieb Pressestelle <presse@musterau.example>:\n{QUOTE}",
    "answer above in two lines": f"{OWN}\n\nAm Mo., 23. Nov. 2026 um 10:02 Uhr schrieb Pressestelle\n<presse@musterau.example>:\n\n{QUOTE}",
    "answer above in English": f"{OWN}\n\nOn 23 Nov 2026, at 10:02, Press wrote:\n\n{QUOTE}",
    "answer below": f"Am 23.11.2026 um 10:02 schrieb Pressestelle:\n{QUOTE}\n\n{OWN}",
    "Outlook": f"{OWN}\n\n{OUTLOOK}",
    "Outlook in bold": f"{OWN}\n\n{OUTLOOK}".replace("Von:", "*Von:*")
    .replace("An:", "*An:*")
    .replace("Betreff:", "*Betreff:*"),
    "original message": f"{OWN}\n\n-----Ursprüngliche Nachricht-----\n{OUTLOOK}",
    "quotes of quotes": f"{OWN}\n\n> eins\n>> zwei\n> drei",
    "greeting, then the quote": f"{OWN}\n\nViele Grüße\nJana\n\nAm 23.11.2026 um 10:02 schrieb Presse:\n{QUOTE}",
}


@pytest.mark.parametrize("name", list(KEEP))
def test_words_of_ones_own_stay(name):
    assert own_words(KEEP[name]) == tidy(KEEP[name])


@pytest.mark.parametrize("name", list(CUT))
def test_quotes_greeting_and_signature_go(name):
    assert own_words(CUT[name]) == OWN


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "-------- Weitergeleitete Nachricht --------",
        "Anfang der weitergeleiteten Nachricht:",
        "",
    ],
)
def test_forwarded_mail_keeps_its_words_and_loses_who_wrote_to_whom(mark):
    head = "Von: Kita <kita@musterau.example>\nDatum: 23. November 2026\nBetreff: Neue Rutsche\nAn: Bauamt"
    text = f"Das wäre doch etwas.\n\nVG\nJana\n\n{mark}\n{head}\n\nDie Rutsche ist da.\n\nViele Grüße\nKita"
    assert own_words(text, is_forward=True) == "Das wäre doch etwas.\n\nNeue Rutsche\n\nDie Rutsche ist da."


def test_forwarded_mail_without_a_word_of_ones_own_stays():
    assert own_words(OUTLOOK, is_forward=True) == "Themen gesucht\n\nHabt ihr etwas?"


lines = st.sampled_from(
    [*OWN.split("\n"), *QUOTE.split("\n"), *OUTLOOK.split("\n"), "-- ", "--", "Viele Grüße", "VG", "", ">", "PS: x",
     "Am 23.11.2026 um 10:02 schrieb Presse:", "-----Ursprüngliche Nachricht-----", "---------- Forwarded message ---------"]
)  # fmt: skip
texts = st.one_of(st.lists(lines, max_size=30).map("\n".join), st.text(max_size=300))


@given(texts, st.booleans())
def test_every_line_that_stays_was_there_in_this_order(text, is_forward):
    def bare(one):
        return [line.lstrip("> ").removeprefix("Betreff: ") for line in one.split("\n") if line.strip("> ")]

    rest = iter(bare(tidy(text)))
    assert all(any(line == other for other in rest) for line in bare(own_words(text, is_forward=is_forward)))


@given(texts, st.booleans())
def test_no_mail_with_words_is_cut_to_nothing(text, is_forward):
    has_words = any(sign.isalnum() for sign in tidy(text))
    assert any(sign.isalnum() for sign in own_words(text, is_forward=is_forward)) == has_words


@pytest.mark.parametrize(
    "piece",
    [
        "> a\n",
        "VG\n",
        "-- \n",
        "Von: x\n",
        "Am 1.1.2026 um 10:02 schrieb x:\nb\n",
        "a " * 40 + "schrieb:\n",
        "a\n",
        "> > Von: a\n",
    ],
)
@pytest.mark.parametrize("is_forward", [True, False])
def test_long_mails_made_for_it_cost_little_time(piece, is_forward):
    before = time.process_time()
    own_words(piece * 200_000, is_forward=is_forward)
    assert time.process_time() - before < 1.5
