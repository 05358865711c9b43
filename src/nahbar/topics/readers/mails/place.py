# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a mailbox is and whose mails it may give, as a person set it up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.readers.mails.senders import Senders, senders
from nahbar.topics.readers.reader import Given
from nahbar.wire.mailbox import Server

TLS, STARTTLS = "tls", "starttls"
PORTS = {TLS: 993, STARTTLS: 143}
INBOX = "INBOX"
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
SCHEME = re.compile(r"^[a-z]{1,10}://", re.IGNORECASE)
MOST_PORT = 65_535
MAX_NAME = 300


class MailServerNameOdd(Complaint):
    sentence = _(
        "The mailbox was not looked at: “%(host)s” is not the name of a mail server. "
        "Please give the name alone, for example mail.musterau.example, and a port between 1 and 65535."
    )


class NameOdd(Complaint):
    sentence = _(
        "The mailbox was not looked at: user name, password or folder hold a sign that cannot be in there, such as a line break. "
        "Please type them anew."
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A mailbox and what to take from it."""

    server: Server
    folder: str
    senders: Senders
    may_mark: bool
    checked_by: str

    def settings(self, written: str) -> dict[str, Any]:
        """As it is kept with the source; `written`: the senders as the person wrote them."""
        return {
            "server": self.server.host,
            "port": self.server.port,
            "way": TLS if self.server.is_tls else STARTTLS,
            "user": self.server.user,
            "folder": self.folder,
            "senders": written,
            "mark": "yes" if self.may_mark else "no",
            "checked_by": self.checked_by,
        }


def place(given: Given) -> Place:
    """The mailbox a person described.

    Raises:
        MailServerNameOdd, NameOdd; SendersMissing, SenderOdd, SenderIsEverybody.
    """
    said = given.settings
    way = STARTTLS if said.get("way") == STARTTLS else TLS
    host = _host(_said(said, "server"))
    port = int(said.get("port") or PORTS[way])
    if not 0 < port <= MOST_PORT:
        raise MailServerNameOdd(host=f"{host}:{port}")
    user, folder = _said(said, "user"), _said(said, "folder") or INBOX
    password = str(given.secret.get("password", ""))
    if not all(one.isprintable() and len(one) <= MAX_NAME for one in (user, folder, password)):
        raise NameOdd
    return Place(
        server=Server(host, port, user, password, is_tls=way == TLS),
        folder=INBOX if folder.upper() == INBOX else folder,
        senders=senders(str(said.get("senders", ""))),
        may_mark=said.get("mark") == "yes",
        checked_by=_said(said, "checked_by")[:MAX_NAME],
    )


def _said(said: Mapping[str, Any], name: str) -> str:
    return str(said.get(name) or "").strip()


def _host(text: str) -> str:
    """The name of the server as a name server knows it."""
    bare = SCHEME.sub("", text).strip("/ ").lower().rstrip(".")
    try:
        host = bare if bare.isascii() else bare[:253].encode("idna").decode()
    except UnicodeError:
        host = ""
    if not HOST.fullmatch(host):
        raise MailServerNameOdd(host=text[:100])
    return host
