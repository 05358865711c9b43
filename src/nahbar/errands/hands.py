# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hands of one worker process for its errands: each kind has its own, so that none waits for another's."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connections

from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.foundation import clock

log = logging.getLogger(__name__)
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Errand:
    """One kind of work that comes again and again.

    `due` claims up to so many rows; `carry` does the turn of one, moves its next time itself and says how much it brought.
    A turn done twice must not harm.
    `every`: seconds between two looks at what is due; `hands`: how many at once.
    """

    name: str
    due: Callable[[datetime, int], list[Claim]]
    carry: Callable[[Claim, datetime], int]
    every: float
    hands: int


def in_turn(errand: Errand, at: datetime, *, most: int = 200) -> int:
    """Everything due at this moment, one after the other in this thread; how much it brought."""
    brought = 0
    for _ in range(most):
        claimed = errand.due(at, 1)
        if not claimed:
            break
        brought += errand.carry(claimed[0], at)
    return brought


@dataclass(slots=True)
class _Desk:
    """One errand with what its hands carry right now."""

    errand: Errand
    running: dict[Claim, threading.Thread] = field(default_factory=dict)
    freed: threading.Event = field(default_factory=threading.Event)


class Hands:
    """Looks at what is due, kind by kind, and has each turn done in a thread of its own."""

    def __init__(
        self,
        errands: Sequence[Errand],
        *,
        now: Now = clock.now,
        renew_every: float = claims.RENEW_EVERY.total_seconds(),
    ) -> None:
        self._now, self._renew_every = now, renew_every
        self._desks = [_Desk(errand) for errand in errands]
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._look, args=(desk,), name=desk.errand.name, daemon=True)
            for desk in self._desks
        ]
        self._threads.append(threading.Thread(target=self._renew, name="errands-renewing", daemon=True))

    def start(self) -> None:
        """Begins; returns at once."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float) -> None:
        """Begins nothing more, lets what runs end for so long, and gives back the rows of what still runs then."""
        until = time.monotonic() + seconds
        self._over.set()
        for desk in self._desks:
            desk.freed.set()
        for thread in [*self._threads, *self._running().values()]:
            thread.join(timeout=max(until - time.monotonic(), 0))
        try:
            for claim in self._running():
                claims.give_back(claim, at=self._now())
        except DatabaseError:
            log.exception("not every errand could be given back; it is taken up again when its lease ends")

    def _running(self) -> dict[Claim, threading.Thread]:
        with self._lock:
            return {claim: thread for desk in self._desks for claim, thread in desk.running.items()}

    def _look(self, desk: _Desk) -> None:
        while not self._over.is_set():
            desk.freed.clear()
            close_old_connections()
            try:
                self._begin(desk)
            except Exception:
                log.exception("a look at the errand %s failed; it is tried again", desk.errand.name)
            finally:
                close_old_connections()
            desk.freed.wait(desk.errand.every)
        connections.close_all()

    def _begin(self, desk: _Desk) -> None:
        with self._lock:
            room = desk.errand.hands - len(desk.running)
        for claim in desk.errand.due(self._now(), room) if room > 0 else ():
            name = f"{desk.errand.name}-{claim.pk}"
            thread = threading.Thread(target=self._carry, args=(desk, claim), name=name, daemon=True)
            with self._lock:
                desk.running[claim] = thread
            thread.start()

    def _carry(self, desk: _Desk, claim: Claim) -> None:
        try:
            desk.errand.carry(claim, self._now())
        except Exception:
            # Its lease ends by itself: the row comes again, and nothing else waited for it.
            log.exception("the errand %s failed for %s", desk.errand.name, claim.pk)
        finally:
            connections.close_all()
            with self._lock:
                del desk.running[claim]
            desk.freed.set()

    def _renew(self) -> None:
        lost: set[Claim] = set()
        while not self._over.wait(self._renew_every):
            running = self._running()
            lost &= running.keys()
            try:
                lost |= {one for one in running if one not in lost and not claims.renew(one, at=self._now())}
            except DatabaseError:
                log.warning("the leases of the errands could not be renewed")
                close_old_connections()
        connections.close_all()
