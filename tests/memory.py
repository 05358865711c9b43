# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a piece of work takes of memory at its peak, on Linux."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Grown:
    megabytes = 0


@contextmanager
def growth() -> Iterator[Grown]:
    """The megabytes this process held at the body's peak, beyond what it held before.

    Not by getrusage: its peak never falls and, over fork and exec, begins with the parent's, so that it hides
    growth or tells that of another. The peak of /proc begins anew where 5 is written to clear_refs: proc(5).
    """
    grown = Grown()
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    try:
        yield grown
    finally:
        grown.megabytes = max(0, _status("VmHWM") - before) // 1024


def _status(line: str) -> int:
    return int(Path("/proc/self/status").read_text().split(f"{line}:")[1].split()[0])
