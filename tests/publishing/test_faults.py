# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fault bench in short: the same deaths at every run, chosen by the event and not by the time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import faults

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.sqlite
def test_nothing_is_doubled_or_lost_when_workers_die_at_the_chosen_events():
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", "--short"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    sums = json.loads(ended.stdout.splitlines()[-1])
    assert [sums[key] for key in ("doubled", "lost", "unclear", "early", "bad")] == [0, 0, 0, 0, 0]
    # Every chosen event was met. Where a delivery has fewer of them now, others are to be chosen in the bench.
    assert sums["kills"] == sum(len(points.split(",")) for _, _, points in faults.SHORT)
