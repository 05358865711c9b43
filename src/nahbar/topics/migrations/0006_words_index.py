# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import logging

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import DatabaseError

INDEX = "topics_words_trigrams"
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX {INDEX} ON topics_topicwords USING gin (words gin_trgm_ops)",
)
# The index holds no words of its own and is kept by triggers: https://sqlite.org/fts5.html#external_content_tables
SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='topics_topicwords', content_rowid='id', tokenize='trigram')",
    f"CREATE TRIGGER {INDEX}_ai AFTER INSERT ON topics_topicwords BEGIN "
    f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words); END",
    f"CREATE TRIGGER {INDEX}_ad AFTER DELETE ON topics_topicwords BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words); END",
    f"CREATE TRIGGER {INDEX}_au AFTER UPDATE ON topics_topicwords BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words); "
    f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words); END",
    f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')",
)


def make(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Words inside words are found by trigrams where the database can; where it cannot, every row is read."""
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
    try:
        with transaction.atomic(), editor.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError as error:
        # An SQLite without FTS5, or a PostgreSQL that lets nobody make extensions: right all the same, only slower.
        logging.getLogger(__name__).warning("topics are searched without an index: %s", error)


def take_away(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            return
        for trigger in ("ai", "ad", "au"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {INDEX}_{trigger}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("topics", "0005_words")]
    operations = [migrations.RunPython(make, take_away)]
