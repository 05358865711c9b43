# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking a platform: what the transport and the web mean for a post, the same for every connector."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from nahbar.channels.errors import WHOSE, ConnectorError, OutcomeUnknown, Reason, Refused, TryLater, Whose
from nahbar.channels.transport import AddressRefused, Answer, AnswerLost, File, NotSent, Transport

_HOST = re.compile(r"([\w.\-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?")
LONGEST_WAIT = timedelta(days=1)
MEANINGS: dict[int, Reason] = {
    400: Reason.TEXT_REFUSED,
    401: Reason.SIGN_IN_AGAIN,
    403: Reason.RIGHT_MISSING,
    404: Reason.GONE,
    410: Reason.GONE,
    413: Reason.PICTURE_REFUSED,
    415: Reason.PICTURE_REFUSED,
    422: Reason.TEXT_REFUSED,
}
S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")


def careful(
    *, public: bool = False
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """A connector's method that stumbles over an answer of odd shape says so in one of the three errors."""

    def dress(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(method)
        def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(self, *args, **kwargs)
            except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
                detail = f"{type(error).__name__}: {error}"
                if public:
                    raise OutcomeUnknown(Reason.ODD_ANSWER, detail=detail) from error
                raise TryLater(Reason.ODD_ANSWER, detail=detail) from error

        return call

    return dress


def refused(answer: Answer, reason: Reason | None = None) -> Refused:
    """The refusal an answer means: by its status, unless the connector knows better."""
    meant = reason or MEANINGS.get(answer.status, Reason.ODD_ANSWER)
    return Refused(meant, whose=WHOSE.get(meant, Whose.PLATFORM), detail=said(answer))


def ask(
    transport: Transport,
    method: str,
    url: str,
    *,
    public: bool = False,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    json: Any = None,
    form: Mapping[str, str | list[str]] | None = None,
    files: Mapping[str, File] | None = None,
    content: bytes | Path | None = None,
) -> Answer:
    """An answer below 500 that is not 429; its meaning is the platform's own.

    `public`: the call changes what people see, so a lost, broken or diverted answer leaves its outcome open.

    Raises:
        Refused: ADDRESS_REFUSED, the operator's guard does not let the request out.
        TryLater: not sent, too many requests, or a fault of the server where nothing public was at stake.
        OutcomeUnknown: `public`, and the answer is lost, a redirect (3xx), 408, or a fault of the server (5xx).

    """
    try:
        answer = transport.request(
            method, url, headers=headers, query=query, json=json, form=form, files=files, content=content
        )
    except AddressRefused as error:
        raise Refused(Reason.ADDRESS_REFUSED, whose=Whose.OPERATOR, detail=str(error)) from error
    except NotSent as error:
        raise TryLater(Reason.UNREACHABLE, detail=str(error)) from error
    except AnswerLost as error:
        if public:
            raise OutcomeUnknown(Reason.ANSWER_LOST, detail=str(error)) from error
        raise TryLater(Reason.UNREACHABLE, detail=str(error)) from error
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TryLater(Reason.RATE_LIMITED, detail=said(answer), after=pause(answer.headers))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        if public:
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail=said(answer))
        raise TryLater(Reason.UNREACHABLE, detail=said(answer), after=pause(answer.headers))
    if public and (300 <= answer.status < 400 or answer.status == HTTPStatus.REQUEST_TIMEOUT):  # noqa: PLR2004
        # Something on the way sends us elsewhere, or lost patience: that does not say what the platform did.
        raise OutcomeUnknown(Reason.ODD_ANSWER, detail=said(answer))
    return answer


def said(answer: Answer) -> str:
    """The status and what the platform wrote with it, for the journal."""
    body = answer.json()
    words = ""
    if isinstance(body, dict):
        words = " ".join(str(body[key]) for key in ("error", "error_description", "message") if body.get(key))
    return f"{answer.status} {words or answer.body[:200].decode('utf-8', 'replace')}".strip()


def pause(headers: Mapping[str, str]) -> timedelta | None:
    """How long the platform wants us to wait: Retry-After or a reset time, read against the answer's Date."""
    after = headers.get("retry-after", "")
    if after.isdigit():
        return min(timedelta(seconds=int(after[:9])), LONGEST_WAIT)
    then = moment(after or headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "")
    now = moment(headers.get("date", ""))
    if then is None or now is None:
        return None
    return min(max(then - now, timedelta(0)), LONGEST_WAIT)


def allowance(headers: Mapping[str, str]) -> tuple[int, timedelta] | None:
    """How many requests are left, and in how long there are more, as the platform tells; None where it does not."""
    left = headers.get("x-ratelimit-remaining") or headers.get("ratelimit-remaining") or ""
    then = moment(headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "")
    now = moment(headers.get("date", ""))
    if not left.isdigit() or then is None or now is None:
        return None
    return int(left[:9]), min(max(then - now, timedelta(0)), LONGEST_WAIT)


def moment(text: str) -> datetime | None:
    """Unix seconds, an HTTP date or an ISO time; None where it is none of them."""
    try:
        if text.isdigit():
            return datetime.fromtimestamp(int(text[:12]), tz=UTC)
        found = datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def web_address(*given: Any) -> str:
    """The first of these that is an https or http address a page may link to, or ""."""
    texts = (one for one in given if isinstance(one, str))
    return next((one for one in texts if one.lower().startswith(("https://", "http://"))), "")


def linkable(url: str, *, longest: int = 1000) -> str:
    """The address if a page of ours may link to it and our rows can keep it: of the web, or of this house; else ""."""
    is_own_page = url.startswith("/") and not url.startswith(("//", "/\\"))
    return url if (is_own_page or web_address(url)) and len(url) <= longest else ""


def server_address(typed: str) -> str:
    """https://server from what people type: a name, an address, @user@server.

    Raises:
        Refused: WRONG_ADDRESS.

    """
    text = typed.strip().rstrip("/")
    parts = urlsplit(text if "://" in text else "https://" + text.partition("/@")[0].rpartition("@")[2])
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        raise Refused(Reason.WRONG_ADDRESS, whose=Whose.ACCOUNT, detail=typed)
    return f"{parts.scheme}://{parts.netloc.lower()}"


@dataclass(frozen=True, slots=True)
class Api:
    """One server's JSON interface. `refusal` says what an answer other than success means."""

    transport: Transport
    server: str
    refusal: Callable[[Answer], ConnectorError]
    headers: Mapping[str, str] = field(default_factory=dict)

    def call(
        self, method: str, path: str, *, public: bool = False, gone_is_none: bool = False, **rest: Any
    ) -> Any:
        """The answer's JSON; None for 404 and 410 if `gone_is_none`.

        Raises:
            as :func:`ask`, and what `refusal` makes of the answer. Success without JSON is no proof:
            OutcomeUnknown if `public`, else TryLater.

        """
        headers = {**self.headers, **rest.pop("headers", {})}
        answer = ask(self.transport, method, self.server + path, public=public, headers=headers, **rest)
        if gone_is_none and answer.status in {404, 410}:
            return None
        if answer.status not in {200, 202, 206}:
            if public and answer.status < HTTPStatus.BAD_REQUEST:
                raise OutcomeUnknown(Reason.ODD_ANSWER, detail=said(answer))
            raise self.refusal(answer)
        body = answer.json()
        if isinstance(body, dict | list):
            return body
        if public:
            raise OutcomeUnknown(Reason.ODD_ANSWER, detail=said(answer))
        raise TryLater(Reason.ODD_ANSWER, detail=said(answer))
