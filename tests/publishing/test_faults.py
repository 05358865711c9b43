# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_nothing_is_doubled_or_lost_when_workers_platforms_disk_and_clock_fail():
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", "--short"],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    sums = json.loads(ended.stdout.splitlines()[-1])
    assert [sums[key] for key in ("doubled", "lost", "unclear", "early", "bad")] == [0, 0, 0, 0, 0]
    # Fewer would mean that the bench no longer does what it says.
    assert sums["kills"] >= 30
    assert 0 < sums["full_disks"] < sums["posts"]
    assert 0 < sums["resume_s_max"] <= 10
