# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast do posts go out? 1,000 due in the same second over 200 accounts, then one at a time; the last line is JSON.

SQLite with one worker, PostgreSQL with two; the workers are `nahbar worker`, the platform is a process of its own that
takes 50 ms. `--posts N` measures with fewer, `--only sqlite|postgres` one database, `--executor` compares the two ways.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from benchmarks import house
from tools import with_postgres

LATENCY = 0.05
WORKERS = {"sqlite": 1, "postgres": 2}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--posts", type=int, default=1000)
    asked.add_argument("--latency", type=float, default=LATENCY)
    asked.add_argument("--workers", type=int, default=0)
    asked.add_argument("--executor", choices=("hands", "jobs"), default="")
    asked.add_argument("--only", choices=sorted(WORKERS), default="")
    given = asked.parse_args()
    if given.executor:
        os.environ[house.EXECUTOR] = given.executor
    found: dict[str, dict[str, float]] = {}
    for database, number in WORKERS.items():
        if given.only in {"", database}:
            found[database] = measured(
                database, workers=given.workers or number, posts=given.posts, latency=given.latency
            )
            print(database, json.dumps(found[database]), flush=True)
    summary: dict[str, object] = {f"{name}_per_s": one["per_s"] for name, one in found.items()}
    summary["start_delay_p99_s"] = max(one["start_delay_p99_s"] for one in found.values())
    print(json.dumps({**summary, "posts": given.posts, "load": os.getloadavg()[0], "details": found}))


def measured(database: str, *, workers: int, posts: int, latency: float) -> dict[str, float]:
    """One database's figures, measured in processes of their own."""
    if database == "sqlite":
        return _run("", workers=workers, posts=posts, latency=latency)
    with with_postgres.server() as address:
        return _run(address, workers=workers, posts=posts, latency=latency)


def _run(address: str, *, workers: int, posts: int, latency: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as folder, house.instance(latency) as port:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nahbar.site.settings",
            "NAHBAR_DATA_DIR": folder,
            "NAHBAR_DATABASE_URL": address,
            "NAHBAR_ALLOW_PRIVATE": f"127.0.0.1:{port}",
        }
        command = [sys.executable, "-m", "benchmarks.rush", str(port), str(workers), str(posts)]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
        found: dict[str, float] = json.loads(told.splitlines()[-1])
        return found


if __name__ == "__main__":
    main()
