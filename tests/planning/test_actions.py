# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.approval import actions as approval
from nahbar.approval import queries as signatures
from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.authority.models import Membership
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState, Role
from nahbar.planning import actions, queries, tasks
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.record.models import Entry
from tests import factories
from tests.approval.desk import TEXT, desk

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def place(at, desk_, when=None):
    return actions.place(desk_.variant, when=when or at + DAY, by=desk_.author, at=at)


def test_place_is_a_wish_when_the_variant_is_not_signed(at):
    d = desk()
    slot = place(at, d)
    assert (slot.state, slot.at, slot.publication) == (SlotState.WISHED, at + DAY, None)
    assert Publication.objects.count() == 0
    assert Entry.objects.filter(verb="planning.place", by_name="Rita Redaktion").count() == 1


def test_place_orders_the_signed_version_when_the_variant_is_signed(at):
    d = desk()
    version = d.signed(at).versions.get()
    slot = place(at, d)
    publication = Publication.objects.get()
    assert (slot.state, slot.publication) == (SlotState.PLACED, publication)
    assert (publication.version, publication.due_at, publication.text) == (version, at + DAY, TEXT)


def test_place_moves_what_is_there_when_it_is_asked_twice(at):
    d = desk()
    first = place(at, d)
    second = place(at, d, at + 2 * DAY)
    assert (second.pk, Slot.objects.get().at) == (first.pk, at + 2 * DAY)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=-1), -DAY])
def test_place_and_move_refuse_when_the_time_is_over(at, late):
    d = desk()
    with pytest.raises(actions.TimePast):
        place(at, d, at + late)
    slot = place(at, d)
    with pytest.raises(actions.TimePast):
        actions.move(slot, when=at + late, by=d.author, at=at)
    assert Slot.objects.get().at == at + DAY


def test_place_and_move_refuse_when_the_rights_of_a_picture_end_before_the_time(at):
    d = desk()
    rights = {"licence": "own", "ends_on": (at + DAY).date()}
    shown = factories.material(
        d.variant.story,
        d.author,
        file=factories.file(d.variant.story.authority, rights=rights),
        alt="Das Freibad",
    )
    d.variant.pictures.create(material=shown, position=1)
    slot = place(at, d, at + HOUR)
    with pytest.raises(actions.StopsByThen, match="Rechte"):
        actions.move(slot, when=at + 3 * DAY, by=d.author, at=at)
    assert Slot.objects.get().at == at + HOUR


@pytest.mark.parametrize("role", [Role.APPROVER, Role.CONTRIBUTOR, Role.OFFICER])
def test_planning_refuses_when_the_role_does_not_write(at, role):
    d = desk()
    person = factories.person(d.authority, role)
    slot = place(at, d)
    with pytest.raises(NotAllowed):
        actions.place(d.variant, when=at + DAY, by=person, at=at)
    with pytest.raises(NotAllowed):
        actions.move(slot, when=at + DAY, by=person, at=at)
    with pytest.raises(NotAllowed):
        actions.take_back(slot, by=person, at=at)


def test_planning_refuses_when_the_person_belongs_to_another_authority(at):
    d, other = desk(), desk()
    with pytest.raises(NotAllowed):
        actions.place(d.variant, when=at + DAY, by=other.author, at=at)


def test_sign_and_place_orders_at_the_wished_time_when_the_answer_is_yes(at):
    d = desk()
    made = actions.request_and_place(
        d.story, variants=[d.variant], signers=[d.signer], times={d.variant: at + DAY}, by=d.author, at=at
    )
    assert Slot.objects.get().state == SlotState.WISHED
    actions.sign_and_place(made, answer="signed", by=d.signer, at=at + HOUR)
    slot = Slot.objects.get()
    assert (slot.state, slot.publication.due_at, slot.publication.ordered_by) == (
        SlotState.PLACED,
        at + DAY,
        d.author,
    )


