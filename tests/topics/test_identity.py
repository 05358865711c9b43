# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people would call the same news item stays the same one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.topics.identity import canonical, doubles, keys, match
from nahbar.topics.item import Item

DAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


def item(n=1, **values):
    given = {
        "identifier": f"id-{n}",
        "title": f"Titel {n}",
        "text": f"Text {n}",
        "link": f"https://stadt.example/{n}",
        "published_at": DAY + timedelta(days=n),
    }
    return Item(**{**given, **values})


def pairs(known, items):
    return match([keys(one) for one in known], [keys(one) for one in items])


items = st.lists(st.integers(1, 40), unique=True, max_size=12).map(lambda numbers: [item(n) for n in numbers])


@settings(max_examples=40, deadline=None)
@given(items, st.randoms())
def test_everything_is_recognised_when_a_feed_is_read_again_in_another_order(before, shuffle):
    after = list(before)
    shuffle.shuffle(after)
    assert [before[place] for place in pairs(before, after)] == after


@settings(max_examples=40, deadline=None)
@given(items, items)
def test_nothing_known_is_given_away_twice(before, after):
    given_away = [place for place in pairs(before, after) if place is not None]
    assert len(given_away) == len(set(given_away))


@settings(max_examples=40, deadline=None)
@given(items, st.sampled_from(["identifier", "link", "title", "text", "published_at"]))
def test_everything_is_recognised_when_one_field_changes_everywhere(before, field):
    changed = {"identifier": lambda one: "neu-" + one.identifier, "link": lambda one: one.link.replace("stadt", "neu"),
               "title": lambda one: "Neu: " + one.title, "text": lambda one: one.text + " Neu.",
               "published_at": lambda one: one.published_at + timedelta(days=400)}[field]  # fmt: skip
    after = [replace(one, **{field: changed(one)}) for one in before]
    assert pairs(before, after) == list(range(len(before)))


@settings(max_examples=40, deadline=None)
@given(items)
def test_archive_does_not_come_back_when_ids_and_links_change_at_once(before):
    after = [replace(one, identifier="x" + one.identifier, link=one.link + "/neu") for one in before]
    assert pairs(before, after) == list(range(len(before)))


@settings(max_examples=40, deadline=None)
@given(items.filter(lambda found: len(found) >= 3))
def test_archive_does_not_come_back_when_a_relaunch_changes_ids_links_and_days(before):
    after = [
        replace(one, identifier="", link="https://neu.example" + one.link[21:], published_at=DAY)
        for one in before
    ]
    assert pairs(before, after) == list(range(len(before)))


@settings(max_examples=40, deadline=None)
@given(items.filter(lambda found: len(found) >= 3))
def test_archive_does_not_come_back_when_a_relaunch_changes_ids_links_and_texts(before):
    after = [replace(one, identifier="", link=one.link + "/neu", text="Ganz anders") for one in before]
    assert pairs(before, after) == list(range(len(before)))


def test_item_is_new_when_only_the_words_return_a_year_later():
    before = [item(1, title="Ratssitzung", text="Die Sitzung ist öffentlich."), item(2), item(3)]
    after = [item(9, title="Ratssitzung", text="Die Sitzung ist öffentlich."), item(2), item(3)]
    assert pairs(before, after) == [None, 1, 2]


def test_items_stay_apart_when_the_title_is_the_same():
    same = [
        item(n, title="Öffentliche Ausschreibung", text="Bauleistungen", published_at=DAY) for n in (1, 2)
    ]
    assert pairs(same[:1], same) == [0, None]
    assert doubles([keys(one) for one in same]) == [0, 1]


def test_items_are_new_when_a_feed_numbers_its_places():
    before = [item(n, identifier=str(n)) for n in (1, 2)]
    after = [item(n + 7, identifier=str(n)) for n in (1, 2)]
    assert pairs(before, after) == [None, None]


def test_ids_and_links_do_not_count_when_all_items_have_the_same():
    before = [item(n, identifier="https://stadt.example/", link="https://stadt.example/") for n in (1, 2, 3)]
    after = [item(n, identifier="https://stadt.example/", link="https://stadt.example/") for n in (4, 1, 2)]
    assert pairs(before, after) == [None, 0, 1]


def test_item_is_one_when_the_feed_lists_it_twice():
    twice = [item(1), item(2), item(1)]
    assert doubles([keys(one) for one in twice]) == [0, 1, 0]


@pytest.mark.parametrize(
    "link",
    [
        "http://stadt.example/a",
        "https://www.stadt.example/a/",
        "https://STADT.example:443/a",
        "https://stadt.example/a?utm_source=rss&utm_medium=feed",
        "https://stadt.example/a;jsessionid=123",
        "https://stadt.example/a?fbclid=x",
        "https://stadt.example/a#xtor=RSS-1",
        "https://stadt.example/a/index.html",
    ],
)
def test_links_are_the_same_when_only_noise_differs(link):
    assert canonical(link) == canonical("https://stadt.example/a")


@pytest.mark.parametrize("link", ["https://stadt.example/b", "https://stadt.example/a?id=2", "https://stadt.example/A",
                                  "https://stadt.example:8443/a", "https://stadt.example/a#kapitel-2", "https://dorf.example/a"])  # fmt: skip
def test_links_differ_when_the_page_differs(link):
    assert canonical(link) != canonical("https://stadt.example/a")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_canonical_never_raises_and_settles(link):
    assert canonical("https://" + link) is not None
