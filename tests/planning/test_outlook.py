# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.planning import actions, outlook, queries
from nahbar.publishing.models import Publication
from tests import factories
from tests.approval.desk import TEXT, desk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def placed(place, when, at):
    place.signed(at)
    return actions.place(place.variant, when=when, by=place.author, at=at)


def another(place, text):
    channel = factories.channel(place.authority)
    place.variant = factories.variant(place.story, channel, place.author, text=text)
    return place


def test_next_post_is_named_when_it_lies_years_ahead_and_earlier_ones_were_changed(at):
    place = desk()
    for number in range(outlook.A_FEW + 1):
        placed(another(place, f"Nummer {number}."), at + (200 + number) * DAY, at)
        place.revise(f"Nummer {number} geändert.", place.author, at)
    placed(another(place, "Die nächste."), at + 900 * DAY, at)
    found = outlook.outlook(place.authority, at)
    assert (found.this_week, found.next_at) == (0, at + 900 * DAY)


@pytest.mark.parametrize("days", [80, 100])
def test_changed_text_needs_a_decision_in_the_quarter_before_it_goes_out_and_where_it_is_shown(at, days):
    place = desk()
    placed(place, at + days * DAY, at)
    place.revise(TEXT + " Geändert.", place.author, at)
    far = days > outlook.QUARTER.days
    assert outlook.outlook(place.authority, at).stuck == (not far)
    shown = queries.between(place.authority, at, at + 200 * DAY)
    found = outlook.outlook(place.authority, at, shown=shown)
    assert (found.stuck, found.first_stuck and found.first_stuck.variant) == (1, place.variant)


@pytest.mark.parametrize("state", ["unclear", "refused", "missed", "held"])
def test_post_that_needs_a_person_is_counted_when_it_is_due_years_ahead(at, state):
    place = desk()
    placed(place, at + 900 * DAY, at)
    Publication.objects.update(state=state)
    assert outlook.outlook(place.authority, at).stuck == 1


def test_outlook_reads_a_few_posts_when_many_are_planned(at, monkeypatch):
    place = desk()
    for number in range(outlook.A_FEW + 5):
        placed(another(place, f"Nummer {number}."), at + (30 + number) * DAY, at)
    read, real = [], queries.entries_of

    def entries_of(authority, publications, slots=()):
        read.extend(publications)
        return real(authority, publications, slots)

    monkeypatch.setattr(queries, "entries_of", entries_of)
    assert outlook.outlook(place.authority, at).next_at == at + 30 * DAY
    assert len(read) == outlook.A_FEW
