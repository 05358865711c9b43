# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.media import folder as media
from nahbar.record.models import Entry
from nahbar.stories import actions, queries
from nahbar.stories.models import Material, Story
from nahbar.stories.states import StoryState
from nahbar.studio.picture import PictureRefused
from nahbar.topics.states import TopicState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Authority:
    return factories.authority()


@pytest.fixture
def editor(town: Authority) -> Person:
    return factories.person(town, Role.EDITOR, name="Erika Muster")


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


def described(story: Story, **values: Any) -> dict[str, Any]:
    given = {"title": story.title, "facts": story.facts, "link": story.link, "revision": story.revision}
    return {**given, **values}


def test_open_story_marks_topic_told_and_notes_it_when_made_from_topic(
    town: Authority, editor: Person, at: datetime
) -> None:
    topic = factories.topic(town, title="Freibad öffnet", link="https://musterau.example/bad")
    story = actions.open_story(topic, authority=town, by=editor, at=at)
    topic.refresh_from_db()
    assert (story.title, story.link, story.topic) == ("Freibad öffnet", "https://musterau.example/bad", topic)
    assert topic.state == TopicState.TOLD
    entry = Entry.objects.get(verb="stories.open")
    assert (entry.by_name, entry.thing_id, entry.at) == ("Erika Muster", story.pk, at)


def test_open_story_refuses_when_topic_belongs_to_neighbour(
    town: Authority, editor: Person, at: datetime
) -> None:
    foreign = factories.topic(factories.authority())
    with pytest.raises(NotAllowed):
        actions.open_story(foreign, authority=town, by=editor, at=at)
    assert not Story.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADERSHIP, Role.COSIGNER, Role.COMMUNITY_MANAGER])
def test_no_verb_is_open_to_those_who_do_not_write_when_role_only_reads(
    town: Authority, editor: Person, at: datetime, role: Role
) -> None:
    reader = factories.person(town, role)
    story = factories.story(town, editor)
    material = actions.collect(story, data=photo(), by=editor, at=at)
    attempts = [
        lambda: actions.open_story(None, authority=town, title="Neu", by=reader, at=at),
        lambda: actions.describe(story, **described(story, title="Neu"), by=reader, at=at),
        lambda: actions.collect(story, data=photo("blue"), by=reader, at=at),
        lambda: actions.describe_material(material, alt="Neu", credit="", by=reader, at=at),
        lambda: actions.remove_material(material, by=reader, at=at),
        lambda: actions.close(story, by=reader, at=at),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert Story.objects.get().title == story.title
    assert Material.objects.get().alt == ""


def test_open_story_asks_for_title_when_there_is_neither_topic_nor_title(
    town: Authority, editor: Person, at: datetime
) -> None:
    with pytest.raises(actions.TitleMissing):
        actions.open_story(None, authority=town, title=" \n ", by=editor, at=at)


def test_describe_tells_second_editor_and_keeps_first_text_when_both_saved(
    town: Authority, editor: Person, at: datetime
) -> None:
    story = factories.story(town, editor)
    first = described(story, facts="Eintritt 3 Euro")
    second = described(story, facts="Eintritt 4 Euro")
    actions.describe(story, **first, by=editor, at=at)
    with pytest.raises(actions.StoryChanged) as told:
        actions.describe(story, **second, by=factories.person(town, Role.EDITOR), at=at)
    assert told.value.theirs.facts == "Eintritt 3 Euro"
    assert "Erika Muster" in str(told.value)
    assert Story.objects.get().facts == "Eintritt 3 Euro"


def test_describe_changes_nothing_when_same_is_saved_again(
    town: Authority, editor: Person, at: datetime
) -> None:
    story = factories.story(town, editor)
    saved = actions.describe(story, **described(story, facts="a\r\nb"), by=editor, at=at)
    again = actions.describe(story, **described(story, facts="a\nb"), by=editor, at=at)
    assert (saved.facts, saved.revision, again.revision) == ("a\nb", 2, 2)
    assert Entry.objects.filter(verb="stories.describe").count() == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "musterau", "ftp://musterau.example/x"])
