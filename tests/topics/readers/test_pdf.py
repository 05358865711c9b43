# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF text: paragraphs from sound files, a reason in words from all others."""

import pytest

from nahbar.topics.readers import pdf
from nahbar.topics.readers.pdf import Why, flowing
from tests.corpus import corpus
from tests.topics.readers import papers


def test_pdf_gives_its_text_in_paragraphs_with_umlauts():
    found = pdf.read(
        papers.made(
            "Beschlussvorlage\nDie Gemeinde baut in Grünau eine neue Kita für 60 Kinder, in-\nklusive Mensa.",
            compressed=True,
        )
    )
    assert (found.text, found.pages, found.why) == (
        "Beschlussvorlage\nDie Gemeinde baut in Grünau eine neue Kita für 60 Kinder, inklusive Mensa.", 1, None,
    )  # fmt: skip


def test_pdf_of_500_pages_is_read_in_part():
    found = pdf.read(papers.made(*("x" * (n + 1) for n in range(500))))
    assert (found.pages, found.is_cut, found.why, "x" * 40 in found.text, "x" * 41 in found.text) == (
        500, True, None, True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>Kein PDF</html>", Why.NOT_PDF),
        (b"", Why.NOT_PDF),
        (b"%PDF-1.7\nnur der Anfang", Why.BROKEN),
        (b"%PDF-1.7\n" + b"\xff\x00 obj << stream endobj" * 2000, Why.BROKEN),
        (papers.locked(papers.made("Vertraulich")), Why.ENCRYPTED),
        (papers.made(""), Why.SCAN),
        (papers.looping(), Why.BROKEN),
        (b"%PDF-" + b" " * pdf.MAX_BYTES, Why.TOO_LARGE),
    ],
)
def test_pdf_without_text_says_why(data, why):
    found = pdf.read(data)
    assert (found.why, found.text) == (why, "")
    assert found.sentence == pdf.SENTENCES[why]


def test_pdf_that_unpacks_to_gigabytes_is_given_up():
    assert pdf.read(papers.bomb(150)).why == Why.BROKEN


def test_pdf_that_takes_too_long_or_too_much_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 1.5)
    assert pdf.read(papers.bomb(40)).why == Why.TOO_HEAVY


def test_lines_of_every_page_are_left_out_when_they_only_count_pages():
    pages = [
        f"Stadt Musterau\nAbsatz {word} mit Inhalt.\nSeite {n} von 3"
        for n, word in enumerate(("eins", "zwei", "drei"), 1)
    ]
    assert flowing(pages) == "Absatz eins mit Inhalt.\nAbsatz zwei mit Inhalt.\nAbsatz drei mit Inhalt."


def test_hyphen_stays_when_a_second_word_follows():
    assert flowing(["Der Bebauungsplan gilt für alle Haupt-\nund Nebenstraßen im Ort."]) == (
        "Der Bebauungsplan gilt für alle Haupt- und Nebenstraßen im Ort."
    )


def test_list_points_stay_lines_of_their_own():
    assert flowing(
        [
            "Die Verwaltung schlägt dem Gemeinderat folgende Punkte zur Beratung vor\n1. Neue Kita\n2. Mehr Bäume"
        ]
    ) == (
        "Die Verwaltung schlägt dem Gemeinderat folgende Punkte zur Beratung vor\n1. Neue Kita\n2. Mehr Bäume"
    )


@pytest.mark.corpus
def test_real_pdf_gives_its_text():
    data = (
        corpus("oparl-meine-stadt-testdata") / "media" / "the_complexity_of_songs_donald_knuth.pdf"
    ).read_bytes()
    found = pdf.read(data)
    assert (found.pages, found.why, "modern complexity theory" in found.text) == (3, None, True)
