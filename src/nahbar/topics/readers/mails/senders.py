# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From whom mails are taken: the addresses and domains an editor named, and nobody else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.readers.mails.headers import Headers, words

ADDRESS = r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"
WHOLE = re.compile(ADDRESS)
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# One address, plain or in angle brackets at the end; before it only a name. Whatever could be read as two is none:
# "social@amt.example" <fremd@anderswo.example> is the second, and a list of senders nobody.
FROM = re.compile(
    r'(?:(?P<name>(?:[^<>@,;:"\\]|"(?:[^"\\]|\\.)*")*)<(?P<inner>[^<>\s]+)>|(?P<bare>[^<>\s,;:"]+))'
)
FROM_LENGTH = 1000
# Whose addresses everybody can have.
FREE_MAIL = """
gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de outlook.com outlook.de hotmail.com hotmail.de
live.de live.com yahoo.com yahoo.de icloud.com me.com mac.com aol.com freenet.de arcor.de posteo.de posteo.net mailbox.org
proton.me protonmail.com mail.de email.de online.de 1und1.de vodafone.de kabelmail.de unity-mail.de tutanota.com tuta.io
"""
FOR_EVERYBODY = frozenset(FREE_MAIL.split())


class SendersMissing(Complaint):
    sentence = _(
        "The mailbox was not set up: it is not said whose mails may become topics. "
        "Please name at least one address or one domain, for example musterau.example."
    )


class SenderOdd(Complaint):
    sentence = _(
        "This line was not understood: “%(line)s” is neither a mail address nor a domain. "
        "Please write one a line, for example bauamt@musterau.example or musterau.example."
    )


class SenderIsEverybody(Complaint):
    sentence = _(
        "The domain %(domain)s was not taken: everybody can have an address there, so strangers could send you topics. "
        "Please name the single addresses you mean."
    )


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail says it is from. Anybody can write that; see `judging` for what a server says of it."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Senders:
    """The addresses and whole domains whose mails are read; a domain does not include those below it."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def has(self, sender: Sender) -> bool:
        """Whether mails of this sender are read."""
        return sender.address in self.addresses or sender.address.rpartition("@")[2] in self.domains


def senders(text: str) -> Senders:
    """The senders a person named, one a line or with commas between them.

    Raises:
        SendersMissing, SenderOdd, SenderIsEverybody.
    """
    lines = [line.strip().removeprefix("mailto:") for line in re.split(r"[\n,;]", text) if line.strip()]
    addresses, domains = set(), set()
    for line in lines:
        bare = _ascii(line.strip("<> ").removeprefix("*").lower())
        domain = bare.removeprefix("@")
        if WHOLE.fullmatch(bare):
            addresses.add(bare)
        elif domain in FOR_EVERYBODY:
            raise SenderIsEverybody(domain=domain)
        elif DOMAIN.fullmatch(domain):
            domains.add(domain)
        else:
            raise SenderOdd(line=line[:100])
    if not lines:
        raise SendersMissing
    return Senders(frozenset(addresses), frozenset(domains))


def proposed(texts: Iterable[str]) -> str:
    """The domains of an authority's own mail addresses, as lines to begin with; without those everybody can use."""
    found = (match.group() for text in texts for match in re.finditer(ADDRESS, text[:10_000].lower()))
    domains = dict.fromkeys(address.rpartition("@")[2] for address in found)
    return "\n".join(one for one in domains if one not in FOR_EVERYBODY and DOMAIN.fullmatch(one))


def sender(headers: Headers) -> Sender | None:
    """Who the mail says it is from; None where it says none, or more than one."""
    said = headers.all("from")
    if len(said) != 1 or len(said[0]) > FROM_LENGTH:
        return None
    found = FROM.fullmatch(said[0].strip())
    address = _ascii((found["inner"] or found["bare"]).lower()) if found else ""
    if not found or not WHOLE.fullmatch(address):
        return None
    return Sender(address, words((found["name"] or "").replace("\\", "")).strip(' "')[:200])


def _ascii(text: str) -> str:
    """The domain as the wire writes it; a domain with umlauts and its other form are the same."""
    local, at, domain = text.rpartition("@")
    if domain.isascii():
        return text
    try:
        return f"{local}{at}{domain[:253].encode('idna').decode()}"
    except UnicodeError:
        return text


def department(one: Sender, known: Iterable[str]) -> str:
    """The department whose name is in the sender's name or address; "" where none is, or where several are."""
    local = _plain(one.address.partition("@")[0])
    name = f" {_plain(one.name)} "
    found = [
        given for given in known if _plain(given) and (f" {_plain(given)} " in name or _plain(given) == local)
    ]
    return max(found, key=len) if found else ""


def _plain(text: str) -> str:
    """Letters and blanks, umlauts as addresses write them."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(umlaut, letters)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())
