# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker of its own that makes the film in the queue: `python -m tests.stories.making <database name> <media> <films>`.

Says on its output how far it is, and waits to be killed.
"""

import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from nahbar.foundation import clock  # noqa: E402
from nahbar.stories import film_queue, tasks  # noqa: E402
from nahbar.stories.models import Film  # noqa: E402


def tell(film: Film, share: float) -> None:
    real(film, share)
    print(f"{share:.2f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    connections.settings["default"]["NAME"] = sys.argv[1]
    settings.MEDIA_ROOT, settings.FILM_DIR = Path(sys.argv[2]), Path(sys.argv[3])
    real, film_queue.show_progress = film_queue.show_progress, tell
    (claim,) = tasks.due(clock.now(), 1)
    tasks.carry(claim, clock.now())
