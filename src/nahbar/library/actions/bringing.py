# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody without an account brings: films and photos of a phone's size, without what they say of place and device."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from nahbar.authority.models import Authority
from nahbar.library.actions.taking import Taken, Words, take_in, take_in_file
from nahbar.library.permissions import Guest
from nahbar.library.states import Way
from nahbar.studio import bare, intake, kinds
from nahbar.studio.refusals import FileRefused, FileTooHeavy

MOST_BYTES = {"picture": intake.MAX_BYTES, "film": 500_000_000}
"""What a phone brings: a photo, or some minutes of film."""


class GuestsKindUnfit(FileRefused):
    """Sound or a document, from somebody who was asked for pictures."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil hier nur Fotos (JPEG, PNG, WebP) und Filme (MP4, MOV, WebM) angenommen werden; "
        "bitte wählen Sie ein Foto oder einen Film."
    )


def bring(authority: Authority, path: Path, *, words: Words, by: Guest, at: datetime) -> Taken:
    """Takes what a guest brought into the library: a picture drawn anew, a film without its metadata.

    Raises:
        FileRefused, PictureRefused: if it is neither, or cannot be taken; the sentence says why.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        sniffed = kinds.sniff(file.read(kinds.HEAD))
    demand_guests_kind(sniffed.kind, size)
    given: dict[str, Any] = {"words": words, "way": Way.CONTRIBUTION, "by": by, "at": at}
    if sniffed.kind == "picture":
        return take_in(authority, data=intake.take_in(path.read_bytes()).data, **given)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        written = Path(folder) / "film"
        bare.write(path, sniffed, written)
        return take_in_file(authority, written, **given)


def demand_guests_kind(kind: str, size: int) -> None:
    """Refuses what guests may not bring.

    Raises:
        GuestsKindUnfit, FileTooHeavy: as they say.
    """
    if kind not in MOST_BYTES:
        raise GuestsKindUnfit
    if size > MOST_BYTES[kind]:
        what = "ein Foto" if kind == "picture" else "ein Film"
        raise FileTooHeavy(what=what, most=f"{MOST_BYTES[kind] // 1_000_000} MB")
