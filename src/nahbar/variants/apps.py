# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class VariantsConfig(AppConfig):
    name = "nahbar.variants"
    default_auto_field = "django.db.models.BigAutoField"
