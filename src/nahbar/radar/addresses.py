# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a statement goes: the mail, portal or postal address that stands nearest to the words on saying something."""

import re
from dataclasses import dataclass

from nahbar.foundation import text as measures
from nahbar.foundation.reach import MAIL
from nahbar.radar.reading import Reading

_READ = 40_000
_HIDDEN_MAIL = re.compile(
    r"(?<![\w.+@-])[\w.+-]{1,64} ?[\[(](?:at|ät)[\])] ?[\w-]{1,63}(?:(?:\.| ?[\[(](?:dot|punkt)[\])] ?)[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?P<post>[A-ZÄÖÜ][\w’'.]{1,40}(?:[ -][A-ZÄÖÜ][\w’'.]{1,30}){0,3} \d{1,4} ?[a-z]?,? (?:in )?(?:D-)?\d{5} [A-ZÄÖÜ][\w’'.-]{1,40}(?: (?:am|an der|im|ob der|bei) [A-ZÄÖÜ][\w’'.()-]{1,30})?)"
)
_SAYING = re.compile(
    r"stellungnahme\w*|einwendung\w*|äußer\w*|anregung\w*|bedenken|hinweise|beteilig\w*|mitmach\w*|umfrage\w*|befragung\w*|fragebogen|"
    r"online-\w+|mitgestalt\w*|abgeben|abgegeben|vorgebracht|einreichen|eingereicht|übermittel\w*|gesendet|gerichtet|vorschläge|ideen",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"stellungnahme\w*|einwendung\w*|abgegeben|übermittel\w*|vorgebracht|umfrage\w*|äußer\w*|anregung\w*",
    re.IGNORECASE,
)
_NOT_FOR_IT = re.compile(
    r"datenschutz\w*|impressum|pressestelle|ansprechpartner|redaktion|barriere", re.IGNORECASE
)
_ASKING = re.compile(r"\b(?:rück)?fragen\b|auskunft|auskünfte|informationen", re.IGNORECASE)
_REACH = 320
_BEHIND = 0.6
_PORTAL = re.compile(
    r"beteilig|bauleitplan|mitmach|mitred|mitgestalt|umfrage|survey|dialog|adhocracy|consul|o-sp\.de|planen",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AddressFound:
    """An address and where it stands in the reading."""

    address: str
    start: int
    end: int


def statement_to(text: Reading) -> AddressFound | None:
    """Where to send a statement, if the text says so: a mail before a portal before a letter."""
    read = text.text[:_READ]
    cues = [
        (found.start(), found.end(), bool(_STRONG.fullmatch(found.group())))
        for found in _SAYING.finditer(read)
    ]
    if not cues:
        return None
    best: tuple[float, int] | None = None
    chosen: AddressFound | None = None
    for kind, one in _addresses(read):
        worth = _worth(read, cues, one) + kind
        if worth > 0 and (best is None or (worth, -one.start) > best):
            best, chosen = (worth, -one.start), one
    return chosen


def _addresses(read: str) -> list[tuple[float, AddressFound]]:
    """Addresses with what their kind is worth."""
    found = [
        (3.0, AddressFound(one.group().rstrip("."), one.start(), one.end())) for one in MAIL.finditer(read)
    ]
    found += [
        (3.0, AddressFound(_shown(one.group()), one.start(), one.end()))
        for one in _HIDDEN_MAIL.finditer(read)
    ]
    for link in measures.addresses(read):
        is_portal = bool(_PORTAL.search(link.text))
        found.append((3.5 if is_portal else 1.5, AddressFound(link.text, link.start, link.end)))
    found += [(0.5, AddressFound(one["post"], one.start(), one.end())) for one in _POST.finditer(read)]
    return found


def _shown(hidden: str) -> str:
    mail = re.sub(r" ?[\[(](?:at|ät)[\])] ?", "@", hidden, flags=re.IGNORECASE)
    return re.sub(r" ?[\[(](?:dot|punkt)[\])] ?", ".", mail, flags=re.IGNORECASE)


def _worth(read: str, cues: list[tuple[int, int, bool]], one: AddressFound) -> float:
    """Near words on saying something speak for an address, data protection against it; below zero: not for this."""
    near = [
        (2.5 if strong else 1.0)
        * (1 - min(abs(one.start - end), abs(start - one.end)) / _REACH)
        * (_BEHIND if start >= one.end else 1.0)
        for start, end, strong in cues
        if start - one.end < _REACH and one.start - end < _REACH
    ]
    if not near:
        return -10.0
    before = read[max(0, one.start - 120) : one.start]
    minus = (6.0 if _NOT_FOR_IT.search(before) else 1.0) + (2.0 if _ASKING.search(before[-40:]) else 0.0)
    return sum(sorted(near)[-3:]) - minus
