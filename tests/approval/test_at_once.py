# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people press a button in the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import OperationalError, connection

from nahbar.approval import actions
from nahbar.approval.models import Round, Signature
from nahbar.approval.states import RoundState
from nahbar.authority.states import Role
from nahbar.foundation.complaint import Complaint
from tests import factories
from tests.approval.desk import desk


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Does all in threads of their own; "done" or the name of the complaint for each."""
    together, outcomes = Barrier(len(calls)), dict.fromkeys(range(len(calls)), "")

    def press(number: int) -> None:
        together.wait(5)
        while not outcomes[number]:
            try:
                calls[number]()
                outcomes[number] = "done"
            except Complaint as complaint:
                outcomes[number] = type(complaint).__name__
            except OperationalError:  # SQLite in memory, as in tests, does not wait for a lock
                sleep(0.01)
        connection.close()

    threads = [Thread(target=press, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return list(outcomes.values())


@pytest.mark.django_db(transaction=True)
def test_one_answer_counts_when_two_people_press_in_the_same_moment(at):
    place = desk()
    second = factories.person(place.authority, Role.COSIGNER)
    made = place.request(at, signers=[place.signer, second])
    outcomes = at_once(
        lambda: actions.sign(made, answer="signed", by=place.signer, at=at),
        lambda: actions.sign(made, answer="refused", reason="Nein.", by=second, at=at),
    )
    assert sorted(outcomes) == ["AlreadyAnswered", "done"]
    assert Signature.objects.count() == 1
    expected = RoundState.SIGNED if outcomes[0] == "done" else RoundState.RETURNED
    assert Round.objects.get().state == expected


@pytest.mark.django_db(transaction=True)
def test_signature_or_recall_counts_when_both_come_in_the_same_moment(at):
    place = desk()
    made = place.request(at)
    outcomes = at_once(
        lambda: actions.sign(made, answer="signed", by=place.signer, at=at),
        lambda: actions.recall(made, by=place.author, at=at),
    )
    assert outcomes in (["done", "RoundOver"], ["AlreadyRecalled", "done"])
    assert Signature.objects.count() == (outcomes[0] == "done")


@pytest.mark.django_db(transaction=True)
def test_one_round_stays_open_when_the_same_is_asked_twice_in_the_same_moment(at):
    place = desk()
    assert at_once(lambda: place.request(at), lambda: place.request(at)) == ["done", "done"]
    assert sorted(Round.objects.values_list("state", flat=True)) == [
        RoundState.RECALLED,
        RoundState.REQUESTED,
    ]


@pytest.mark.django_db(transaction=True)
def test_answer_or_new_request_counts_when_both_come_in_the_same_moment(at):
    place = desk()
    first = place.request(at)
    outcomes = at_once(
        lambda: actions.sign(first, answer="signed", by=place.signer, at=at),
        lambda: place.request(at),
    )
    assert outcomes in (["done", "done"], ["AlreadyRecalled", "done"])
    first.refresh_from_db()
    assert first.state == (RoundState.SIGNED if outcomes[0] == "done" else RoundState.RECALLED)
    assert Round.objects.filter(state=RoundState.REQUESTED).count() == 1
