# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a site asks of readers in its robots.txt, as RFC 9309 has it: the longest rule that fits decides."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from nahbar.topics.letters import decoded

NAME = "nahbar"
# RFC 9309, 2.5: at least 500 KiB are read.
MAX_BYTES = 512 * 1024
MAX_RULES = 2000
MAX_PATH = 2000
LONGEST_DELAY = 60.0
LINE = re.compile(r"^\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows Nahbar: paths with yes or no, and the seconds to wait between two requests."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether this address may be read; without a rule that fits it may."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/")[:MAX_PATH]
        path = f"{path}?{unquote(parts.query)}"[:MAX_PATH] if parts.query else path
        best, verdict = -1, True
        for rule, may in self.paths:
            is_stronger = len(rule) > best or (len(rule) == best and may)
            if is_stronger and _fits(rule, path):
                best, verdict = len(rule), may
        return verdict


def rules(data: bytes) -> Rules:
    """The rules for Nahbar, else those for everybody; a file that is none allows everything."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    is_head = False
    for line in decoded(data[:MAX_BYTES]).splitlines():
        match = LINE.match(line)
        if not match:
            continue
        field, value = match[1].lower(), match[2].strip()
        if field == "user-agent":
            names = [*names, value.lower()] if is_head else [value.lower()]
            groups.setdefault(value.lower(), [])
        else:
            for name in names:
                groups[name].append((field, value))
        is_head = field == "user-agent"
    return _made(groups.get(NAME, groups.get("*", [])))


def _made(lines: list[tuple[str, str]]) -> Rules:
    paths, delay = [], 0.0
    for field, value in lines[:MAX_RULES]:
        if field == "crawl-delay":
            delay = _seconds(value)
        elif value:
            paths.append((unquote(value)[:MAX_PATH], field == "allow"))
    return Rules(tuple(paths), delay)


def _seconds(value: str) -> float:
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), LONGEST_DELAY) if seconds == seconds else 0.0  # noqa: PLR0124 - no number equals itself


def _fits(rule: str, path: str) -> bool:
    """Whether a rule with * (anything) and $ (the end) fits the path's begin; takes each piece where it first comes."""
    is_whole = rule.endswith("$")
    first, *others = rule.rstrip("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(others, start=1):
        if is_whole and number == len(others):
            return len(path) - len(piece) >= at and path.endswith(piece)
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not is_whole or at == len(path)
