# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our film against the bare ffmpeg command: processor seconds of both passes, ours over theirs."""

import subprocess
import tempfile
from pathlib import Path
from statistics import median

from nahbar.foundation.program import Bounds, run
from nahbar.studio import ffmpeg
from nahbar.studio.film import facts, plan, subtitles, told
from nahbar.studio.film.plan import Clip, Wish
from nahbar.studio.film.shapes import Shape

SECONDS, ROUNDS = 10, 3
FFMPEG = ffmpeg.program()
BOUNDS = Bounds(seconds=600, cpu=600, memory=4 * 1024**3, file_bytes=2 * 1024**3)
# What somebody at a shell would type for the same film.
BARE = (
    "-hide_banner -nostdin -loglevel error -i source.mp4 -vf "
    "scale=1080:1920:force_original_aspect_ratio=increase,crop=1080:1920,fps=30,ass=subtitles.ass "
    "-c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p -af loudnorm=I=-14 -c:a aac -b:a 128k -ar 48000 -y bare.mp4"
)
SOURCE = (
    f"-hide_banner -loglevel error -f lavfi -i testsrc2=size=1920x1080:rate=30:duration={SECONDS} -f lavfi "
    f"-i anoisesrc=duration={SECONDS}:color=pink:amplitude=0.1 -vf noise=alls=12:allf=t -c:v libx264 -preset ultrafast -crf 20 "
    "-c:a aac source.mp4"
)


def measured() -> dict[str, float]:
    """`film_cpu_ratio`: the median of three rounds, each way after the other."""
    with tempfile.TemporaryDirectory(prefix="nahbar-film-") as name:
        folder = Path(name)
        subprocess.run([FFMPEG, *SOURCE.split()], cwd=folder, check=True)
        cues = tuple(subtitles.Cue(n, n + 0.9, f"Grüße aus Musterau {n}") for n in range(SECONDS - 1))
        (folder / plan.SUBTITLES).write_text(subtitles.to_ass(cues, width=1080, height=1920))
        (folder / plan.FONTS).mkdir()
        rounds = [(_ours(folder), _cpu(folder, BARE.split())) for _ in range(ROUNDS)]
    return {"film_cpu_ratio": round(median(ours / bare for ours, bare in rounds), 3)}


def _ours(folder: Path) -> float:
    said = run([FFMPEG, *plan.tell("source.mp4")], folder, BOUNDS).said
    film = facts.read(said)
    wish = Wish((Clip("source.mp4", film, 0, film.seconds),), Shape.TALL, has_subtitles=True)
    first = run([FFMPEG, *plan.measure(wish)], folder, BOUNDS)
    second = run([FFMPEG, *plan.make(wish, "ours.mp4", told.loudness(first.said))], folder, BOUNDS)
    if second.code:
        raise SystemExit(second.said[-2000:])
    return first.cpu_seconds + second.cpu_seconds


def _cpu(folder: Path, arguments: list[str]) -> float:
    ended = run([FFMPEG, *arguments], folder, BOUNDS)
    if ended.code:
        raise SystemExit(ended.said[-2000:])
    return ended.cpu_seconds


if __name__ == "__main__":
    print(measured())
