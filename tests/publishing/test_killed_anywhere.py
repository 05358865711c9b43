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
@pytest.mark.parametrize("mechanism", ["chosen_id", "look_up"])
def test_post_is_there_exactly_once_when_the_worker_is_killed_anywhere(mechanism, tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
        "DJANGO_SETTINGS_MODULE": "nahbar.site.settings",
        "NAHBAR_DATA_DIR": str(tmp_path / "data"),
    }
    ended = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.publishing.killing",
            mechanism,
            str(tmp_path),
        ],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    result = json.loads(ended.stdout.splitlines()[-1])
    # Fewer points than this would mean that the worker no longer writes what it must.
    assert result["kills"] >= 20
    assert result["thread_kills"] >= 80
    assert result["film_kills"] >= 20
    assert [result["bad"], result["two_at_once"], result["stood_still"]] == [[], [], []]
