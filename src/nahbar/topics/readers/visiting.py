# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the address a person gave, and asking again for what was opened before."""

from nahbar.topics.address import OK, AddressUnreachable, AnswerRefused, host_of, web_address
from nahbar.topics.readers.pages.manners import Guest
from nahbar.topics.readers.reader import Ask, Given
from nahbar.wire.http import Fetched


def opened(address: str, ask: Ask, *, limit_bytes: int) -> Fetched:
    """What answers there; where the person named no scheme, a site that knows http alone is found too.

    Raises:
        AddressOdd: it is no address.
        AnswerRefused: the server gives out nothing.
    """
    whole = web_address(address)
    try:
        page = ask.get(whole, limit_bytes=limit_bytes)
    except AddressUnreachable:
        if "://" in address:
            raise
        page = ask.get(whole.replace("https://", "http://", 1), limit_bytes=limit_bytes)
    return demanded(page)


def again(given: Given, ask: Ask, *, limit_bytes: int, is_whole: bool = False) -> Fetched:
    """What is there now, or that it is unchanged; `is_whole`: given out even so.

    Raises:
        AnswerRefused: the server gives out nothing.
    """
    page = ask.get(
        given.address,
        limit_bytes=limit_bytes,
        etag="" if is_whole else str(given.cursor.get("etag", "")),
        last_modified="" if is_whole else str(given.cursor.get("last_modified", "")),
    )
    return page if page.not_modified else demanded(page)


def demanded(page: Fetched) -> Fetched:
    """The page, if it was given out.

    Raises:
        AnswerRefused: it was not.
    """
    if page.status != OK:
        raise AnswerRefused(host=host_of(page.url), status=page.status)
    return page


def kept(page: Fetched) -> dict[str, str]:
    """What the server needs to say "unchanged" next time."""
    return {
        "etag": page.headers.get("etag", "")[:300],
        "last_modified": page.headers.get("last-modified", "")[:100],
    }


def allowed(page: Fetched, guest: Guest, *, asked: str = "") -> None:
    """Whether the site lets programs read the page; `asked`: the address that was allowed before.

    Raises:
        PageForbidden: it does not.
    """
    if host_of(page.url) != host_of(asked):
        guest.demand(page.url)