def test_sign_and_place_orders_nothing_when_the_answer_is_an_objection(at):
    d = desk()
    place(at, d)
    actions.sign_and_place(d.request(at), answer="objected", reason="Falsch.", by=d.signer, at=at)
    assert (Slot.objects.get().state, Publication.objects.count()) == (SlotState.WISHED, 0)


def test_request_and_place_does_neither_when_one_time_is_over(at):
    d = desk()
    with pytest.raises(actions.TimePast):
        actions.request_and_place(
            d.story, variants=[d.variant], signers=[d.signer], times={d.variant: at}, by=d.author, at=at
        )
    assert (Round.objects.count(), Slot.objects.count()) == (0, 0)


def test_sign_and_place_keeps_the_signature_and_says_why_when_the_post_finds_no_place(at):
    d = desk()
    place(at, d)
    made = d.request(at)
    d.channel.state = ChannelState.DISCONNECTED
    d.channel.save()
    actions.sign_and_place(made, answer="signed", by=d.signer, at=at)
    slot = Slot.objects.get()
    assert Round.objects.get().state == RoundState.SIGNED
    assert (slot.state, slot.publication) == (SlotState.WISHED, None)
    assert slot.trouble != ""
    d.channel.state = ChannelState.CONNECTED
    d.channel.save()
    assert tasks.run(at) == 1
    slot.refresh_from_db()
    assert (slot.state, slot.trouble) == (SlotState.PLACED, "")


def test_slot_is_missed_and_nothing_goes_out_when_the_signature_comes_too_late(at):
    d = desk()
    made = d.request(at)
    slot = place(at, d, at + HOUR)
    actions.sign_and_place(made, answer="signed", by=d.signer, at=at + 2 * HOUR)
    slot.refresh_from_db()
    assert (slot.state, slot.publication, Publication.objects.count()) == (SlotState.MISSED, None, 0)
    assert tasks.run(at + 3 * HOUR) == 0
    moved = actions.move(slot, when=at + DAY, by=d.author, at=at + 3 * HOUR)
    assert (moved.state, moved.publication.due_at) == (SlotState.PLACED, at + DAY)


def test_missed_slot_can_be_taken_back_and_placed_anew_when_a_person_decides(at):
    d = desk()
    slot = place(at, d, at + HOUR)
    assert tasks.run(at + HOUR) == 1
    taken = actions.take_back(slot, by=d.author, at=at + 2 * HOUR)
    assert taken.state == SlotState.TAKEN_BACK
    for call in (lambda: actions.take_back(slot, by=d.author, at=at), lambda: move(slot, d, at)):
        with pytest.raises(actions.SlotGone):
            call()
    assert place(at + 2 * HOUR, d).pk != slot.pk


def move(slot, d, at):
    return actions.move(slot, when=at + 2 * DAY, by=d.author, at=at)


def test_move_takes_the_publication_along_when_it_has_its_place(at):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    moved = actions.move(slot, when=at + 3 * DAY, by=d.author, at=at + HOUR)
    publication = Publication.objects.get()
    assert (moved.at, publication.due_at, publication.next_try_at) == (
        at + 3 * DAY,
        at + 3 * DAY,
        at + 3 * DAY,
    )


@pytest.mark.parametrize("state", ["sending", "unclear", "published"])
def test_move_and_take_back_refuse_when_the_post_may_be_out(at, state):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    Publication.objects.update(state=state, published_at=at)
    with pytest.raises(actions.NotMovable):
        actions.move(slot, when=at + 3 * DAY, by=d.author, at=at)
    with pytest.raises(actions.NotTakenBack):
        actions.take_back(slot, by=d.author, at=at)
    assert (Publication.objects.get().state, Slot.objects.get().at) == (state, at + DAY)


