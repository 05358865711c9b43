# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting there is: name, kind, default, sentence. Odd values stop the start with a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nahbar.foundation.complaint import Complaint


class SettingOdd(Complaint):
    """A setting has a value it cannot have; the sentence says which and what is allowed."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__()


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. `kind`: text, secret (also by NAME_FILE), number, switch (exactly "on" or "off"), path, list."""

    name: str
    kind: str
    default: str
    sentence: str


OPTIONS: tuple[Option, ...] = (
    Option("NAHBAR_DATA_DIR", "path", "var", "Ordner, in dem alles liegt, was Nahbar behält."),
    Option(
        "NAHBAR_DATABASE_URL",
        "secret",
        "",
        "postgresql://NAME:PASSWORT@RECHNER:PORT/DATENBANK; leer: SQLite im Datenordner.",
    ),
    Option(
        "NAHBAR_BASE_URL",
        "text",
        "http://127.0.0.1:8000",
        "Adresse, unter der die Seiten erreichbar sind; sie steht in Mails und Links.",
    ),
    Option("NAHBAR_HOST", "text", "127.0.0.1", "Netzadresse, auf der Nahbar antwortet."),
    Option("NAHBAR_PORT", "number", "8000", "Anschluss, auf dem Nahbar antwortet."),
    Option("NAHBAR_WEB_WORKERS", "number", "1", "Prozesse für die Seiten."),
    Option(
        "NAHBAR_ALLOWED_HOSTS",
        "list",
        "",
        "Weitere Rechnernamen, unter denen die Seiten antworten, durch Kommas getrennt.",
    ),
    Option(
        "NAHBAR_SECRET_KEY",
        "secret",
        "",
        "Unterschreibt Sitzungen und Links; leer: wird beim ersten Start im Datenordner angelegt.",
    ),
    Option(
        "NAHBAR_KEY_FILE",
        "path",
        "",
        "Schlüsseldatei für die Zugangsdaten der Kanäle; leer: keys/vault.key im Datenordner.",
    ),
    Option(
        "NAHBAR_SMTP_URL",
        "secret",
        "",
        "smtp://NAME:PASSWORT@RECHNER:PORT, smtps:// oder smtp+starttls://; leer: Mails werden Dateien im Ordner outbox.",
    ),
    Option("NAHBAR_MAIL_FROM", "text", "nahbar@localhost", "Absender der Mails."),
    Option(
        "NAHBAR_ALLOW_PRIVATE",
        "list",
        "",
        "Private Netze oder Rechner, die Nahbar erreichen darf, z. B. 10.1.0.0/16,127.0.0.1:2583.",
    ),
    Option("NAHBAR_WORKER_THREADS", "number", "8", "Beiträge, die ein Arbeiter gleichzeitig ausliefert."),
    Option("NAHBAR_FILM_WORKERS", "number", "1", "Filme, die ein Arbeiter gleichzeitig macht."),
    Option(
        "NAHBAR_SPEECH_COMMAND",
        "text",
        "",
        "Programm, das Gesprochenes zu Untertiteln macht, aufrufbar wie whisper-cli von whisper.cpp; leer: keines.",
    ),
    Option("NAHBAR_SPEECH_MODEL", "text", "", "Datei mit dem Sprachmodell für dieses Programm."),
    Option(
        "NAHBAR_METRICS_TOKEN",
        "secret",
        "",
        "Zeichenfolge, mit der /messwerte gelesen werden darf; leer: nur Programme auf demselben Rechner.",
    ),
    Option("NAHBAR_LOG_JSON", "switch", "off", "Schreibt jede Zeile des Protokolls als JSON."),
    Option(
        "NAHBAR_DEBUG",
        "switch",
        "off",
        "Zeigt Fehler im Browser; nie auf einem Rechner, den andere erreichen.",
    ),
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
                raise SettingOdd(f"{name} gibt es nicht mehr: {REMOVED[name]}")
            if name not in self._table and plain not in self._table:
                raise SettingOdd(
                    f"{name} ist keine Einstellung von Nahbar. Alle stehen in docs/betrieb/einstellungen.md."
                )
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
                raise SettingOdd(
                    f"{name}_FILE nennt {file}; diese Datei ist nicht lesbar: {error.strerror}."
                ) from error
        return self._environment.get(name, "").strip() or option.default

    def number(self, name: str) -> int:
        """The value as a whole number, 1 or more."""
        value = self.text(name)
        if not value.isdigit() or int(value) < 1:
            raise SettingOdd(f"{name} ist {value!r}; erlaubt ist eine ganze Zahl ab 1.")
        return int(value)

    def switch(self, name: str) -> bool:
        """The value as on or off; nothing else is taken."""
        value = self.text(name)
        if value not in {"on", "off"}:
            raise SettingOdd(f"{name} ist {value!r}; erlaubt ist on oder off.")
        return value == "on"

    def path(self, name: str) -> Path:
        """The value as an absolute path."""
        return Path(self.text(name)).expanduser().resolve()

    def list(self, name: str) -> tuple[str, ...]:
        """The value split at commas."""
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())
