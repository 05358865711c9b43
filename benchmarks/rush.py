# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One database's part of `benchmarks.publish`: `python -m benchmarks.rush PORT WORKERS POSTS`, in an environment made for it."""

import json
import sys
import time
import urllib.request
from datetime import datetime, timedelta
from statistics import quantiles

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import F, Max  # noqa: E402

from benchmarks import crowd, house  # noqa: E402
from nahbar.foundation import clock  # noqa: E402
from nahbar.publishing.models import JournalLine, Publication, WorkerBeat  # noqa: E402
from nahbar.publishing.states import PublicationState, Step  # noqa: E402

AUTHORITIES, CHANNELS = 20, 10
QUIET = 60
APART = timedelta(milliseconds=230)
SOON = timedelta(seconds=2)


class NotDone(Exception):
    """Not everything was published."""


def main() -> None:
    port, workers, posts = (int(word) for word in sys.argv[1:4])
    call_command("migrate", interactive=False, verbosity=0)
    at = clock.now()
    server = f"http://127.0.0.1:{port}"
    places = crowd.places(server, authorities=AUTHORITIES, channels=CHANNELS, at=at)
    crowd.posts(places, posts, due=at + crowd.FAR, apart=timedelta(0), at=at)
    with house.workers(workers) as pids:
        _ready(workers)
        before = _used(pids, server)
        due = clock.now() + SOON
        Publication.objects.update(due_at=due, next_try_at=due)
        rate = _rate(due, posts)
        spent = {name: used - before[name] for name, used in _used(pids, server).items()}
        delay = _delay(places)
    held = _held(server)
    if (held["posts"], held["doubled"]) != (posts + QUIET, 0):
        raise NotDone(held)
    figures = {"per_s": round(rate, 1), "start_delay_p99_s": round(delay, 3), "workers": workers}
    each = {f"{name}_ms_per_post": round(1000 * seconds / posts, 1) for name, seconds in spent.items()}
    print(json.dumps({**figures, **each}))


def _ready(workers: int) -> None:
    """All are at work: what starting them costs is not measured."""
    until = time.monotonic() + 60
    while WorkerBeat.objects.count() < workers:
        if time.monotonic() > until:
            raise NotDone("not every worker has started")
        time.sleep(0.5)
    time.sleep(2)


def _used(pids: list[int], server: str) -> dict[str, float]:
    """Processor seconds so far, of everything that takes part: all three share the machine's cores."""
    return {
        "worker": sum(house.processor_seconds(pid) for pid in pids),
        "database": house.database_seconds(),
        "platform": _held(server)["processor_s"],
    }


def _held(server: str) -> dict[str, float]:
    with urllib.request.urlopen(f"{server}/count") as answer:
        told: dict[str, float] = json.load(answer)
        return told


def _rate(due: datetime, posts: int) -> float:
    _wait(posts)
    last = JournalLine.objects.filter(step=Step.RECEIPT).aggregate(last=Max("at"))["last"]
    return posts / (last - due).total_seconds()


def _wait(posts: int) -> None:
    until = time.monotonic() + 60 + posts / 5
    while Publication.objects.filter(state=PublicationState.PUBLISHED).count() < posts:
        if time.monotonic() > until:
            raise NotDone(list(Publication.objects.values_list("state", "reason").distinct()))
        time.sleep(0.5)


def _delay(places: list[crowd.Place]) -> float:
    """From the due time to the announcement, 99 of 100, of posts that have the house for themselves."""
    already = Publication.objects.count()
    crowd.posts(places, QUIET, due=clock.now() + SOON, apart=APART, at=clock.now())
    _wait(already + QUIET)
    last = JournalLine.objects.filter(step=Step.PUBLISH_INTENT).order_by("-publication__due_at")[:QUIET]
    found = last.annotate(due=F("publication__due_at")).values_list("at", "due")
    return quantiles([(begun - due).total_seconds() for begun, due in found], n=100)[98]


if __name__ == "__main__":
    main()
