# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One OParl object as a server gave it, and its fields as far as they are what they should be."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.topics.address import OK, AnswerRefused, host_of
from nahbar.topics.dates import moment
from nahbar.topics.item import MAX_LINK
from nahbar.topics.letters import decoded
from nahbar.topics.readers.reader import Ask

Thing = dict[str, Any]

MAX_BYTES = 5 * 1024 * 1024
MAX_BRACKETS = 200_000
MAX_FIELD = 100_000
MAX_MEMBERS = 500
BERLIN = ZoneInfo("Europe/Berlin")
ZONE = re.compile(r"(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})$", re.IGNORECASE)


class NotOParl(Complaint):
    sentence = _(
        "%(host)s answered with something that is no OParl. "
        "Please ask whoever runs the council information system for its OParl address."
    )


def opened(url: str, ask: Ask) -> Any:
    """What stands behind an address, whatever type its server calls it.

    Raises:
        AnswerRefused, NotOParl: the server says no, or says something else.
        Complaint: what the window raises.
    """
    answer = ask.get(url, limit_bytes=MAX_BYTES, headers={"Accept": "application/json"})
    if answer.status != OK:
        raise AnswerRefused(host=host_of(url), status=answer.status)
    return parsed(answer.body, url=url)


def parsed(body: bytes, *, url: str) -> Any:
    """The JSON of an answer.

    Raises:
        NotOParl: it is none, or far deeper or larger than any list.
    """
    text = decoded(body).strip()
    if text[:1] not in {"{", "["} or text.count("{") + text.count("[") > MAX_BRACKETS:
        raise NotOParl(host=host_of(url))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NotOParl(host=host_of(url)) from error


def kind_of(thing: Thing) -> str:
    """What the object calls itself: "Paper", "Meeting"; "" where it does not."""
    return words(thing, "type").rstrip("/").rpartition("/")[2]


def words(thing: Thing, name: str, *, limit: int = 1000) -> str:
    """A text on one line; numbers as text, of several the first; "" for anything else."""
    value = thing.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if isinstance(value, int) and abs(value) > 10**15:
        return ""
    return " ".join(cleaned(str(value)[:MAX_FIELD]).split())[:limit].strip()


def flag(thing: Thing, name: str) -> bool | None:
    """Yes, no, or None where nothing usable is said."""
    value = thing.get(name)
    if isinstance(value, str):
        return {"true": True, "1": True, "ja": True, "false": False, "0": False, "nein": False}.get(
            value.lower()
        )
    return bool(value) if isinstance(value, bool | int) else None


def address(value: Any, *, near: str) -> str:
    """Where a field leads: an address, or the id of what is embedded; "" for anything but http and https.

    A server reached by https that names itself with http is meant with https.
    """
    value = value.get("id") if isinstance(value, dict) else value
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_LINK:
        return ""
    try:
        whole = urljoin(near, cleaned(value.strip()))
        parts, home = urlsplit(whole), urlsplit(near)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        if parts.scheme == "http" and home.scheme == "https" and parts.netloc == home.netloc:
            whole = f"https{whole[len(parts.scheme) :]}"
    except ValueError:
        return ""
    return whole if fits and whole.isprintable() else ""


def members(thing: Thing, name: str) -> list[Any]:
    """What a field holds, as a list: objects and addresses, whether it gives one or many."""
    value = thing.get(name)
    found = value if isinstance(value, list) else [value]
    return [
        one for one in found[:MAX_MEMBERS] if isinstance(one, dict) or (isinstance(one, str) and one.strip())
    ]


def when(thing: Thing, name: str) -> datetime | None:
    """A moment in UTC; without a zone it is meant in Germany, a day alone is its beginning in UTC."""
    text = words(thing, name, limit=40)
    found = moment(text)
    if found is None or ":" not in text or ZONE.search(text):
        return found
    return found.replace(tzinfo=BERLIN).astimezone(UTC)


def is_gone(thing: Thing) -> bool:
    """Whether the server says that this was taken away."""
    return flag(thing, "deleted") is True
