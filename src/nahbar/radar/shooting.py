# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a format is shot and written: questions, script with timing, and the outline of the text. Texts lie in `shooting.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nahbar.radar.formats import Format

_OPENING, _CLOSING = 5, 5


@dataclass(frozen=True, slots=True)
class Beat:
    """One part of the script; `seconds` 0 where it has no fixed length (a picture)."""

    seconds: int
    what: str


@dataclass(frozen=True, slots=True)
class Shooting:
    """How one format is made.

    Attributes:
        shots: what to photograph or film.
        questions: for the interview, asked openly.
        script: the parts in order; their seconds add up to the length of the format.
        outline: how the text under it is built, step by step.
    """

    shots: tuple[str, ...]
    questions: tuple[str, ...]
    script: tuple[Beat, ...]
    outline: tuple[str, ...]


_GENERAL = Shooting(
    shots=("Der Ort, damit man weiß, wo wir sind", "Hände bei der Arbeit, nah", "Das Ergebnis"),
    questions=(
        "Was ändert sich dadurch für die Menschen?",
        "Was würden Sie einem Nachbarn darüber erzählen?",
        "Was soll man jetzt tun, und bis wann?",
    ),
    script=(),
    outline=("Was es für die Menschen heißt", "Was, wann, wo", "Was sie tun können", "Link"),
)
"""For stories without a format, and for what a house's own format says nothing about."""


def shooting(one: Format | None) -> Shooting:
    """How the format is made; of a house's own format the usual questions, and its seconds spread over its shots."""
    if one is None:
        return _GENERAL
    known = _catalogue().get(one.key)
    shots = one.shots or _GENERAL.shots
    if known is None:
        return Shooting(shots, _GENERAL.questions, _spread(shots, one.seconds), _GENERAL.outline)
    # A house may have made the format longer or shorter; then the script keeps its shape.
    return Shooting(shots, known.questions, _scaled(known.script, one.seconds), known.outline)


def _spread(shots: tuple[str, ...], seconds: int) -> tuple[Beat, ...]:
    if seconds <= 0:
        return tuple(Beat(0, shot) for shot in shots)
    inner = max(seconds - _OPENING - _CLOSING, 0)
    each, rest = divmod(inner, len(shots))
    parts = [Beat(each + (place < rest), shot) for place, shot in enumerate(shots)]
    opening, closing = min(_OPENING, seconds), max(min(_CLOSING, seconds - _OPENING), 0)
    return (Beat(opening, "Worum es geht"), *parts, Beat(closing, "Was man tun kann"))


def _scaled(script: tuple[Beat, ...], seconds: int) -> tuple[Beat, ...]:
    """The script in another length; every part keeps its share, the last one takes what is left."""
    total = sum(beat.seconds for beat in script)
    if not total or seconds <= 0 or seconds == total:
        return script
    scaled = [round(beat.seconds * seconds / total) for beat in script]
    scaled[-1] = max(scaled[-1] + seconds - sum(scaled), 0)
    return tuple(Beat(length, beat.what) for length, beat in zip(scaled, script, strict=True))


@cache
def _catalogue() -> dict[str, Shooting]:
    text = files("nahbar.radar").joinpath("shooting.toml").read_text(encoding="utf-8")
    return {
        key: Shooting(
            (),
            tuple(entry["questions"]),
            tuple(Beat(seconds, what) for seconds, what in entry["script"]),
            tuple(entry["outline"]),
        )
        for key, entry in tomllib.loads(text).items()
    }
