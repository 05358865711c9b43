# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The formats of a house: the catalogue's, its own, and what it made of them."""

from dataclasses import replace

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar.formats import Consent, Tone, catalogue
from nahbar.radar.matter import Pillar
from nahbar.record.models import Entry
from nahbar.topics import actions, formats
from nahbar.topics.actions import Wanted
from nahbar.topics.models import StoryFormat
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
OWN = Wanted(
    name="Musterauer Minute",
    what="Ein Mensch aus dem Ort, eine Minute.",
    channels=("Facebook", " Website ", ""),
    minutes=35,
    people="1 Person",
    consent=Consent.SIGNED,
    pillars=(Pillar.IMAGE, Pillar.IMAGE, Pillar.SERVICE),
)
KEY = "plan-in-bildern"


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def how(place):
    return {"by": factories.person(place, Role.EDITOR), "at": AT}


def test_house_has_the_catalogue_when_it_changed_nothing(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert formats.formats(place) == catalogue()


def test_own_format_stands_behind_the_catalogue(place, how):
    row = actions.add_format(place, OWN, **how)
    found = formats.formats(place)[-1]
    assert (found.key, found.name, found.channels, found.minutes) == (
        formats.key_of(row),
        "Musterauer Minute",
        ("Facebook", "Website"),
        35,
    )
    assert (found.pillars, found.consent, found.tone) == (
        (Pillar.IMAGE, Pillar.SERVICE),
        Consent.SIGNED,
        Tone.LIGHT,
    )
    assert formats.format_of(place, found.key) == found
    assert len(found.key) <= 40


def test_own_format_is_factual_when_somebody_said_so(place, how):
    actions.add_format(place, replace(OWN, is_factual=True), **how)
    assert formats.formats(place)[-1].tone is Tone.FACTUAL


def test_changed_format_keeps_its_place_its_angles_and_its_shots(place, how):
    actions.change_format(place, KEY, replace(OWN, pillars=(Pillar.PARTICIPATION,)), **how)
    original = next(one for one in catalogue() if one.key == KEY)
    found = formats.format_of(place, KEY)
    assert (found.name, found.minutes) == ("Musterauer Minute", 35)
    assert (found.angles, found.shots, found.needs, found.tone) == (
        original.angles,
        original.shots,
        original.needs,
        original.tone,
    )
    assert [one.key for one in formats.formats(place)] == [one.key for one in catalogue()]
    assert [one.is_changed for one in formats.listed(place) if one.format.key == KEY] == [True]


def test_switched_off_format_is_not_offered_but_still_known(place, how):
    actions.switch_format(place, KEY, is_active=False, **how)
    assert KEY not in {one.key for one in formats.formats(place)}
    assert formats.format_of(place, KEY).name == "Plan in 5 Bildern"
    assert not any(one.is_changed for one in formats.listed(place))
    actions.switch_format(place, KEY, is_active=True, **how)
    assert formats.formats(place) == catalogue()


def test_format_of_the_catalogue_comes_back_as_it_stands_there(place, how):
    actions.change_format(place, KEY, OWN, **how)
    actions.restore_format(place, KEY, **how)
    assert formats.formats(place) == catalogue()
    actions.restore_format(place, "", **how)


def test_restoring_removes_no_own_format(place, how):
    row = actions.add_format(place, OWN, **how)
    actions.restore_format(place, formats.key_of(row), **how)
    actions.restore_format(place, "", **how)
    assert StoryFormat.objects.filter(pk=row.pk).exists()


def test_house_sees_no_format_of_another(place, how):
    other = factories.authority()
    row = actions.add_format(place, OWN, **how)
    assert formats.formats(other) == catalogue()
    stranger = {"by": factories.person(other, Role.EDITOR), "at": AT}
    with pytest.raises(actions.FormatUnknown):
        actions.change_format(other, formats.key_of(row), OWN, **stranger)


@pytest.mark.parametrize(
    "missing", [{"name": " "}, {"what": ""}, {"minutes": 0}, {"pillars": ()}], ids=lambda one: next(iter(one))
)
def test_format_is_refused_when_something_is_missing(place, how, missing):
    with pytest.raises(actions.FormatIncomplete):
        actions.add_format(place, replace(OWN, **missing), **how)
    assert not StoryFormat.objects.exists()


def test_formats_are_limited_in_number(place, how, monkeypatch):
    monkeypatch.setattr("nahbar.topics.actions.formats.MOST_OWN", 1)
    actions.add_format(place, OWN, **how)
    with pytest.raises(actions.TooManyFormats):
        actions.add_format(place, OWN, **how)


def test_who_only_contributes_changes_no_format(place):
    how = {"by": factories.person(place, Role.CONTRIBUTOR), "at": AT}
    with pytest.raises(NotAllowed):
        actions.add_format(place, OWN, **how)
    with pytest.raises(NotAllowed):
        actions.switch_format(place, KEY, is_active=False, **how)
    with pytest.raises(NotAllowed):
        actions.restore_format(place, KEY, **how)


def test_every_change_stands_in_the_record(place, how):
    row = actions.add_format(place, OWN, **how)
    actions.change_format(place, formats.key_of(row), replace(OWN, minutes=20), **how)
    actions.switch_format(place, formats.key_of(row), is_active=False, **how)
    actions.switch_format(place, formats.key_of(row), is_active=False, **how)
    actions.change_format(place, KEY, OWN, **how)
    actions.restore_format(place, KEY, **how)
    verbs = ["add_format", "change_format", "switch_format", "change_format", "restore_format"]
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == [
        f"topics.{verb}" for verb in verbs
    ]
