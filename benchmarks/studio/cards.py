# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Share pictures, warm, one worker: processor time of both processes for each picture, and what both hold at most.

Every picture has words of its own, so that nothing the compiler remembers is measured. card_cpu_ms: the median over all
templates and sizes; card_photo_cpu_ms: the same over a photo of twelve megapixels, which is decoded once for each size,
as for a series.
"""

import io
import os
import random
import statistics
from pathlib import Path

from PIL import Image

from nahbar.studio.cards.card import Card, Design, Size, Template
from nahbar.studio.cards.render import render
from nahbar.studio.cards.samples import sample
from nahbar.studio.cards.typesetter import TYPESETTER

ROUNDS = 3
NAME = "Stadt Musterau an der Großen Mühlenau"
LONGEST = {Template.NUMBER: "counted", Template.QUOTE: "quote"}


def measured() -> dict[str, float]:
    """card_cpu_ms, card_photo_cpu_ms and memory_mb."""
    design = Design(NAME, "#7a1e2c", _logo())
    for template in Template:
        render(sample(template, design))
    plain = [cost for number in range(ROUNDS) for cost in _costs(design, b"", number)]
    print(f"{len(plain)} pictures, median {statistics.median(plain):.1f} ms, slowest {max(plain):.1f} ms")
    photo = _photo()
    over = list(_costs(design, photo, ROUNDS))
    print(f"{len(over)} over a photo, median {statistics.median(over):.1f} ms, slowest {max(over):.1f} ms")
    memory = _peak(os.getpid()) + (_peak(TYPESETTER.pid) if TYPESETTER.pid else 0)
    return {
        "card_cpu_ms": round(statistics.median(plain), 1),
        "card_photo_cpu_ms": round(statistics.median(over), 1),
        "memory_mb": memory,
    }


def _costs(design: Design, photo: bytes, number: int) -> list[float]:
    costs = []
    for template in Template:
        for size in Size:
            one = sample(template, design)
            key = LONGEST.get(template, "title")
            words = {**one.words, key: f"{one.words[key]} {number}{size.value}"}
            made = render(
                Card(template, size, words, design, picture=photo, number=one.number, total=one.total)
            )
            costs.append(made.measures.cpu_ms)
    return costs


def _peak(pid: int) -> float:
    """The most memory a process has held, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (300, 360), "#204080").save(out, "PNG")
    return out.getvalue()


def _photo() -> bytes:
    """Twelve megapixels as a phone takes them: soft shapes and some noise."""
    source = random.Random(7)
    small = Image.new("RGB", (40, 30))
    small.putdata([tuple(source.randrange(256) for _ in range(3)) for _ in range(1200)])
    photo = small.resize((4000, 3000), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((4000, 3000), 20).convert("RGB")
    out = io.BytesIO()
    Image.blend(photo, noise, 0.1).save(out, "JPEG", quality=90)
    return out.getvalue()
