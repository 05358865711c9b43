# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Has ffmpeg make a film, a picture of one, or the sound of one: in a folder of its own, bounded, stopped when asked."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nahbar.foundation import program
from nahbar.foundation.program import Bounds, Ended
from nahbar.studio import ffmpeg, picture
from nahbar.studio.film import plan, subtitles, titles, told
from nahbar.studio.film.plan import Loudness, Wish
from nahbar.studio.film.shapes import SIZES, expected_bytes
from nahbar.studio.film.subtitles import Cue

log = logging.getLogger(__name__)
OUTPUT, COVER, SOUND = "film.mp4", "cover.png", "sound.wav"
# Address space; several clips of a phone in 4K are open at once, what is really used stays far below.
_MEMORY = 3 * 1024**3
_SLOWEST = 40
"""Seconds of work for a second of film, on a slow machine that does other things as well."""
_LEAST_SECONDS = 120.0
_STILL = Bounds(seconds=30, cpu=30, memory=_MEMORY, file_bytes=40_000_000)
_LISTENING_SHARE = 0.1
MOST_SOUND_BYTES = 16_000 * 2 * 4 * 3600
_SHOWN = 10.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made. `sources`: where the film lies that a piece of the wish calls by this name; `stills`: cards, as PNG.

    `cues`: what is burned in, in the time of the finished film. `cover_at`: the second of the cover.
    """

    wish: Wish
    sources: Mapping[str, Path] = field(default_factory=dict)
    stills: Mapping[str, bytes] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    cover_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """The finished film, where it lies, and its cover as PNG."""

    path: Path
    cover: bytes


class FilmStopped(Exception):
    """Somebody asked for it to end."""


class FilmFailed(Exception):
    """`why`: long (it took too much), broken (ffmpeg could not make it)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


Told = Callable[[float], None]
GoesOn = Callable[[], bool]


def make(order: Order, folder: Path, *, on_progress: Told, goes_on: GoesOn) -> Made:
    """The film, in two passes: how loud it is, then all of it. `on_progress` hears the share that is done, 0 to 1.

    Raises:
        FilmStopped: once `goes_on` says no; what was begun is ended at once.
        FilmFailed, ProgramMissing: as they say.
    """
    wish = _laid_out(order, order.cues, folder)
    most = _LEAST_SECONDS + _SLOWEST * wish.seconds
    size = 50_000_000 + 3 * expected_bytes(wish.shape, wish.seconds)
    bounds = Bounds(seconds=most, cpu=round(2 * most), memory=_MEMORY, file_bytes=size)
    loud: Loudness | None = None
    if wish.has_sound:
        loud = told.loudness(_done(plan.measure(wish), folder, bounds, goes_on=goes_on).said)
    on_progress(_LISTENING_SHARE)

    def hear(line: str) -> None:
        seconds = told.progress(line)
        if seconds is not None:
            share = min(1.0, seconds / wish.seconds)
            on_progress(_LISTENING_SHARE + (1 - _LISTENING_SHARE) * share)

    _done(plan.make(wish, OUTPUT, loud), folder, bounds, goes_on=goes_on, on_line=hear)
    at = min(max(0.0, order.cover_at), max(0.0, wish.seconds - 0.2))
    _done(plan.cover(OUTPUT, at, COVER), folder, _STILL, goes_on=goes_on)
    return Made(folder / OUTPUT, (folder / COVER).read_bytes())


def look(order: Order, at: float, folder: Path) -> bytes:
    """One picture as the film will look at this second, at half its size; a JPEG.

    Raises:
        FilmFailed, ProgramMissing: as they say.
    """
    shown = [cue for cue in order.cues if cue.start <= at < cue.end]
    wish = _laid_out(order, [replace(cue, start=0.0, end=_SHOWN) for cue in shown], folder)
    _done(plan.still(wish, at, COVER), folder, _STILL)
    return picture.survey((folder / COVER).read_bytes())[1]


def frame(path: Path, at: float, folder: Path) -> bytes:
    """One picture out of a film as it came; a small JPEG.

    Raises:
        FilmFailed, ProgramMissing: as they say.
    """
    (folder / "source").symlink_to(path)
    _done(plan.cover("source", at, COVER), folder, _STILL)
    return picture.survey((folder / COVER).read_bytes())[1]


def sound(path: Path, start: float, end: float, folder: Path, *, goes_on: GoesOn) -> Path:
    """The sound of a stretch as a speech model takes it: WAV, 16 kHz, one channel.

    Raises:
        FilmStopped, FilmFailed, ProgramMissing: as they say.
    """
    (folder / "source").symlink_to(path)
    bounds = Bounds(seconds=600, cpu=600, memory=_MEMORY, file_bytes=MOST_SOUND_BYTES)
    _done(plan.speech("source", start, end, SOUND), folder, bounds, goes_on=goes_on)
    return folder / SOUND


def _laid_out(order: Order, cues: Sequence[Cue], folder: Path) -> Wish:
    """The folder as the plan expects it: every file under the name we gave it."""
    for name, path in order.sources.items():
        (folder / name).symlink_to(path)
    for name, data in order.stills.items():
        (folder / name).write_bytes(data)
    if not cues:
        return replace(order.wish, has_subtitles=False)
    width, height = SIZES[order.wish.shape]
    (folder / plan.SUBTITLES).write_text(subtitles.to_ass(cues, width=width, height=height), encoding="utf-8")
    (folder / plan.FONTS).mkdir()
    (folder / plan.FONTS / titles.FONT).write_bytes(titles.font_file())
    return replace(order.wish, has_subtitles=True)


def _done(
    arguments: list[str],
    folder: Path,
    bounds: Bounds,
    *,
    goes_on: GoesOn | None = None,
    on_line: Callable[[str], None] | None = None,
) -> Ended:
    ended = program.run([ffmpeg.program(), *arguments], folder, bounds, on_line=on_line, goes_on=goes_on)
    if ended.was_stopped:
        raise FilmStopped
    if ended.took_too_much:
        raise FilmFailed("long")
    if ended.code != 0:
        log.warning("ffmpeg ended with %s: %s", ended.code, ended.said[-2000:])
        raise FilmFailed("broken")
    return ended
