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
