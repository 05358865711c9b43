# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What does the radar recognise of labelled documents, how fast, and how long does a search take? The last line is JSON.

LABELS=file and DOCS=folder take other labels and documents (README.md beside it); `--show` names every miss.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

from benchmarks.radar import documents, scores, search

HERE = Path(__file__).resolve().parent


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--show", action="store_true", help="name every document that was read otherwise")
    asked.add_argument("--no-search", action="store_true", help="leave the database out")
    given = asked.parse_args()
    labels = Path(os.environ.get("LABELS") or HERE / "labels.jsonl")
    folder = Path(os.environ.get("DOCS") or documents.BESIDE)
    lines = labels.read_text(encoding="utf-8").splitlines()
    read = scores.read([json.loads(line) for line in lines if line.strip()], documents.documents(folder))
    for half in sorted({one.half for one in read if one.half}):
        part = [one for one in read if one.half == half]
        print(f"{half}: {len(part)} documents, {json.dumps(scores.figures(part))}")
    unsaid = scores.figures(scores.without_kind(read))
    print(f"without what the source says it is: {json.dumps(unsaid)}")
    if given.show:
        print("\n".join(scores.misses(read)))
    found = scores.figures(read) | {"docs_per_s_core": scores.speed(read)}
    if not given.no_search:
        with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as passing:
            found["search_ms"] = search.milliseconds(Path(passing))
    print(json.dumps({"documents": len(read)} | found))


if __name__ == "__main__":
    main()
