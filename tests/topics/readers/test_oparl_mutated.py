# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Council objects changed at random places: whatever a server puts into a field, a reading ends with items or a sentence."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.foundation.complaint import Complaint
from nahbar.topics.item import MAX_ID, MAX_LINK, MAX_TEXT, MAX_TITLE
from nahbar.topics.readers import pdf, registry
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from tests.factories import AT
from tests.topics.readers.townhall import BODY, SYSTEM, TownHall, meeting, paper

SENTENCE = 20
COUNCIL = registry.load(SourceKind.COUNCIL)
SETTINGS = {"paper": f"{BODY}/paper", "meeting": f"{BODY}/meeting"}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["", " ", "javascript:alert(1)", "http://[", "//", "https://x.example/\x00", "\ud800", "9" * 4000, "2026-13-45T99:99", "a" * 3000]),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=3),
    st.dictionaries(st.sampled_from(["id", "name", "data", "links", "next", "type", "x"]), st.text(max_size=10), max_size=3),
)  # fmt: skip


def places(value, way=()):
    """Every place inside a value: the way of keys to it."""
    yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, (*way, key))


def changed(value, way, odd):
    if not way:
        return odd
    value = copy.copy(value)
    value[way[0]] = changed(value[way[0]], way[1:], odd)
    return value


@st.composite
def broken(draw, value):
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(list(places(value))))
        value = changed(value, way, draw(ODD))
    return value


def is_sound(item):
    """Storable: lengths kept, no half letters, links that are links, moments with a zone."""
    text = f"{item.title}{item.text}{item.link}{item.identifier}{item.place}{item.department}"
    text.encode("utf-8")
    return (
        0 < len(item.title) <= MAX_TITLE
        and len(item.text) <= MAX_TEXT
        and len(item.identifier) <= MAX_ID
        and len(item.link) <= MAX_LINK
        and (not item.link or item.link.startswith(("http://", "https://")))
        and "\x00" not in text
        and all(
            at is None or at.tzinfo is not None for at in (item.published_at, item.begins_at, item.ends_at)
        )
    )


def answered(deed):
    try:
        return deed()
    except Complaint as complaint:
        return None if len(str(complaint)) > SENTENCE else pytest.fail("a complaint without a sentence")


@settings(max_examples=150, deadline=None)
@given(broken({"data": [paper(1, 5), paper(2, 4)], "links": {"next": f"{BODY}/paper?page=2", "last": f"{BODY}/paper?page=9"}}),
       broken({"data": [meeting(1, 5)], "links": {"self": f"{BODY}/meeting"}}))  # fmt: skip
def test_reading_ends_with_sound_items_or_a_sentence_whatever_a_list_holds(papers, meetings):
    hall = TownHall()
    hall.page = lambda url: json.dumps(meetings if "/meeting" in url else papers)
    whole, pdf.read = pdf.read, lambda _data: pdf.Document("Text")
    try:
        gathered = answered(lambda: COUNCIL.read(Given(BODY, SETTINGS), hall, at=AT))
    finally:
        pdf.read = whole
    if gathered is not None:
        assert all(is_sound(item) for item in gathered.items)
        assert json.loads(json.dumps(gathered.cursor)) == gathered.cursor
        assert hall.requests <= 80


@settings(max_examples=100, deadline=None)
@given(broken({"id": SYSTEM, "type": "https://schema.oparl.org/1.1/System", "body": [{"id": BODY, "name": "Musterau", **SETTINGS}], "data": [{"id": BODY, **SETTINGS}]}))  # fmt: skip
def test_look_ends_with_bodies_or_a_sentence_whatever_a_system_says(system):
    hall = TownHall([paper(1, 5)])
    get = hall.get

    def missing_where_unknown(url, **options):
        hall.answers.setdefault(url, 404) if not url.startswith(f"{BODY}/") else None
        return get(url, **options)

    hall.get = missing_where_unknown
    hall.answers[SYSTEM] = json.dumps(system)
    found = answered(lambda: COUNCIL.look(Given(SYSTEM), hall, at=AT))
    assert found is None or all(one.address.startswith("http") and one.title for one in found)


@settings(max_examples=60, deadline=None)
@given(broken({"paper": {"since": "2026-11-01T00:00:00+00:00", "begun": "2026-11-20T00:00:00+00:00", "page": f"{BODY}/paper?page=1", "step": "next", "tries": 1},
               "names": {"a": "b"}, "known": {"a": "!1"}, "is_settled": True}))  # fmt: skip
def test_reading_goes_on_whatever_the_cursor_holds(cursor):
    hall = TownHall([paper(1, 5, mainFile=None)])
    gathered = answered(
        lambda: COUNCIL.read(
            Given(BODY, SETTINGS, cursor=cursor if isinstance(cursor, dict) else {}), hall, at=AT
        )
    )
    assert gathered is None or len(gathered.items) <= 1


def test_reading_begins_anew_when_the_cursor_holds_no_address():
    kept = {"since": "2026-11-01T00:00:00+00:00", "begun": "2026-11-20T00:00:00+00:00", "page": "A://["}
    hall = TownHall([paper(1, 5, mainFile=None)])

    gathered = answered(lambda: COUNCIL.read(Given(BODY, SETTINGS, cursor={"paper": kept}), hall, at=AT))

    assert len(gathered.items) == 1
