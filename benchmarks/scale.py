# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does it grow? Four workers against one, 100,000 future posts against 1,000, and a worker with nothing to do; the last line is JSON.

`--part workers|posts|idle` measures one of the three.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from benchmarks import house, publish
from tools import with_postgres

PARTS = ("workers", "posts", "idle")
LATENCY, THREADS = 0.5, "4"
FEW_POSTS, MANY_POSTS = 80, 320
FEW, MANY = 1000, 100_000
IDLE_SECONDS = 60


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", choices=PARTS, default="")
    given = asked.parse_args()
    wanted = [part for part in PARTS if given.part in {"", part}]
    found: dict[str, object] = {}
    if "workers" in wanted:
        found |= _workers()
    if "posts" in wanted:
        found |= _posts()
    if "idle" in wanted:
        found |= _table("", "idle", str(IDLE_SECONDS))
    print(json.dumps({**found, "load": os.getloadavg()[0]}))


def _workers() -> dict[str, object]:
    """Each worker has so many hands that the platform is what is waited for, not the processor."""
    os.environ["NAHBAR_WORKER_THREADS"] = THREADS
    one = publish.measured("postgres", workers=1, posts=FEW_POSTS, latency=LATENCY)
    four = publish.measured("postgres", workers=4, posts=MANY_POSTS, latency=LATENCY)
    del os.environ["NAHBAR_WORKER_THREADS"]
    speedup = round(four["per_s"] / one["per_s"], 2)
    return {"speedup_4_workers": speedup, "one_per_s": one["per_s"], "four_per_s": four["per_s"]}


def _posts() -> dict[str, object]:
    found = {"sqlite": _table("", "posts", str(FEW), str(MANY))}
    with with_postgres.server() as address:
        found["postgres"] = _table(address, "posts", str(FEW), str(MANY))
    worst = {key: max(one[key] for one in found.values()) for key in ("due_scan_ratio", "calendar_ratio")}
    return {**worst, "posts": found}


def _table(address: str, *words: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nahbar.site.settings",
            "NAHBAR_DATA_DIR": folder,
            "NAHBAR_DATABASE_URL": address,
        }
        command = [sys.executable, "-m", "benchmarks.table", *words]
        told = subprocess.run(
            command, env=environment, cwd=house.ROOT, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        found: dict[str, float] = json.loads(told.splitlines()[-1])
        return found


if __name__ == "__main__":
    main()
