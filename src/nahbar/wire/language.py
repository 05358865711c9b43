# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question to a language model behind an OpenAI-compatible address, one answer as plain text, both limited."""

import base64
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nahbar.channels.transport import AddressRefused, Answer, AnswerLost, NotSent
from nahbar.wire import http

SECONDS = 45.0
LIMIT_BYTES = 256 * 1024
MAX_QUESTION = 8_000
MAX_ANSWER = 4_000
MAX_TOKENS = 400

_OK = 200
_NO_KEY = frozenset({401, 403})
_MISSING = frozenset({404, 405})
_BUSY = frozenset({429, 500, 502, 503, 504})


class Trouble(StrEnum):
    """Why there is no answer."""

    ADDRESS_REFUSED = "address-refused"
    UNREACHABLE = "unreachable"
    LOST = "lost"
    """The question may have arrived; what came back is late, too large or broken."""
    WRONG_KEY = "wrong-key"
    WRONG_ADDRESS = "wrong-address"
    BUSY = "busy"
    REFUSED = "refused"
    ODD = "odd"


class NoAnswer(Exception):
    """The model gave no usable answer."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Server:
    """Where the model is. `address` is the part before /chat/completions, e.g. https://modell.musterau.example/v1."""

    address: str
    model: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is told to be (`frame`) and what it is asked (`text`); `picture`: a JPEG it looks at, or b""."""

    frame: str
    text: str
    max_tokens: int = MAX_TOKENS
    picture: bytes = b""


def ask(server: Server, question: Question) -> str:
    """The answer as plain text of at most 4,000 characters. One request, no repetition, at most 45 seconds.

    Raises:
        NoAnswer: with the trouble.
    """
    window = http.transport(seconds=SECONDS, limit_bytes=LIMIT_BYTES)
    headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    try:
        url = f"{server.address.rstrip('/')}/chat/completions"
        answer = window.request("POST", url, headers=headers, json=_body(server, question))
    except AddressRefused as error:
        raise NoAnswer(Trouble.ADDRESS_REFUSED) from error
    except NotSent as error:
        raise NoAnswer(Trouble.UNREACHABLE) from error
    except AnswerLost as error:
        raise NoAnswer(Trouble.LOST) from error
    if answer.status != _OK:
        raise NoAnswer(_trouble(answer.status))
    return _text(answer)


def _body(server: Server, question: Question) -> dict[str, Any]:
    return {
        "model": server.model,
        "messages": [
            {"role": "system", "content": question.frame[:MAX_QUESTION]},
            {"role": "user", "content": _content(question)},
        ],
        "max_tokens": question.max_tokens,
        "temperature": 0.4,
        "stream": False,
    }


def _content(question: Question) -> str | list[dict[str, Any]]:
    """Words alone as a string, as every server takes them; with a picture as parts, as only those that see do."""
    words = question.text[:MAX_QUESTION]
    if not question.picture:
        return words
    address = f"data:image/jpeg;base64,{base64.b64encode(question.picture).decode('ascii')}"
    return [{"type": "text", "text": words}, {"type": "image_url", "image_url": {"url": address}}]


def _trouble(status: int) -> Trouble:
    if status in _NO_KEY:
        return Trouble.WRONG_KEY
    if status in _MISSING:
        return Trouble.WRONG_ADDRESS
    return Trouble.BUSY if status in _BUSY else Trouble.REFUSED


def _text(answer: Answer) -> str:
    """The first choice's words. The answer is foreign: any other form of it is no answer."""
    found: Any = answer.json()
    for step in ("choices", 0, "message", "content"):
        fits = isinstance(found, list) and found if step == 0 else isinstance(found, dict) and step in found
        if not fits:
            raise NoAnswer(Trouble.ODD)
        found = found[step]
    words = _plain(found[:MAX_ANSWER]) if isinstance(found, str) else ""
    if not words:
        raise NoAnswer(Trouble.ODD)
    return words


def _plain(text: str) -> str:
    """Letters and line ends only: no control or direction signs that change how the rest is read."""
    kept = "".join(
        sign
        for sign in text.replace("\r\n", "\n")
        if sign == "\n" or not unicodedata.category(sign).startswith("C")
    )
    return kept.strip()
