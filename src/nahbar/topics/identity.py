# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this the same item? Sources change their ids, addresses and formats; people see one news item."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.item import Item

NOISE = re.compile(
    r"^(utm_.*|pk_.*|mtm_.*|piwik_.*|matomo_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|wt_.*|xtor|ref|source"
    r"|phpsessid|jsessionid|sid|session_?id|cfid|cftoken|ns_.*|cmp|campaign)$",
    re.IGNORECASE,
)
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
FRAGMENT_NOISE = re.compile(r"^(utm_|pk_|mtm_|xtor=|ref=|wt_)", re.IGNORECASE)
INDEX = re.compile(r"/(index|default)\.(html?|php|aspx?|jsp)$", re.IGNORECASE)
LETTERS = re.compile(r"\W+")
RELAUNCH_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Keys:
    """What an item is recognised by: digests, "" where the feed gives nothing; its day; its title."""

    item: str
    link: str
    content: str
    title: str
    day: date | None


def canonical(link: str) -> str:
    """The address without what differs between links to the same page: scheme, www, tracking, sessions."""
    try:
        parts = urlsplit(link.strip())
        port = parts.port
    except ValueError:
        return link.strip()
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return link.strip()
    host = parts.hostname.lower().removeprefix("www.")
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    path = INDEX.sub("/", SESSION.sub("", parts.path)).rstrip("/")
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not NOISE.match(k)]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    fragment = "" if not parts.fragment or FRAGMENT_NOISE.match(parts.fragment) else f"#{parts.fragment}"
    return f"{host}{path}{query}{fragment}"


def keys(item: Item) -> Keys:
    """The keys of an item as it came."""
    return Keys(
        item=item_key(item.identifier),
        link=fingerprint(["link", canonical(item.link)]) if item.link else "",
        content=content_key(item.title, item.text),
        title=_loose(item.title),
        day=day_of(item.published_at),
    )


def item_key(identifier: str) -> str:
    """The key of the name a source has for an item; "" where it has none."""
    identifier = canonical(identifier)
    return fingerprint(["item", identifier]) if identifier else ""


def content_key(title: str, text: str) -> str:
    """Digest of the words: blanks, punctuation, case and markup do not count."""
    return fingerprint(["content", _loose(title), _loose(text)])


def title_key(title: str) -> str:
    """The words of a title, as Keys.title has them."""
    return _loose(title)


def day_of(moment: datetime | None) -> date | None:
    """The day in UTC."""
    return moment.astimezone(UTC).date() if moment else None


def _loose(text: str) -> str:
    return LETTERS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def match(known: Sequence[Keys], items: Sequence[Keys]) -> list[int | None]:
    """For each item of one reading the index of the known one it is, or None: it is new.

    An id or a link counts only where it belongs to one item of the reading, and what is known is given away
    once. Under new ids an item is recognised by words and day. After a relaunch, when no id and no link is
    left as it was, words alone suffice, or title and day.
    """
    pairs = _Pairs(known, items)
    pairs.find(lambda one: one.item, _is_same_id)
    pairs.find(lambda one: one.link, _always)
    is_relaunch = not pairs.taken and min(len(known), len(items)) >= RELAUNCH_AT_LEAST
    pairs.find(lambda one: (one.content, one.day), _always, is_crowd_fine=True)
    pairs.find(lambda one: one.content, _is_day_open)
    if is_relaunch:
        pairs.find(lambda one: one.content, _always)
        pairs.find(lambda one: (one.title, one.day) if one.day and one.title else "", _always)
    return pairs.found


class _Pairs:
    """Pairs items with what is known, strongest key first."""

    def __init__(self, known: Sequence[Keys], items: Sequence[Keys]) -> None:
        self.known, self.items = known, items
        self.found: list[int | None] = [None] * len(items)
        self.taken: set[int] = set()

    def find(
        self,
        key: Callable[[Keys], Hashable],
        fits: Callable[[Keys, Keys], bool],
        *,
        is_crowd_fine: bool = False,
    ) -> None:
        """Pairs by one key what no stronger key has paired; `is_crowd_fine`: several of one key, in order."""
        crowd = Counter(key(one) for one in self.items)
        free: dict[Hashable, list[int]] = {}
        for index, one in enumerate(self.known):
            if index not in self.taken:
                free.setdefault(key(one), []).append(index)
        for place, item in enumerate(self.items):
            name = key(item)
            if self.found[place] is not None or not name or not (is_crowd_fine or crowd[name] == 1):
                continue
            hit = next((i for i in free.get(name, ()) if fits(self.known[i], item)), None)
            if hit is not None:
                free[name].remove(hit)
                self.found[place] = hit
                self.taken.add(hit)


def _always(_known: Keys, _item: Keys) -> bool:
    return True


def _is_same_id(known: Keys, item: Keys) -> bool:
    """Some feeds number their items 1, 2, 3 anew each time: then the id agrees and nothing else does."""
    if known.link and known.link == item.link:
        return True
    return known.title == item.title or known.content == item.content or known.day == item.day


def _is_day_open(known: Keys, item: Keys) -> bool:
    """The same words on another day are another item: "Ratssitzung" comes every month."""
    return known.day is None or item.day is None


def doubles(items: Sequence[Keys]) -> list[int]:
    """For each item the place of the first one in the same reading that is the same, usually its own."""
    first: dict[Hashable, int] = {}
    places = []
    for place, one in enumerate(items):
        by_id = ("id", one.item, one.content) if one.item else None
        by_link = ("link", one.link, one.content) if one.link else None
        bare = ("words", one.content, one.day) if not one.item and not one.link else None
        names = [name for name in (by_id, by_link, bare) if name]
        home = next((first[name] for name in names if name in first), place)
        for name in names:
            first.setdefault(name, home)
        places.append(home)
    return places
