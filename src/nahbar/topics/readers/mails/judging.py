# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a mail becomes a topic, by its headers alone: whatever is turned away was never fetched."""

import re
from enum import StrEnum

from nahbar.topics.readers.mails.headers import Headers
from nahbar.topics.readers.mails.senders import Sender, Senders, sender

BULK = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
OF_MACHINES = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "x-autoreply",
    "x-autorespond",
    "x-failed-recipients",
)
AWAY = re.compile(
    r"(?:automatische antwort|automatische rückantwort|automatic reply|abwesenheit\w{0,20}|out of (?:the )?office|"
    r"autoreply|auto-reply|undeliverable|unzustellbar|delivery status notification|mail delivery failed|gelesen|read)\b ?:?",
    re.IGNORECASE,
)
READ_RECEIPT = re.compile(r"(?:gelesen|read):", re.IGNORECASE)
POSTMEN = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "bounce", "bounces"})
DMARC = re.compile(r"\s*dmarc\s*=\s*([a-z]{1,20})\b", re.IGNORECASE)


class Verdict(StrEnum):
    """What is done with a mail."""

    READ = "read"
    FOREIGN = "foreign"
    """From nobody the editor named, or from a sender that cannot be read."""
    AUTOMATIC = "automatic"
    """Written by a machine: out of office, bounced, a list."""
    FORGED = "forged"
    """The receiving server says that the sender is not who it claims to be."""
    LARGE = "large"
    NESTED = "nested"
    SEALED = "sealed"
    """Encrypted, or packed so that only a mail program opens it."""


def judged(headers: Headers, allowed: Senders, *, checked_by: str = "") -> tuple[Verdict, Sender | None]:
    """The verdict, and who the mail is from; `checked_by`: as the receiving server calls itself."""
    found = sender(headers)
    if found is None or not allowed.has(found):
        return Verdict.FOREIGN, None
    if is_automatic(headers, found):
        return Verdict.AUTOMATIC, None
    if is_forged(headers, checked_by):
        return Verdict.FORGED, None
    return Verdict.READ, found


def is_automatic(headers: Headers, found: Sender) -> bool:
    """Whether no person wrote it (RFC 3834 and what programs do instead)."""
    said = headers.get("auto-submitted").partition(";")[0].strip().lower()
    return (
        said not in {"", "no"}
        or headers.get("precedence").strip().lower() in BULK
        or any(headers.get(name) for name in OF_MACHINES)
        or headers.get("return-path").replace(" ", "") == "<>"
        or headers.kind() == "multipart/report"
        or found.address.partition("@")[0] in POSTMEN
        or _is_away(headers.words("subject"))
    )


def _is_away(subject: str) -> bool:
    found = AWAY.match(subject)
    # "Gelesen: …" confirms that a mail was read; "Gelesen haben wir …" is a topic.
    return bool(found) and (
        not subject[:7].lower().startswith(("gelesen", "read")) or bool(READ_RECEIPT.match(subject))
    )


def is_forged(headers: Headers, checked_by: str = "") -> bool:
    """Whether the first Authentication-Results header (RFC 8601) says dmarc=fail.

    The receiving server writes its own on top; whatever stands below may come from the sender. With `checked_by`
    the first one of that name counts. Where there is none, nothing is known, and nothing is concluded.
    """
    for value in headers.all("authentication-results"):
        said = _without_comments(value)
        name = said.partition(";")[0].split()
        if checked_by and (not name or name[0].lower() != checked_by.strip().lower()):
            continue
        results = [found.group(1).lower() for part in said.split(";")[1:] if (found := DMARC.match(part))]
        return "fail" in results
    return False


def _without_comments(value: str) -> str:
    """Without what stands in brackets, where anybody may have written anything."""
    kept, depth, is_quoted, is_escaped = [], 0, False, False
    for sign in value:
        if is_escaped:
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        elif sign == '"' and not depth:
            is_quoted = not is_quoted
        elif not is_quoted and sign in "()":
            depth = max(depth + (1 if sign == "(" else -1), 0)
        elif not depth and not is_quoted:
            kept.append(sign)
    return "".join(kept)
