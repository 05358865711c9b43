# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs every part of the studio's benchmark; the last line is JSON with the keys of all. memory_mb is the highest of them."""

import json

from benchmarks.studio import cards, film

PARTS = (cards.measured, film.measured)


def main() -> None:
    figures: dict[str, float] = {}
    memory = 0.0
    for part in PARTS:
        found = part()
        memory = max(memory, found.pop("memory_mb", 0.0))
        figures |= found
    print(json.dumps({**figures, "memory_mb": round(memory, 1)}))


if __name__ == "__main__":
    main()
