# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything `make test` runs, in the order in which a mistake is found fastest; ends with what ran and what could not.

`python tools/run_tests.py [check|unit|corpus|kill|postgres|servers|browser|journey ...]`; without a word: all of them.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
CI = os.environ.get("CI") == "true"
PYTEST = (PYTHON, "-m", "pytest", "-q", "-rfEs")
PARALLEL = ("-n", "2", "--dist", "loadfile")
FAST = "not servers and not browser"


@dataclass(frozen=True)
class Part:
    """One command. `group`: the word that asks for it."""

    group: str
    name: str
    command: tuple[str, ...]


PARTS = (
    Part("check", "Formatierung und Regeln (ruff)", (str(BIN / "ruff"), "check", ".")),
    Part("check", "Formatierung (ruff format)", (str(BIN / "ruff"), "format", "--check", ".")),
    Part("check", "Typen (mypy --strict)", (str(BIN / "mypy"),)),
    Part("check", "Türen der Räume (import-linter)", (str(BIN / "lint-imports"),)),
    Part("check", "Lizenzen (REUSE)", (str(BIN / "reuse"), "lint", "--quiet")),
    Part(
        "unit",
        "Einheiten und Räume auf SQLite",
        (*PYTEST, *PARALLEL, "-m", f"{FAST} and not corpus and not slow"),
    ),
    Part("corpus", "Echte Dateien", (*PYTEST, *PARALLEL, "-m", f"{FAST} and corpus")),
    # The two mechanisms run side by side: each test is a process of its own.
    Part("kill", "Abbruch an jeder Stelle", (*PYTEST, "-n", "2", "-m", f"{FAST} and slow")),
    Part(
        "postgres",
        "Räume auf PostgreSQL",
        (
            PYTHON,
            "-m",
            "tools.with_postgres",
            *PYTEST,
            *PARALLEL,
            "-m",
            f"{FAST} and not corpus and not sqlite",
        ),
    ),
    Part("servers", "Echte Server", (*PYTEST, "-m", "servers and not journey")),
    Part("browser", "Seiten im Browser", (*PYTEST, "-m", "browser and not journey")),
    Part("journey", "Die Reise einer Geschichte", (*PYTEST, "-m", "journey")),
)


def main(words: list[str]) -> int:
    """Runs the parts; 0 only if each ran and passed."""
    subprocess.run([PYTHON, str(ROOT / "tools" / "compile_messages.py")], check=True, cwd=ROOT)
    wanted = set(words) or {part.group for part in PARTS}
    outcome: list[tuple[str, int, float]] = []
    for part in PARTS:
        if part.group in wanted:
            print(f"\n=== {part.name}", flush=True)
            began = time.monotonic()
            code = subprocess.run(part.command, check=False, cwd=ROOT).returncode
            outcome.append((part.name, code, time.monotonic() - began))
    print("\n=== Zusammenfassung")
    for name, code, seconds in outcome:
        print(f"{'gut   ' if code == 0 else 'FEHLER'} {seconds:6.1f} s  {name}")
    bad = sum(code != 0 for _, code, _ in outcome)
    print(f"Teile: {len(outcome) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
