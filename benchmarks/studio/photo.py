# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A 12-megapixel photo to what a channel takes, in processor milliseconds; and what looking at files takes of memory."""

import io
import random
import resource
import tempfile
import time
from pathlib import Path
from statistics import median

from PIL import Image

from nahbar.studio import ffmpeg, inspection, picture

ROUNDS = 9
WIDTH, HEIGHT = 4000, 3000
# What Mastodon and Bluesky take, rounded: two million pixels, two megabytes.
CHANNEL_BYTES, CHANNEL_PIXELS = 2_000_000, 2_000_000
_FILM = "-f lavfi -i testsrc2=size=3840x2160:rate=30:duration=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -y"


def measured() -> dict[str, float]:
    """`photo_cpu_ms`: the median; `memory_mb`: the peak of this process or of ffmpeg, whichever took more, over a photo of
    50 megapixels, a transparent picture of 25 and a film in 4K.
    """
    photo = _photo(WIDTH, HEIGHT)
    picture.outgoing(photo, CHANNEL_BYTES, CHANNEL_PIXELS)
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        picture.outgoing(photo, CHANNEL_BYTES, CHANNEL_PIXELS)
        times.append(time.process_time() - began)
    return {"photo_cpu_ms": round(median(times) * 1000, 1), "memory_mb": _memory()}


def _memory() -> float:
    with tempfile.TemporaryDirectory(prefix="nahbar-photo-") as name:
        film = Path(name) / "film.mp4"
        ffmpeg.run(
            [*_FILM.split(), str(film)], memory=4 * 1024**3, cpu_seconds=120, most_bytes=10**9, seconds=120
        )
        large, clear = Path(name) / "large", Path(name) / "clear"
        large.write_bytes(_photo(8000, 6200))
        clear.write_bytes(_clear(5000, 4900))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        Path("/proc/self/clear_refs").write_text("5")
        for path in (large, clear, film):
            inspection.inspect(path)
        for path in (large, clear):
            picture.outgoing(path.read_bytes(), CHANNEL_BYTES, CHANNEL_PIXELS)
        ours = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # The film was made by the same program with more threads; what it took then is no measure of looking at it.
    theirs = after if after > before else 0
    return round(max(ours, theirs) / 1024, 1)


def _photo(width: int, height: int) -> bytes:
    """Soft shapes with some noise, as a camera gives them."""
    rng = random.Random(1)
    small = Image.frombytes("RGB", (160, 120), rng.randbytes(160 * 120 * 3))
    out = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(out, "JPEG", quality=92)
    return out.getvalue()


def _clear(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 128)).save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    print(measured())
