# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BF: letters that only look like letters, rows of signs, shouting capitals."""

import unicodedata
from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation.text import Span
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.packs.accessibility.wording import FAMILIAR
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_FANCY = r"[\U0001D400-\U0001D7FF\u24B6-\u24E9\uFF21-\uFF3A\uFF41-\uFF5A\U0001F130-\U0001F149]"
_DECORATED = regex.compile(
    rf"{_FANCY}(?:[\s\p{{P}}]*{_FANCY})*|\P{{M}}?\p{{M}}{{3,}}(?:[ ]?\P{{M}}\p{{M}}{{3,}})*"
)
_MARKS = regex.compile(r"\p{Mn}|\p{Me}")
_ROW = regex.compile(r"([^\w\s\p{Extended_Pictographic}])\1{4,}")
_SIGN = regex.compile(r"[^\p{L}\p{N}\p{M}\s\p{Extended_Pictographic}\p{RI}\p{Cf}]")
_SIGNS_IN_A_LINE = 6
_SHARE_OF_SIGNS = 0.6
_SHOUTED_WORD = regex.compile(r"[\p{Lu}ẞ]{2,}(?:-[\p{Lu}ẞ]+)*")
_SHOUTED_WORDS = 3
_BETWEEN = regex.compile(r"[ \u00a0,:–-]*")


def _decorated(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for match in _DECORATED.finditer(reading.text):
        plain = unicodedata.normalize("NFKC", match.group())
        if regex.search(r"\p{M}{3,}", match.group()):
            plain = _MARKS.sub("", unicodedata.normalize("NFD", plain))
        if plain != match.group():
            yield Hit(
                "text", match.start(), match.end(), way_out=f"Schreiben Sie „{plain[:60]}“.", mend=plain
            )


def _rows(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    place = 0
    for line in reading.text.splitlines(keepends=True):
        body = line.strip()
        start = place + len(line) - len(line.lstrip())
        place += len(line)
        signs = len(_SIGN.findall(body))
        visible = sum(not letter.isspace() for letter in body)
        if signs >= _SIGNS_IN_A_LINE and signs > _SHARE_OF_SIGNS * visible:
            yield Hit("text", start, start + len(body), mend="")
            continue
        for match in _ROW.finditer(body):
            yield Hit("text", start + match.start(), start + match.end(), mend="")


def _shouted(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    run: list[Span] = []
    for word in reading.words:
        goes_on = not run or _BETWEEN.fullmatch(reading.text, run[-1].end, word.start) is not None
        if _SHOUTED_WORD.fullmatch(word.text) and goes_on:
            run.append(word)
            continue
        yield from _one_shout(run)
        run = [word] if _SHOUTED_WORD.fullmatch(word.text) else []
    yield from _one_shout(run)


def _one_shout(run: list[Span]) -> Iterator[Hit]:
    if len(run) >= _SHOUTED_WORDS and any(word.text not in FAMILIAR for word in run):
        yield Hit("text", run[0].start, run[-1].end)


_BOTH = (Moment.DRAFT, Moment.APPROVAL)

RULES = (
    Rule(
        id="BF-UNICODE-13",
        title="Keine Zierschrift aus Sonderzeichen",
        must="Keine mathematischen oder umrandeten Buchstaben als Schmuck, keine gestapelten Zeichen.",
        source="WCAG 2.1, 1.3.1; Praxis der Vorleseprogramme (stolperfrei.digital, tollwerk)",
        weight=Weight.STOP,
        moments=_BOTH,
        sentence="Hier stehen Sonderzeichen statt Buchstaben. Vorleseprogramme buchstabieren oder verschweigen sie.",
        way_out="Schreiben Sie mit gewöhnlichen Buchstaben.",
        look=_decorated,
        passing=example("Wichtig: Sperrung ab Montag"),
        failing=(*example("𝗪𝗶𝗰𝗵𝘁𝗶𝗴: 𝗦𝗽𝗲𝗿𝗿𝘂𝗻𝗴"), *example("Sperrung a\u0301\u0302\u0303\u0304b Montag")),
    ),
    Rule(
        id="BF-ASCII-14",
        title="Keine Zeichenbilder und Trennlinien",
        must="Keine Bilder aus Zeichen, keine Pfeilketten, keine Sternchenzeilen.",
        source="WCAG 2.1, 1.1.1",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Hier stehen viele Zeichen hintereinander; sie werden einzeln vorgelesen.",
        way_out="Trennen Sie Abschnitte mit einer Leerzeile.",
        unconfirmed=True,
        look=_rows,
        passing=example("Das Freibad öffnet.\n\nDie Bücherei schließt."),
        failing=(*example("➡️➡️➡️ ******* ⬅️⬅️⬅️"), *example("Öffnungszeiten\n- - - - - - -\nMontag, 9 Uhr")),
    ),
    Rule(
        id="BF-GROSS-17",
        title="Keine Großbuchstaben-Sätze",
        must="Keine durchgehende Großschreibung.",
        source="Lesbarkeit; Praxis der Vorleseprogramme",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Hier ist alles groß geschrieben. Das liest sich schwer und wird teils buchstabiert.",
        way_out="Schreiben Sie in gewöhnlicher Groß- und Kleinschreibung.",
        unconfirmed=True,
        look=_shouted,
        passing=example("Wichtig: Wasser abkochen."),
        failing=example("ACHTUNG BITTE SOFORT WASSER ABKOCHEN"),
    ),
)
