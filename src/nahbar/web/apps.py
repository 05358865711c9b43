# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class WebConfig(AppConfig):
    name = "nahbar.web"

    def ready(self) -> None:
        """Whoever migrates gets the table of the cache, too: it belongs to no model."""
        # Django tells only apps with models that it has migrated; these pages have none.
        post_migrate.connect(_make_cache_table, sender=apps.get_app_config("authority"))


def _make_cache_table(*, using: str, **_given: Any) -> None:
    call_command("createcachetable", database=using, verbosity=0)
