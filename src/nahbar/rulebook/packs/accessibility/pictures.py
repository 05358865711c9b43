# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BF: pictures for people who do not see them: alternative text, words in pictures, dates that stand only there."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation import text as measure
from nahbar.rulebook.dates import DATE, TIME
from nahbar.rulebook.draft import Context, Draft, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule

_FILE_NAME = regex.compile(
    r"(?:^(?:IMG|DSC|DSCN|PXL|DCIM|WhatsApp Image|Screenshot|Bildschirmfoto)[ _-]?\d)|\.(?:jpe?g|png|webp|gif|heic|tiff?)$",
    regex.I,
)
_PICTURE_OF = regex.compile(
    r"^(?:(?:Das|Dieses)\s+)?(?:Bild|Foto|Grafik|Fotografie|Abbildung)(?:\s+(?:von|zeigt|der|des|einer|eines)\b|\s*:)\s*(?:zu sehen ist\s*)?",
    regex.I,
)
_ONLY_POINTS = regex.compile(
    r"(?:\b(?:siehe|s\.)\s+(?:Bild|Foto|Grafik|Kachel|Flyer|Plakat|Anhang)\b"
    r"|\b(?:alle[ns]?|sämtliche)\s+(?:\p{L}+\s+)?(?:Daten|Infos?|Informationen|Details|Termine|Angaben|Zeiten)\b[^.!?\n]{0,30}\b(?:Bild|Foto|Grafik|Kachel|Flyer|Plakat)\b)",
    regex.I,
)
_JACCARD = 0.8
_COVERED = 0.8
_FEW_WORDS = 6
_FEW_LETTERS = 4


