# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""snac2: a small real server that speaks Mastodon's API, built from Debian's source into the cache."""

import contextlib
import fcntl
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers import debian
from tests.servers.processes import CACHE, free_port, missing, running

SUITE = "trixie"


@dataclass(frozen=True, slots=True)
class Snac:
    """A running server: its address, and people with their passwords."""

    address: str
    people: dict[str, str]


def built() -> Path:
    """The program, made once from the source package of Debian's next suite."""
    target = CACHE / f"snac2-{SUITE}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "snac2.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (target / "snac").is_file():
            _build(target)
    return target / "snac"


def _build(target: Path) -> None:
    for program in ("make", "cc", "apt-get"):
        if not shutil.which(program):
            missing(f"snac2 cannot be built here: {program} is missing.")
    if not Path("/usr/include/openssl/ssl.h").is_file():
        missing(
            "snac2 cannot be built here: the headers of OpenSSL are missing (apt-get install libssl-dev)."
        )
    root = debian.unpacked("libcurl4-openssl-dev", "libcurl4")
    libraries = next(iter((root / "usr/lib").glob("*-linux-*")))
    headers = root / "usr/include"
    include = f"-I{headers}/{libraries.name} -I{headers}"
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        tree = Path(work) / "tree"
        debian.source("snac2", suite=SUITE, target=tree)
        command = ["make", "-j2", f"CFLAGS=-O1 {include}", f"LDFLAGS=-L{libraries} -Wl,-rpath,{libraries}"]
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            missing(f"snac2 cannot be built here: {done.stderr.strip()[-300:]}")
        tree.rename(target)


@contextlib.contextmanager
def serving(folder: Path, *people: str) -> Iterator[Snac]:
    """A server with these people on a free port of loopback."""
    program, port, data = str(built()), free_port(), folder / "data"
    asked = f"127.0.0.1\n{port}\n127.0.0.1:{port}\n\n\n"
    subprocess.run(
        [program, "init", data], input=asked, text=True, capture_output=True, check=True, timeout=30
    )
    settings = json.loads((data / "server.json").read_text("utf-8"))
    (data / "server.json").write_text(json.dumps({**settings, "protocol": "http"}), "utf-8")
    passwords = {}
    for name in people:
        made = subprocess.run(
            [program, "adduser", data, name],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        passwords[name] = re.findall(r"password is (\S+)", made.stdout + made.stderr)[0]
    with running([program, "httpd", str(data)], log=folder / "snac.log", port=port):
        yield Snac(f"http://127.0.0.1:{port}", passwords)
