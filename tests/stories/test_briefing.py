# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a story is for, and what its shooting sheet is made of."""

from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.stories import actions, briefing, queries
from nahbar.stories.briefing import Brief
from nahbar.stories.sheet import Part, sheet
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


@pytest.fixture
def story(place, editor):
    return factories.story(place, by=editor, format_key="drei-fragen")


def test_brief_is_kept_and_the_record_says_what_was_before(story, editor):
    said = Brief(goal="recruiting", message="Wir  suchen\nSie.", series="Montags im Amt", link_is_open=True)
    saved = briefing.brief(story, said, revision=1, by=editor, at=AT)
    assert (saved.goal, saved.message, saved.link_is_open, saved.revision) == (
        "recruiting",
        "Wir suchen Sie.",
        True,
        2,
    )
    assert Entry.objects.get(verb="stories.brief").details["before"]["format_key"] == "drei-fragen"
    assert editor in saved.authors.all()


def test_record_says_that_who_is_shown_changed_but_never_who(story, editor):
    for number, name in enumerate(("Anna Muster", "Max Muster"), start=1):
        said = Brief(people_shown=name, shooting_notes=f"{name} anrufen")
        story = briefing.brief(story, said, revision=number, by=editor, at=AT)
    entries = Entry.objects.filter(verb="stories.brief")
    assert all("people_shown" in entry.details["changed"] for entry in entries)
    assert not [entry for entry in entries if "Muster" in str(entry.details)]


def test_nothing_is_overwritten_when_somebody_saved_meanwhile(story, editor, place):
    briefing.brief(story, Brief(message="Erste."), revision=1, by=editor, at=AT)
    with pytest.raises(actions.StoryChanged):
        briefing.brief(story, Brief(message="Zweite."), revision=1, by=editor, at=AT)


def test_an_unknown_goal_is_refused_and_an_unknown_format_left_out(story, editor):
    with pytest.raises(briefing.GoalUnknown):
        briefing.brief(story, Brief(goal="macht"), revision=1, by=editor, at=AT)
    saved = briefing.brief(story, Brief(format_key="gibt-es-nicht"), revision=1, by=editor, at=AT)
    assert saved.format_key == ""


def test_story_begins_with_goal_and_audience_of_its_topic(place, editor):
    topic = factories.topic(place, pillar="participation", text="Eltern können Kinder anmelden.")
    assert actions.open_story(topic, authority=place, by=editor, at=AT).goal == "participation"


def test_earlier_stories_of_the_series_are_found_and_others_not(place, editor, story):
    briefing.brief(story, Brief(series="Montags"), revision=1, by=editor, at=AT)
    factories.story(place, by=editor, series="Montags", title="Früher", opened_at=AT - MINUTE)
    factories.story(place, by=editor, series="Dienstags", opened_at=AT - MINUTE)
    elsewhere = factories.authority(slug="anderswo")
    stranger = factories.person(elsewhere, Role.EDITOR)
    factories.story(elsewhere, by=stranger, series="Montags", opened_at=AT - MINUTE)
    story.refresh_from_db()
    assert [one.title for one in queries.earlier_in_series(story)] == ["Früher"]
    assert queries.series(place) == ["Dienstags", "Montags"]


def test_sheet_has_all_a_phone_needs(story, editor):
    briefing.brief(
        story, Brief(format_key="drei-fragen", shooting_notes="Akku laden\n\n"), revision=1, by=editor, at=AT
    )
    story.refresh_from_db()
    found = sheet(story)
    assert list(found.parts) == [Part.BEFORE, Part.SHOTS, Part.QUESTIONS, Part.SCRIPT, Part.AFTER, Part.OWN]
    assert (found.seconds, sum(line.seconds for line in found.parts[Part.SCRIPT])) == (45, 45)
    assert [line.words for line in found.parts[Part.OWN]] == ["Akku laden"]
    assert "Einwilligung unterschrieben, für genau diesen Zweck" in [
        line.words for line in found.parts[Part.BEFORE]
    ]


def test_a_story_without_a_format_has_a_sheet_too(place, editor):
    assert Part.QUESTIONS in sheet(factories.story(place, by=editor)).parts


def test_strangers_and_readers_agree_nothing(story, place):
    stranger = factories.person(factories.authority(slug="anderswo"), Role.EDITOR)
    for somebody in (stranger, factories.person(place, Role.OFFICER)):
        with pytest.raises(NotAllowed):
            briefing.brief(story, Brief(), revision=1, by=somebody, at=AT)


def test_a_closed_story_is_only_read(story, editor):
    actions.close(story, by=editor, at=AT)
    with pytest.raises(actions.StoryClosed):
        briefing.brief(story, Brief(), revision=1, by=editor, at=AT)
