# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet (Drehzettel): everything a person with a phone has to think of, line by line, and what is done of it."""

from dataclasses import dataclass
from enum import StrEnum

from nahbar.foundation.fingerprint import digest
from nahbar.radar.formats import Consent, Format
from nahbar.radar.shooting import Beat, shooting
from nahbar.stories.models import Story, Tick
from nahbar.topics import formats

_KEY = 24


class Part(StrEnum):
    """The parts of the sheet, in the order of the day."""

    BEFORE = "before"
    SHOTS = "shots"
    QUESTIONS = "questions"
    SCRIPT = "script"
    AFTER = "after"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to tick off. `seconds`, `begins`: how long a part of the script is and when it begins; else 0.

    `ticks`: those that stand, the first first.
    """

    key: str
    words: str
    seconds: int = 0
    begins: int = 0
    ticks: tuple[Tick, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether a tick of it stands."""
        return bool(self.ticks)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines by part; parts without lines are left out. `seconds` is the length of the script."""

    format: Format | None
    parts: dict[Part, list[Line]]
    seconds: int

    @property
    def lines(self) -> list[Line]:
        """All lines, in their order."""
        return [line for lines in self.parts.values() for line in lines]

    @property
    def open(self) -> int:
        """How many are not done yet."""
        return sum(not line.is_done for line in self.lines)


def sheet(story: Story) -> Sheet:
    """The story's sheet, from its format, its brief and its own lines."""
    one = formats.format_of(story.authority, story.format_key) if story.format_key else None
    told = shooting(one)
    done = standing_ticks(story)
    own = [line.strip() for line in story.shooting_notes.splitlines() if line.strip()]
    given: dict[Part, list[Beat]] = {
        Part.BEFORE: _plain(_before(story, one)),
        Part.SHOTS: _plain(told.shots),
        Part.QUESTIONS: _plain(told.questions),
        Part.SCRIPT: list(told.script),
        Part.AFTER: _plain(_after(one)),
        Part.OWN: _plain(own),
    }
    parts = {part: _lines(part, list(dict.fromkeys(beats)), done) for part, beats in given.items()}
    filled = {part: lines for part, lines in parts.items() if lines}
    return Sheet(one, filled, sum(beat.seconds for beat in told.script))


def standing_ticks(story: Story) -> dict[str, list[Tick]]:
    """The ticks that were not taken back, by line; one query."""
    found: dict[str, list[Tick]] = {}
    for one in story.ticks.filter(taken_back_at=None).select_related("by"):
        found.setdefault(one.key, []).append(one)
    return found


def _before(story: Story, one: Format | None) -> list[str]:
    """What must be clear before somebody sets out."""
    lines = []
    people = story.people_shown or (one.people if one and one.consent is not Consent.NONE else "")
    if people:
        lines.append(f"Wer zu sehen ist: {people}")
    if one:
        wanted = {
            Consent.NONE: "Niemand ist erkennbar: Rücken, Hände, Orte",
            Consent.SIGNED: "Einwilligung unterschrieben, für genau diesen Zweck",
            Consent.PARENTS: "Einwilligung unterschrieben; bei Minderjährigen auch von den Sorgeberechtigten",
            Consent.CHECK: "Rechte am Bild und Einwilligungen geprüft",
        }
        lines.append(wanted[one.consent])
    if one and one.check:
        lines.append(one.check)
    lines.append("Hintergrund geprüft: keine Bildschirme, Akten, Namensschilder, Kennzeichen")
    return lines


def _after(one: Format | None) -> list[str]:
    """What must come home with the pictures."""
    lines = ["Was zu sehen ist, in einem Satz (für den Alternativtext)"]
    if one is None or one.seconds:
        lines.append("Was gesagt wird, in Stichworten (für die Untertitel)")
        lines.append("Keine Musik im Hintergrund, die uns nicht gehört")
    lines.append("Hochgeladen")
    return lines


def _plain(lines: tuple[str, ...] | list[str]) -> list[Beat]:
    return [Beat(0, line) for line in lines]


def _lines(part: Part, beats: list[Beat], done: dict[str, list[Tick]]) -> list[Line]:
    lines, begins = [], 0
    for beat in beats:
        key = f"{part}-{digest(beat.what.encode())[:_KEY]}"
        lines.append(Line(key, beat.what, beat.seconds, begins, tuple(done.get(key, ()))))
        begins += beat.seconds
    return lines
