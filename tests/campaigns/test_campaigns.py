# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a house wants to reach for some weeks, and how far it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.campaigns import actions, queries
from nahbar.campaigns.actions import Wanted
from nahbar.campaigns.models import Campaign
from nahbar.campaigns.queries import Stand
from nahbar.radar.matter import Pillar
from nahbar.record.models import Entry
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
WANTED = Wanted(
    name="Ausbildung 2027",
    pillar=Pillar.RECRUITING,
    aim="Im August sind alle elf Plätze besetzt.",
    begins_on=TODAY,
    ends_on=TODAY + timedelta(days=9),
    goal=40,
    unit="Bewerbungen",
)


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def how(place):
    return {"by": factories.person(place, Role.EDITOR), "at": AT}


def test_campaign_wants_its_pillar_fully_on_its_days_only(place, how):
    actions.launch(place, WANTED, **how)
    wanted = [queries.goals(place, TODAY + timedelta(days=days)) for days in (-1, 0, 9, 10)]
    assert wanted == [{}, {Pillar.RECRUITING: 1.0}, {Pillar.RECRUITING: 1.0}, {}]


@pytest.mark.parametrize(("reached", "want"), [(0, 1.0), (20, 0.7), (40, 0.4), (90, 0.4)])
def test_campaign_wants_less_the_more_is_reached(place, how, reached, want):
    campaign = actions.launch(place, WANTED, **how)
    actions.count(campaign, 3, **how)
    actions.count(campaign, reached, **{**how, "at": AT + timedelta(hours=1)})
    assert queries.goals(place, TODAY) == {Pillar.RECRUITING: pytest.approx(want)}


def test_of_two_campaigns_the_one_that_wants_more_counts(place, how):
    actions.count(actions.launch(place, WANTED, **how), 40, **how)
    actions.launch(place, replace(WANTED, name="Feuerwehr", goal=None, unit=""), **how)
    assert queries.goals(place, TODAY) == {Pillar.RECRUITING: 1.0}


def test_running_campaigns_stand_before_those_ahead_and_those_over(place, how):
    ahead = replace(WANTED, name="Bald", begins_on=TODAY + timedelta(days=3))
    past = replace(WANTED, name="War", begins_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    for wanted in (past, ahead, WANTED):
        actions.launch(place, wanted, **how)
    found = queries.progress(place, TODAY)
    assert [(one.campaign.name, one.stand, one.days_left) for one in found] == [
        ("Ausbildung 2027", Stand.RUNNING, 10),
        ("Bald", Stand.AHEAD, 10),
        ("War", Stand.OVER, 0),
    ]


def test_closed_campaign_wants_nothing_and_takes_no_number(place, how):
    campaign = actions.launch(place, WANTED, **how)
    actions.close(campaign, **how)
    actions.close(campaign, **how)
    assert queries.goals(place, TODAY) == {}
    with pytest.raises(actions.CampaignClosed):
        actions.count(campaign, 5, **how)
    assert [line.verb for line in Entry.objects.order_by("number")] == ["campaigns.launch", "campaigns.close"]


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"name": " \t"}, actions.CampaignIncomplete),
        ({"aim": ""}, actions.CampaignIncomplete),
        ({"ends_on": TODAY - timedelta(days=1)}, actions.DaysTurned),
        ({"unit": ""}, actions.UnitMissing),
    ],
)
def test_campaign_says_what_is_missing(place, how, values, complaint):
    with pytest.raises(complaint):
        actions.launch(place, replace(WANTED, **values), **how)
    assert not Campaign.objects.exists()


def test_only_who_writes_launches_changes_counts_and_closes(place, how):
    campaign = actions.launch(place, WANTED, **how)
    reader = {"by": factories.person(place, Role.OFFICER), "at": AT}
    stranger = {"by": factories.person(factories.authority(), Role.ADMINISTRATOR), "at": AT}
    for who in (reader, stranger):
        for deed in (
            lambda who=who: actions.launch(place, WANTED, **who),
            lambda who=who: actions.change(campaign, WANTED, **who),
            lambda who=who: actions.count(campaign, 1, **who),
            lambda who=who: actions.close(campaign, **who),
        ):
            with pytest.raises(NotAllowed):
                deed()


def test_campaign_of_another_authority_counts_for_nobody_else(place, how):
    actions.launch(place, WANTED, **how)
    other = factories.authority()
    assert (queries.goals(other, TODAY), queries.progress(other, TODAY)) == ({}, [])
