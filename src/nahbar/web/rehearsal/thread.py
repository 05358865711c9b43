# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said below a post, citizens and we, in the order in which it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nahbar.channels.post import Comment

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. `depth`: how far it is set in, at most three steps."""

    id: str
    author: str
    text: str
    at: datetime
    depth: int
    is_ours: bool


def thread(root: str, posts: Iterable[Any], comments: Iterable[Comment]) -> list[Line]:
    """All answers below `root`, each after what it answers; `root` "": what was said to us without a post."""
    below: dict[str, list[tuple[datetime, str, str, str, bool]]] = {}
    for one in comments:
        line = (one.written_at, one.remote_id, one.author_name, one.text, False)
        below.setdefault(one.parent_remote_id, []).append(line)
    for one in posts:
        if one.in_reply_to:
            below.setdefault(one.in_reply_to, []).append((one.shown_at, one.id, "", one.text, True))
    found: list[Line] = []
    waiting = [(0, row) for row in sorted(below.pop(root, []), reverse=True)]
    while waiting:
        depth, (at, name, author, text, is_ours) = waiting.pop()
        found.append(Line(name, author, text, at, min(depth, DEEPEST), is_ours))
        waiting += [(depth + 1, row) for row in sorted(below.pop(name, []), reverse=True)]
    return found
