# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs a command with a PostgreSQL server of its own: `python -m tools.with_postgres COMMAND ...`.

The server listens on loopback only, keeps its data in a folder that is removed at the end, and is told to
the command by NAHBAR_DATABASE_URL.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresMissing(Exception):
    """No PostgreSQL server is installed here."""


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise PostgresMissing("PostgreSQL fehlt. Bitte: sudo apt install postgresql")
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _as_server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; then it runs as the user its package made."""
    if os.getuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def server() -> Iterator[str]:
    """A running server; its address for NAHBAR_DATABASE_URL."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="nahbar-postgres-"))
    prefix = _as_server_user(folder)
    data, port = folder / "data", _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": "/"}
    try:
        subprocess.run(
            [*prefix, binaries / "initdb", "-D", data, "-A", "trust", "-U", "nahbar", "-E", "UTF8"],
            check=True,
            **quiet,
        )
        subprocess.run(
            [*prefix, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
            check=True,
            **quiet,
        )
        try:
            yield f"postgresql://nahbar@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(
                [*prefix, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, **quiet
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """The command's exit code; 3 where no server is to be had."""
    try:
        with server() as address:
            return subprocess.run(
                sys.argv[1:], check=False, env={**os.environ, "NAHBAR_DATABASE_URL": address}
            ).returncode
    except PostgresMissing as error:
        print(error)
        return 3


if __name__ == "__main__":
    sys.exit(main())
