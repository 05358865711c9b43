# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail as a topic: its title, the sender's own words, and what came with it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.dates import moment
from nahbar.topics.item import MAX_TEXT, MAX_TITLE
from nahbar.topics.plain import plain
from nahbar.topics.readers.mails.headers import Headers
from nahbar.topics.readers.mails.parts import Part, taken_apart
from nahbar.topics.readers.mails.words import own_words

REPLY = r"(?:re|aw|antw|antwort|sv|vs)"
FORWARD = r"(?:fw|fwd|wg)"
PREFIX = re.compile(
    rf"\s*(?:({REPLY}|{FORWARD})(?:\[\d{{1,3}}\])?\s?:|[\[(*](?:ext|extern|external)(?:e? mail)?[\])*]:?)",
    re.IGNORECASE,
)
FORWARDS = re.compile(FORWARD, re.IGNORECASE)
PICTURES = frozenset({"image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp"})
# Smaller ones are logos in a signature.
PICTURE_BYTES = 15_000
SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
PGP = "-----BEGIN PGP MESSAGE-----"
PGP_SIGNED, PGP_SIGNATURE = "-----BEGIN PGP SIGNED MESSAGE-----\n", "-----BEGIN PGP SIGNATURE-----"
MESSAGE_ID = re.compile(r"<([^<>\s]{3,500})>")
MOST_REFERENCES = 50
# Words of the items, not of the interface; see events.occurrence.
NAMELESS = "Mail ohne Betreff"
PHOTOS = ("1 Foto", "{} Fotos")
FILES = ("1 weitere Datei", "{} weitere Dateien")
IN_MAIL = "In der Mail: {}."
WINMAIL = "Eine Anlage (winmail.dat) ist nur in Outlook lesbar."


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail tells. `id` and `answers` are fingerprints of message ids; `whole`: with what was quoted."""

    id: str
    answers: tuple[str, ...]
    title: str
    text: str
    whole: str
    sent_at: datetime
    is_sealed: bool = False


def title_of(headers: Headers) -> tuple[str, bool]:
    """The subject without Re: and Fwd:, and whether it was passed on."""
    subject, is_forward = headers.words("subject"), False
    while (found := PREFIX.match(subject)) is not None:
        is_forward = is_forward or bool(found.group(1) and FORWARDS.fullmatch(found.group(1)))
        subject = subject[found.end() :]
    return subject.strip()[:MAX_TITLE], is_forward


def identifier(headers: Headers) -> str:
    """The mail's own name; of one that has none, of who wrote what when."""
    found = MESSAGE_ID.search(headers.get("message-id"))
    if found:
        return fingerprint(["mail", found.group(1)])
    return fingerprint(["mail", headers.get("from"), headers.get("date"), headers.get("subject")])


def answers(headers: Headers) -> tuple[str, ...]:
    """The names of the mails it answers, the nearest first."""
    rows = MESSAGE_ID.findall(headers.get("references"))[-MOST_REFERENCES:] + MESSAGE_ID.findall(
        headers.get("in-reply-to")
    )
    return tuple(dict.fromkeys(fingerprint(["mail", one]) for one in reversed(rows)))


def sent_at(headers: Headers, at: datetime) -> datetime:
    """When it was sent; a mail of tomorrow was sent now."""
    found = moment(headers.get("date").partition("(")[0])
    return min(found, at) if found else at


def letter(mail: bytes, *, at: datetime) -> Letter:
    """What the mail tells.

    Raises:
        TooNested: it is made of more parts than anybody's mail.
    """
    whole = taken_apart(mail)
    title, is_forward = title_of(whole.headers)
    found = _Found()
    text = "\n\n".join(found.texts(whole, is_forward=is_forward))
    full = "\n\n".join(_Found().texts(whole, is_forward=is_forward, is_full=True))
    text, full = (_with_notes(one, found)[:MAX_TEXT] for one in (text, full))
    return Letter(
        id=identifier(whole.headers),
        answers=answers(whole.headers),
        title=title or next((line for line in text.split("\n") if line), NAMELESS)[:120],
        text=text,
        whole=full,
        sent_at=sent_at(whole.headers, at),
        is_sealed=found.is_sealed and not text.strip(),
    )


def _with_notes(text: str, found: "_Found") -> str:
    """The text, and below it what came with the mail and is not in it."""
    named = [
        one if count == 1 else many.format(count)
        for count, (one, many) in ((found.counts["photos"], PHOTOS), (found.counts["files"], FILES))
        if count
    ]
    notes = [IN_MAIL.format(", ".join(named))] if named else []
    notes += [WINMAIL] if found.counts["tnef"] else []
    return "\n\n".join(filter(None, (text[: MAX_TEXT - 500], " ".join(notes))))


class _Found:
    """Walks the parts once: texts to read, pictures and files to count."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.is_sealed = False

    def texts(self, part: Part, *, is_forward: bool, is_full: bool = False) -> list[str]:
        """The texts of the part in their order, each without what was quoted unless `is_full`."""
        return [one for one in self._texts(part, is_forward=is_forward, is_full=is_full) if one.strip()]

    def _texts(self, part: Part, *, is_forward: bool, is_full: bool) -> Iterator[str]:
        ways = {"is_forward": is_forward, "is_full": is_full}
        if part.kind == "multipart/alternative":
            yield from self._best(part, **ways)
        elif part.kind == "multipart/encrypted" or part.kind in SEALED:
            self.is_sealed = True
        elif part.kind == "message/rfc822":
            for child in part.children:
                yield title_of(child.headers)[0]
                yield from self._texts(child, **ways)
        elif part.children:
            for child in part.children:
                yield from self._texts(child, **ways)
        elif part.kind in {"text/plain", "text/html"} and not part.is_attached:
            text = _letters(part)
            self.is_sealed = self.is_sealed or PGP in text
            text = "" if PGP in text else text
            yield text if is_full else own_words(text, is_forward=is_forward)
        else:
            self._count(part)

    def _best(self, part: Part, **ways: bool) -> list[str]:
        """Of several forms of the same text the plain one, where it has words."""
        found = [(child.kind != "text/plain", self.texts(child, **ways)) for child in part.children]
        return next((texts for _order, texts in sorted(found, key=lambda one: one[0]) if texts), [])

    def _count(self, part: Part) -> None:
        if part.kind in PICTURES:
            self.counts["photos"] += len(part.raw) > PICTURE_BYTES
        elif part.kind in TNEF:
            self.counts["tnef"] += 1
        elif part.is_attached and part.kind not in SIGNATURES:
            self.counts["files"] += 1


def _letters(part: Part) -> str:
    """The part's text; of an HTML part what a reader would see."""
    text = part.text()
    if part.kind == "text/html":
        return plain(text)
    text = text.replace("\r\n", "\n")
    before, is_signed, rest = text.partition(PGP_SIGNED)
    if is_signed:
        text = before + rest.partition("\n\n")[2].partition(PGP_SIGNATURE)[0]
    return _unwrapped(text) if part.headers.parameter("content-type", "format").lower() == "flowed" else text


def _unwrapped(text: str) -> str:
    """Lines a mail program broke, whole again (RFC 3676)."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_soft = (
            bool(lines) and lines[-1].endswith(" ") and lines[-1] != "-- " and not lines[-1].startswith(">")
        )
        if is_soft and line and not line.startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
    return "\n".join(lines)
