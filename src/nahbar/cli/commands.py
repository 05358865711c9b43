# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the command line, and which verb each calls. Actions ask for the person who acts: `--by`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from nahbar.cli import demo, doctor, halting, keeping, river, running
from nahbar.foundation.complaint import Complaint
from nahbar.topics.readers import registry

Command = Callable[[argparse.Namespace], int]


class DatabaseBehind(Complaint):
    """A command before the first start, in the wrong folder, or before an update was finished."""

    sentence = (
        "In %(folder)s ist noch keine Datenbank auf dem Stand dieser Fassung. Bitte prüfen Sie NAHBAR_DATA_DIR "
        "(es gilt auch der Ordner, in dem Sie stehen), oder legen Sie sie an: nahbar migrate"
    )


def parser() -> argparse.ArgumentParser:
    """All words with their help, in German."""
    top = argparse.ArgumentParser(prog="nahbar", description="Die Social-Media-Redaktion für Behörden.")
    words = top.add_subparsers(dest="word", required=True, metavar="BEFEHL")

    def word(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        made = words.add_parser(name, help=text, description=text)
        made.set_defaults(command=command)
        return made

    word("run", running.run, "richtet ein und startet alles: Seiten und Arbeiter")
    word("migrate", running.migrate, "bringt die Datenbank auf den Stand dieser Fassung")
    word("worker", running.worker, "startet nur den Arbeiter: veröffentlicht, liest Quellen, holt Kommentare")
    word("first-run", running.first_run, "zeigt den einmaligen Link für die erste Verwaltung")
    word("doctor", doctor.doctor, "prüft die Einrichtung und sagt, was zu tun ist")
    word("demo", demo.demo, "füllt die erfundene Stadt Musterau")
    _keeping_words(word)
    _river_words(words, word)
    _halting_words(word)
    return top


def _halting_words(word: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    halt = word("halt", halting.halt, "hält das Veröffentlichen an und sagt, wie weit jeder Beitrag ist")
    halt.add_argument("--reason", metavar="GRUND", required=True, help="ein Satz; alle lesen ihn")
    lift = word("lift", halting.lift, "lässt das Veröffentlichen weitergehen")
    for made in (halt, lift):
        made.add_argument(
            "--channel", metavar="KONTO", help="nur dieser Kanal, z. B. @musterau@social.example"
        )
        made.add_argument("--everything", action="store_true", help="die ganze Installation, alle Behörden")
        _who(made)
    word("confirm-clock", halting.confirm_clock, "bestätigt die Uhrzeit, nachdem die Uhr vorgesprungen ist")


def _keeping_words(word: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    backup = word("backup", keeping.backup, "sichert alles außer den Schlüsseln in eine Datei")
    backup.add_argument(
        "file", type=Path, nargs="?", metavar="DATEI", help="Zieldatei; sonst mit Datum im Ordner backups/"
    )
    restore = word("restore", keeping.restore, "bringt eine Sicherung in eine leere Einrichtung zurück")
    restore.add_argument("file", type=Path, metavar="DATEI")


def _river_words(
    words: "argparse._SubParsersAction[argparse.ArgumentParser]",
    word: Callable[[str, Command, str], argparse.ArgumentParser],
) -> None:
    sources = words.add_parser("sources", help="Quellen: add ADRESSE, read").add_subparsers(
        dest="verb", required=True
    )
    add = sources.add_parser("add", help="nimmt eine Quelle auf und liest sie")
    add.add_argument("address", metavar="ADRESSE_ODER_DATEI")
    kinds = [str(kind) for kind in registry.MODULES]
    add.add_argument("--kind", choices=kinds, default="feed", help="Art der Quelle; ohne Angabe ein Feed")
    add.add_argument("--first", action="store_true", help="bei mehreren Funden den besten nehmen")
    add.add_argument(
        "--set",
        metavar="NAME=WERT",
        type=_pair,
        action="append",
        default=[],
        help="was die Art noch wissen will",
    )
    add.set_defaults(command=river.add_source)
    _who(add)
    read = sources.add_parser("read", help="liest alle fälligen Quellen")
    read.set_defaults(command=river.read_sources)

    topics = word("topics", river.topics, "zeigt die offenen Themen")
    stories = word("stories", river.stories, "zeigt die Geschichten, oder öffnet eine: --open THEMA")
    stories.add_argument("--open", metavar="THEMA", help="Kennung eines Themas")
    publish = word("publish", river.publish, "liefert Fälliges jetzt aus, oder plant eine Geschichte ein")
    publish.add_argument(
        "story", nargs="?", metavar="GESCHICHTE", help="Kennung; ohne sie wird Fälliges ausgeliefert"
    )
    publish.add_argument("--when", metavar="ZEIT", help='Ortszeit der Behörde, z. B. "2026-12-01 17:30"')
    for made in (topics, stories, publish):
        _who(made)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not name or not sign:
        raise argparse.ArgumentTypeError("NAME=WERT")
    return name, value


def _who(made: argparse.ArgumentParser) -> None:
    made.add_argument("--authority", metavar="KURZNAME", help="Behörde; nötig, wenn es mehrere gibt")
    made.add_argument("--by", metavar="MAILADRESSE", help="wer handelt; die Rechte dieser Person gelten")


def run(argv: list[str]) -> int:
    """Does what the words say; the exit code."""
    arguments = parser().parse_args(argv)
    command: Command = arguments.command
    with translation.override("de"):
        try:
            return command(arguments)
        except (OperationalError, ProgrammingError):
            # Asked only now: a command that works has no need to wait for the answer.
            if doctor.is_migrated():
                raise
            raise DatabaseBehind(folder=settings.DATA_DIR) from None
