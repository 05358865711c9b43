# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is spoken, heard by a program of the operator's on this machine: called as whisper.cpp's whisper-cli, answers as SRT."""

from pathlib import Path

from nahbar.foundation import program
from nahbar.foundation.program import Bounds
from nahbar.studio.film import subtitles
from nahbar.studio.film.making import FilmFailed, FilmStopped, GoesOn
from nahbar.studio.film.subtitles import MOST_BYTES, Cue

_HEARD = "heard"
# Models hold some gigabytes and are slow on machines without a graphics card.
BOUNDS = Bounds(seconds=3600, cpu=4 * 3600, memory=16 * 1024**3, file_bytes=2 * MOST_BYTES)


def hear(sound: Path, command: str, model: str, folder: Path, *, goes_on: GoesOn) -> tuple[Cue, ...]:
    """The subtitles the model makes of the sound. They are a proposal: a model hears names and numbers wrong.

    Raises:
        FilmStopped: once `goes_on` says no.
        FilmFailed: if the program ends with an error or takes too much.
        SubtitlesUnreadable: if what it wrote are no subtitles.
    """
    arguments = [command, "-m", model, "-f", sound.name, "-l", "de", "-osrt", "-of", _HEARD]
    ended = program.run(arguments, folder, BOUNDS, goes_on=goes_on)
    if ended.was_stopped:
        raise FilmStopped
    written = folder / f"{_HEARD}.srt"
    if ended.took_too_much or ended.code != 0 or not written.is_file():
        raise FilmFailed("broken")
    with written.open("rb") as file:
        return subtitles.read(file.read(MOST_BYTES + 1))
