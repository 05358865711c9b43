# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thread beside one of its posts: all of them, and how far it got."""

from dataclasses import dataclass

from nahbar.publishing import queries
from nahbar.publishing.models import Publication
from nahbar.variants import outgoing


def pictures(row: Publication) -> list[int]:
    """Which of the version's pictures go with this post."""
    if row.version is None or not row.version.pictures:
        return []
    pictures_of = [one.get("part", 1) for one in row.version.pictures]
    return outgoing.with_part(pictures_of, row.part, outgoing.version_parts(row.version))


@dataclass(frozen=True, slots=True)
class InThread:
    """One post of a thread; no `row`: it is not ordered yet, for the one before is not out."""

    number: int
    text: str
    is_comment: bool
    row: Publication | None


def shown(row: Publication) -> list[InThread]:
    """All posts of the thread and how far it got; nothing where the post stands alone."""
    if row.version is None or row.parts == 1:
        return []
    ordered = {one.part: one for one in queries.thread_of(row)}
    return [
        InThread(number, part.text, part.is_comment, ordered.get(number))
        for number, part in enumerate(outgoing.version_parts(row.version), start=1)
    ]
