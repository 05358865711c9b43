# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which mails belong together, kept in the source's cursor: a reply updates the topic of what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.identity import title_key
from nahbar.topics.readers.mails.letter import Letter

MOST_THREADS = 200
MOST_MAILS = 8


@dataclass(slots=True)
class Thread:
    """One matter: the mail it began with and every later one under the same title, each with its number (0: not known)."""

    root: str
    title: str
    mails: dict[str, int] = field(default_factory=dict)

    def add(self, letter: Letter, number: int) -> None:
        """One mail more; one that came twice counts once. Of many the first and the latest are remembered."""
        self.mails[letter.id] = self.mails.get(letter.id) or number
        for name in list(self.mails)[1 : len(self.mails) - MOST_MAILS + 1]:
            del self.mails[name]


class Threads:
    """The threads of the last mails. In a folder whose mails were numbered anew the numbers are known no more."""

    def __init__(self, cursor: Mapping[str, Any], *, is_same: bool) -> None:
        rows = cursor.get("threads")
        self.rows = [found for row in (rows if isinstance(rows, list) else ()) if (found := _read(row))]
        if not is_same:
            for one in self.rows:
                one.mails = dict.fromkeys(one.mails, 0)

    def of(self, letter: Letter) -> Thread:
        """The thread the letter belongs to, perhaps a new one: under a new title it is a new matter."""
        title = fingerprint(["title", title_key(letter.title)])
        for name in (letter.id, *letter.answers):
            for one in self.rows:
                if name in one.mails and one.title == title:
                    self.rows.remove(one)
                    self.rows.append(one)
                    return one
        made = Thread(letter.id, title)
        self.rows.append(made)
        return made

    def kept(self) -> list[dict[str, Any]]:
        """As the next reading needs it; the order of the mails counts, so they are a list."""
        rows = self.rows[-MOST_THREADS:]
        return [
            {"root": one.root, "title": one.title, "mails": [[*row] for row in one.mails.items()]}
            for one in rows
        ]


def _read(row: Any) -> Thread | None:
    match row:
        case {"root": str(root), "title": str(title), "mails": list(mails)}:
            return Thread(root, title, dict(mails))
    return None