def test_describe_refuses_when_link_is_no_web_address(
    town: Authority, editor: Person, at: datetime, link: str
) -> None:
    story = factories.story(town, editor)
    with pytest.raises(actions.LinkOdd):
        actions.describe(story, **described(story, link=link), by=editor, at=at)


def test_collect_keeps_original_bytes_under_their_digest_when_picture_is_taken(
    town: Authority, editor: Person, at: datetime, settings: Any
) -> None:
    story = factories.story(town, editor)
    material = actions.collect(story, data=photo(), file_name="bad.png", alt="Das Becken", by=editor, at=at)
    path = settings.MEDIA_ROOT / material.digest[:2] / material.digest
    assert path.read_bytes() == photo() == queries.picture_bytes(material.digest)
    assert (material.mime_type, material.width, material.height, material.size) == (
        "image/png",
        30,
        20,
        len(photo()),
    )
    assert list(material.authors.all()) == [editor]
    assert [one.name for one in path.parent.iterdir()] == [material.digest]


def test_collect_gives_the_picture_that_is_there_when_file_comes_twice(
    town: Authority, editor: Person, at: datetime
) -> None:
    story = factories.story(town, editor)
    first = actions.collect(story, data=photo(), alt="Das Becken", by=editor, at=at)
    second = actions.collect(story, data=photo(), alt="", by=editor, at=at)
    assert (first.pk, second.alt) == (second.pk, "Das Becken")


def test_collect_keeps_nothing_when_file_is_no_picture(
    town: Authority, editor: Person, at: datetime, settings: Any
) -> None:
    story = factories.story(town, editor)
    with pytest.raises(PictureRefused):
        actions.collect(story, data=b"%PDF-1.7", by=editor, at=at)
    assert not settings.MEDIA_ROOT.exists()
    assert not Material.objects.exists()


def test_kept_file_is_reported_missing_when_its_bytes_were_changed(settings: Any) -> None:
    digest = media.keep(b"eins")
    path = settings.MEDIA_ROOT / digest[:2] / digest
    path.write_bytes(b"zwei")
    with pytest.raises(media.MediaMissing):
        media.read(digest)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab", "g" * 64])
def test_nothing_outside_the_media_folder_is_read_when_name_is_no_digest(name: str) -> None:
    with pytest.raises(media.MediaMissing):
        media.read(name)


def test_describe_material_makes_writer_an_author_and_keeps_old_words_in_record_when_alt_changes(
    town: Authority, editor: Person, at: datetime
) -> None:
    story = factories.story(town, editor)
    material = actions.collect(story, data=photo(), alt="Alt", by=editor, at=at)
    other = factories.person(town, Role.CONTRIBUTOR)
    actions.describe_material(material, alt="Neu", credit="Stadt", by=other, at=at)
    assert set(material.authors.all()) == {editor, other}
    assert Entry.objects.get(verb="stories.describe_material").details["before"] == {
        "alt": "Alt",
        "credit": "",
    }


def test_closed_story_is_only_read_until_reopened_when_closed(
    town: Authority, editor: Person, at: datetime
) -> None:
    story = factories.story(town, editor)
    closed = actions.close(story, by=editor, at=at)
    with pytest.raises(actions.StoryClosed):
        actions.describe(story, **described(story, facts="x"), by=editor, at=at)
    with pytest.raises(actions.StepNotPossible):
        actions.close(story, by=editor, at=at)
    assert closed.state == StoryState.CLOSED
    assert actions.reopen(story, by=editor, at=at).state == StoryState.OPENED


def test_contributed_picture_stays_uncleared_in_every_story_until_one_clears_it(at: datetime) -> None:
    town = factories.authority()
    editor = factories.person(town, Role.EDITOR)
    stories = [factories.story(town, editor) for _ in range(3)]
    first = actions.collect(
        stories[0], data=photo(), origin="Beitrag vom Sportamt", is_uncleared=True, by=editor, at=at
    )
    second = actions.use(stories[1], first.file, by=editor, at=at)
    assert (second.is_uncleared, second.origin) == (True, "Beitrag vom Sportamt")
    actions.clear(first, by=editor, at=at)
    assert not actions.use(stories[2], first.file, by=editor, at=at).is_uncleared
