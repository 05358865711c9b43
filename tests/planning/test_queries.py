# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, datetime, timedelta

import pytest

from nahbar.planning import actions, queries
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from tests.approval.desk import desk

pytestmark = pytest.mark.django_db


def test_month_ends_with_the_authoritys_midnight_when_a_post_is_near_it(at):
    d = desk()
    last = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    actions.place(d.variant, when=last, by=d.author, at=at)
    assert [entry.at for entry in queries.month(d.authority, 2026, 11)] == [last]
    assert queries.month(d.authority, 2026, 12) == []
    actions.place(d.variant, when=last + timedelta(minutes=1), by=d.author, at=at)
    assert queries.month(d.authority, 2026, 11) == []
    assert [entry.label for entry in queries.month(d.authority, 2026, 12)] == ["wartet auf Freigabe"]


def test_month_shows_nothing_of_another_authority_when_both_have_posts(at):
    d, other = desk(), desk()
    for one in (d, other):
        one.signed(at)
        actions.place(one.variant, when=at + timedelta(days=1), by=one.author, at=at)
    assert [entry.variant for entry in queries.month(d.authority, 2026, 11)] == [d.variant]
    assert [entry.variant for entry in queries.upcoming(d.authority, at)] == [d.variant]


def test_month_shows_a_post_without_a_slot_when_it_was_ordered_elsewhere(at):
    d = desk()
    version = d.signed(at).versions.get()
    made = publishing.enqueue(version, due_at=at + timedelta(days=1), by=d.author, at=at)
    entry = queries.month(d.authority, 2026, 11)[0]
    assert (entry.publication, entry.slot, entry.may_move, entry.has_expired) == (made, None, False, False)


def test_upcoming_leaves_out_what_is_out_and_keeps_what_needs_a_person_when_asked(at):
    d = desk()
    d.signed(at)
    actions.place(d.variant, when=at + timedelta(days=1), by=d.author, at=at)
    for state, shown in (("planned", True), ("missed", True), ("published", False), ("withdrawn", False)):
        Publication.objects.update(state=state, published_at=at)
        assert (
            bool(queries.upcoming(d.authority, at + timedelta(days=3 if state == "missed" else 0))) is shown
        ), state
