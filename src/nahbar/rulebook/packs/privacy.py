# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""DS: nothing in the post that points to a person: account, mail, telephone, number plate, file number, birthday."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.foundation.text import Span
from nahbar.rulebook import contacts
from nahbar.rulebook.draft import Context, Draft, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Example, Hit, Moment, Rule, example

_EXAMPLE_PLACES = frozenset(["example.org", "example.com", "example.net", "example.de"])
_PATTERNS: tuple[tuple[str, regex.Pattern[str]], ...] = (
    ("eine Bankverbindung (IBAN)", contacts.IBAN),
    ("eine E-Mail-Adresse", contacts.MAIL),
    ("eine Telefonnummer", contacts.TELEPHONE),
    ("ein Kfz-Kennzeichen", contacts.PLATE),
    ("ein Aktenzeichen", contacts.FILE_NUMBER),
    ("ein Geburtsdatum", contacts.BIRTH),
)
_NO_PLATES = frozenset("A B C D E F G H I K L M S U AB CD CO DIN EN ISO IP IC RE RB RS SB SEV".split())
_PUBLIC_NUMBERS = frozenset(
    "110 112 115 116116 116117 116006 08000116016 116111 08001110111 08001110222".split()
)
_SHORTEST_OWN = 3
PERSONAL_DATA = "DS-PBD-07"


def personal_data(reading: Reading, context: Context) -> Iterator[Hit]:
    """Everything in text and alternative texts that points to a person and is not the authority's own."""
    fields = [("text", reading.text)] + [
        (f"alt:{number}", one.alt) for number, one in enumerate(reading.pictures)
    ]
    for field, text in fields:
        taken = reading.addresses if field == "text" else []
        found: list[Span] = []
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                span = Span(match.start(), match.end(), match.group())
                overlaps = any(span.start < one.end and one.start < span.end for one in [*found, *taken])
                if overlaps:
                    continue
                found.append(span)  # whatever it is: the digits of an IBAN are no telephone number
                if _is_harmless(span, pattern, text, context):
                    continue
                yield Hit(field, span.start, span.end, sentence=f"Hier steht {kind}: „{span.text}“.")


def _look(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    return personal_data(reading, context)


def _is_harmless(span: Span, pattern: regex.Pattern[str], text: str, context: Context) -> bool:
    """Whether it is no such thing after all, or the authority's own."""
    found = span.text
    if pattern is contacts.IBAN:
        return not contacts.is_iban(found) or _is_own(found, context)
    if pattern is contacts.MAIL:
        before = text[max(0, span.start - 1) : span.start]
        return before == "@" or _is_own_mail(found, context)
    if pattern is contacts.TELEPHONE:
        return contacts.digits(found) in _PUBLIC_NUMBERS or _is_own(found, context)
    if pattern is contacts.PLATE:
        return found.split("-", maxsplit=1)[0] in _NO_PLATES and " " not in found
    return _is_own(found, context)


def _is_own(found: str, context: Context) -> bool:
    """On the authority's own list, in whatever spelling; a main number ending in -0 covers its extensions."""
    theirs = contacts.digits(found)
    for own in context.own_contacts:
        if own.strip().lower() == found.strip().lower():
            return True
        ours = contacts.digits(own)
        if "@" in own or len(ours) < _SHORTEST_OWN:
            continue
        is_main_number = own.rstrip().endswith("-0")
        if theirs == ours or (is_main_number and theirs.startswith(ours[:-1])):
            return True
    return False


def _is_own_mail(found: str, context: Context) -> bool:
    """A listed address, or a mailbox of an office at a listed domain; never a person's name at it."""
    address = found.lower()
    name, _, domain = address.partition("@")
    own = {one.strip().lower() for one in context.own_contacts}
    if address in own or domain in _EXAMPLE_PLACES:
        return True
    domains = {one.removeprefix("@") for one in own if "@" not in one[1:]} | {
        one.partition("@")[2] for one in own if "@" in one
    }
    looks_like_a_person = "." in name or "_" in name
    return domain in domains and not looks_like_a_person


_OWN = Context(own_contacts=("06151 13-0", "info@musterau.de", "DE89370400440532013000"))

RULES = (
    Rule(
        id=PERSONAL_DATA,
        title="Keine Personendaten im Text",
        must="Keine Namen Betroffener, Adressen, Aktenzeichen, Kontodaten oder Geburtsdaten ohne Rechtsgrundlage.",
        source="Art. 5, 6 DSGVO; § 30 VwVfG",
        weight=Weight.STOP,
        moments=(Moment.DRAFT, Moment.APPROVAL, Moment.COMMENT),
        sentence="Hier steht, was auf eine Person weist.",
        way_out="Streichen Sie es. Gehört es der Behörde selbst, tragen Sie es bei den eigenen Kontakten ein.",
        question="Ist die Person trotz Kürzung erkennbar (Dorf, Beruf, Amt)?",
        unconfirmed=True,
        look=_look,
        passing=(
            *example("Eine Bürgerin hat uns auf die defekte Ampel hingewiesen. Danke!"),
            Example(
                Draft(
                    "Fragen? Rufen Sie 06151 13-2000 oder die 115 an, oder schreiben Sie an info@musterau.de."
                ),
                _OWN,
            ),
        ),
        failing=(
            *example("Frau Meier aus der Lindenstr. 4 hat ihren Bescheid Az. 32-118/25 bekommen."),
            *example("Überweisen Sie auf DE89 3704 0044 0532 0130 00."),
            Example(
                Draft(
                    "Das Auto steht noch da.",
                    (PictureDraft(alt="Ein rotes Auto mit dem Kennzeichen HG-AB 123"),),
                )
            ),
        ),
    ),
)
