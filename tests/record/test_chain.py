# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody changes the record unseen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from nahbar.record import actions as record
from nahbar.record import queries
from nahbar.record.actions import HOUSE
from nahbar.record.models import Chain, Entry, EntryUnchangeable

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> UUID:
    return uuid4()


@pytest.fixture
def write(house, at) -> Callable[..., Entry]:
    def _write(verb: str = "topics.keep", thing: UUID | None = None, **values) -> Entry:
        given = {"authority": house, "by": HOUSE, "at": at, **values}
        return record.note(verb, thing=("topic", thing, "Freibad öffnet"), **given)

    return _write


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_chain_is_whole_when_nobody_touched_it(house, write) -> None:
    assert queries.verify(house) is None
    lines = [write(details={"number": n, "tuple": (1, 2), "part": 1.5, "ä": "é"}) for n in range(3)]
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.previous for line in lines] == ["", lines[0].digest, lines[1].digest]
    assert queries.verify(house) is None


def test_chain_is_whole_when_the_time_was_given_in_another_zone(house, write, at) -> None:
    write(at=at.astimezone(ZoneInfo("Asia/Tokyo")))
    assert queries.verify(house) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "topics.drop"),
        ("by_name", "Jemand anderes"),
        ("details", "{}"),
        ("thing_name", ""),
        ("in_name_of", "x"),
    ],
)
def test_chain_breaks_when_a_row_is_changed_by_sql(house, write, column: str, value: str) -> None:
    for n in range(3):
        write(details={"number": n})
    sql(f"UPDATE record_entry SET {column} = %s WHERE number = 2", value)
    assert queries.verify(house) == 2


def test_chain_breaks_when_a_time_is_changed_by_sql(house, write, at) -> None:
    write()
    sql("UPDATE record_entry SET at = %s", at + timedelta(seconds=1))
    assert queries.verify(house) == 1


@pytest.mark.parametrize(("removed", "broken"), [(1, 1), (2, 2), (3, 3)])
def test_chain_breaks_when_a_row_is_removed_by_sql(house, write, removed: int, broken: int) -> None:
    for _ in range(3):
        write()
    sql("DELETE FROM record_entry WHERE number = %s", removed)
    assert queries.verify(house) == broken


def test_chain_breaks_when_a_line_is_forged_with_a_right_digest_of_its_own(house, write) -> None:
    for _ in range(3):
        write()
    forged = Entry.objects.get(authority_id=house, number=2)
    forged.by_name = "Jemand anderes"
    sql(
        "UPDATE record_entry SET by_name = %s, digest = %s WHERE number = 2",
        forged.by_name,
        record.digest_of(forged),
    )
    assert queries.verify(house) == 3


def test_chains_do_not_meet_when_two_authorities_write(house, write) -> None:
    other = uuid4()
    write()
    write(authority=other)
    write()
    assert list(Entry.objects.filter(authority_id=house).values_list("number", flat=True)) == [1, 2]
    assert list(Entry.objects.filter(authority_id=other).values_list("number", flat=True)) == [1]
    assert Chain.objects.get(authority_id=other).length == 1


def test_line_stays_when_the_program_tries_to_change_it(house, write) -> None:
    line = write()
    line.verb = "topics.drop"
    rows = Entry.objects.filter(authority_id=house)
    for attempt in (
        line.save,
        line.delete,
        rows.delete,
        lambda: rows.update(verb="x"),
        lambda: Entry.objects.bulk_update([line], ["verb"]),
    ):
        with pytest.raises(EntryUnchangeable):
            attempt()
    assert list(rows.values_list("verb", flat=True)) == ["topics.keep"]


def test_pages_follow_each_other_when_lines_are_added_meanwhile(house, write) -> None:
    for _ in range(5):
        write()
    first = queries.of_authority(house, most=2)
    write()
    second = queries.of_authority(house, most=2, before=first.older_than)
    third = queries.of_authority(house, most=2, before=second.older_than)
    assert [[line.number for line in page.entries] for page in (first, second, third)] == [
        [5, 4],
        [3, 2],
        [1],
    ]
    assert third.older_than is None


def test_lines_are_filtered_when_a_thing_a_verb_or_a_person_is_asked_for(house, write) -> None:
    thing = uuid4()
    write(thing=thing)
    write("stories.open")
    write(authority=uuid4(), thing=thing)
    assert [line.number for line in queries.of_authority(house, thing_id=thing).entries] == [1]
    assert [line.number for line in queries.of_authority(house, verbs="stories.").entries] == [2]
    assert queries.of_authority(house, by_id=uuid4()).entries == ()
    assert [line.number for line in queries.of_thing(thing, authority=house)] == [1]
    last = queries.last_of(house, "topics.keep", "topics.drop")
    assert last is not None
    assert last.number == 1


def test_time_of_a_line_is_the_given_one(write, at) -> None:
    assert write().at == at
    assert isinstance(at, datetime)
