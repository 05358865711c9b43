# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting there is: name, kind, default, sentence. Odd values stop the start with a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingOdd(Exception):  # noqa: N818
    """A setting has a value it cannot have."""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. `kind`: text, secret (also by NAME_FILE), number, switch (exactly "on" or "off"), path, list."""

    name: str
    kind: str
    default: str
    sentence: str


OPTIONS: tuple[Option, ...] = (
    Option("NAHBAR_DATA_DIR", "path", "var", "Folder of everything that is remembered."),
    Option("NAHBAR_DATABASE_URL", "secret", "", "postgresql://user:password@host:port/name; empty: SQLite in the data folder."),
    Option("NAHBAR_BASE_URL", "text", "http://127.0.0.1:8000", "Address under which people reach the pages."),
    Option("NAHBAR_HOST", "text", "127.0.0.1", "Address the server listens on."),
    Option("NAHBAR_PORT", "number", "8000", "Port the server listens on."),
    Option("NAHBAR_WEB_WORKERS", "number", "1", "Processes of the web server."),
    Option("NAHBAR_ALLOWED_HOSTS", "list", "", "More host names under which the pages answer, separated by commas."),
    Option("NAHBAR_SECRET_KEY", "secret", "", "Signs sessions and links; empty: made on first run in the data folder."),
    Option("NAHBAR_KEY_FILE", "path", "", "Key that opens stored credentials; empty: keys/vault.key in the data folder."),
    Option("NAHBAR_SMTP_URL", "secret", "", "smtp://user:password@host:port, smtps:// or smtp+starttls://; empty: mails become files in outbox/."),
    Option("NAHBAR_MAIL_FROM", "text", "nahbar@localhost", "Sender of mails."),
    Option("NAHBAR_ALLOW_PRIVATE", "list", "", "Private networks or hosts that may be reached, e.g. 10.1.0.0/16,127.0.0.1:2583."),
    Option("NAHBAR_WORKER_THREADS", "number", "8", "Deliveries one worker carries at once."),
    Option("NAHBAR_DEBUG", "switch", "off", "Shows faults in the browser; never on a machine others reach."),
)

REMOVED: dict[str, str] = {}


class Options:
    """Reads the settings from an environment; every value was checked once."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = os.environ if environment is None else environment
        self._table = {option.name: option for option in OPTIONS}
        for name in self._environment:
            if not name.startswith("NAHBAR_"):
                continue
            plain = name.removesuffix("_FILE") if name.removesuffix("_FILE") in self._table else name
            if name in REMOVED:
                raise SettingOdd(f"{name} no longer exists: {REMOVED[name]}")
            if name not in self._table and plain not in self._table:
                raise SettingOdd(f"{name} is not a setting of Nahbar. The settings are listed in docs/betrieb/einstellungen.md.")
        for option in OPTIONS:
            if option.kind == "number":
                self.number(option.name)
            elif option.kind == "switch":
                self.switch(option.name)

    def text(self, name: str) -> str:
        """The value; a secret also from the file named by NAME_FILE."""
        option = self._table[name]
        file = self._environment.get(f"{name}_FILE", "")
        if option.kind == "secret" and file:
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingOdd(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from error
        return self._environment.get(name, "").strip() or option.default

    def number(self, name: str) -> int:
        """The value as a whole number, 1 or more."""
        value = self.text(name)
        if not value.isdigit() or int(value) < 1:
            raise SettingOdd(f"{name} is {value!r}; it must be a whole number from 1.")
        return int(value)

    def switch(self, name: str) -> bool:
        """The value as on or off; nothing else is taken."""
        value = self.text(name)
        if value not in {"on", "off"}:
            raise SettingOdd(f"{name} is {value!r}; it must be on or off.")
        return value == "on"

    def path(self, name: str) -> Path:
        """The value as an absolute path."""
        return Path(self.text(name)).expanduser().resolve()

    def list(self, name: str) -> tuple[str, ...]:
        """The value split at commas."""
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())
