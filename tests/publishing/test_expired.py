# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comma changed after the signature: the whole way from placing to publishing, with every way on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.approval import actions as approval
from nahbar.authority.models import Membership
from nahbar.authority.states import Role
from nahbar.planning import actions as planning
from nahbar.planning import tasks as calendar
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing import queries
from nahbar.publishing.actions import release_held
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.publishing.tasks import deliver_due, delivery
from nahbar.record.models import Entry
from tests import factories
from tests.approval.desk import TEXT, desk

pytestmark = pytest.mark.django_db
S = PublicationState
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CHANGED = TEXT.replace("Samstag,", "Samstag")
EXPIRED = "Freigabe erloschen: der Text wurde nach der Freigabe geändert."


def placed(at):
    """Signed and placed for tomorrow on a channel that counts what reaches it."""
    place = desk()
    place.channel.platform = "double_look_up"
    place.channel.save()
    place.signed(at)
    planning.place(place.variant, when=at + DAY, by=place.author, at=at)
    return place


def round_(at):
    """What the worker does every few seconds."""
    calendar.run(at)
    release_held(at=at)
    deliver_due(at)


def texts(stage):
    return [post["text"] for post in stage.posts()]


def test_nothing_goes_out_when_a_comma_was_changed_after_placing(at, stage):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    for moment in (at + DAY, at + DAY + MINUTE, at + DAY + HOUR):
        round_(moment)
    row = Publication.objects.get()
    assert (texts(stage), row.state, row.reason) == ([], S.HELD, "signature_expired")
    assert [line.step for line in queries.journal(row)].count("held") == 1


def test_nothing_goes_out_when_the_comma_is_changed_while_the_post_is_prepared(at, stage, monkeypatch):
    place = placed(at)
    prepare = delivery._prepare

    def slowly(given):
        place.revise(CHANGED, place.author, at + DAY)
        return prepare(given)

    monkeypatch.setattr(delivery, "_prepare", slowly)
    deliver_due(at + DAY)
    assert (texts(stage), Publication.objects.get().reason) == ([], "signature_expired")


@pytest.mark.parametrize("undone", [-HOUR, HOUR], ids=["before it is due", "while held"])
def test_signed_text_goes_out_once_when_the_comma_is_put_back(at, stage, undone):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    round_(at + DAY - 2 * HOUR)
    if undone > timedelta(0):
        round_(at + DAY)
    place.revise(TEXT, place.author, at)
    for moment in (at + DAY + undone, at + DAY + 2 * HOUR, at + DAY + 3 * HOUR):
        round_(moment)
    assert (texts(stage), Publication.objects.get().state) == ([TEXT], S.PUBLISHED)


def test_post_is_missed_when_the_comma_is_put_back_too_late(at, stage):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    round_(at + DAY)
    place.revise(TEXT, place.author, at)
    round_(at + DAY + timedelta(hours=place.authority.late_after_hours + 1))
    assert (texts(stage), Publication.objects.get().state) == ([], S.MISSED)


@pytest.mark.parametrize("when", [-HOUR, HOUR], ids=["before it is due", "while held"])
def test_new_text_goes_out_once_and_the_old_never_when_it_is_signed_anew(at, stage, when):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    round_(at + DAY - 2 * HOUR)
    if when > timedelta(0):
        round_(at + DAY)
    approval.sign(place.request(at), answer="signed", by=place.signer, at=at + DAY + when)
    for moment in (at + DAY + when, at + DAY + 2 * HOUR, at + DAY + 3 * HOUR):
        round_(moment)
    assert texts(stage) == [CHANGED]
    assert sorted(Publication.objects.values_list("text", "state")) == sorted(
        [(TEXT, S.DROPPED), (CHANGED, S.PUBLISHED)]
    )


def test_new_text_waits_for_a_person_when_it_is_signed_too_late(at, stage):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    round_(at + DAY)
    late = at + DAY + timedelta(hours=place.authority.late_after_hours + 1)
    approval.sign(place.request(at), answer="signed", by=place.signer, at=late)
    round_(late)
    assert (texts(stage), Publication.objects.get(text=CHANGED).state) == ([], S.MISSED)


def test_house_takes_the_old_text_out_when_who_placed_it_has_left(at, stage):
    place = placed(at)
    place.revise(CHANGED, place.author, at)
    other = factories.person(place.authority, Role.EDITOR)
    again = place.request(at, by=other)
    Membership.objects.filter(person=place.author).delete()
    approval.sign(again, answer="signed", by=place.signer, at=at + DAY - HOUR)
    round_(at + DAY - HOUR)
    slot = Slot.objects.get()
    assert Publication.objects.get().state == S.DROPPED
    assert Entry.objects.get(verb="publishing.drop").by_name == "Nahbar"
    # Nobody who may plan stands behind the date any more: the calendar says so, and a colleague decides.
    assert (slot.state, slot.publication, bool(slot.trouble)) == (SlotState.WISHED, None, True)
    planning.move(slot, when=at + DAY, by=other, at=at + DAY - HOUR)
    round_(at + DAY)
    assert texts(stage) == [CHANGED]


def test_pages_say_that_the_signature_has_expired_and_nothing_about_when_it_goes_out(at, stage):
    place = placed(at)
    row, slot = Publication.objects.get(), Slot.objects.get()
    browser = Client()
    browser.force_login(place.author)
    post = reverse("publishing:publication", args=[place.authority.slug, row.pk])
    entry = reverse("planning:slot", args=[place.authority.slug, slot.pk])

    def said(sentence):
        return [sentence in browser.get(address).content.decode() for address in (post, entry)]

    assert [said(EXPIRED), said("25. November, 10:00 Uhr.")[0], said("Geht am")[1]] == [
        [False, False],
        True,
        True,
    ]
    place.revise(CHANGED, place.author, at)
    for moment in (at, at + DAY):
        round_(moment)
        assert said(EXPIRED) == [True, True]
        assert [said("25. November, 10:00 Uhr.")[0], said("Geht am")[1]] == [False, False]
    place.revise(TEXT, place.author, at)
    release_held(at=at + DAY)
    # The post's page still tells it as what happened.
    assert said(EXPIRED) == [True, False]
