# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop switch pressed while something else is half done: both end, neither waits for the other for ever."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from django.db import OperationalError, connection

from nahbar.approval import actions as approval
from nahbar.planning import actions as planning
from nahbar.publishing import actions as publishing
from nahbar.publishing.actions import deliver, journal, lease
from nahbar.publishing.models import Halt, Publication
from nahbar.publishing.states import PublicationState
from tests.approval.desk import desk

pytestmark = pytest.mark.django_db(transaction=True)
S = PublicationState
DAY = timedelta(days=1)


def in_threads(*calls: Callable[[], object]) -> list[str]:
    """Does all at once; "done" or what went wrong for each."""
    outcomes = dict.fromkeys(range(len(calls)), "")

    def do(number: int) -> None:
        while not outcomes[number]:
            try:
                calls[number]()
                outcomes[number] = "done"
            except OperationalError as error:
                # SQLite in memory, as in tests, does not wait for a lock: again. Anything else is what is looked for.
                outcomes[number] = "" if connection.vendor == "sqlite" else str(error)
                sleep(0.01)
        connection.close()

    threads = [Thread(target=do, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return list(outcomes.values())


def pausing(monkeypatch: Any, place: Any, name: str) -> Event:
    """Half a second of standing still after `name`, in which somebody else begins; the event says when."""
    real, there = getattr(place, name), Event()

    def slowly(*args: Any, **kwargs: Any) -> Any:
        made = real(*args, **kwargs)
        if not there.is_set():
            there.set()
            sleep(0.5)
        return made

    monkeypatch.setattr(place, name, slowly)
    return there


def test_stop_and_new_text_both_end_when_they_meet(at, monkeypatch):
    place = desk()
    place.signed(at)
    planning.place(place.variant, when=at + DAY, by=place.author, at=at)
    place.revise("Neuer Text.", place.author, at)
    approval.sign(place.request(at), answer="signed", by=place.signer, at=at)
    half_done = pausing(monkeypatch, publishing, "drop")

    def stop() -> None:
        half_done.wait(5)
        publishing.hold_all(place.authority, reason="Störung", by=place.signer, at=at)

    outcomes = in_threads(lambda: planning.settle(place.authority, at=at), stop)

    assert outcomes == ["done", "done"]
    assert sorted(Publication.objects.values_list("text", "state")) == sorted(
        [(place.variant.versions.first().text, S.DROPPED), ("Neuer Text.", S.PLANNED)]
    )
    assert Halt.objects.count() == 1


def test_lifting_and_taking_back_both_end_when_they_meet(at, monkeypatch):
    place = desk()
    place.signed(at)
    slot = planning.place(place.variant, when=at + DAY, by=place.author, at=at)
    halt = publishing.hold_all(place.authority, reason="Störung", by=place.signer, at=at)
    Publication.objects.update(state=S.HELD, reason="halted")
    half_done = pausing(monkeypatch, journal, "write")

    def lift() -> None:
        half_done.wait(5)
        publishing.lift(halt, by=place.signer, at=at)

    outcomes = in_threads(lambda: publishing.drop(slot.publication, by=place.author, at=at), lift)

    assert outcomes == ["done", "done"]
    assert Publication.objects.get().state == S.DROPPED


def test_announcing_and_taking_up_both_end_when_a_worker_was_slow(at, monkeypatch):
    place = desk()
    place.signed(at)
    planning.place(place.variant, when=at + DAY, by=place.author, at=at)
    mine = lease.claim(place.channel, at=at + DAY)
    assert mine is not None
    row = Publication.objects.select_related("channel", "version").get()
    half_done = pausing(monkeypatch, deliver, "_open")

    def take_up() -> None:
        half_done.wait(5)
        lease.claim(place.channel, at=at + DAY + lease.LEASE)

    outcomes = in_threads(lambda: deliver.announce(mine, row, at=at + DAY), take_up)

    assert outcomes == ["done", "done"]
    assert Publication.objects.get().intent_at == at + DAY
