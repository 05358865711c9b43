# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""VS: words people use: no words of the office, no word snakes, paragraphs at the end."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.language.plain_words import office_words
from nahbar.rulebook.draft import Context, Draft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule, example

_BLANKS = regex.compile(r"\s+")
_MANY = 3
_PART = regex.compile(r"\p{L}+")
_PARAGRAPH = regex.compile(r"§§?")


def _office_words(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    found = office_words(reading.prose)
    for one in found:
        said = _said(one.text)
        if one.is_legal and context.post_kind == "notice":
            way = f"Erklären Sie den Rechtsbegriff in einem Nebensatz: {one.better}."
            yield Hit("text", one.start, one.end, sentence=said, way_out=way, weight=Weight.HINT)
            continue
        way = f"Besser: {one.better}."
        yield Hit(
            "text", one.start, one.end, sentence=said, way_out=way, weight=Weight.HINT, mend=one.replacement
        )
    if len(found) >= _MANY and 100 * len(found) >= _MANY * len(reading.words):
        said = f"In {len(reading.words)} Wörtern stehen {len(found)} Wendungen aus dem Amtsdeutschen."
        yield Hit("text", found[0].start, found[-1].end, sentence=said, passage="Amtsdeutsch")


def _said(passage: str) -> str:
    return f"„{_BLANKS.sub(' ', passage)}“ ist Amtsdeutsch."


def _long_words(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    values = context.values
    seen: set[str] = set()
    for word in reading.words:
        for part in _PART.finditer(word.text):
            length = part.end() - part.start()
            if length <= values.word_hint or part.group() in seen:
                continue
            seen.add(part.group())
            weight = Weight.WARN if length > values.word_warn else Weight.HINT
            said = f"„{part.group()[:60]}“ hat {length} Buchstaben."
            start = word.start + part.start()
            yield Hit("text", start, start + length, sentence=said, weight=weight)


def _paragraphs(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    found = list(_PARAGRAPH.finditer(reading.text))
    if not found or context.post_kind == "notice":
        return
    first = found[0]
    opening = reading.sentences[0] if reading.sentences else None
    if len(found) > 1:
        said = f"Der Beitrag nennt {len(found)} Paragrafen."
        yield Hit("text", first.start(), first.end(), sentence=said)
    elif opening and opening.start <= first.start() < opening.end and len(reading.sentences) > 1:
        said = "Schon der erste Satz nennt einen Paragrafen."
        yield Hit("text", first.start(), first.end(), sentence=said)


RULES = (
    Rule(
        id="VS-AMT-03",
        title="Kein Amtsdeutsch",
        must="Wendungen aus dem Amtsdeutschen sind durch gebräuchliche Wörter ersetzt.",
        source="DIN ISO 24495-1, DIN 8581-1; Wortliste: eigene Zusammenstellung (Regelwerk, Abschnitt 3)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Diese Wendung ist Amtsdeutsch.",
        way_out="Ersetzen Sie die Wendungen durch gebräuchliche Wörter.",
        question="Ist es ein Rechtsbegriff, der bleiben muss?",
        language="de",
        look=_office_words,
        passing=example("Bitte bringen Sie den Ausweis mit."),
        failing=example("Der Personalausweis ist mitzuführen und in Vorlage zu bringen."),
    ),
    Rule(
        id="VS-WORT-06",
        title="Lange Wörter zerlegen",
        must="Zusammensetzungen über 20 Zeichen sind vermieden oder erklärt.",
        source="Lesbarkeitsforschung; Grenze: eigener Wert",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Das Wort ist sehr lang.",
        way_out="Zerlegen Sie es („Plan für den Lärmschutz“), oder setzen Sie einen Bindestrich.",
        language="de",
        look=_long_words,
        passing=example("Plan für den Lärmschutz"),
        failing=example("Lärmaktionsplanfortschreibungsverfahren"),
    ),
    Rule(
        id="VS-PARA-09",
        title="Paragrafen hinten",
        must="Die Rechtsgrundlage steht nur, wenn nötig, und am Ende.",
        source="DIN ISO 24495-1",
        weight=Weight.HINT,
        moments=(Moment.DRAFT,),
        sentence="Der Beitrag nennt Paragrafen.",
        way_out="Sagen Sie zuerst, was gilt; eine Rechtsgrundlage genügt, in der letzten Zeile.",
        language="de",
        look=_paragraphs,
        passing=(
            *example("Der Plan liegt bis 30. April aus. Grundlage: § 3 Baugesetzbuch"),
            Example(
                Draft("Gem. § 3 II 1 BauGB und § 4a III BauGB liegt der Plan aus."),
                Context(post_kind="notice"),
            ),
        ),
        failing=example("Gem. § 3 II 1 BauGB i. V. m. § 4a III …"),
    ),
)
