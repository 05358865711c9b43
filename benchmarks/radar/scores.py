# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels against readings: recall, precision, pillars, dates, and how many documents a second."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nahbar.radar.matter import Kind, Matter, Recognition
from nahbar.radar.recognition import recognise

QUESTIONS = ("recruiting", "participation", "plan")
TODAY = date(2026, 8, 1)
SECONDS = 5.0


@dataclass(frozen=True)
class Read:
    """A document with its label and what the radar says."""

    label: dict[str, Any]
    matter: Matter
    found: Recognition

    @property
    def half(self) -> str:
        """Which part of the labels it belongs to."""
        return str(self.label.get("half", ""))

    def wanted(self, question: str) -> bool | None:
        """What the label answers; None where it does not."""
        if question in self.label:
            return bool(self.label[question])
        return None if question == "plan" else self.label.get("pillar") == question

    def said(self, question: str) -> bool:
        """What the radar answers."""
        return bool(getattr(self.found, f"is_{question}"))

    @property
    def has_dates(self) -> bool:
        """Whether the label says from when to when."""
        return "from" in self.label or "until" in self.label

    @property
    def is_exact(self) -> bool:
        """Whether both days are those of the label."""
        said = [day.isoformat() if day else None for day in (self.found.runs_from, self.found.runs_until)]
        return said == [self.label.get("from"), self.label.get("until")]


def read(labels: Sequence[dict[str, Any]], documents: dict[str, Matter]) -> list[Read]:
    """Every labelled document, read; labels without a document are counted aloud and left out."""
    made = []
    missing = [label["id"] for label in labels if label["id"] not in documents]
    if missing:
        print(f"{len(missing)} labels have no document, the first is {missing[0]}")
    for label in labels:
        matter = documents.get(label["id"])
        if matter is None:
            continue
        if label.get("kind"):
            matter = replace(matter, kind=Kind(label["kind"]))
        made.append(Read(label, matter, recognise(matter, today=_today(label))))
    return made


def without_kind(reads: Sequence[Read]) -> list[Read]:
    """The same read as if each were a piece of news."""
    plain = [(one.label, replace(one.matter, kind=Kind.NEWS)) for one in reads]
    return [Read(label, matter, recognise(matter, today=_today(label))) for label, matter in plain]


def figures(reads: Sequence[Read]) -> dict[str, float | None]:
    """The figures of the JSON line that documents give; None where no label asks."""
    found: dict[str, float | None] = {}
    precisions = []
    for question in QUESTIONS:
        judged = [one for one in reads if one.wanted(question) is not None]
        right = sum(one.wanted(question) and one.said(question) for one in judged)
        found[f"{question}_recall"] = _share(right, sum(bool(one.wanted(question)) for one in judged))
        precisions.append(_share(right, sum(one.said(question) for one in judged)))
    found["precision_min"] = min((one for one in precisions if one is not None), default=None)
    pillars = [one for one in reads if one.label.get("pillar")]
    found["pillar_accuracy"] = _share(
        sum(one.found.pillar == one.label["pillar"] for one in pillars), len(pillars)
    )
    dated = [one for one in reads if one.has_dates]
    found["participation_dates_exact"] = _share(sum(one.is_exact for one in dated), len(dated))
    return found


def speed(reads: Sequence[Read]) -> float:
    """Documents a second of processor time, read again and again for some seconds."""
    begun, done = time.process_time(), 0
    while reads and time.process_time() - begun < SECONDS:
        for one in reads:
            recognise(one.matter, today=TODAY)
        done += len(reads)
    return round(done / (time.process_time() - begun), 1) if done else 0.0


def misses(reads: Sequence[Read]) -> Iterator[str]:
    """A line for each document read otherwise than labelled."""
    for one in reads:
        wrong = [
            f"{question}: {one.said(question)}"
            for question in QUESTIONS
            if one.wanted(question) is not None and one.wanted(question) != one.said(question)
        ]
        if one.label.get("pillar") and one.found.pillar != one.label["pillar"]:
            wrong.append(f"pillar: {one.found.pillar} instead of {one.label['pillar']}")
        if one.has_dates and not one.is_exact:
            wrong.append(f"dates: {one.found.runs_from} to {one.found.runs_until}")
        if wrong:
            yield f"{one.label['id']}: {'; '.join(wrong)}"


def _today(label: dict[str, Any]) -> date:
    return date.fromisoformat(label["today"]) if label.get("today") else TODAY


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
