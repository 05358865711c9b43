# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Are two matters the same? Pairs labelled by hand (`same.jsonl`, ids only), and how long a thousand new ones take.

`python -m benchmarks.radar.same`; ends with one JSON line. Each kind of id (`news`, `paper`, `top`, ...) is a source, each
town a house. `cross_*`: only pairs of two sources; a pair within one source counts as the same where it is nearly a copy.
"""

import json
import os
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from benchmarks.radar.documents import BESIDE, Documents, documents
from nahbar.radar.matter import Kind, Matter
from nahbar.radar.recognition import recognise
from nahbar.radar.same import SAME, Known
from nahbar.radar.traits import Traits, traits
from nahbar.topics.plain import plain

LABELS = Path(__file__).parent / "same.jsonl"
HOUSES = (("news", "paper", "top"), ("town",), ("job",))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
KNOWN, NEW = 10_000, 1_000
LONG_AGO = date(1970, 1, 1)
FRONTS = "Straßen Schul Kinder Abfall Wasser Sport Kultur Jugend Verkehrs Klima Wohnungs Brücken Markt Garten Wald".split()
BACKS = "planung amt fest sperrung sanierung förderung satzung ausschuss erneuerung ordnung bericht konzept".split()


def main() -> None:
    found = documents(Path(os.environ.get("DOCS", BESIDE)))
    found.update(_agenda(Path(os.environ.get("DOCS", BESIDE)) / "oparl-karlsruhe-papers"))
    same = {pair for kinds in HOUSES for pair in _same_pairs(found, kinds)}
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    labels = [(frozenset((one["a"], one["b"])), one["same"]) for one in map(json.loads, lines)]
    for pair, is_same in labels:
        if is_same != (pair in same):
            print("missed" if is_same else "wrong", *sorted(pair))
    cross = [(pair, is_same) for pair, is_same in labels if len({_source(name) for name in pair}) > 1]
    figures = {
        "pairs": len(labels),
        **_figures("", labels, same),
        **_figures("cross_", cross, same),
        "new_1000_of_10000_s": _seconds(),
    }
    print(json.dumps(figures))


def _source(name: str) -> str:
    return name.split(":", maxsplit=1)[0]


def _figures(
    prefix: str, labels: list[tuple[frozenset[str], bool]], same: set[frozenset[str]]
) -> dict[str, float]:
    right = sum(is_same and pair in same for pair, is_same in labels)
    said = sum(pair in same for pair, _ in labels)
    wanted = sum(is_same for _, is_same in labels)
    return {
        f"{prefix}precision": round(right / said, 3) if said else 1.0,
        f"{prefix}recall": round(right / wanted, 3),
    }


def _same_pairs(found: Documents, kinds: tuple[str, ...]) -> set[frozenset[str]]:
    """As filing does it: one after the other by date, each joined to the likest one that was there before."""
    names = [name for name in found if _source(name) in kinds]
    names.sort(key=lambda name: (found[name].published_on or LONG_AGO, name))
    known, group = Known(), {}
    for name in names:
        known.add(name, _source(name), _traits(found[name]))
        likest = known.alike(name, least=SAME)
        group[name] = group[likest[0].name] if likest else name
        if likest:
            known.joined(name)
    members: dict[str, list[str]] = {}
    for name, lead in group.items():
        members.setdefault(lead, []).append(name)
    return {frozenset((a, b)) for all_of in members.values() for a in all_of for b in all_of if a < b}


def _traits(matter: Matter) -> Traits:
    return traits(matter, recognise(matter, today=matter.published_on or LONG_AGO))


def _agenda(folder: Path) -> Iterator[tuple[str, Matter]]:
    path = folder / "tagesordnungspunkte-recent.atom.xml"
    if not path.exists():
        return
    for entry in etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).iterfind(
        ".//a:entry", ATOM
    ):
        said = {
            name: entry.findtext(f"a:{name}", "", namespaces=ATOM)
            for name in ("id", "title", "content", "updated")
        }
        link = entry.find("a:link", ATOM)
        yield (
            f"top:{said['id'].rpartition('/')[2]}",
            Matter(
                plain(said["title"]),
                plain(said["content"]),
                Kind.PAPER,
                link=link.get("href", "") if link is not None else "",
                published_on=date.fromisoformat(said["updated"][:10]),
            ),
        )


def _seconds() -> float:
    """To add a thousand matters to ten thousand and ask for each."""
    chosen = random.Random(11)
    known = Known((f"alt {n}", f"q{n % 5}", _made(chosen, n)) for n in range(KNOWN))
    new = [_made(chosen, n) for n in range(NEW)]
    begun = time.process_time()
    for n, one in enumerate(new):
        known.add(f"neu {n}", "neu", one)
        known.alike(f"neu {n}")
    return round(time.process_time() - begun, 2)


def _made(chosen: random.Random, number: int) -> Traits:
    words = [
        chosen.choice(FRONTS) + chosen.choice(BACKS) + chosen.choice(["", *"abcdefghijk"]) for _ in range(40)
    ]
    day = date(2026, 1, 1) + timedelta(days=number % 365)
    return traits(Matter(" ".join(words[:5]), " ".join(words), published_on=day), None)


if __name__ == "__main__":
    main()
