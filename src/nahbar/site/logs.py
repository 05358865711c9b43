# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One line a message, for people or for machines; a fault shows where it happened, never what was written there."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

# What a message may carry beside its words: ids and names of states, no text and no address.
FIELDS = ("publication", "channel", "step", "reason", "attempt", "source", "round", "seconds")
# A token in an address is the right itself: whoever reads the log must not get it.
_SECRET = re.compile(r"(?<=/)[\w-]{43}(?![\w-])")
Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """`key=value` behind the words. The words of an exception stay out: a database quotes whole rows in them."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a fault adds where it happened."""
        words = [_moment(record), record.levelname, f"{record.name}:", _message(record)]
        words += [f"{name}={value}" for name, value in _fields(record).items()]
        if record.exc_info:
            words.append(self.formatException(record.exc_info))
        return " ".join(words)

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - the name is logging's
        """Kind of the fault and its places, from the outermost to the innermost."""
        kind = ei[0].__name__ if ei[0] else ""
        places = traceback.extract_tb(ei[2]) if ei[2] else []
        return f"fault={kind} at=" + ">".join(_place(place) for place in places)


class Json(Lines):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **_fields(record),
        }
        if record.exc_info and record.exc_info[0]:
            told["fault"] = record.exc_info[0].__name__
            told["places"] = [_place(place) for place in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(told, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    return _SECRET.sub("…", record.getMessage())


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    given = {name: getattr(record, name, None) for name in FIELDS}
    return {name: value for name, value in given.items() if value not in {None, ""}}


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")


def _place(place: traceback.FrameSummary) -> str:
    return f"{place.filename.rpartition('/')[2]}:{place.lineno}:{place.name}"
