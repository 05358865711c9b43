# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that kills its children while they deliver, and counts what the platform holds afterwards.

`python tests/publishing/killing.py <mechanism> <folder>` prints one JSON line. A child dies by SIGKILL at its
n-th event; events are every SQL statement and both sides of every call to the platform, and n grows until a
child survives. Forks share nothing but the database and the platform's folder.
"""

import json
import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from nahbar.publishing import queries  # noqa: E402
from nahbar.publishing.models import Publication  # noqa: E402
from nahbar.publishing.tasks import deliver_due  # noqa: E402
from tests import factories, films  # noqa: E402
from tests.publishing import double, world  # noqa: E402
from tests.publishing.dying import Events, is_free, survived  # noqa: E402

SECOND = timedelta(seconds=1)
LATER = [9 * SECOND, *(timedelta(seconds=60 * n) for n in range(1, 12))]


def child(fatal: int, at: Any, blow: signal.Signals = signal.SIGKILL) -> int:
    """Forks a worker that meets its end at event `fatal` (0: never); the process id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    events = Events(fatal, blow)
    for name in ("prepare", "publish", "find"):
        setattr(double.Connector, name, events.around(getattr(double.Connector, name)))
    with connection.execute_wrapper(events.sql):
        deliver_due(at)
    connections.close_all()
    os._exit(0)


def settle(row: Publication, at: Any) -> None:
    """A second worker goes on for as long as anything is open, and once more to see that it is over."""
    for later in LATER:
        deliver_due(at + later)
        if outcome(row)[0] == "published":
            break
    deliver_due(at + LATER[-1])


def outcome(row: Publication) -> tuple[str, int]:
    """Of a thread the first state that is none to end with, and how often the post is there that is there most often."""
    rows, keys = list(queries.thread_of(row)), [post["key"] for post in double.STAGE.posts()]
    states = [one.state for one in rows if one.state != "published"]
    states += ["missing"] * (rows[0].parts - len(rows))
    return (states or ["published"])[0], max(keys.count(str(one.pk)) for one in rows)


def kill_everywhere(mechanism: str, rest: str = "", film: Path | None = None) -> dict[str, Any]:
    at, outcomes, resumed, fatal, alive = factories.AT, [], 0.0, 1, False
    while not alive:
        town = world.town(mechanism)
        if film:
            row = world.planned_film(town, at, film, f"Film {fatal}")
        else:
            row = world.planned(town, at, f"Meldung {fatal}{rest}")
        alive = survived(child(fatal, at))
        began = time.monotonic()
        settle(row, at)
        resumed = max(resumed, time.monotonic() - began)
        outcomes.append([fatal, *outcome(row)])
        fatal += 1
    bad = [one for one in outcomes if one[1:] != ["published", 1]]
    return {"kills": len(outcomes) - 1, "bad": bad, "resume_s_max": round(resumed, 3)}


def two_at_once(mechanism: str, rounds: int) -> list[Any]:
    at, bad = factories.AT, []
    for number in range(rounds):
        row = world.planned(world.town(mechanism), at, f"Zwei {number}")
        # One of the two is killed every other round, somewhere.
        pids = [child(0 if number % 2 else 7 + 3 * number, at), child(0, at)]
        for pid in pids:
            survived(pid)
        settle(row, at)
        if outcome(row) != ("published", 1):
            bad.append([number, *outcome(row)])
    return bad


def stood_still(mechanism: str) -> list[Any]:
    """A worker is stopped (not killed) at each event, another takes over, then the first goes on as if nothing was."""
    at, bad, fatal, alive = factories.AT, [], 1, False
    while not alive:
        row = world.planned(world.town(mechanism), at, f"Pause {fatal}")
        pid = child(fatal, at, signal.SIGSTOP)
        _, status = os.waitpid(pid, os.WUNTRACED)
        alive = not os.WIFSTOPPED(status)
        in_transaction = not alive and not is_free(row)
        if not in_transaction:
            deliver_due(at + 9 * SECOND)
        if not alive:
            os.kill(pid, signal.SIGCONT)
            os.waitpid(pid, 0)
        settle(row, at)
        if outcome(row) != ("published", 1):
            bad.append([fatal, *outcome(row)])
        fatal += 1
    return bad


def main() -> None:
    mechanism, folder = sys.argv[1], Path(sys.argv[2])
    setup_test_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connection.settings_dict["TEST"]["NAME"] = (
        str(folder / "kill.sqlite3") if connection.vendor == "sqlite" else f"test_nahbar_kill_{mechanism}"
    )
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        double.register()
        double.STAGE.open_in(folder / "stage")
        result = kill_everywhere(mechanism)
        threads = kill_everywhere(
            mechanism, "\n---\nDer zweite.\n---\nDer dritte.\n--- Kommentar\nMehr dazu."
        )
        result["thread_kills"], result["bad"] = threads["kills"], result["bad"] + threads["bad"]
        filmed = kill_everywhere(mechanism, film=films.made(folder / "film.mp4"))
        result["film_kills"], result["bad"] = filmed["kills"], result["bad"] + filmed["bad"]
        result["two_at_once"] = two_at_once(mechanism, 8)
        result["stood_still"] = stood_still(mechanism)
        sys.stdout.write(json.dumps({"vendor": connection.vendor, **result}) + "\n")
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
