# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Bluesky server from npm: alone, or with the appview that knows replies and counts."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.servers.debian import unpacked
from tests.servers.processes import CACHE, free_port, missing, running
from tools import with_postgres

HERE = Path(__file__).parent / "bluesky"
HEADERS = (Path("/usr/include/node"), Path("/usr/local/include/node"))


def installed() -> Path:
    """The folder with node_modules, as the lock file says; installed once into the cache."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        missing("The Bluesky server is missing: it needs Node 20 or newer with npm.")
    lock = (HERE / "package-lock.json").read_bytes()
    target = CACHE / f"bluesky-{hashlib.sha256(lock).hexdigest()[:16]}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "bluesky.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (target / "node_modules").is_dir():
            _install(npm, target)
    return target


def _install(npm: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        tree, log = Path(work) / "tree", Path(work) / "npm.log"
        tree.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, tree)
        # SQLite's binding is compiled: it needs the headers of this Node, which cannot be fetched everywhere.
        headers = [str(one.parent.parent) for one in HEADERS if (one / "node.h").is_file()]
        environment = {**os.environ, **({"npm_config_nodedir": headers[0]} if headers else {})}
        command = [npm, "ci", "--no-audit", "--no-fund"]
        with log.open("wb") as out:
            done = subprocess.run(
                command, cwd=tree, env=environment, stdout=out, stderr=out, timeout=900, check=False
            )
        if done.returncode:
            missing(f"The Bluesky server cannot be installed: {log.read_text('utf-8', 'replace')[-600:]}")
        tree.rename(target)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[str]:
    """Accounts and posts, no appview: the server's address."""
    with _launched(folder, "alone", {}) as address:
        yield address


@contextlib.contextmanager
def whole(folder: Path) -> Iterator[str]:
    """Accounts, posts and the appview, with PostgreSQL and Redis: the server's address."""
    with _postgres() as database, _redis(folder) as redis:
        environment = {"DB_POSTGRES_URL": database, "REDIS_HOST": redis}
        with _launched(folder, "whole", environment) as address:
            yield address


@contextlib.contextmanager
def _launched(folder: Path, kind: str, environment: dict[str, str]) -> Iterator[str]:
    modules = installed()
    ports = [str(free_port()) for _ in range(4)]
    node = str(shutil.which("node"))
    command = [
        node,
        "--require",
        str(HERE / "loopback.cjs"),
        str(HERE / "launch.mjs"),
        str(modules),
        kind,
        *ports,
    ]
    scratch = folder / "scratch"
    scratch.mkdir()
    given = {**environment, "TMPDIR": str(scratch), "LOG_ENABLED": "false", "NODE_ENV": "test"}
    with running(command, log=folder / "bluesky.log", ready="NAHBAR_READY", seconds=120, environment=given):
        yield f"http://localhost:{ports[0]}"


@contextlib.contextmanager
def _redis(folder: Path) -> Iterator[str]:
    server, environment = shutil.which("redis-server"), {}
    if not server:
        root = unpacked("redis-server", "redis-tools", "liblzf1", "libjemalloc2")
        server = str(root / "usr/bin/redis-server")
        environment = {"LD_LIBRARY_PATH": ":".join(str(one) for one in (root / "usr/lib").glob("*-linux-*"))}
    port = free_port()
    command = [server, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with running(command, log=folder / "redis.log", port=port, environment=environment):
        yield f"127.0.0.1:{port}"


@contextlib.contextmanager
def _postgres() -> Iterator[str]:
    try:
        with with_postgres.server() as address:
            yield address
    except with_postgres.PostgresMissing as error:
        missing(f"The appview is missing: {error}")
