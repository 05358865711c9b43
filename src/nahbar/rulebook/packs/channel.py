# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the channel itself does not take: text too long, too many pictures, alternative text too long."""

from collections.abc import Iterator

from nahbar.channels import counting
from nahbar.channels.capability import Capability, TextUnit
from nahbar.foundation import text as measure
from nahbar.rulebook.draft import Context, Draft, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule, example

_UNITS = {
    TextUnit.CODE_POINTS: "Zeichen",
    TextUnit.GRAPHEMES: "Zeichen",
    TextUnit.UTF16_UNITS: "Zeichen (in UTF-16 gezählt)",
    TextUnit.UTF8_BYTES: "Bytes",
    TextUnit.WEIGHTED: "Zeichen (Emojis zählen zwei)",
}
_CHECKED = (Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION)
_SOURCE = "Grenzen des Kanals"


def _too_long(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    limit = capability.text
    if counting.fits(reading.text, limit):
        return
    used = counting.count(reading.text, limit)
    start = _last_fitting(reading.text, capability)
    end = len(reading.text)
    if used > limit.limit:
        said = f"Der Text hat {used} {_UNITS[limit.unit]}, {capability.name} nimmt höchstens {limit.limit}."
        way = f"Kürzen Sie um {used - limit.limit} {_UNITS[limit.unit]}; markiert ist, was nicht mehr hineinpasst."
    else:
        size = measure.utf8_bytes(reading.text)
        said = f"Der Text hat {size} Bytes, {capability.name} nimmt höchstens {limit.max_bytes}."
        way = "Kürzen Sie den Text; Emojis und Sonderzeichen brauchen besonders viele Bytes."
    yield Hit("text", start, end, sentence=said, way_out=way, passage="Textlänge")


def _last_fitting(text: str, capability: Capability) -> int:
    """The longest start of the text that still fits; a few measurements, not one for each character."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if counting.fits(text[:middle], capability.text):
            low = middle
        else:
            high = middle - 1
    return low


def _too_many_pictures(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    # Films have a rule of their own.
    count = sum(one.film is None for one in reading.pictures)
    most = capability.pictures.max_count if capability.pictures else 0
    if count > most:
        said = f"Es sind {count} Bilder, {capability.name} nimmt höchstens {most}."
        way = (
            f"Wählen Sie {count - most} ab." if most else "Veröffentlichen Sie auf diesem Kanal ohne Bilder."
        )
        yield Hit("pictures", most, count, sentence=said, way_out=way, passage=f"{count} Bilder")


def _alt_too_long(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        limit = capability.films if picture.film else capability.pictures
        if limit is None:
            continue
        length, most = len(picture.alt), limit.alt_limit
        if length > most:
            said = f"Der Alternativtext von {picture.kind} {number + 1} hat {length} Zeichen, {capability.name} nimmt höchstens {most}."
            yield Hit(f"alt:{number}", most, length, sentence=said)


_PICTURE = PictureDraft(alt="Zwei Gärtnerinnen pflanzen eine Linde vor dem Rathaus.")
_SHORT = "Das Freibad öffnet am Samstag um 9 Uhr."

RULES = (
    Rule(
        id="KA-LAENGE",
        title="Text passt in den Kanal",
        must="Der Text ist nicht länger, als der Kanal annimmt, in der Zählweise des Kanals.",
        source=_SOURCE,
        weight=Weight.STOP,
        moments=_CHECKED,
        sentence="Der Text ist für diesen Kanal zu lang.",
        way_out="Kürzen Sie den Text.",
        look=_too_long,
        passing=example(_SHORT),
        failing=example(_SHORT * 20),
    ),
    Rule(
        id="KA-BILDER",
        title="Bilderzahl passt zum Kanal",
        must="Es sind nicht mehr Bilder, als der Kanal in einem Beitrag annimmt.",
        source=_SOURCE,
        weight=Weight.STOP,
        moments=_CHECKED,
        sentence="Es sind zu viele Bilder für diesen Kanal.",
        way_out="Wählen Sie Bilder ab.",
        look=_too_many_pictures,
        passing=(Example(Draft(_SHORT, (_PICTURE,) * 4)),),
        failing=(Example(Draft(_SHORT, (_PICTURE,) * 5)),),
    ),
    Rule(
        id="KA-ALT",
        title="Alternativtext passt in den Kanal",
        must="Kein Alternativtext ist länger, als der Kanal annimmt.",
        source=_SOURCE,
        weight=Weight.STOP,
        moments=_CHECKED,
        sentence="Der Alternativtext ist für diesen Kanal zu lang.",
        way_out="Kürzen Sie den Alternativtext; das Wichtigste steht vorn.",
        look=_alt_too_long,
        passing=(Example(Draft(_SHORT, (_PICTURE,))),),
        failing=(Example(Draft(_SHORT, (PictureDraft(alt=_PICTURE.alt * 40),))),),
    ),
)
