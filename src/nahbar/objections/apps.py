# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    name = "nahbar.objections"
    default_auto_field = "django.db.models.BigAutoField"
