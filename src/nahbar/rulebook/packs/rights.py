# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""UR: whose picture it is, and whether it may be shown."""

from collections.abc import Iterator

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule


def _uncleared(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.is_uncleared:
            name = f"{picture.kind} {number + 1}"
            said = f"{name} wurde eingesandt, und niemand hat Rechte und Einwilligung geklärt."
            yield Hit(f"alt:{number}", 0, len(picture.alt), sentence=said, passage=name)


def _sent_in(*, is_uncleared: bool) -> tuple[Example, ...]:
    picture = PictureDraft(alt="Zwei Auszubildende pflanzen eine Linde.", is_uncleared=is_uncleared)
    return (Example(Draft("Unsere Auszubildenden pflanzen Bäume.", (picture,))),)


RULES = (
    Rule(
        id="UR-NUTZER-12",
        title="Eingesandte Bilder nur mit geklärten Rechten",
        must="Ein eingesandtes Bild geht erst hinaus, wenn Urheber und Abgebildete eingewilligt haben.",
        source="§ 31 UrhG; §§ 22, 23 KunstUrhG",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Rechte und Einwilligung an einem Bild sind nicht geklärt.",
        way_out="Fragen Sie nach, und halten Sie beim Bild in der Geschichte fest, dass es geklärt ist.",
        question="Wissen die Abgebildeten, wo und wofür das Bild erscheint?",
        look=_uncleared,
        passing=_sent_in(is_uncleared=False),
        failing=_sent_in(is_uncleared=True),
    ),
)
