# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed anywhere, nothing doubled, nothing lost? The last line is JSON; 1 is the exit code where anything was.

`python -m benchmarks.faults [--short] [--kills 1000] [--postgres] [--only PART]`. Workers die at every event of a
delivery, at random times, two at a time; platforms drop, delay, repeat and garble their answers; the disk is full;
the clock jumps; PostgreSQL is shot down (this part has a server of its own). The platforms run in a process of their
own and are asked afterwards what they hold. --postgres runs all parts on PostgreSQL, --only those whose name begins so.
"""

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tools import with_postgres

ROOT = Path(__file__).resolve().parents[1]
SIDE_BY_SIDE = 2
LIMIT_S = 1500
# How often PostgreSQL is shot down: each takes five seconds.
RESTARTS = 20
# The events at which a worker dies in the short bench: while claiming, reading, announcing, calling and keeping.
SHORT = (
    ("mastodon", "1", "14,18,21,24,26,28,30,31,32,33,34,36,39,42"),
    ("mastodon", "0", "4,8,12,15,17,19,21,22,23,24,25,26,27,28,30,33"),
    ("bluesky", "0", "8,15,19,21,23,25,26,27,28,29,30,31,33,36"),
    ("rehearsal", "0", "6,12,15,17,18,19,20,21,22,23,24,25"),
)


def plan(*, short: bool, kills: int) -> list[str]:
    """The parts, the longest first."""
    if short:
        return [f"chosen {connector} {kind} {points}" for connector, kind, points in SHORT] + ["jumps"]
    formats = [f"every {connector} {kind}" for connector in ("mastodon", "bluesky", "rehearsal")
               for kind in ("3", "1", "reply", "0")]  # fmt: skip
    half = [f"randomly {kills - kills // 2}", f"randomly {kills // 2}"]
    formats += ["changes mastodon edit", "changes mastodon withdraw", "changes bluesky withdraw"]
    formats += ["changes rehearsal edit", "changes rehearsal withdraw"]
    others = ["pairs mastodon", "pairs bluesky", "pairs rehearsal", "faults mastodon", "faults bluesky"]
    return [*half, "started 8", *formats, *others, "jumps", "disk", f"restart {RESTARTS}"]


@contextmanager
def platforms() -> Iterator[int]:
    """The platforms' process; its port."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.faults_platform"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def _environment(folder: Path, address: str, name: str) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("NAHBAR_")}
    own |= {"NAHBAR_DATA_DIR": str(folder), "NAHBAR_ALLOW_PRIVATE": "127.0.0.1"}
    own |= {"DJANGO_SETTINGS_MODULE": "nahbar.site.settings", "NAHBAR_WORKER_THREADS": "4"}
    if address:
        own["NAHBAR_DATABASE_URL"] = address.rpartition("/")[0] + "/" + name
    return own


def _sql(address: str, statement: str) -> None:
    psycopg = importlib.import_module("psycopg")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


def _part(number: int, words: str, folder: Path, address: str) -> dict[str, Any]:
    """A part in a process, a folder, a database and with platforms of its own."""
    own = folder / f"part{number}"
    shutil.copytree(folder / "template", own)
    if address:
        _sql(address, f"CREATE DATABASE part{number} TEMPLATE faults_template")
    with platforms() as port:
        ended = subprocess.run(
            [sys.executable, "-m", "benchmarks.faults", "--part", words, "--port", str(port)],
            env=_environment(own, address, f"part{number}"), cwd=ROOT, capture_output=True, text=True,
            check=False, timeout=LIMIT_S,
        )  # fmt: skip
    if ended.returncode:
        result = {"part": words, "bad": [f"the bench itself broke: {ended.stderr[-1500:]}"]}
    else:
        result = json.loads(ended.stdout.splitlines()[-1])
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return result


@contextmanager
def _template(*, postgres: bool) -> Iterator[tuple[Path, str]]:
    """A folder with a migrated house to copy, and the address of its server (empty: SQLite)."""
    with (
        tempfile.TemporaryDirectory(prefix="nahbar-faults-") as passing,
        with_postgres.server() if postgres else nullcontext("") as address,
    ):
        folder = Path(passing)
        if address:
            _sql(address, "CREATE DATABASE faults_template")
        subprocess.run(
            [sys.executable, "-m", "nahbar.cli", "migrate"],
            env=_environment(folder / "template", address, "faults_template"), cwd=ROOT, check=True,
        )  # fmt: skip
        yield folder, address


def measured(parts: list[str], *, postgres: bool) -> dict[str, Any]:
    """Runs the parts two at a time and adds up what they say."""
    # It takes its whole server down, and with it everybody else's database.
    alone = [one for one in parts if one.startswith("restart")]
    with _template(postgres=postgres) as (folder, address), ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        jobs = [
            pool.submit(_part, number, words, folder, address)
            for number, words in enumerate(one for one in parts if one not in alone)
        ]
        results = [job.result() for job in jobs]
    for words in alone:
        with _template(postgres=True) as (folder, address):
            results.append(_part(0, words, folder, address))
    sums = {key: sum(one.get(key, 0) for one in results) for key in ("kills", "doubled", "lost", "unclear")}
    also = ("restarts", "posts", "faults", "early", "full_disks")
    more = {key: sum(one.get(key, 0) for one in results) for key in also}
    bad = [line for one in results for line in one["bad"]]
    longest = max((one.get("resume_s_max", 0.0) for one in results), default=0.0)
    return {
        **sums,
        "resume_s_max": longest,
        **more,
        "bad": len(bad),
        "database": "postgresql" if postgres else "sqlite",
    }


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--only", default="")
    asked.add_argument("--part", default="", help=argparse.SUPPRESS)
    asked.add_argument("--port", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.part:
        importlib.import_module("django").setup()
        parts = importlib.import_module("benchmarks.faults_parts")
        print(json.dumps(parts.run(given.port, given.part.split()), ensure_ascii=False))
        return 0
    wanted = plan(short=given.short, kills=given.kills)
    sums = measured([one for one in wanted if one.startswith(given.only)], postgres=given.postgres)
    print(json.dumps(sums))
    return 1 if sums["bad"] or sums["early"] else 0


if __name__ == "__main__":
    sys.exit(main())
