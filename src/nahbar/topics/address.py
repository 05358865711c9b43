# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address somebody gave, and what can be wrong with it or with who answers there."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.wire.http import AddressRefused, AnswerLost, Fetched, NotSent

# In bytes, because PostgreSQL's index counts bytes.
MAX_ADDRESS = 2000
OK = 200


class AddressOdd(Complaint):
    sentence = _(
        "This cannot be opened: it is not the address of a web page. "
        "Please copy the address from the browser; it begins with https://."
    )


class AddressNotAllowed(Complaint):
    sentence = _(
        "This address was not opened: it leads into a private network, and Nahbar reads public pages only. "
        "Please use the public address, or ask your IT to allow this one (NAHBAR_ALLOW_PRIVATE)."
    )


class AddressUnreachable(Complaint):
    sentence = _(
        "%(host)s could not be reached: no server answers under this name. "
        "Please check the spelling, or try again later."
    )


class AnswerUnusable(Complaint):
    sentence = _(
        "The answer of %(host)s could not be read: it took too long, was too large, or broke off. "
        "Please try again later, or give the address of the feed itself."
    )


class AnswerRefused(Complaint):
    sentence = _(
        "%(host)s did not give out the page: its server answered with code %(status)s. "
        "Please check the address in the browser."
    )


class AskedTooOften(Complaint):
    sentence = _(
        "The reading of %(host)s was ended: it would have taken more requests or more time than one reading may. "
        "What was read until then stays; the next reading goes on."
    )


def web_address(text: str) -> str:
    """The address a person typed, with https:// where they left it out.

    Raises:
        AddressOdd: if it is none, is too long, or carries a password.
    """
    text = "".join(text.split())
    if not re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        fits = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.username is None
        port = parts.port
    except ValueError as error:
        raise AddressOdd from error
    if not fits or port == 0 or len(text.encode()) > MAX_ADDRESS or not text.isprintable():
        raise AddressOdd
    return text


def asked(url: str, fetch: Callable[[], Fetched]) -> Fetched:
    """The answer, with the wire's errors as sentences for people."""
    try:
        return fetch()
    except AddressRefused as error:
        raise AddressNotAllowed from error
    except NotSent as error:
        raise AddressUnreachable(host=host_of(url)) from error
    except AnswerLost as error:
        raise AnswerUnusable(host=host_of(url)) from error


def host_of(url: str) -> str:
    """The name of the server, for sentences; never the whole address, which may carry a token."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""  # no address at all, such as "A://["
