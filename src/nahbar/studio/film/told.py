# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ffmpeg says while it works: how far it is, and how loud a film is."""

import json
import re
from collections.abc import Mapping

from nahbar.studio.film.plan import Loudness

_BLOCK = re.compile(r"\{[^{}]*\"input_i\"[^{}]*\}")
_SILENT = -70.0


def progress(line: str) -> float | None:
    """Seconds of the film that are done, from a line of `-progress`; None for every other line."""
    name, _, value = line.strip().partition("=")
    if name != "out_time_us" or not value.isdigit():
        return None
    return int(value) / 1_000_000


def loudness(said: str) -> Loudness | None:
    """What the first pass measured; None for silence, which cannot be made louder, or where nothing was printed."""
    blocks = _BLOCK.findall(said)
    if not blocks:
        return None
    told = _numbers(json.loads(blocks[-1]))
    if told is None or told["input_i"] <= _SILENT:
        return None
    return Loudness(
        told["input_i"], told["input_tp"], told["input_lra"], told["input_thresh"], told["target_offset"]
    )


def _numbers(block: Mapping[str, str]) -> dict[str, float] | None:
    names = ("input_i", "input_tp", "input_lra", "input_thresh", "target_offset")
    try:
        found = {name: float(block[name]) for name in names}
    except (KeyError, ValueError):
        return None
    # Nothing but numbers that can be given back to ffmpeg.
    return found if all(abs(value) < 1000 for value in found.values()) else None  # noqa: PLR2004 - not infinite