@pytest.mark.parametrize("state", ["held", "missed", "refused"])
def test_move_plans_anew_when_the_post_waits_for_a_person(at, state):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    Publication.objects.update(state=state)
    actions.move(slot, when=at + 3 * DAY, by=d.author, at=at)
    assert Publication.objects.get().state == PublicationState.PLANNED


def test_take_back_drops_the_publication_when_it_has_its_place(at):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    actions.take_back(slot, by=d.author, at=at)
    assert Publication.objects.get().state == PublicationState.DROPPED
    again = place(at, d)
    assert Publication.objects.filter(state=PublicationState.PLANNED).get() == again.publication


def test_settle_keeps_the_place_and_the_calendar_warns_when_the_draft_was_changed_after_placing(at):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    d.revise(TEXT.replace("Samstag,", "Samstag"), d.author, at)
    assert queries.month(d.authority, 2026, 11)[0].has_expired is True
    assert (tasks.run(at + DAY - HOUR), tasks.run(at + DAY + HOUR)) == (0, 0)
    slot.refresh_from_db()
    assert (slot.state, slot.publication) == (SlotState.PLACED, Publication.objects.get())
    d.revise(TEXT, d.author, at)
    assert queries.month(d.authority, 2026, 11)[0].has_expired is False


def test_new_text_takes_the_place_of_the_old_when_it_is_signed_anew(at):
    d = desk()
    d.signed(at)
    place(at, d)
    d.revise("Neuer Text.", d.author, at)
    actions.sign_and_place(d.request(at), answer="signed", by=d.signer, at=at)
    waiting = Publication.objects.exclude(state=PublicationState.DROPPED).get()
    assert (waiting.text, waiting.due_at, Slot.objects.get().publication) == (
        "Neuer Text.",
        at + DAY,
        waiting,
    )
    assert tasks.run(at) == 0


def test_settle_leaves_the_post_alone_when_it_may_be_out_already(at):
    d = desk()
    d.signed(at)
    place(at, d)
    Publication.objects.update(state="sending")
    d.revise("Neuer Text.", d.author, at)
    assert (tasks.run(at + DAY), actions.settle(d.authority, at=at)) == (0, 0)
    assert Publication.objects.get().state == PublicationState.SENDING


def test_calendar_follows_when_the_post_was_moved_or_dropped_where_it_is_shown(at):
    d = desk()
    d.signed(at)
    slot = place(at, d)
    publishing.move(slot.publication, due_at=at + 5 * DAY, by=d.author, at=at)
    tasks.run(at)
    slot.refresh_from_db()
    assert slot.at == at + 5 * DAY
    publishing.drop(slot.publication, by=d.author, at=at)
    tasks.run(at)
    slot.refresh_from_db()
    assert slot.state == SlotState.TAKEN_BACK


def test_run_goes_on_when_one_authority_or_slot_cannot_be_placed(at):
    d, other = desk(), desk()
    for one in (d, other):
        place(at, one)
        one.signed(at)
    Membership.objects.filter(person=d.author).delete()
    assert tasks.run(at) == 1
    assert Slot.objects.get(variant=other.variant).state == SlotState.PLACED
    stuck = Slot.objects.get(variant=d.variant)
    assert (stuck.state, bool(stuck.trouble)) == (SlotState.WISHED, True)


def test_place_orders_the_signed_words_when_the_draft_was_changed_and_changed_back(at):
    d = desk()
    version = d.signed(at).versions.get()
    d.revise("Anders.", d.author, at)
    d.revise(TEXT, d.author, at)
    assert signatures.signed_version(d.variant) == version
    assert place(at, d).publication.version == version


def test_sign_and_place_leaves_other_stories_alone_when_it_settles(at):
    d, other = desk(), desk()
    place(at, other)
    other_round = other.request(at)
    approval.sign(other_round, answer="signed", by=other.signer, at=at)
    place(at, d)
    actions.sign_and_place(d.request(at), answer="signed", by=d.signer, at=at)
    assert Slot.objects.get(variant=other.variant).state == SlotState.WISHED
