# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card promises: whole, readable, in its size, the same each time, and told in words."""

import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nahbar.studio.cards import colours
from nahbar.studio.cards.card import PIXELS, Card, Design, Field, Ground, Size, Template, fields_of
from nahbar.studio.cards.render import DoesNotFit, NameTooLong, Rendered, WordTooWide, render
from nahbar.studio.cards.words import CardRefused, LetterUnknown, WordsMissing, WordsTooLong, tidied
from nahbar.studio.picture import PictureRefused
from tests.studio.cards.examples import card, photo

ALL = [(template, size) for template in Template for size in Size]
MARGIN = 40
# The ground of a card is one colour; a JPEG of it differs a little.
NEAR = 12


def image_of(made: Rendered) -> Image.Image:
    return Image.open(io.BytesIO(made.data)).convert("RGB")


def is_clear_at_the_edges(made: Rendered) -> bool:
    """Whether nothing is drawn near the edge: all of the frame around is one colour."""
    image = image_of(made)
    width, height = image.size
    strips = [
        image.crop(box)
        for box in (
            (0, 0, width, MARGIN),
            (0, height - MARGIN, width, height),
            (0, 0, MARGIN, height),
            (width - MARGIN, 0, width, height),
        )
    ]
    return all(high - low <= NEAR for strip in strips for low, high in strip.getextrema())


def overlapping(made: Rendered) -> list[tuple[int, int]]:
    """Which texts lie over each other; each box is rounded up by a pixel."""
    boxes = list(enumerate(made.measures.texts))
    return [
        (at, other)
        for at, (left, top, right, bottom) in boxes
        for other, (x0, y0, x1, y1) in boxes[at + 1 :]
        if right > x0 + 2 and x1 > left + 2 and bottom > y0 + 2 and y1 > top + 2
    ]


@pytest.mark.parametrize(("template", "size"), ALL)
def test_every_template_is_whole_and_readable_in_every_size(template: Template, size: Size) -> None:
    made = render(card(template, size))
    assert image_of(made).size == PIXELS[size] == (made.width, made.height)
    assert made.mime_type == "image/png"
    assert made.measures.contrast >= 4.5
    assert is_clear_at_the_edges(made)
    for left, top, right, bottom in made.measures.texts:
        assert left >= MARGIN
        assert top >= MARGIN
        assert right <= made.width - MARGIN
        assert bottom <= made.height - MARGIN
    assert overlapping(made) == []


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("colour", ["#7a1e2c", "#ffd500", "#000000", "#ffffff", "#777777", "#00a3e0", "kein"])
def test_any_colour_on_any_ground_can_be_read(colour: str, ground: Ground) -> None:
    for template in (Template.DATE, Template.NUMBER):
        one = card(template, Size.SQUARE, ground=ground, design=Design("Musterau", colour))
        assert render(one).measures.contrast >= 4.5


@pytest.mark.parametrize(("template", "size"), [(one, Size.PORTRAIT) for one in Template])
def test_words_on_a_hard_photo_can_be_read_because_the_veil_grows(template: Template, size: Size) -> None:
    made = render(card(template, size, picture=photo(), credit="Foto: Bernd Bild"))
    assert made.mime_type == "image/jpeg"
    assert made.measures.contrast >= 4.5
    if template is not Template.PLACE:
        assert made.measures.veil > 0.5
        # Measured once more on what came out: no pixel below the words is lighter than the letters allow.
        left, top, right, _ = made.measures.texts[0]
        above = image_of(made).crop((left, top - 3, right, top - 1))
        worst = tuple(int(high) for _, high in above.getextrema())
        assert colours.contrast(worst, colours.WHITE) >= 4.2  # JPEG smears a letter's edge into these rows


def test_the_tall_size_keeps_the_players_buttons_free() -> None:
    made = render(card(Template.DATE, Size.STORY))
    assert min(box[1] for box in made.measures.texts) >= 240
    assert max(box[3] for box in made.measures.texts) <= 1920 - 300


