# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger's file, whatever it is called: refused with a sentence, or measured and shown small."""

from dataclasses import dataclass
from pathlib import Path

from nahbar.studio import clip, kinds, picture
from nahbar.studio.measures import Measures
from nahbar.studio.refusals import DocumentBroken

_TAIL = 2048


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the file is, and a small JPEG of it for eyes; b"" where there is nothing to see."""

    measures: Measures
    preview: bytes


def inspect(path: Path) -> Inspected:
    """Looks at the file on disk: by its content, within its limits, decoded as far as it takes to know that it can be.

    Raises:
        FileRefused: with one sentence that says why and what to do.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        sniffed = kinds.sniff(file.read(kinds.HEAD))
        kinds.demand_size(sniffed.kind, size)
        if sniffed.kind == "document":
            file.seek(max(0, size - _TAIL))
            if b"startxref" not in file.read():
                raise DocumentBroken
            return Inspected(Measures("document", sniffed.mime), b"")
    if sniffed.kind == "picture":
        return Inspected(*picture.survey(path.read_bytes()))
    found = clip.examine(path, sniffed)
    if not found.cover:
        return Inspected(found.measures, b"")
    seen, preview = picture.survey(found.cover)
    return Inspected(found.measures.seen_as(seen.look), preview)