def _missing(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if not picture.alt.strip():
            name = f"{picture.kind} {number + 1}"
            said = f"{name} hat keinen Alternativtext. Wer nicht sieht, erfährt nicht, was zu sehen ist."
            yield Hit(f"alt:{number}", 0, len(picture.alt), sentence=said, passage=name)


def _unusable(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.alt.strip():
            yield from _about_one(f"alt:{number}", picture.alt, reading.text, context)


def _about_one(field: str, alt: str, text: str, context: Context) -> Iterator[Hit]:
    values = context.values
    whole = (field, 0, len(alt))
    if _FILE_NAME.search(alt.strip()):
        yield Hit(*whole, sentence="Der Alternativtext ist ein Dateiname und beschreibt nichts.")
        return
    if match := _PICTURE_OF.match(alt):
        rest = alt[match.end() :]
        mend = rest[:1].upper() + rest[1:]
        said = f"„{match.group().strip()}“ am Anfang ist überflüssig: Das Vorleseprogramm sagt selbst, dass es ein Bild ist."
        yield Hit(
            field,
            0,
            len(alt),
            sentence=said,
            way_out="Beginnen Sie mit dem, was zu sehen ist.",
            mend=mend or None,
        )
    if len(alt.strip()) < values.alt_shortest:
        said = f"Der Alternativtext ist mit {len(alt.strip())} Zeichen sehr kurz."
        yield Hit(
            *whole, sentence=said, way_out="Sagen Sie in einem Satz, wer oder was zu sehen ist und wozu."
        )
    elif len(alt) > values.alt_longest:
        said = f"Der Alternativtext ist mit {len(alt)} Zeichen lang; er wird am Stück vorgelesen."
        yield Hit(
            *whole,
            sentence=said,
            way_out=f"Kommen Sie mit {values.alt_longest} Zeichen aus, das Wichtigste zuerst.",
        )
    if _is_repetition(alt, text):
        said = "Der Alternativtext wiederholt nur den Beitrag."
        yield Hit(*whole, sentence=said, way_out="Beschreiben Sie, was das Bild zusätzlich zeigt.")
    if signs := measure.emojis(alt) + measure.hashtags(alt):
        first = min(signs)
        said = f"Im Alternativtext steht {first.text}; Emojis und Hashtags stören dort beim Vorlesen."
        yield Hit(field, first.start, first.end, sentence=said, way_out="Streichen Sie das Zeichen.", mend="")


def _terms(text: str) -> set[str]:
    return {word.text.casefold() for word in measure.words(text)}


def _is_repetition(alt: str, text: str) -> bool:
    ours, theirs = _terms(alt), _terms(text)
    return len(ours) >= _FEW_LETTERS and len(ours & theirs) / len(ours | theirs) > _JACCARD


def _text_in_picture(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        written = [word.text.casefold() for word in measure.words(picture.words)]
        said_elsewhere = _terms(reading.text) | _terms(picture.alt)
        covered = sum(word in said_elsewhere for word in written) / len(written) if written else 1.0
        if covered < _COVERED:
            said = f"In Bild {number + 1} steht Text, der weder im Beitrag noch im Alternativtext vorkommt."
            yield Hit(
                f"alt:{number}", 0, len(picture.alt), sentence=said, passage=f"Text in Bild {number + 1}"
            )
        elif len(written) > context.values.picture_words:
            said = f"In Bild {number + 1} stehen {len(written)} Wörter. Sie lassen sich dort nicht vergrößern oder vorlesen."
            yield Hit(
                f"alt:{number}",
                0,
                len(picture.alt),
                sentence=said,
                weight=Weight.WARN,
                passage=f"Text in Bild {number + 1}",
            )
    if not reading.pictures:
        return
    pointer = _ONLY_POINTS.search(reading.text)
    if pointer and len(reading.words) <= 2 * _FEW_WORDS and not DATE.search(reading.text):
        said = "Der Beitrag verweist auf das Bild, statt den Inhalt zu sagen."
        yield Hit("text", pointer.start(), pointer.end(), sentence=said)


def _dates(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    pointer = _ONLY_POINTS.search(reading.text)
    has_date = DATE.search(reading.text) is not None
    if pointer and not has_date:
        yield Hit("text", pointer.start(), pointer.end())
    elif context.post_kind == "event" and not (has_date and TIME.search(reading.text)):
        missing = "die Uhrzeit" if has_date else "das Datum"
        said = f"Der Beitrag kündigt einen Termin an, aber {missing} steht nicht im Text."
        yield Hit("text", 0, len(reading.text), sentence=said, passage="Eckdaten")


_TREE = "Am Freitag wird das Rathaus grüner."
_BOTH = (Moment.DRAFT, Moment.APPROVAL)


def _pictured(text: str, alt: str, words: str = "") -> tuple[Example, ...]:
    return (Example(Draft(text, (PictureDraft(alt=alt, words=words),))),)


_TILE = " ".join(
    ["Am Samstag, 6. Juni, laden wir alle Kinder und Eltern zum großen Fest auf den Bauhof ein."] * 5
)

RULES = (
    Rule(
        id="BF-ALT-01",
        title="Alternativtext vorhanden",
        must="Jedes informative Bild hat einen Alternativtext im dafür vorgesehenen Feld.",
        source="WCAG 2.1, 1.1.1; BITV 2.0/EN 301 549; § 12a Abs. 8 BGG (Bund, „soweit möglich“); Länder: eigenes Recht",
        weight=Weight.STOP,
        moments=(*_BOTH, Moment.PUBLICATION),
        sentence="Das Bild hat keinen Alternativtext.",
        way_out="Beschreiben Sie in einem Satz, was auf dem Bild zu sehen ist.",
        question="Ersetzt der Text das Bild für jemanden, der es nicht sieht?",
        look=_missing,
        passing=_pictured(_TREE, "Zwei Gärtnerinnen pflanzen eine Linde vor dem Rathaus."),
        failing=_pictured(_TREE, ""),
    ),
    Rule(
        id="BF-ALT-02",
        title="Alternativtext ist brauchbar",
        must="Kurz, sachlich, Wichtiges zuerst; kein Dateiname, kein „Bild von“, keine Wiederholung des Beitrags.",
        source="Bundesfachstelle Barrierefreiheit, Social Media; Längen: eigener Wert",
        weight=Weight.WARN,
        moments=_BOTH,
        sentence="Der Alternativtext hilft so noch nicht.",
        way_out="Sagen Sie in einem Satz, wer oder was zu sehen ist; Text im Bild gehört vollständig dazu.",
        question="Fehlt etwas, das auf dem Bild geschrieben steht?",
        look=_unusable,
        passing=_pictured("Kommen Sie vorbei.", "Plakat: Bürgerversammlung, 3. Juni, 18 Uhr, Stadthalle."),
        failing=_pictured("Kommen Sie vorbei.", "IMG_2041.jpg"),
    ),
    Rule(
        id="BF-TEXTB-10",
        title="Keine reinen Textbilder",
        must="Text gehört in den Beitrag; eine Schriftgrafik ergänzt ihn nur.",
        source="WCAG 2.1, 1.4.5; Leitfaden HTW Berlin",
        weight=Weight.STOP,
        moments=_BOTH,
        sentence="Der Inhalt steht nur im Bild.",
        way_out="Schreiben Sie in den Beitrag oder den Alternativtext, was im Bild steht.",
        look=_text_in_picture,
        passing=_pictured(
            "Fest auf dem Bauhof am Samstag, 6. Juni, 10 Uhr.",
            "Kinder klettern auf einen Bagger.",
            "Fest auf dem Bauhof",
        ),
        failing=_pictured("Siehe Bild", "Einladung zum Fest auf dem Bauhof", _TILE),
    ),
    Rule(
        id="BF-DATUM-20",
        title="Eckdaten im Text",
        must="Wer, was, wann, wo stehen als Text, nicht nur im Bild oder Ton.",
        source="WCAG 2.1, 1.4.5; Zwei-Sinne-Prinzip",
        weight=Weight.STOP,
        moments=_BOTH,
        sentence="Der Beitrag verweist für die Eckdaten auf das Bild; wer es nicht sieht, erfährt sie nicht.",
        way_out="Nennen Sie Datum, Uhrzeit und Ort im Text.",
        look=_dates,
        passing=(Example(Draft("Kinderfest: Sa, 6. Juni, 10–14 Uhr, Bauhof"), Context(post_kind="event")),),
        failing=(
            Example(Draft("Alle Daten auf dem Flyer!")),
            Example(Draft("Kommen Sie zur Bürgerversammlung in die Stadthalle."), Context(post_kind="event")),
        ),
    ),
)
