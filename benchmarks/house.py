# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A house for a measurement: its own database, a fake instance, and real `nahbar worker` processes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# Names the executor the workers get instead of the one they would choose themselves.
EXECUTOR = "BENCH_EXECUTOR"
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def instance(latency: float) -> Iterator[int]:
    """A fake instance that answers posts after so many seconds; its port."""
    command = [sys.executable, "-m", "benchmarks.platform", str(latency)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.terminate()


@contextmanager
def workers(number: int, *, wait: float = 4.0) -> Iterator[list[int]]:
    """So many workers of the present environment, started and at rest; their process ids."""
    with ExitStack() as stack:
        running = []
        for _ in range(number):
            command = [sys.executable, "-m", "nahbar.cli", "worker"]
            if EXECUTOR in os.environ:
                command[2:] = ["benchmarks.worker", os.environ[EXECUTOR]]
            log = stack.enter_context((Path(os.environ["NAHBAR_DATA_DIR"]) / "worker.log").open("a"))
            running.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
        time.sleep(wait)
        try:
            yield [one.pid for one in running]
        finally:
            for one in running:
                one.terminate()
            for one in running:
                try:
                    one.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    one.kill()
                    one.wait()


def processor_seconds(pid: int) -> float:
    """What the process has used so far, from /proc."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_seconds() -> float:
    """What the PostgreSQL server of the present connection has used so far, ended backends included; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = int(_stat(cursor.fetchone()[0])[1])
    ended = sum(int(ticks) for ticks in _stat(server)[11:15]) / TICKS
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    return ended + sum(processor_seconds(int(child)) for child in children)


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
