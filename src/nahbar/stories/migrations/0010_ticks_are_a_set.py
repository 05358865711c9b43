# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_undone(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A line that was ticked and not done after all is a line without a tick; the record keeps who said so."""
    tick: Any = apps.get_model("stories", "Tick")
    tick.objects.filter(is_done=False).delete()


def keep_one_a_line(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Before, a line had one row: the last tick that stands."""
    tick: Any = apps.get_model("stories", "Tick")
    tick.objects.exclude(taken_back_at=None).delete()
    seen: set[tuple[object, str]] = set()
    for pk, story, key in tick.objects.order_by("-at", "-pk").values_list("pk", "story_id", "key"):
        if (story, key) in seen:
            tick.objects.filter(pk=pk).delete()
        seen.add((story, key))


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0009_film"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(forget_undone, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="tick", name="stories_tick_once"),
        migrations.AddField("tick", "taken_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "tick",
            "taken_back_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_one_a_line),
        # With a default, so that the way back can fill the column.
        migrations.AlterField("tick", "is_done", models.BooleanField(default=True)),
        migrations.RemoveField("tick", "is_done"),
        migrations.AlterModelOptions("tick", {"ordering": ["at", "id"]}),
    ]
