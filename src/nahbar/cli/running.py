# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting the house: pages and worker as two processes, each of which may be killed at any time."""

import argparse
import logging
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connections

from nahbar.authority import first_run as first_run_link
from nahbar.cli.messages import compile_all
from nahbar.consents import tasks as consents
from nahbar.contributions import tasks as contributions
from nahbar.dialogue import tasks as dialogue
from nahbar.errands.hands import Hands
from nahbar.foundation import clock
from nahbar.impact import tasks as impact
from nahbar.library import tasks as library
from nahbar.planning import tasks as planning
from nahbar.publishing import tasks as publishing
from nahbar.stories import tasks as stories
from nahbar.topics import tasks as topics

log = logging.getLogger(__name__)

# What asks other machines beside publishing: each turn is claimed by its row and has a hand of its own.
ERRANDS = (topics.ERRAND, dialogue.ERRAND, impact.ERRAND)
# What works on films on this machine for minutes, with few hands.
WORKSHOP = (stories.ERRAND, stories.LISTENING_ERRAND)
# What only looks at our own rows, and how many seconds lie between two looks.
ROUNDS: tuple[tuple[str, Callable[[datetime], int], float], ...] = (
    ("recognising", topics.tend, 20.0),
    ("forgetting", topics.forget, 3600.0),
    ("planning", planning.run, 4.0),
    ("settling", dialogue.settle, 5.0),
    ("sweeping_uploads", library.tend, 600.0),
    ("sweeping_films", stories.tend, 3600.0),
    ("forgetting_contributors", contributions.tend, 60.0),
    ("ending_consents", consents.tend, 600.0),
    ("ending_deliveries", contributions.end_deliveries, 600.0),
    ("sweeping", contributions.sweep, 6 * 3600.0),
)
RESTART_AFTER = 2.0
ROUNDS_END_SECONDS = 5.0
# Longer than the worker itself takes to end in order.
CHILD_ENDS_SECONDS = 30
_SETPRIV = shutil.which("setpriv")
# Where util-linux is there (Debian, Ubuntu: always), a killed supervisor leaves no pages and no worker behind.
DIES_WITH_US = (_SETPRIV, "--pdeathsig", "TERM") if _SETPRIV else ()


def migrate(_arguments: argparse.Namespace) -> int:
    """Brings the database to this version."""
    call_command("migrate", interactive=False, verbosity=0)
    return 0


def first_run(_arguments: argparse.Namespace) -> int:
    """Prints the one-time link, or says that the authority exists."""
    url = first_run_link.first_run_url()
    print(
        url
        or "Die Behörde ist schon eingerichtet. Neue Personen werden auf der Seite Einstellungen eingeladen."
    )
    return 0


def run(_arguments: argparse.Namespace) -> int:
    """Migrates, collects static files, starts pages and worker; ends both on SIGINT or SIGTERM."""
    host, port = settings.OPTIONS.text("NAHBAR_HOST"), settings.OPTIONS.number("NAHBAR_PORT")
    if not _is_free(host, port):
        print(
            f"Nahbar startet nicht: Auf {host}:{port} antwortet schon ein Programm; vielleicht läuft Nahbar schon. "
            f"Sonst wählen Sie bitte einen anderen Anschluss, zum Beispiel: NAHBAR_PORT={port + 1} "
            f"NAHBAR_BASE_URL=http://{host}:{port + 1} make run",
            file=sys.stderr,
        )
        return 1
    compile_all()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return Supervisor(host, port).run()


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Supervisor:
    """Keeps two children alive: the pages and the worker."""

    def __init__(self, host: str, port: int) -> None:
        workers = settings.OPTIONS.number("NAHBAR_WEB_WORKERS")
        self._host, self._port = host, port
        self._commands: dict[str, list[str]] = {
            "web": [
                *(
                    sys.executable,
                    "-m",
                    "granian",
                    "--interface",
                    "wsgi",
                    "--host",
                    host,
                    "--port",
                    str(port),
                ),
                *("--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning"),
                "nahbar.site.wsgi:application",
            ],
            "worker": [sys.executable, "-m", "nahbar.cli", "worker"],
        }
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._ending = threading.Event()

    def run(self) -> int:
        """Until a signal comes; a child that dies is started again."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        for name in self._commands:
            self._start(name)
        if not self._answers():
            self._stop_all()
            return 1
        self._announce()
        while not self._ending.wait(0.5):
            for name, child in list(self._children.items()):
                if child.poll() is not None and not self._ending.is_set():
                    log.warning("%s ended with %s and is started again", name, child.returncode)
                    time.sleep(RESTART_AFTER)
                    self._start(name)
        self._stop_all()
        return 0

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then ends the children in order.
        self._children[name] = subprocess.Popen(
            [*DIES_WITH_US, *self._commands[name]], start_new_session=True
        )

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending.set()

    def _answers(self) -> bool:
        for _try in range(150):
            if self._ending.is_set() or self._children["web"].poll() is not None:
                return False
            try:
                socket.create_connection((self._host, self._port), timeout=1).close()
            except OSError:
                time.sleep(0.2)
            else:
                return True
        return False

    def _announce(self) -> None:
        print(f"\nNahbar läuft: {settings.BASE_URL}/", flush=True)
        url = first_run_link.first_run_url()
        if url:
            print(f"Erste Einrichtung, einmal gültig: {url}", flush=True)
        if not settings.MAIL_IS_REAL:
            print(
                f"Mails liegen als Dateien in {settings.EMAIL_FILE_PATH}, bis NAHBAR_SMTP_URL gesetzt ist.",
                flush=True,
            )
        print("Beenden mit Strg+C.", flush=True)

    def _stop_all(self) -> None:
        for child in self._children.values():
            child.terminate()
        for child in self._children.values():
            try:
                child.wait(timeout=CHILD_ENDS_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def worker(_arguments: argparse.Namespace) -> int:
    """Publishes what is due and does everything else that runs by itself, until SIGINT or SIGTERM."""
    ending = threading.Event()
    engine = publishing.Worker(threads=settings.WORKER_THREADS)

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()
        engine.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    threads = [
        threading.Thread(target=_rounds, args=(*round_, ending), name=round_[0], daemon=True)
        for round_ in ROUNDS
    ]
    for thread in threads:
        thread.start()
    errands = Hands((*ERRANDS, *WORKSHOP))
    errands.start()
    engine.run()
    ending.set()
    # Rows and leases keep what is left behind: nothing of it holds up the end of the worker.
    until = time.monotonic() + ROUNDS_END_SECONDS
    errands.stop(ROUNDS_END_SECONDS)
    for thread in threads:
        thread.join(timeout=max(until - time.monotonic(), 0))
    return 0


def _rounds(name: str, do: Callable[[datetime], int], seconds: float, ending: threading.Event) -> None:
    """One room's rounds; a fault of one round is written down and the next round comes all the same."""
    while not ending.is_set():
        close_old_connections()
        try:
            do(clock.now())
        except Exception:
            log.exception("round of %s failed", name)
        finally:
            close_old_connections()
        ending.wait(seconds)
    # Kept open between rounds, so that a round costs no new connection; the thread ends, and so does its own.
    connections.close_all()
