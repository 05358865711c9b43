# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements that run for every post that leaves: built once, or without the ORM's machinery, and run as they stand.

Django builds each statement anew, which costs a worker several times what running it does. Only the way from
"due" to "published" is worth this; everywhere else the ORM is plainer. Permissions, checks and what a line must
contain stay with the caller.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.db.models.sql import UpdateQuery

# What a query is built of: the queryset, and for an UPDATE what it sets.
Built = QuerySet[Any, Any] | tuple[QuerySet[Any, Any], Mapping[str, Any]]
STEP = 16


@dataclass(slots=True)
class Once:
    """A query that the ORM builds at its first use, with `examples` in the place of values, and never again.

    `build` is called with the examples. Each example must be a value that stands nowhere else in the query, and
    each must be compared with, or written into, a column as it is: no list, no None, no slice.
    """

    build: Callable[..., Built]
    examples: Sequence[Any]
    _known: dict[str, "_Compiled"] = field(default_factory=dict)

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """What the query gives for these values, as `values_list` would."""
        known = self._compiled()
        with connection.cursor() as cursor:
            cursor.execute(known.sql, known.filled(values))
            found = cursor.fetchall()
        return [known.read(row) for row in found]

    def update(self, *values: Any) -> int:
        """How many rows the UPDATE changed with these values."""
        known = self._compiled()
        with connection.cursor() as cursor:
            cursor.execute(known.sql, known.filled(values))
            return int(cursor.rowcount)

    def _compiled(self) -> "_Compiled":
        known = self._known.get(connection.vendor)
        if known is None:
            known = self._known[connection.vendor] = _compiled(self.build(*self.examples), self.examples)
        return known


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`slots` says of each parameter which of the values it is; None: it is always the same."""

    sql: str
    params: tuple[Any, ...]
    slots: tuple[int | None, ...]
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        ready = [_plain(value) for value in values]
        pairs = zip(self.params, self.slots, strict=True)
        return [param if slot is None else ready[slot] for param, slot in pairs]

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        if not self.converters:
            return tuple(row)
        values = list(row)
        for place, convert in self.converters:
            values[place] = convert(values[place])
        return tuple(values)


def _compiled(built: Built, examples: Sequence[Any]) -> _Compiled:
    if isinstance(built, QuerySet):
        compiler = built.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        converters = compiler.get_converters(columns)
    else:
        rows, changes = built
        query = cast("UpdateQuery", rows.query.chain(UpdateQuery))
        query.add_update_values(dict(changes))
        sql, params = query.get_compiler(connection=connection).as_sql()
        converters = {}
    marks = [_plain(example) for example in examples]
    slots = tuple(marks.index(param) if param in marks else None for param in params)
    if {slot for slot in slots if slot is not None} != set(range(len(marks))):
        raise ExampleLost(sql)
    return _Compiled(sql, tuple(params), slots, tuple(_conversions(converters)))


class WrittenOnce(Exception):
    """Lines of the record and of a journal are added, never changed."""


class ExampleLost(Exception):
    """An example does not stand in the query as it was given, so no value could take its place."""


def _conversions(converters: Mapping[int, Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    def step(convert: Callable[..., Any], column: Any) -> Callable[[Any], Any]:
        return lambda value: convert(value, column, connection)

    return [(place, step(one, column)) for place, (each, column) in converters.items() for one in each]


def _plain(value: Any) -> Any:
    """A UUID or a moment as this database's ORM sends it; words and numbers go as they are."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return value


def padded(ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """These and ids that nothing has, up to the next sixteen: PostgreSQL gets the same statement for one or many,
    and keeps its plan, which costs more than the answer.
    """
    return [*ids, *(uuid.UUID(int=number) for number in range(-len(ids) % STEP))]


def insert(*rows: Model) -> None:
    """Writes these new rows of one model in one statement; a key that the database counts stays unknown here."""
    model = type(rows[0])
    head, fields = _insertion(model)
    values = [_value(one, getattr(row, one.attname)) for row in rows for one in fields]
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(head + ", ".join([f"({places})"] * len(rows)), values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@cache
def _insertion(model: type[Model]) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    meta = model._meta
    fields = tuple(one for one in meta.concrete_fields if one is not meta.auto_field)
    columns = ", ".join(f'"{one.column}"' for one in fields)
    return f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ', fields  # noqa: S608 - names of our own models


def update(model: type[Model], changes: Mapping[str, Any], **where: Any) -> int:
    """Sets these fields in the rows that have all the values of `where` (None: nothing); how many there were.

    Raises:
        WrittenOnce: of this model no row is changed.

    """
    if getattr(model, "is_written_once", False):
        raise WrittenOnce
    table, fields = _names(model)
    sets, given = [], []
    for name, value in changes.items():
        sets.append(f'"{fields[name].column}" = %s')
        given.append(_value(fields[name], value))
    asked = []
    for name, value in where.items():
        asked.append(f'"{fields[name].column}" IS NULL' if value is None else f'"{fields[name].column}" = %s')
        given += [] if value is None else [_value(fields[name], value)]
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET {", ".join(sets)} WHERE {" AND ".join(asked)}', given)  # noqa: S608 - names of our own models
        return int(cursor.rowcount)


@cache
def _names(model: type[Model]) -> tuple[str, dict[str, "Field[Any, Any]"]]:
    meta = model._meta
    known = {one.name: one for one in meta.concrete_fields} | {
        one.attname: one for one in meta.concrete_fields
    }
    return meta.db_table, known | {"pk": meta.pk}


def _value(of: "Field[Any, Any]", value: Any) -> Any:
    return of.get_db_prep_save(getattr(value, "pk", value) if of.is_relation else value, connection)
