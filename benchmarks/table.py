# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One database's part of `benchmarks.scale`: `posts FEW MANY` or `idle SECONDS`, in an environment made for it.

Of many rounds the shortest counts: what else runs on the machine makes the others longer. The database's plan stands beside it.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks import crowd, house  # noqa: E402
from nahbar.authority.models import Membership  # noqa: E402
from nahbar.authority.states import Role  # noqa: E402
from nahbar.foundation import clock  # noqa: E402
from nahbar.planning.models import Slot  # noqa: E402
from nahbar.planning.states import SlotState  # noqa: E402
from nahbar.publishing import queries  # noqa: E402
from nahbar.publishing.models import Publication  # noqa: E402

AUTHORITIES, CHANNELS = 20, 10
ROUNDS = 25
HANDS = 16


def main() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    what, *numbers = sys.argv[1:]
    found = _idle(int(numbers[0])) if what == "idle" else _posts(int(numbers[0]), int(numbers[1]))
    print(json.dumps(found))


def _idle(seconds: int) -> dict[str, float]:
    with house.workers(1, wait=8) as (pid,):
        before = house.processor_seconds(pid)
        time.sleep(seconds)
        used = house.processor_seconds(pid) - before
    return {"idle_worker_cpu_percent": round(100 * used / seconds, 2)}


def _posts(few: int, many: int) -> dict[str, object]:
    at = clock.now()
    places = crowd.places("http://127.0.0.1:9", authorities=AUTHORITIES, channels=CHANNELS, at=at)
    Membership.objects.create(
        authority=places[0].authority, person=places[0].author, role=Role.EDITOR, granted_at=at
    )
    _plan(places, few, at)
    scan, page, plan = _measure(places, at)
    _plan(places, many - few, at)
    scan_many, page_many, plan = _measure(places, at)
    return {
        "due_scan_ratio": round(scan_many / scan, 2),
        "calendar_ratio": round(page_many / page, 2),
        "due_scan_ms": [round(scan * 1000, 2), round(scan_many * 1000, 2)],
        "calendar_ms": [round(page * 1000, 1), round(page_many * 1000, 1)],
        "plan": plan,
    }


def _plan(places: list[crowd.Place], count: int, at: datetime) -> None:
    """So many posts, one a minute, each with its place in the calendar: the first ones this week, the others from
    next quarter on, so that the month shown is the same.
    """
    first = at + timedelta(days=100 if Publication.objects.exists() else 1)
    made = crowd.posts(places, count, due=first, apart=timedelta(minutes=1), at=at)
    Slot.objects.bulk_create(
        [
            Slot(
                variant_id=one.version.variant_id,
                at=one.due_at,
                state=SlotState.PLACED,
                publication=one,
                placed_at=at,
                placed_by=one.ordered_by,
            )
            for one in made
            if one.version
        ],
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _measure(places: list[crowd.Place], at: datetime) -> tuple[float, float, str]:
    browser = Client()
    browser.force_login(places[0].author)
    address = f"/{places[0].authority.slug}/kalender/"

    def page() -> None:
        answer = browser.get(address, headers={"host": "localhost"})
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"the calendar answered {answer.status_code}")

    plan = queries.due(at).explain()
    return _shortest(lambda: queries.due_channels(at, most=HANDS)), _shortest(page), plan


def _shortest(do: Callable[[], object]) -> float:
    do()
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


if __name__ == "__main__":
    main()
