# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_table_of_the_cache_is_made_when_somebody_migrates():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE nahbar_cache")
    assert "nahbar_cache" not in connection.introspection.table_names()
    call_command("migrate", interactive=False, verbosity=0)
    assert "nahbar_cache" in connection.introspection.table_names()
