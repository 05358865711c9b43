# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the fault bench, each a process with a database of its own. Each gives a verdict as a dictionary."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zoneinfo
from collections import deque
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as day_time
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import django.conf
from django.db import connection, connections

from benchmarks import faults_workers as workers
from benchmarks.faults_world import AT, CONNECTORS, FORMATS, Town
from nahbar.foundation import clock
from nahbar.planning import times
from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import WORKED, PublicationState, Step
from nahbar.publishing.tasks import Worker, deliver_due
from nahbar.wire import http
from tests.publishing.dying import is_free, survived

S = PublicationState
RESUME_LIMIT_S = 10.0
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def every(town: Town, connector: str, kind: str, step: str = "1") -> dict[str, Any]:
    """Killed at each event of a delivery (or at every `step`-th), each time with a fresh account."""
    rows, kills = [], 0
    for fatal in count(1, int(step)):
        row = town.post(town.channel(connector), kind, at=AT)
        rows.append(row)
        alive = survived(workers.child(fatal, AT))
        workers.settle(row, AT)
        if alive:
            break
        kills += 1
    return {"kills": kills, **town.verdict(rows)}


def chosen(town: Town, connector: str, kind: str, points: str) -> dict[str, Any]:
    """Killed at these events of a delivery, each with a fresh account: the same deaths at every run."""
    rows, kills = [], 0
    for fatal in points.split(","):
        row = town.post(town.channel(connector), kind, at=AT)
        rows.append(row)
        kills += not survived(workers.child(int(fatal), AT))
        workers.settle(row, AT)
    return {"kills": kills, **town.verdict(rows)}


def changes(town: Town, connector: str, verb: str, step: str = "1") -> dict[str, Any]:
    """Killed at each event of a correction or a withdrawal: the new text stands there once, or nothing does."""
    rows, kills, bad = [], 0, list[str]()
    for fatal in count(1, int(step)):
        row = town.post(town.channel(connector), "1", at=AT)
        deliver_due(AT)
        town.change(row, verb, at=AT)
        alive = survived(workers.child(fatal, AT + MINUTE))
        for later in workers.LATER:
            deliver_due(AT + MINUTE + later)
        rows.append(row)
        there = len(town.public([row.channel])[row.channel_id])
        row.refresh_from_db()
        wanted = (0, S.WITHDRAWN) if verb == "withdraw" else (1, S.PUBLISHED)
        if (there, row.state) != wanted or row.edit_version_id:
            bad.append(f"{connector} {verb} at {fatal}: {there} there, {row.state} {row.reason}")
        if alive:
            break
        kills += 1
    sums = {"doubled": 0, "lost": 0, "unclear": 0, "posts": len(rows), "bad": []}
    if verb == "edit":
        sums = town.verdict(rows)
    return {"kills": kills, **sums, "bad": [*sums["bad"], *bad]}


