# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links in what others wrote: web addresses, or nothing."""

from urllib.parse import urljoin, urlsplit

from nahbar.foundation.letters import cleaned
from nahbar.topics.item import MAX_LINK


def web_link(link: str, base: str = "") -> str:
    """An absolute http or https address, or "" for anything else (javascript:, a password in it, too long, broken)."""
    link = cleaned("".join(link.split()))
    if not link or len(link) > MAX_LINK:
        return ""
    try:
        whole = urljoin(base, link)
        parts = urlsplit(whole)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return whole if fits and len(whole) <= MAX_LINK else ""
