# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every part one after the other, each in a process of its own so that none counts another's memory; last a line of JSON."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = "import json, {module} as part; print(json.dumps(part.measured()))"


def main() -> None:
    """Asks each file beside this one for `measured()`."""
    found: dict[str, float] = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        module = f"benchmarks.studio.{path.stem}"
        print(f"{path.stem} ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-c", ASK.format(module=module)],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        told = json.loads(done.stdout.splitlines()[-1])
        # Parts do not run at the same time: what counts is the one that held most.
        memory = max(found.get("memory_mb", 0.0), told.get("memory_mb", 0.0))
        found |= {**told, "memory_mb": memory}
    print(json.dumps(found, sort_keys=True))


if __name__ == "__main__":
    main()