def test_the_same_card_is_the_same_bytes_when_made_again() -> None:
    one = card(picture=photo(), words={"quote": "Dasselbe noch einmal."})
    first = render(one)
    render(card(Template.DATE, Size.WIDE))
    assert render(one) == first
    assert render(card()).data == render(card()).data


HOSTILE = [
    '#panic("x") #import "@preview/x:1.0.0": *',
    "$ x^2 $ *fett* _schräg_ `code` <label> @verweis = Titel",
    "[#sys.inputs] \\ \\u{41} // Kommentar /* mehr */ ~ --- ...",
    '"}}],"template":"job","x":"',
    '#read("/etc/passwd") #eval("1") #set page(width: 1pt)',
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_a_program_are_shown_as_they_stand(words: str) -> None:
    made = render(card(words={"quote": words}))
    assert made.measures.contrast >= 4.5
    assert is_clear_at_the_edges(made)
    assert f"„{words}“" in made.alt
    # As many letters, as much ink: nothing of it was taken as an instruction and vanished.
    letters = render(card(words={"quote": "".join(" " if one == " " else "n" for one in words)}))
    assert image_of(made).size == image_of(letters).size
    assert _ink(made) > _ink(letters) * 0.35


def _ink(made: Rendered) -> int:
    image = image_of(made).convert("L")
    return sum(count for value, count in enumerate(image.histogram()) if value > 128)


@pytest.mark.parametrize(
    ("given_words", "shown"),
    [
        ("Rat\u200bhaus\u2060 \u202eoffen\ufeff", "Rathaus offen"),
        ("Gru\u0308ne A\u0308mter", "Grüne Ämter"),
        ("drei   Blanks\tund\nZeilen", "drei Blanks und Zeilen"),
        ("Don\u0000au", "Donau"),
        ("10\u202f000 Euro, E\u2011Akte", "10 000 Euro, E-Akte"),
    ],
)
def test_what_cannot_be_seen_is_tidied(given_words: str, shown: str) -> None:
    assert tidied(Template.QUOTE, {"quote": given_words, "person": "A"})["quote"] == shown


@pytest.mark.parametrize(
    "words", ["Sommerfest 🎉", "مرحبا بكم", "ברוכים הבאים", "北京", "Z\u0300\u0301\u0302\u0303al"]
)
def test_letters_the_font_lacks_are_named_and_not_left_out(words: str) -> None:
    with pytest.raises(LetterUnknown) as refused:
        render(card(words={"quote": words}))
    assert refused.value.field == "quote"
    assert "bitte schreiben Sie den Text ohne sie" in str(refused.value)


def test_cyrillic_and_greek_are_shown() -> None:
    assert render(card(words={"quote": "Ласкаво просимо. Καλώς ήρθατε."})).measures.contrast >= 4.5


def test_a_text_far_too_long_is_refused_with_the_number_of_letters_there_may_be() -> None:
    with pytest.raises(WordsTooLong) as refused:
        render(card(words={"quote": "Wort " * 1000}))
    assert str(refused.value) == (
        "Das Bild wurde nicht gestaltet, weil der Text mit 5000 Zeichen zu lang ist; "
        "bitte kürzen Sie ihn auf höchstens 280 Zeichen."
    )


def test_a_missing_text_is_said_at_its_field() -> None:
    with pytest.raises(WordsMissing) as refused:
        render(card(words={"quote": " \u200b\n"}))
    assert refused.value.field == "quote"


def test_a_word_wider_than_the_picture_is_refused_and_fits_with_a_hyphen() -> None:
    with pytest.raises(WordTooWide) as refused:
        render(card(Template.CALL, Size.SQUARE, words={"title": "W" * 60}))
    assert refused.value.field == "title"
    render(card(Template.CALL, Size.SQUARE, words={"title": f"{'W' * 20}-{'W' * 20}-{'W' * 20}"}))


def test_the_longest_german_law_fits_without_being_cut() -> None:
    law = "Grundstücksverkehrsgenehmigungszuständigkeits-übertragungsverordnung"
    for size in Size:
        made = render(card(Template.CALL, size, words={"title": law}))
        assert is_clear_at_the_edges(made)
        assert law in made.alt


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("size", Size)
def test_fields_filled_to_their_limit_fit_in_every_size(template: Template, size: Size) -> None:
    made = render(Card(template, size, {one.key: filled(one) for one in fields_of(template)}, DESIGN))
    assert is_clear_at_the_edges(made)
    assert len(made.alt) <= 1000


DESIGN = Design("Verbandsgemeinde Musterau an der Großen Mühlenau", "#1d5fa8")
FILL = "Der Ausschuss berät über jede Meldung und antwortet binnen zwei Wochen allen Bürgern der Stadt Musterau. "


def filled(one: Field) -> str:
    if one.key in {"number", "link"}:
        return ("12.345.678,90 €" if one.key == "number" else f"musterau.de/{'amt/' * 20}")[: one.limit]
    return (FILL * 4)[: one.limit].strip()


german = st.text(
    alphabet=st.sampled_from(
        list("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHWÄÖÜ0123456789 .,:;!?-–„“()%&/€§#$*_\\@[]{}<>~^'\"")
    ),
    max_size=300,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    template=st.sampled_from(list(Template)),
    size=st.sampled_from(list(Size)),
    ground=st.sampled_from(list(Ground)),
    texts=st.lists(german, min_size=6, max_size=6),
)
def test_no_german_text_ever_runs_over_the_canvas_whether_set_or_refused(
    template: Template, size: Size, ground: Ground, texts: list[str]
) -> None:
    keys = [one.key for one in fields_of(template)]
    one = Card(template, size, dict(zip(keys, texts, strict=False)), DESIGN, ground, number=2, total=10)
    try:
        made = render(one)
    except CardRefused:
        return
    assert is_clear_at_the_edges(made)
    assert made.measures.contrast >= 4.5
    assert overlapping(made) == []


def test_a_damaged_photo_is_refused_with_a_sentence() -> None:
    with pytest.raises(PictureRefused):
        render(card(picture=photo()[:500]))


def test_what_does_not_fit_says_how_much_would() -> None:
    with pytest.raises(DoesNotFit) as refused:
        render(card(Template.NUMBER, Size.SQUARE, words={"number": "W" * 14, "counted": "Wörter"}))
    assert "auf höchstens 11 Zeichen" in str(refused.value)


def test_a_name_that_leaves_no_room_for_the_link_says_so() -> None:
    long_name = Design("Zweckverband Wasserversorgung und Abwasserbeseitigung " * 9, "#1d5fa8")
    with pytest.raises(NameTooLong):
        render(card(Template.CALL, Size.WIDE, design=long_name, words={"link": "musterau.example"}))


def test_a_carousel_numbers_its_parts() -> None:
    made = render(card(Template.STEP, number=3, total=5))
    assert made.alt == (
        "Bild 3 von 5: Wohngeld. Unterlagen bereitlegen. Mietvertrag und Ausweis. "
        "Absender: Stadt Musterau an der Großen Mühlenau."
    )


def test_the_alternative_text_tells_all_that_is_written_in_sentences() -> None:
    assert render(card()).alt == (
        "Stimme aus dem Rathaus. Zitat von Rita Redlich, Bürgermeisterin: „Wir haben 320 Bäume gepflanzt, damit der "
        "Marktplatz im Sommer kühler wird.“ Mehr: musterau.example/baeume. "
        "Absender: Stadt Musterau an der Großen Mühlenau."
    )
    told = render(
        card(Template.PLACE, picture=photo(), credit="OpenStreetMap", picture_alt="Der Weg zum Park")
    ).alt
    assert "Kartenausschnitt: Der Weg zum Park (OpenStreetMap)." in told


def test_a_warm_card_is_made_at_once() -> None:
    render(card())
    began = time.monotonic()
    render(card(words={"quote": "Schnell genug für eine Vorschau beim Tippen."}))
    assert time.monotonic() - began < 2
