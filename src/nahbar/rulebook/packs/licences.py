# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""UR: on what the use of a picture rests, how long, where, and who must be named."""

from collections.abc import Iterator

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft, PictureDraft, PictureRights
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule


def _licence(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.rights and (said := _against(number + 1, picture.rights)):
            sentence, way_out, weight = said
            where = (f"alt:{number}", 0, len(picture.alt))
            yield Hit(
                *where,
                sentence=sentence,
                way_out=way_out,
                weight=weight,
                passage=f"Rechte an Bild {number + 1}",
            )


def _against(number: int, rights: PictureRights) -> tuple[str, str, Weight] | None:
    """The heaviest that stands against showing the picture: sentence, way out, weight."""
    if rights.ended_on:
        said = f"Bild {number} durfte nur bis {rights.ended_on} gezeigt werden; die Rechte sind abgelaufen."
        return said, "Nehmen Sie ein anderes Bild, oder verlängern Sie die Rechte im Material.", Weight.STOP
    if not rights.is_for_channel:
        said = f"Bild {number} darf auf diesem Kanal nicht gezeigt werden."
        return said, "Nehmen Sie für diesen Kanal ein anderes Bild, oder klären Sie die Rechte.", Weight.STOP
    if not rights.is_stated:
        said = f"Bei Bild {number} steht nicht, worauf seine Nutzung beruht."
        return said, "Tragen Sie im Material ein, von wem das Bild ist und unter welcher Lizenz.", Weight.HINT
    return None


def _named(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        rights = picture.rights
        if not rights or not rights.is_uncredited:
            continue
        if rights.must_name and rights.must_name.casefold() in reading.text.casefold():
            continue
        said = f"Die Lizenz von Bild {number + 1} verlangt, den Urheber zu nennen; das fehlt."
        name = rights.must_name or "Name"
        yield Hit(
            f"alt:{number}",
            0,
            len(picture.alt),
            sentence=said,
            way_out=f"Schreiben Sie als Bildnachweis zum Beispiel „Foto: {name}“.",
            passage=f"Nachweis an Bild {number + 1}",
        )


_TREE = "Am Freitag wird das Rathaus grüner."
_ALT = "Zwei Gärtnerinnen pflanzen eine Linde vor dem Rathaus."


def _with(rights: PictureRights, text: str = _TREE) -> Example:
    return Example(Draft(text, (PictureDraft(alt=_ALT, rights=rights),)))


RULES = (
    Rule(
        id="UR-LIZENZ-01",
        title="Jedes Bild hat einen Rechtenachweis",
        must="Worauf die Nutzung beruht, wie lange und auf welchen Kanälen, ist belegt und eingehalten.",
        source="§§ 2, 15, 19a, 31, 97 UrhG",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Die Rechte an einem Bild erlauben diese Nutzung nicht.",
        way_out="Nehmen Sie ein anderes Bild, oder klären Sie die Rechte im Material.",
        question="Deckt die Lizenz auch diesen Kanal und diese Bearbeitung?",
        look=_licence,
        passing=(_with(PictureRights()),),
        failing=(
            _with(PictureRights(ended_on="1. März 2026")),
            _with(PictureRights(is_for_channel=False)),
            _with(PictureRights(is_stated=False)),
        ),
        unconfirmed=True,
    ),
    Rule(
        id="UR-URHEBER-02",
        title="Urheber genannt, wo die Lizenz es verlangt",
        must="Der Name steht am Bild oder im Text, sofern nicht darauf verzichtet wurde.",
        source="§ 13 UrhG; Bedingungen der Creative-Commons-Lizenzen",
        weight=Weight.WARN,
        moments=(Moment.DRAFT, Moment.APPROVAL),
        sentence="Der Urheber eines Bildes ist nicht genannt.",
        way_out="Schreiben Sie den Namen in den Bildnachweis.",
        look=_named,
        passing=(
            _with(PictureRights(must_name="B. Beispiel")),
            _with(PictureRights(must_name="B. Beispiel", is_uncredited=True), f"{_TREE} Foto: B. Beispiel"),
        ),
        failing=(_with(PictureRights(must_name="B. Beispiel", is_uncredited=True)),),
        unconfirmed=True,
    ),
)
