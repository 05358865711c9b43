# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A series with more pictures than one post takes becomes a thread with all of them."""

from dataclasses import replace

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.variants import actions, outgoing, queries
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.authority()


@pytest.fixture
def editor(town):
    return factories.person(town, Role.EDITOR)


def series(town, editor, count, at, platform="bluesky"):
    story = factories.story(town, editor)
    for number in range(count):
        factories.material(story, editor, alt=f"Schritt {number + 1}")
    return actions.draft(story, channel=factories.channel(town, platform=platform), by=editor, at=at)


def shown(variant):
    """Of each post its text and which pictures go with it."""
    posts, along = outgoing.parts_of(variant), outgoing.along(variant)
    of = [one.part for one in along]
    return [
        (post.text, [along[place].material.alt for place in outgoing.with_part(of, number, posts)])
        for number, post in enumerate(posts, 1)
    ]


@pytest.mark.parametrize("platform", ["bluesky", "rehearsal", "mastodon"])
def test_five_pictures_become_two_posts_in_their_order(town, editor, at, platform):
    variant = series(town, editor, 5, at, platform)
    assert len(outgoing.along(variant)) == 4
    text = variant.text
    spread = actions.spread_pictures(variant, by=editor, at=at)
    assert shown(spread) == [
        (text, ["Schritt 1", "Schritt 2", "Schritt 3", "Schritt 4"]),
        ("Bild 5 von 5", ["Schritt 5"]),
    ]
    assert [one.rule for one in queries.findings(spread, at=at) if one.rule == "KA-BILDER"] == []


def test_posts_that_are_there_are_used_and_a_first_comment_stays_the_end(town, editor, at):
    variant = series(town, editor, 9, at)
    text = "Eins.\n\n---\n\nZwei.\n\n--- Kommentar\n\nMehr dazu."
    actions.revise(variant, text=text, revision=variant.revision, by=editor, at=at)
    found = shown(actions.spread_pictures(variant, by=editor, at=at))
    assert [text for text, _alts in found] == ["Eins.", "Zwei.", "Bild 9 von 9", "Mehr dazu."]
    assert [len(alts) for _text, alts in found] == [4, 4, 1, 0]


def test_spreading_a_second_time_changes_nothing(town, editor, at):
    variant = series(town, editor, 6, at)
    once = actions.spread_pictures(variant, by=editor, at=at)
    before = (once.text, shown(once))
    again = actions.spread_pictures(once, by=editor, at=at)
    assert (again.text, shown(again)) == before
    assert before[0].endswith("Bilder 5 bis 6 von 6")


def test_channel_without_threads_says_so_and_keeps_what_was_chosen(town, editor, at, monkeypatch):
    variant = series(town, editor, 5, at)
    single = replace(queries.capability_of(variant), thread_parts=1)
    monkeypatch.setattr(queries, "capability_of", lambda _variant: single)
    with pytest.raises(actions.NoThreadHere):
        actions.spread_pictures(variant, by=editor, at=at)
    assert len(outgoing.along(variant)) == 4


def test_who_does_not_contribute_spreads_nothing(town, editor, at):
    variant = series(town, editor, 5, at)
    with pytest.raises(NotAllowed):
        actions.spread_pictures(variant, by=factories.person(town, Role.OFFICER), at=at)
