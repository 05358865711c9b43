# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker of its own whose readings never end: `python -m tests.errands.hanging <database name>`.

Says on its output which source it has begun to read, and waits to be killed.
"""

import sys
import time

import django

django.setup()

from django.db import connections  # noqa: E402

from nahbar.errands.hands import Hands  # noqa: E402
from nahbar.topics import actions, tasks  # noqa: E402
from nahbar.topics.models import Source  # noqa: E402


def hang(source: Source, **_: object) -> None:
    print(source.pk, flush=True)  # noqa: T201
    time.sleep(600)


if __name__ == "__main__":
    connections.settings["default"]["NAME"] = sys.argv[1]
    actions.read = hang  # type: ignore[assignment]
    Hands([tasks.ERRAND]).start()
    time.sleep(600)
