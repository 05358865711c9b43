# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Debian packages unpacked into the cache, never installed: the machine stays as it is."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.processes import CACHE, missing


def unpacked(*packages: str) -> Path:
    """A folder with the content of these packages, fetched once with the machine's own sources."""
    target = CACHE / "debian" / hashlib.sha256(" ".join(packages).encode()).hexdigest()[:16]
    if target.is_dir():
        return target
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        missing(f"The packages {', '.join(packages)} are missing: this machine has no apt-get.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        command = ["apt-get", "download", "-q", *packages]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            missing(f"The packages {', '.join(packages)} are missing: {done.stderr.strip()[-300:]}")
        root = Path(work) / "root"
        for archive in sorted(Path(work).glob("*.deb")):
            subprocess.run(["dpkg", "-x", archive, root], check=True, timeout=60)
        root.rename(target)
    return target


def source(package: str, *, suite: str, target: Path) -> None:
    """The upstream source of a package of another suite, through an apt configuration of its own.

    The machine's own sources give address and keyring; its lists, its packages and its state are not touched.
    """
    found = _own_archive()
    if not found:
        missing(
            f"The source of {package} is missing: no Debian archive stands in this machine's apt sources."
        )
    address, keyring = found
    with tempfile.TemporaryDirectory() as work:
        for name in ("lists/partial", "cache/archives/partial", "out"):
            (Path(work) / name).mkdir(parents=True)
        signed = f" [signed-by={keyring}]" if keyring else ""
        (Path(work) / "sources.list").write_text(f"deb-src{signed} {address} {suite} main\n", "utf-8")
        given = {"Etc::SourceList": "sources.list", "State::Lists": "lists", "Cache": "cache"}
        options = [f"-oDir::{key}={work}/{value}" for key, value in given.items()]
        options += ["-oDir::Etc::SourceParts=/dev/null", "-q"]
        for step in (["update"], ["source", "--download-only", package]):
            done = subprocess.run(
                ["apt-get", *options, *step],
                cwd=f"{work}/out",
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            if done.returncode:
                missing(f"The source of {package} ({suite}) is missing: {done.stderr.strip()[-300:]}")
        archive = next(iter(Path(work, "out").glob("*.orig.tar.*")))
        target.mkdir(parents=True)
        subprocess.run(["tar", "xf", archive, "-C", target, "--strip-components=1"], check=True, timeout=60)


def _own_archive() -> tuple[str, str] | None:
    """Address and keyring of the Debian archive this machine uses itself."""
    for file in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        for block in file.read_text("utf-8", "replace").split("\n\n"):
            lines = (line.partition(":") for line in block.splitlines() if ":" in line and line[0] != "#")
            rows = {key.strip(): value.strip() for key, _, value in lines}
            address = rows.get("URIs", "").split(" ")[0].rstrip("/")
            if address.endswith("/debian"):
                return address, rows.get("Signed-By", "")
    listed = Path("/etc/apt/sources.list")
    for line in listed.read_text("utf-8", "replace").splitlines() if listed.is_file() else ():
        words = [one for one in line.split() if not one.startswith(("[", "signed-by"))]
        if len(words) > 1 and words[0] == "deb" and words[1].rstrip("/").endswith("/debian"):
            return words[1], ""
    return None
