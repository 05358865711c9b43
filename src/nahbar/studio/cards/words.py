# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's words before they go on a picture: tidied, and refused with a sentence where they cannot be shown whole."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from nahbar.foundation.complaint import Complaint
from nahbar.studio.cards.card import Field, Template, fields_of

# Letters the house font lacks, and what readers take for the same.
_ALIKE = str.maketrans(
    {"\u202f": "\u00a0", "\u2011": "-", "\u2212": "–", "\t": " ", "\u2028": "\n", "\u2029": "\n"}
)
_SOFT_HYPHEN = "\u00ad"
_MARKS_IN_A_ROW = 2
_SHOWN = 5


class CardRefused(Complaint):
    """The picture cannot be made of this; the subclasses say why. `part`: which one of a carousel, where somebody knows."""

    sentence = "Das Bild wurde nicht gestaltet, weil Angaben fehlen; bitte füllen Sie die Felder aus."

    def __init__(self, *, field: str = "", **values: object) -> None:
        super().__init__(**values)
        self.field = field
        self.part = 1


class WordsMissing(CardRefused):
    sentence = "Das Bild wurde nicht gestaltet, weil dieser Text fehlt; bitte füllen Sie das Feld aus."


class WordsTooLong(CardRefused):
    sentence = (
        "Das Bild wurde nicht gestaltet, weil der Text mit %(count)s Zeichen zu lang ist; "
        "bitte kürzen Sie ihn auf höchstens %(limit)s Zeichen."
    )


class LetterUnknown(CardRefused):
    sentence = (
        "Das Bild wurde nicht gestaltet, weil die Schrift der Bilder diese Zeichen nicht enthält: %(letters)s; "
        "bitte schreiben Sie den Text ohne sie."
    )


def tidied(template: Template, words: Mapping[str, str]) -> dict[str, str]:
    """The template's texts as they will be set, by field; unknown keys are left out.

    Raises:
        WordsMissing, WordsTooLong, LetterUnknown: with the field that is meant; nothing is ever cut.

    """
    found = {one.key: _tidied(one, words.get(one.key, "")) for one in fields_of(template)}
    return {key: text for key, text in found.items() if text}


def line(text: str) -> str:
    """One text as one line, in letters as they are set; may be empty."""
    return " ".join(_plain(text).split())


def unknown_letters(text: str) -> list[str]:
    """Letters the house font does not have, each once, in the order they come; also marks piled on one letter."""
    missing: dict[str, None] = {}
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > _MARKS_IN_A_ROW or (letter != "\n" and ord(letter) not in _known()):
            missing[letter] = None
    return list(missing)


def _tidied(one: Field, given: str) -> str:
    # Much longer than any field takes: said before anything is done with it.
    if len(given) > one.limit * 4:
        raise WordsTooLong(field=one.key, count=len(given), limit=one.limit)
    lines = [each for each in (" ".join(each.split()) for each in _plain(given).split("\n")) if each]
    text = (
        "\n".join(lines)
        if len(lines) <= one.lines
        else "\n".join([*lines[: one.lines - 1], " ".join(lines[one.lines - 1 :])])
    )
    if one.required and not text:
        raise WordsMissing(field=one.key)
    if len(text) > one.limit:
        raise WordsTooLong(field=one.key, count=len(text), limit=one.limit)
    if missing := unknown_letters(text):
        raise LetterUnknown(field=one.key, letters=" ".join(missing[:_SHOWN]))
    return text


def _plain(text: str) -> str:
    """Composed letters, one kind of line end, nothing that is there but cannot be seen (a soft hyphen may be)."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(_ALIKE)
    return "".join(
        letter
        for letter in composed
        if letter in {"\n", _SOFT_HYPHEN}
        or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


@cache
def _known() -> frozenset[int]:
    """Code points of the house font; the list is made with the font by tools/vendor_assets.py."""
    listed = resources.files(__package__).joinpath("fonts", "letters.txt").read_text(encoding="ascii")
    known = {0x20, 0xA0, 0xAD}
    for span in listed.split():
        first, _, last = span.partition("-")
        known.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(known)