def pairs(town: Town, connector: str, step: str = "1") -> dict[str, Any]:
    """Two workers on one row: both at once, one killed; and one stopped at each event while the other takes over."""
    rows, kills = [], 0
    for number in range(12 // int(step)):
        row = town.post(town.channel(connector), "1", at=AT)
        rows.append(row)
        for pid in [workers.child(0 if number % 2 else 7 + 3 * number, AT), workers.child(0, AT)]:
            kills += not survived(pid)
        workers.settle(row, AT)
    for fatal in count(1, int(step)):
        row = town.post(town.channel(connector), "1", at=AT)
        rows.append(row)
        pid = workers.child(fatal, AT, signal.SIGSTOP)
        _, status = os.waitpid(pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        if is_free(row):
            deliver_due(AT + 9 * SECOND)
        os.kill(pid, signal.SIGCONT)
        os.waitpid(pid, 0)
        workers.settle(row, AT)
    return {"kills": kills, **town.verdict(rows)}


CALLS = {
    "mastodon": (("POST", "api/v2/media"), ("POST", "api/v1/statuses")),
    "bluesky": (("POST", "uploadBlob"), ("POST", "putRecord"), ("POST", "createSession")),
}
LOOKS = {"mastodon": ("GET", "/statuses"), "bluesky": ("GET", "getRecord")}
FAULTS = ("drop_before", "busy", "broken", "redirect", "denied", "drop", "late", "twice", "half", "garbage",
          "broken_after", "redirect_after")  # fmt: skip


def faults(town: Town, connector: str) -> dict[str, Any]:
    """Every fault of a platform at every call, and again at the look that follows; an ended sign-in is renewed."""
    rows = []
    http.TRANSPORT_SECONDS = workers.QUICK
    for method, path in CALLS[connector]:
        for kind in FAULTS:
            channel = town.channel(connector)
            rows.append(town.post(channel, "1", at=AT))
            ordered = [(method, path, kind), (*LOOKS[connector], kind)]
            for one in ordered:
                town.house(
                    "_fault", dict(zip(("method", "path", "kind"), one, strict=True), name=channel.remote_id)
                )
            deliver_due(AT)
            _mended(rows[-1])
            workers.settle(rows[-1], AT)
            town.house("_clear")
    return {"faults": len(rows), **town.verdict(rows)}


def _mended(row: Publication) -> None:
    """What an administrator and an editor do after a refusal: connect the account anew, plan the post again."""
    row.refresh_from_db()
    if row.state in {S.HELD, S.REFUSED}:
        type(row.channel).objects.filter(pk=row.channel_id).update(state="connected", state_reason="")
        Publication.objects.filter(pk=row.pk).update(state=S.PLANNED, next_try_at=AT, reason="", attempts=0)
        JournalLine.objects.create(publication=row, step=Step.DECIDED, at=AT, reason="move")


def disk(town: Town, step: str = "8192") -> dict[str, Any]:
    """No file may grow any more, at more and more bytes: the database's log, then the rehearsal folder itself."""
    rows, full = [], 0
    for connector in ("rehearsal", "mastodon"):
        for size in range(0, 320 * 1024, int(step)):
            row = town.post(town.channel(connector), "1", at=AT)
            rows.append(row)
            with connection.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            survived(workers.child(0, AT, largest_file=size))
            row.refresh_from_db()
            full += row.state != S.PUBLISHED
            workers.settle(row, AT)
    return {"full_disks": full, **town.verdict(rows)}


def jumps(town: Town) -> dict[str, Any]:
    """The clock is put forward and back under open deliveries, and both changes of summer time are crossed."""
    rows, early = [], 0
    for connector in CONNECTORS:
        for hours in (-3, -1, 1, 3):
            for fatal in (8, 14, 20, 26):
                row = town.post(town.channel(connector), "0", at=AT)
                rows.append(row)
                survived(workers.child(fatal, AT))
                deliver_due(AT + timedelta(hours=hours))
                workers.settle(row, max(AT, AT + timedelta(hours=hours)))
        for day in (date(2027, 3, 28), date(2027, 10, 31)):
            for hour in (1, 2, 3, 4):
                moment = _moment(day, hour)
                if moment is None:
                    continue
                row = town.post(town.channel(connector), "0", at=AT, due_at=moment)
                rows.append(row)
                deliver_due(moment - SECOND)
                row.refresh_from_db()
                early += row.state != S.PLANNED
                deliver_due(moment)
                shown = moment.astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))
                early += (shown.date(), shown.hour) != (day, hour)
    return {"early": early, **town.verdict(rows)}


def _moment(day: date, hour: int) -> datetime | None:
    with contextlib.suppress(times.TimeDoesNotExist, times.TimeHappensTwice):
        return times.moment(day, day_time(hour, 30), "Europe/Berlin")
    return None


class Crowd:
    """A town with many accounts and always something due."""

    def __init__(self, town: Town, accounts: int, connectors: Sequence[str] = CONNECTORS) -> None:
        self.town, self.rows = town, list[Publication]()
        kinds = [connectors[n % len(connectors)] for n in range(accounts)]
        self.channels = [town.channel(kind, real_time=True) for kind in kinds]
        self.dice = random.Random(4711)

    def fill(self, least: int) -> None:
        waiting = Publication.objects.filter(state=S.PLANNED, next_try_at__lte=clock.now()).count()
        for _ in range(max(0, least - waiting)):
            kind = self.dice.choice(FORMATS)
            self.rows.append(self.town.post(self.dice.choice(self.channels), kind, at=clock.now()))

    def settle(self, seconds: float) -> None:
        """A worker nobody kills ends what is open."""
        worker = Worker(8)
        thread = threading.Thread(target=worker.run)
        thread.start()
        until = time.monotonic() + seconds
        while time.monotonic() < until and Publication.objects.filter(state__in=WORKED).exists():
            time.sleep(1)
        worker.stop()
        thread.join()


def randomly(town: Town, kills: str, *connectors: str) -> dict[str, Any]:
    """Two worker processes; one is killed at a random time and the next started at once. Real clock, real leases."""
    town.house("_latency", 0.03)
    crowd, deaths = Crowd(town, 90, connectors or CONNECTORS), list[tuple[datetime, list[Any]]]()
    running = deque([workers.endless(3)])
    for _ in range(int(kills)):
        crowd.fill(12)
        running.append(workers.endless(3))
        time.sleep(crowd.dice.uniform(0.05, 0.5))
        pid = running.popleft()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        killed_at = clock.now()
        held = Publication.objects.filter(lease_key__startswith=f"{pid:08x}").values_list("pk", flat=True)
        deaths.append((killed_at, list(held)))
    crowd.settle(400)
    for pid in running:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return {"kills": int(kills), "resume_s_max": resumed(deaths), **town.verdict(crowd.rows)}


