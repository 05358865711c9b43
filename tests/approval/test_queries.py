# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.approval import actions, queries
from nahbar.approval.models import Signature
from nahbar.approval.states import RoundState
from nahbar.authority.models import Membership
from nahbar.authority.states import Role
from nahbar.variants import actions as variants
from tests import factories
from tests.approval.desk import TEXT, desk

pytestmark = pytest.mark.django_db


def test_changing_a_comma_voids_the_signature_and_changing_it_back_restores_it(at):
    place = desk()
    version = place.signed(at).versions.get()
    assert queries.signed_version(place.variant) == version
    place.revise(TEXT.replace("Samstag,", "Samstag"), place.author, at)
    assert (queries.is_still_signed(place.variant), queries.signed_version(place.variant)) == (False, None)
    assert queries.is_signed(version) is True
    place.revise(TEXT, place.author, at)
    assert queries.signed_version(place.variant) == version


def test_version_frozen_after_a_change_is_unsigned_when_the_one_before_is_signed(at):
    place = desk()
    place.signed(at)
    place.revise(TEXT + " Ja.", place.author, at)
    assert queries.is_signed(variants.freeze(place.variant, by=place.author, at=at)) is False


def test_same_words_are_unsigned_when_their_signer_has_become_an_author(at):
    place = desk()
    Membership.objects.create(authority=place.authority, person=place.signer, role=Role.EDITOR, granted_at=at)
    place.signed(at)
    place.revise("Etwas anderes.", place.signer, at)
    place.revise(TEXT, place.signer, at)
    version = variants.freeze(place.variant, by=place.author, at=at)
    assert str(place.signer.pk) in version.author_ids
    assert queries.is_signed(version) is False


def test_same_words_on_another_channel_are_unsigned_when_only_one_was_signed(at):
    place = desk()
    other = factories.variant(place.story, factories.channel(place.authority), place.author, text=TEXT)
    place.signed(at)
    assert queries.is_still_signed(other) is False


def test_same_words_in_another_story_are_unsigned_when_only_one_was_signed(at):
    place = desk()
    story = factories.story(place.authority, place.author)
    other = factories.variant(story, place.channel, place.author, text=TEXT)
    place.signed(at)
    assert queries.is_still_signed(other) is False


@pytest.mark.parametrize("who", ["author", "freezer", "asker"])
def test_is_signed_is_false_when_a_row_says_that_an_author_signed(at, who):
    """Even a row that no action would write gives no signature."""
    place = desk()
    freezer = factories.person(place.authority, Role.EDITOR)
    asker = factories.person(place.authority, Role.EDITOR)
    variants.freeze(place.variant, by=freezer, at=at)
    made = place.request(at, by=asker)
    actions.sign(made, answer="signed", by=place.signer, at=at)
    assert queries.is_signed(made.versions.get()) is True
    person = {"author": place.author, "freezer": freezer, "asker": asker}[who]
    Signature.objects.update(person=person)
    assert queries.is_signed(made.versions.get()) is False


def test_is_signed_is_false_when_the_fingerprint_or_the_round_is_another(at):
    place = desk()
    made = place.signed(at)
    version = made.versions.get()
    made.state = RoundState.RECALLED
    made.save()
    assert queries.is_signed(version) is False
    made.state = RoundState.SIGNED
    made.save()
    assert queries.is_signed(version) is True
    Signature.objects.update(fingerprint="0" * 64)
    assert queries.is_signed(version) is False


def test_candidate_who_wrote_one_variant_may_still_be_asked_for_another(at):
    place = desk()
    other = factories.variant(place.story, factories.channel(place.authority), place.signer)

    found = queries.candidates(place.story, [place.variant, other], place.author)

    assert {one.person.name: bool(one.obstacle) for one in found} == {
        "Sven Leitung": False,
        "Rita Redaktion": True,
    }


def test_candidates_say_why_somebody_cannot_sign_when_they_wrote_or_ask(at):
    place = desk()
    asker = factories.person(place.authority, Role.ADMINISTRATOR, name="Anna Amt")
    factories.person(place.authority, Role.OFFICER, name="Olga Aufsicht")
    factories.person(factories.authority(), Role.APPROVER, name="Fremd")
    found = queries.candidates(place.story, [place.variant], asker)
    assert [(one.person.name, one.obstacle) for one in found] == [
        ("Sven Leitung", ""),
        ("Anna Amt", "bittet um die Mitzeichnung"),
        ("Rita Redaktion", "hat mitgeschrieben"),
    ]


def test_waiting_for_shows_only_open_rounds_of_the_authority_when_asked(at):
    place, other = desk(), desk()
    made = place.request(at)
    settled = factories.variant(place.story, factories.channel(place.authority), place.author)
    actions.sign(place.request(at, variants=[settled]), answer="signed", by=place.signer, at=at)
    other.request(at)
    assert list(queries.waiting_for(place.signer, place.authority)) == [made]
    assert list(queries.waiting_for(place.author, place.authority)) == []
    assert list(queries.open_rounds(place.authority)) == [made]


def test_asked_by_token_is_nobody_when_the_token_is_empty(at):
    place = desk()
    made = place.request(at)
    made.asked.update(token_digest="", expires_at=at + timedelta(days=1))
    assert queries.asked_by_token("", at) is None
