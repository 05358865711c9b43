# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds what repeats on a page: the lists of entries, as descriptions that can be used again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from nahbar.topics.readers.pages.rows import Row, follow_ups, row
from nahbar.topics.readers.pages.tree import Element, absolute, lies_aside, one_line, said, tag_of

MAX_ANCHORS = 3000
MAX_LEVELS = 8
MAX_DESCRIPTIONS = 60
MAX_ROWS = 200
MAX_STEPS = 40
ROWS_AT_LEAST = 3
TITLE_USUAL = 25
NAME = re.compile(r"^[A-Za-z_-][A-Za-z_-]{1,40}$")
# What says where an entry stands or how it feels, not what it is.
FLEETING = re.compile(
    r"^-?(.*[-_])?(odd|even|first|last|active|current|open|hidden|visible)$|^(lazy|is-.*|has-.*|js-.*|col|row|clearfix|no-.*)$",
    re.IGNORECASE,
)
LIST_STEP = re.compile(r"^([a-z][a-z0-9]*)((?:[.#][A-Za-z_-]+)*)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a description: its name, its lasting classes, its id where that is a word."""

    tag: str
    classes: frozenset[str] = frozenset()
    id: str = ""

    def fits(self, element: Element) -> bool:
        """Whether the element is such a one, whatever other classes it has."""
        if element.tag != self.tag or (self.id and element.get("id") != self.id):
            return False
        return not self.classes or self.classes <= frozenset((element.get("class") or "").split())

    def __str__(self) -> str:
        name = f"{self.tag}#{self.id}" if self.id else self.tag
        return ".".join([name, *sorted(self.classes)])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A list of entries that repeats on a page: a CSS selector of its entries, and what they say."""

    selector: str
    rows: tuple[Row, ...]
    score: float


def find(tree: Element, *, url: str, base: str) -> tuple[Pattern, ...]:
    """The lists of entries on a page, best first; at most 10.

    Args:
        tree: the page.
        url: where it was found.
        base: what its relative links are taken from.

    """
    found = []
    for steps in _descriptions(tree, base):
        elements = _select(tree, steps)
        rows = _rows(elements, base=base, url=url)
        if len(rows) >= ROWS_AT_LEAST:
            score = _score(rows, elements, url)
            if score > 0:
                found.append(Pattern(_shortest(tree, steps, elements), rows, score))
    return _apart(sorted(found, key=lambda one: -one.score))


def select(tree: Element, selector: str, *, url: str, base: str) -> tuple[Row, ...]:
    """The entries a description selects on a page; none for a description that is none."""
    steps = []
    for part in selector[:2000].split(" > ")[:MAX_STEPS]:
        made = _step(part)
        if made is None:
            return ()
        steps.append(made)
    return _rows(_select(tree, tuple(steps)), base=base, url=url)


def _step(part: str) -> Step | None:
    match = LIST_STEP.match(part)
    if not match:
        return None
    marks = re.findall(r"([.#])([^.#]+)", match[2])
    ids = [name for mark, name in marks if mark == "#"]
    return Step(match[1], frozenset(name for mark, name in marks if mark == "."), ids[0] if ids else "")


def _rows(elements: list[Element], *, base: str, url: str) -> tuple[Row, ...]:
    """One row for each link, the first of it; links to the page itself are none."""
    found: dict[str, Row] = {}
    for element in elements[:MAX_ROWS]:
        made = row(follow_ups(element, tag_of(element)), base=base)
        if made and made.link.rstrip("/") != url.partition("#")[0].rstrip("/"):
            found.setdefault(made.link, made)
    return tuple(found.values())


def _select(tree: Element, steps: tuple[Step, ...]) -> list[Element]:
    found: list[Element] = []
    aside: dict[Element, bool] = {}
    for element in tree.iter(steps[-1].tag):
        one: Element | None = element
        for step in reversed(steps):
            if one is None or not step.fits(one):
                break
            one = one.getparent()
        else:
            if not lies_aside(element, aside):
                found.append(element)
            if len(found) >= MAX_ROWS:
                break
    return found


def _descriptions(tree: Element, base: str) -> Iterator[tuple[Step, ...]]:
    """Whole ways from the page's root to what repeats, the ones with most to read first."""
    weight: Counter[tuple[Step, ...]] = Counter()
    paths: dict[Element, tuple[Step, ...]] = {}
    for parent, children in _families(tree, base).items():
        for step in _steps(children):
            members = [child for child in children if step.fits(child)]
            if parent not in paths:
                paths[parent] = _path(parent)
            weight[*paths[parent], step] += sum(
                min(len(one_line(child, limit=300)), 300) for child in members[:30]
            )
    return (steps for steps, _ in weight.most_common(MAX_DESCRIPTIONS))


def _families(tree: Element, base: str) -> dict[Element, list[Element]]:
    """For each element its children that lead somewhere, outside of what is no content."""
    families: dict[Element, dict[Element, None]] = defaultdict(dict)
    aside: dict[Element, bool] = {}
    anchors = 0
    for anchor in tree.iter("a"):
        if not absolute(said(anchor, "href"), base) or lies_aside(anchor, aside):
            continue
        anchors += 1
        if anchors > MAX_ANCHORS:
            break
        child = anchor
        for _ in range(MAX_LEVELS):
            parent = child.getparent()
            if parent is None:
                break
            families[parent][child] = None
            child = parent
    return {parent: list(children) for parent, children in families.items()}


def _steps(children: list[Element]) -> list[Step]:
    """What several children have in common: name and classes, or the name alone."""
    by_tag = Counter(tag_of(child) for child in children)
    exact = Counter((tag_of(child), _classes(child)) for child in children)
    single = Counter((tag_of(child), frozenset({name})) for child in children for name in _classes(child))
    counted = {**{(tag, frozenset[str]()): n for tag, n in by_tag.items()}, **exact, **single}
    usual = [(n, tag, classes) for (tag, classes), n in counted.items() if tag]
    usual.sort(key=lambda one: (-one[0], -len(one[2]), one[1], sorted(one[2])))
    return [Step(tag, classes) for _, tag, classes in usual[:8]]


def _classes(element: Element) -> frozenset[str]:
    names = (element.get("class") or "")[:500].split()[:10]
    return frozenset(name for name in names if NAME.match(name) and not FLEETING.match(name))


def _path(element: Element) -> tuple[Step, ...]:
    way: list[Step] = []
    one: Element | None = element
    while one is not None and len(way) < MAX_STEPS:
        name = one.get("id") or ""
        way.append(Step(tag_of(one), _classes(one), name if NAME.match(name) else ""))
        one = one.getparent()
    return tuple(reversed(way))


def _shortest(tree: Element, steps: tuple[Step, ...], elements: list[Element]) -> str:
    """The end of the way that still selects the same: what changes around the list does not matter.

    An end without any name of its own ("ul > li") would fit too much once the page changes.
    """
    for length in range(2, len(steps)):
        end = steps[-length:]
        if any(step.classes or step.id for step in end) and len(_select(tree, end)) == len(elements):
            return " > ".join(map(str, end))
    return " > ".join(map(str, steps))


def _score(rows: tuple[Row, ...], elements: list[Element], url: str) -> float:
    """How much this looks like a list of news; 0 for what surely is none."""
    count = len(rows)
    if count * 2 < len(elements):
        return 0
    dated = sum(1 for one in rows if one.date) / count
    told = sum(1 for one in rows if len(one.teaser) > 40) / count  # noqa: PLR2004 - a sentence
    titles = sorted(len(one.title) for one in rows)
    title = titles[count // 2]
    crowded = sum(one.links for one in rows) / count
    own = sum(1 for one in rows if _site(one.link) == _site(url)) / count
    if crowded > 2 or (dated < 0.5 and title < TITLE_USUAL and told < 0.5):  # noqa: PLR2004
        return 0
    size = min(count, 12) / 12
    length = min(title, 60) / 60
    return (0.8 * size + 1.5 * dated + 0.8 * told + length + 1.4 * own - 1 - 0.7 * (crowded - 1)) * (
        1.15 if _is_main(elements[0]) else 1
    )


def _site(url: str) -> str:
    """The last two parts of the host: news may stand on another server of the same house."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _is_main(element: Element) -> bool:
    return any(tag_of(one) == "main" or one.get("role") == "main" for one in element.iterancestors())


def _apart(patterns: list[Pattern]) -> tuple[Pattern, ...]:
    """Of descriptions that select much the same, the best one."""
    kept: list[Pattern] = []
    seen: list[set[str]] = []
    for one in patterns:
        links = {each.link for each in one.rows}
        if all(len(links & other) * 2 < min(len(links), len(other)) for other in seen):
            kept.append(one)
            seen.append(links)
    return tuple(kept[:10])