def resumed(deaths: list[tuple[datetime, list[Any]]]) -> float:
    """The longest time from a worker's death to another's going on with the account whose post it held, in seconds.

    Of the account, because it keeps its order: an older post of it that is due goes first.
    """
    claims: dict[Any, list[datetime]] = {}
    lines = JournalLine.objects.filter(step=Step.CLAIMED).order_by("id")
    for channel, at in lines.values_list("publication__channel", "at"):
        claims.setdefault(channel, []).append(at)
    accounts = dict(Publication.objects.values_list("pk", "channel"))
    longest, known = 0.0, set[tuple[Any, int]]()
    for killed_at, held in deaths:
        for pk in held:
            after = [one for one in claims[accounts[pk]] if one > killed_at]
            own = JournalLine.objects.filter(publication=pk, at__gt=killed_at - SECOND).exclude(
                step=Step.CLAIMED
            )
            if not after or own.filter(step=Step.RECEIPT, at__lt=after[0]).exists():
                continue  # its last words reached the database: nothing was left to take up
            # The lease stays written until it is taken up: it is counted from the first death that left it.
            if (pk, len(after)) not in known:
                known.add((pk, len(after)))
                took = (after[0] - killed_at).total_seconds() if after else float("inf")
                if took > RESUME_LIMIT_S:
                    _tell_slow(pk, killed_at, took)
                longest = max(longest, took)
    return round(longest, 2)


def _tell_slow(pk: Any, killed_at: datetime, took: float) -> None:
    """What happened meanwhile, to it and to all others, for whoever reads the log."""
    until = killed_at + timedelta(seconds=took)
    own = JournalLine.objects.filter(publication=pk).order_by("id").values_list("at", "step")
    meanwhile = (
        JournalLine.objects.filter(at__gt=killed_at, at__lt=until).order_by("at").values_list("at", flat=True)
    )
    moments = [killed_at, *meanwhile, until]
    silence = max((after - before).total_seconds() for before, after in pairwise(moments))
    print(f"resumed after {took} s, killed {killed_at:%X}: longest silence {silence} s", file=sys.stderr)
    print([(f"{at:%X}", step) for at, step in own], file=sys.stderr)


def started(town: Town, kills: str) -> dict[str, Any]:
    """The same with workers started as an operator does: `nahbar worker`, killed with all its threads."""
    town.house("_latency", 0.03)
    crowd = Crowd(town, 30)
    command = [sys.executable, "-m", "nahbar.cli", "worker"]
    running = subprocess.Popen(command, start_new_session=True)
    for _ in range(int(kills)):
        crowd.fill(40)
        # The next one stands ready, as a second worker of an operator does: its start is no part of the waiting.
        following = subprocess.Popen(command, start_new_session=True)
        time.sleep(crowd.dice.uniform(2.5, 5.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running = following
    running.terminate()
    running.wait(timeout=60)
    crowd.settle(300)
    return {"kills": int(kills), **town.verdict(crowd.rows)}


def restart(town: Town, times_: str) -> dict[str, Any]:
    """PostgreSQL is shot down and started again under a working worker."""
    town.house("_latency", 0.03)
    crowd = Crowd(town, 30)
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    for _ in range(int(times_)):
        crowd.fill(30)
        pid = workers.endless(4)
        time.sleep(crowd.dice.uniform(0.3, 1.5))
        connections.close_all()
        subprocess.run(
            [*prefix, binaries, "-D", data, "-w", "-m", "immediate", "-l", data.parent / "log", "restart"],
            check=True, stdout=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
        time.sleep(3)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    crowd.settle(300)
    return {"restarts": int(times_), **town.verdict(crowd.rows)}


PARTS: dict[str, Any] = {
    one.__name__: one
    for one in (every, chosen, changes, pairs, faults, disk, jumps, randomly, started, restart)
}


def run(port: int, words: list[str]) -> dict[str, Any]:
    """One part, by its name and its words."""
    django.conf.settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    began = time.monotonic()
    result: dict[str, Any] = PARTS[words[0]](Town(port), *words[1:])
    connections.close_all()
    return {"part": " ".join(words), "seconds": round(time.monotonic() - began, 1), **result}
