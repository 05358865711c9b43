# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of every table as lines of JSON and back, the same on SQLite and PostgreSQL."""

import base64
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from nahbar.foundation.fingerprint import canonical

# Everything of the house and the mail addresses people log in with; not sessions, not what concerns one machine.
LEFT_OUT = frozenset(
    {
        "publishing.workerbeat",
        "publishing.houseclock",
        "contributions.knock",
        "library.upload",
        "consents.try",
    }
)
CHUNK = 500


def tables() -> list[type[models.Model]]:
    """All tables a backup carries, each after those it points to."""
    found = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("nahbar.") or config.label == "account"
        for model in config.get_models(include_auto_created=True)
        if model._meta.label_lower not in LEFT_OUT and not model._meta.proxy
    ]
    return _in_order(sorted(found, key=lambda model: model._meta.label_lower))


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    waiting = list(found)
    while waiting:
        ready = [m for m in waiting if not (_points_to(m) & set(waiting)) - {m}]
        if not ready:
            raise RuntimeError("tables point at each other in a circle")
        ordered += ready
        waiting = [m for m in waiting if m not in ready]
    return ordered


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and isinstance(field.related_model, type)
    }


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """One line a row, ordered by primary key."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=CHUNK):
        yield canonical({name: _plain(value) for name, value in zip(names, row, strict=True)}) + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (uuid.UUID, date)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def load(model: type[models.Model], content: Iterable[bytes]) -> int:
    """Writes rows back, past `save`, because frozen rows refuse it; how many there were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chunk: list[models.Model] = []
    count = 0
    for line in content:
        row = json.loads(line)
        chunk.append(model(**{name: _value(fields[name], value) for name, value in row.items()}))
        count += 1
        if len(chunk) == CHUNK:
            model._base_manager.bulk_create(chunk)
            chunk = []
    model._base_manager.bulk_create(chunk)
    return count


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)


def reset_counters(loaded: list[type[models.Model]]) -> None:
    """PostgreSQL must be told where its own numbers go on after rows came with theirs."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)
