# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories of an installation from before the library keep their pictures, and each is a file of it."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import AT

BEFORE, AFTER = ("stories", "0003_contributed"), ("stories", "0006_library_required")


@pytest.mark.django_db(transaction=True)
def test_pictures_of_stories_become_files_of_their_authority_when_the_library_comes() -> None:
    old = _apps(BEFORE)
    towns = [_town(old, number) for number in range(2)]
    for town, digests in ((towns[0], "aab"), (towns[1], "a")):
        for number, letter in enumerate(digests):
            _picture(old, town, letter * 64, alt=f"Bild {number}")
    new = _apps(AFTER)
    kept = {
        (row.file.authority_id, row.file.digest) for row in new.get_model("stories", "Material").objects.all()
    }
    a, b = (town.pk for town in towns)
    assert kept == {(a, "a" * 64), (a, "b" * 64), (b, "a" * 64)}
    assert new.get_model("stories", "Material").objects.count() == 4
    files = new.get_model("library", "MediaFile").objects.filter(authority_id=a).order_by("digest")
    assert [(one.description, one.rights.credit_line) for one in files] == [
        ("Bild 0", "Stadt"),
        ("Bild 2", "Stadt"),
    ]


@pytest.fixture(autouse=True)
def _whole_again() -> Any:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _apps(state: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([state])
    loader = MigrationExecutor(connection).loader
    # The rooms upstream stay at their latest: they were not taken back.
    upstream = [leaf for room in ("authority", "topics") for leaf in loader.graph.leaf_nodes(room)]
    return loader.project_state([state, *upstream]).apps


def _town(apps: Any, number: int) -> Any:
    values = {"name": f"Stadt {number}", "slug": f"stadt-{number}", "level": "kommune", "created_at": AT}
    return apps.get_model("authority", "Authority").objects.create(**values)


def _picture(apps: Any, town: Any, digest: str, alt: str) -> None:
    people = apps.get_model("authority", "Person").objects
    by, _ = people.get_or_create(email="e@musterau.example", defaults={"name": "E", "created_at": AT})
    stories = apps.get_model("stories", "Story").objects
    story = stories.create(authority=town, title="Freibad", opened_at=AT, opened_by=by, changed_at=AT)
    apps.get_model("stories", "Material").objects.create(
        story=story, digest=digest, mime_type="image/png", width=3, height=2, size=9, alt=alt, credit="Stadt",
        added_at=AT, added_by=by, written_by=by,
    )  # fmt: skip
