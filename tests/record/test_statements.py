# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs for every post says and does the same as the ORM would, on SQLite and on PostgreSQL."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import F

from nahbar.publishing.models import HouseClock, JournalLine
from nahbar.record import actions as record
from nahbar.record import statements
from nahbar.record.actions import HOUSE
from nahbar.record.models import Chain, Entry

pytestmark = pytest.mark.django_db


def entry(at, **values: object) -> Entry:
    given = {"number": 1, "by_name": "Anna Amt", "verb": "topics.keep", "thing_kind": "topic", "digest": "d"}
    return Entry(authority_id=uuid4(), at=at, details={"wort": ["Straße", None, 3]}, **given | values)


def test_row_is_as_the_orm_reads_it_when_it_was_inserted(at) -> None:
    made = [entry(at, thing_id=uuid4()), entry(at + timedelta(microseconds=1), number=2)]
    statements.insert(*made)
    for one in made:
        fields = [field.attname for field in Entry._meta.concrete_fields]
        assert Entry.objects.filter(pk=one.pk).values(*fields).get() == {
            name: getattr(one, name) for name in fields
        }
    assert not any(one._state.adding for one in made)


def test_update_changes_only_the_rows_that_have_every_value() -> None:
    mine, other = (Chain.objects.create(authority_id=uuid4(), length=3) for _ in range(2))
    assert statements.update(Chain, {"length": 4, "digest": "x"}, pk=mine.pk, length=3) == 1
    assert statements.update(Chain, {"length": 5}, authority_id=other.pk, length=4) == 0
    assert list(Chain.objects.order_by("length").values_list("length", "digest")) == [(3, ""), (4, "x")]


def test_update_takes_none_for_nothing_when_it_asks(at) -> None:
    statements.insert(HouseClock(host="a", seen_at=at), HouseClock(host="b", seen_at=at, jumped_at=at))
    assert statements.update(HouseClock, {"ahead_s": 2.5}, jumped_at=None, seen_at=at) == 1
    assert set(HouseClock.objects.values_list("host", "ahead_s")) == {("a", 2.5), ("b", 0.0)}


@pytest.mark.parametrize("model", [Entry, JournalLine])
def test_update_is_refused_when_the_rows_are_written_once(model) -> None:
    with pytest.raises(statements.WrittenOnce):
        statements.update(model, {"at": None}, pk=1)


def test_query_built_once_answers_each_time_for_the_values_it_gets(at) -> None:
    asked = statements.Once(
        lambda authority, after: (
            Entry.objects.filter(authority_id=authority, at__gt=after)
            .order_by("number")
            .values_list("id", "at", "details", "thing_id")
        ),
        [UUID(int=1), at.replace(year=1)],
    )
    lines = [entry(at), entry(at + timedelta(hours=1))]
    statements.insert(*lines)
    for one in lines:
        expected = [(one.pk, one.at, one.details, None)]
        assert asked.rows(one.authority_id, one.at - timedelta(seconds=1)) == expected
        assert asked.rows(one.authority_id, one.at) == []


def test_update_built_once_counts_on_from_what_is_there() -> None:
    count = statements.Once(
        lambda authority, more: (
            Chain.objects.filter(authority_id=authority),
            {"length": F("length") + more},
        ),
        [UUID(int=1), 1_000_001],
    )
    one, other = (Chain.objects.create(authority_id=uuid4(), length=n) for n in (3, 5))
    assert (count.update(one.pk, 2), count.update(other.pk, 4), count.update(uuid4(), 9)) == (1, 1, 0)
    assert sorted(Chain.objects.values_list("length", flat=True)) == [5, 9]


def test_query_is_refused_when_an_example_does_not_stand_in_it() -> None:
    asked = statements.Once(lambda _: Chain.objects.values_list("length"), [UUID(int=1)])
    with pytest.raises(statements.ExampleLost):
        asked.rows(uuid4())


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17])
def test_padding_fills_up_with_ids_that_nothing_has(count) -> None:
    ids = [uuid4() for _ in range(count)]
    found = statements.padded(ids)
    assert (found[:count], len(found) % statements.STEP, len(set(found))) == (ids, 0, len(found))
    assert all(made.version is None for made in found[count:])


def test_line_is_undone_with_everything_else_when_the_transaction_is(at) -> None:
    authority = uuid4()
    with transaction.atomic():
        record.note("topics.keep", authority=authority, thing=("topic", None, "Freibad"), by=HOUSE, at=at)
        transaction.set_rollback(True)
    assert (Entry.objects.count(), Chain.objects.count()) == (0, 0)
