# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the real data lies that tests read but the project does not contain."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def corpus(name: str) -> Path:
    """The folder of one data set beside the project; without it the test is skipped, under CI it fails."""
    folder = SHARED / name
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"the data set {name} is missing beside the project, and CI skips nothing")
    pytest.skip(f"the data set {name} is not here")
