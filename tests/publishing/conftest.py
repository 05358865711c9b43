# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from typing import Any

import pytest

from nahbar.publishing.actions import beat
from tests.publishing import double


@pytest.fixture(autouse=True)
def stage(tmp_path: Any) -> Iterator[double.Stage]:
    """An empty platform in a folder of its own."""
    with double.fresh(tmp_path / "stage") as made:
        yield made


@pytest.fixture(autouse=True)
def _clock_nobody_looked_at():
    """What a worker of an earlier test saw of the clock is none of this test's."""
    beat._looked.clear()
