# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""BI: who is recognisable has agreed, or the house relies on a documented exception; and a withdrawal works everywhere."""

from collections.abc import Iterator

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft, PeopleShown, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule

_WHERE = "Öffnen Sie das Bild im Material, Abschnitt „Menschen im Bild“."


def _agreed(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.people and (said := _against(f"{picture.kind} {number + 1}", picture.people)):
            sentence, way_out, weight = said
            where = (f"alt:{number}", 0, len(picture.alt))
            passage = f"Menschen in {picture.kind} {number + 1}"
            yield Hit(*where, sentence=sentence, way_out=way_out, weight=weight, passage=passage)


def _against(name: str, people: PeopleShown) -> tuple[str, str, Weight] | None:
    """The heaviest that stands against showing those people: sentence, way out, weight."""
    if forbidden := _forbidden(name, people):
        return forbidden
    if people.waiting and people.covered < max(people.number or 0, people.covered + people.waiting):
        said = f"Zu {name} fehlen noch Unterschriften."
        return said, f"Warten Sie, bis alle unterschrieben haben, oder erinnern Sie. {_WHERE}", Weight.STOP
    if people.number is not None and people.number > people.covered:
        said = (
            f"In {name} sind {people.number} Menschen erkennbar; Einwilligung oder Ausnahme gibt es für {people.covered}."
            if people.number > 1
            else f"In {name} ist ein Mensch erkennbar; eine Einwilligung oder Ausnahme fehlt."
        )
        return (
            said,
            f"Holen Sie die Einwilligungen ein, oder begründen Sie die Ausnahme. {_WHERE}",
            Weight.STOP,
        )
    if people.number is None and not people.covered:
        said = f"Bei {name} steht nicht, ob Menschen erkennbar sind."
        return said, f"Sagen Sie, wie viele; niemand ist auch eine Antwort. {_WHERE}", Weight.HINT
    return None


def _forbidden(name: str, people: PeopleShown) -> tuple[str, str, Weight] | None:
    """What a person said no to, by word, by day or for this place."""
    if people.is_refused:
        said = f"Eine Person in {name} hat Nein gesagt."
        return said, "Nehmen Sie ein anderes Bild, oder machen Sie die Person unkenntlich.", Weight.STOP
    if people.ended_on:
        said = f"Eine Einwilligung zu {name} galt nur bis {people.ended_on}."
        return said, f"Fragen Sie die Person neu, oder nehmen Sie ein anderes Bild. {_WHERE}", Weight.STOP
    if not people.is_for_channel:
        said = f"Eine Person in {name} hat diesem Kanal nicht zugestimmt."
        return (
            said,
            "Nehmen Sie für diesen Kanal ein anderes Bild, oder fragen Sie die Person neu.",
            Weight.STOP,
        )
    return None


def _withdrawn(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.people and picture.people.is_withdrawn:
            said = f"Eine Person hat ihre Einwilligung zu {picture.kind} {number + 1} widerrufen."
            passage = f"Widerruf zu {picture.kind} {number + 1}"
            yield Hit(f"alt:{number}", 0, len(picture.alt), sentence=said, passage=passage)


def _voice(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.people and picture.people.is_silent:
            said = f"Eine Person in Film {number + 1} hat nur dem Bild zugestimmt, nicht ihrer Stimme."
            passage = f"Stimme in Film {number + 1}"
            yield Hit(f"alt:{number}", 0, len(picture.alt), sentence=said, passage=passage)


_TEXT = "Am Freitag pflanzen wir vor dem Rathaus eine Linde."
_ALT = "Zwei Gärtnerinnen pflanzen eine Linde vor dem Rathaus."


def _with(people: PeopleShown | None) -> Example:
    return Example(Draft(_TEXT, (PictureDraft(alt=_ALT, people=people),)))


RULES = (
    Rule(
        id="BI-EINW-01",
        title="Erkennbare Menschen nur mit Grundlage",
        must="Wer erkennbar ist, hat eingewilligt, oder die Ausnahme ist dokumentiert, für diesen Kanal und diesen Tag.",
        source="§§ 22, 23 KUG; Art. 6 DSGVO; OVG NI 19.01.2021, 11 LA 16/20; BAG 11.12.2014, 8 AZR 1010/13",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Zu erkennbaren Menschen fehlt die Grundlage.",
        way_out=f"Holen Sie die Einwilligungen ein, oder begründen Sie die Ausnahme. {_WHERE}",
        question="Ist jemand auch ohne Gesicht zu erkennen, an Ort, Kleidung oder Amt?",
        look=_agreed,
        passing=(_with(None), _with(PeopleShown(number=0)), _with(PeopleShown(number=2, covered=2))),
        failing=(
            _with(PeopleShown(number=2, covered=1)),
            _with(PeopleShown(number=1, covered=1, ended_on="1. März 2026")),
            _with(PeopleShown(number=1, covered=1, is_for_channel=False)),
            _with(PeopleShown(number=1, waiting=1)),
            _with(PeopleShown(number=1, is_refused=True)),
            _with(PeopleShown()),
        ),
    ),
    Rule(
        id="BI-WIDER-05",
        title="Ein Widerruf wirkt überall",
        must="Was eine Person zeigt, die ihre Einwilligung widerrufen hat, geht nicht mehr hinaus.",
        source="Art. 7 Abs. 3 DSGVO; § 22 KUG; BAG 11.12.2014, 8 AZR 1010/13",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Eine Person hat ihre Einwilligung widerrufen.",
        way_out="Nehmen Sie ein anderes Bild. Was schon draußen ist, steht mit dem Weg zurück unter Einwilligungen.",
        look=_withdrawn,
        passing=(_with(PeopleShown(number=1, covered=1)),),
        failing=(_with(PeopleShown(number=1, is_withdrawn=True)),),
    ),
    Rule(
        id="BI-TOENE-12",
        title="Stimme nur mit Einwilligung",
        must="Wer zu hören ist, hat auch dem Ton zugestimmt; heimliche Mitschnitte gibt es nicht.",
        source="§ 201 StGB",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Jemand hat seiner Stimme nicht zugestimmt.",
        way_out="Nehmen Sie den Ton aus dem Film, oder fragen Sie die Person.",
        question="Sind im Hintergrund Gespräche zu hören?",
        look=_voice,
        passing=(_with(PeopleShown(number=1, covered=1)),),
        failing=(_with(PeopleShown(number=1, covered=1, is_silent=True)),),
        unconfirmed=True,
    ),
)
