# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""UR: whose music is heard, and whether it may be heard here."""

from collections.abc import Iterator

from nahbar.channels.capability import Capability
from nahbar.rulebook.draft import Context, Draft, PictureDraft, PictureRights
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule

_PLATFORM, _FREE = "platform", "free"


def _answered(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, music, rights in _heard(reading):
        if not music:
            yield _hit(
                number, f"Bei Film {number + 1} steht nicht, wessen Musik zu hören ist.", reading, Weight.STOP
            )
        elif music == _FREE and not rights.is_music_proven:
            said = f"Die Musik in Film {number + 1} soll frei oder gekauft sein; der Beleg fehlt."
            yield _hit(number, said, reading, Weight.WARN)


def _from_a_platform(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, music, _rights in _heard(reading):
        if music == _PLATFORM:
            said = (
                f"Die Musik in Film {number + 1} darf nur aus der Bibliothek ihrer Plattform gespielt werden."
            )
            yield _hit(number, said, reading, Weight.STOP)


def _heard(reading: Reading) -> Iterator[tuple[int, str, PictureRights]]:
    """Number, music and rights of everything with sound."""
    for number, picture in enumerate(reading.pictures):
        if picture.rights and picture.rights.music is not None:
            yield number, picture.rights.music, picture.rights


def _hit(number: int, said: str, reading: Reading, weight: Weight) -> Hit:
    length = len(reading.pictures[number].alt)
    return Hit(f"alt:{number}", 0, length, sentence=said, weight=weight, passage=f"Ton von Film {number + 1}")


def _film(music: str | None, *, proven: bool = False) -> tuple[Example, ...]:
    film = PictureDraft(
        alt="Film: Auszubildende streichen ein Klettergerüst.",
        rights=PictureRights(music=music, is_music_proven=proven),
    )
    return (Example(Draft("Unsere Auszubildenden streichen den Spielplatz.", (film,))),)


RULES = (
    Rule(
        id="UR-MUSIK-03",
        title="Keine Trend-Musik auf Behördenkonten",
        must="Zu jeder Tonspur steht, wessen Musik zu hören ist; gekaufte oder freie Musik ist belegt.",
        source="§ 85 UrhG; Hinweise der GEMA zu Musik auf Plattformen",
        weight=Weight.STOP,
        moments=(Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Es steht nicht fest, wessen Musik in einem Film zu hören ist.",
        way_out="Tragen Sie es im Material ein, oder stellen Sie den Film ohne Ton her.",
        question="Ist der Zweck, etwa Personalwerbung, von der Lizenz umfasst?",
        look=_answered,
        passing=(*_film("none"), *_film("own"), *_film("free", proven=True), *_film(None)),
        failing=(*_film(""), *_film("free")),
    ),
    Rule(
        id="UR-TON-04",
        title="Ton nicht auf andere Plattformen mitnehmen",
        must="Musik aus der Bibliothek einer Plattform steckt nicht in einer Datei, die auf andere geht.",
        source="Hinweise der GEMA zu Musik auf Plattformen",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION),
        sentence="Die Musik in einem Film gilt nur auf ihrer Plattform.",
        way_out="Stellen Sie den Film ohne Ton her, und wählen Sie die Musik auf jeder Plattform neu.",
        look=_from_a_platform,
        passing=(*_film("own"), *_film("")),
        failing=_film("platform"),
    ),
)
