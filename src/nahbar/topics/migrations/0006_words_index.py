# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import DatabaseError

INDEX = "topics_words_trigrams"


def make(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL finds words inside words by trigrams, where its contrib package is there; without, it reads all."""
    if editor.connection.vendor != "postgresql":
        return
    try:
        with editor.connection.cursor() as cursor:
            cursor.execute("SAVEPOINT trigrams")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX {INDEX} ON topics_topicwords USING gin (words gin_trgm_ops)")
    except DatabaseError:
        # The database may not make extensions: the search stays right, and is slower in large houses.
        with editor.connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT trigrams")


def take_away(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("topics", "0005_words")]
    operations = [migrations.RunPython(make, take_away)]
