# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever people do in whatever order: nothing is signed by somebody who wrote it, nor in other words."""

from datetime import timedelta

import pytest
from django.db import transaction

from nahbar.approval import actions, queries
from nahbar.approval.models import Round, Signature
from nahbar.approval.states import AGREEING, NEXT, RoundState
from nahbar.authority.models import Person
from nahbar.authority.states import Role
from nahbar.foundation.complaint import Complaint
from nahbar.variants import queries as variants
from nahbar.variants.models import Version
from tests import factories
from tests.approval.desk import Desk, desk

# a wrote the text; b may write and sign, c only signs.
STEPS = ("write_b", "back_b", "ask_a_b", "ask_b_c", "sign_a", "sign_b", "sign_c")
TEXTS = {"write_b": "Fassung B.", "back_b": "Fassung A."}


def take(step: str, place: Desk, people: dict[str, Person], at) -> None:
    verb, *who = step.split("_")
    if verb in {"write", "back"}:
        place.revise(TEXTS[step], people[who[0]], at)
    elif verb == "ask":
        place.request(at, by=people[who[0]], signers=[people[who[1]]])
    else:
        newest = Round.objects.first()
        if newest is None:
            raise actions.NothingToSign
        actions.sign(newest, answer="signed", by=people[who[0]], at=at)


def check(place: Desk, written: dict[str, set[str]]) -> None:
    for version in Version.objects.all():
        if not queries.is_signed(version):
            continue
        rows = Signature.objects.filter(fingerprint=version.fingerprint, answer__in=AGREEING)
        good = [row for row in rows if row.round.state == RoundState.SIGNED]
        assert any(
            str(row.person_id) not in {*version.author_ids, str(row.round.requested_by_id)} for row in good
        )
    signed = queries.signed_version(place.variant)
    if signed is not None:
        assert signed.text == place.variant.text
        assert signed.fingerprint == variants.current_fingerprint(place.variant)
        # Nobody who had written by the time of freezing is the only one who said yes.
        signers = {str(row.person_id) for row in signed.signatures.filter(answer__in=AGREEING)}
        assert signers - written[str(signed.pk)]


class Undo(Exception):
    """Takes a branch of the walk back."""


def walk(
    place: Desk, people: dict[str, Person], written: dict[str, set[str]], at, *, depth: int, last: str = ""
) -> int:
    """Every order of steps that somebody accepts, each branch taken back afterwards; how many were accepted."""
    taken = 0
    for step in STEPS:
        if step == last:
            continue
        try:
            with transaction.atomic():
                take(step, place, people, at)
                taken += 1
                known = dict(written)
                place.variant.refresh_from_db()
                authors = {str(pk) for pk in place.variant.authors.values_list("pk", flat=True)}
                for version in Version.objects.all():
                    known.setdefault(str(version.pk), authors)
                check(place, known)
                if depth > 1:
                    taken += walk(place, people, known, at + timedelta(minutes=1), depth=depth - 1, last=step)
                raise Undo  # noqa: TRY301 - leaving the block is what takes the step back
        except (Undo, Complaint):
            place.variant.refresh_from_db()
    return taken


@pytest.mark.django_db
def test_no_path_gives_a_signature_of_an_author_or_for_other_words_when_any_four_steps_follow(at):
    place = desk()
    people = {
        "a": place.author,
        "b": factories.person(place.authority, Role.ADMINISTRATOR),
        "c": factories.person(place.authority, Role.COSIGNER),
    }
    place.revise("Fassung A.", place.author, at)
    assert walk(place, people, {}, at, depth=4) > 100


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(RoundState))
def test_only_the_table_of_states_says_what_may_follow_when_a_round_is_answered_or_recalled(at, state):
    place = desk()
    for name, reached, do in (
        ("sign", RoundState.SIGNED, lambda made: actions.sign(made, answer="signed", by=place.signer, at=at)),
        ("recall", RoundState.RECALLED, lambda made: actions.recall(made, by=place.author, at=at)),
    ):
        made = place.request(at)
        Round.objects.filter(pk=made.pk).update(state=state)
        if reached in NEXT[state]:
            assert do(made).state == reached, name
        else:
            with pytest.raises(Complaint):
                do(made)
            assert Round.objects.get(pk=made.pk).state == state
