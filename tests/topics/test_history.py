# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small town's feed over half a year, version by version, as a reader would have met it."""

import io
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.topics.actions.reading import file
from nahbar.topics.feed import Feed, parse
from nahbar.topics.models import Source, Topic, Wording
from nahbar.topics.states import SourceKind
from tests import factories
from tests.corpus import corpus

pytestmark = [pytest.mark.corpus, pytest.mark.django_db]

# What the operator of the feed put under every text from the fifth version on (258 items at once).
FRAME = "<br><hr><p><small>Aktuelle Übersicht immer unter:"


def versions() -> Iterator[tuple[str, bytes]]:
    data = (corpus("feed-salzkotten-history") / "feed-versions.tar.xz").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if member.isfile():
                yield member.name.rpartition("/")[2], archive.extractfile(member).read()


def expected() -> tuple[dict[str, tuple[str, str]], list[tuple[str, str, str]]]:
    """By the standard library alone: a news item is a page of the town's site; an edit is a new title or teaser."""
    items: dict[str, tuple[str, str]] = {}
    edits: list[tuple[str, str, str]] = []
    for _, data in versions():
        for item in ET.fromstring(data).iter("item"):
            page = item.findtext("link", "").strip()
            words = (
                item.findtext("title", "").strip(),
                item.findtext("description", "").partition(FRAME)[0].strip(),
            )
            if page in items and items[page] != words:
                edits.append((page, *items[page]))
            items[page] = words
    return items, edits


def test_history_gives_one_topic_per_item_and_one_wording_per_edit_when_read_version_by_version():
    place = factories.authority()
    source = Source.objects.create(
        authority=place,
        kind=SourceKind.FEED,
        title="Stadt",
        url="https://stadt.example/feed",
        added_at=factories.AT,
    )
    items, edits = expected()
    for name, data in versions():
        at = datetime.fromisoformat(name[4:14]).replace(hour=12, tzinfo=UTC)
        feed = parse(data, url=source.url)
        assert isinstance(feed, Feed)
        file(source, feed.items, by=HOUSE, at=at)
        source.last_read_at = at
    assert len(items) == 377
    topics = {topic.link: topic for topic in Topic.objects.all()}
    assert Topic.objects.count() == len(topics) == len(items)
    assert {link: " ".join(topic.title.split()) for link, topic in topics.items()} == {
        link: " ".join(words[0].split()) for link, words in items.items()
    }
    wordings = sorted((one.topic.link, one.title) for one in Wording.objects.select_related("topic"))
    assert wordings == sorted((link, " ".join(title.split())) for link, title, _ in edits)
    assert Entry.objects.filter(verb="topics.update").count() == len(edits)
