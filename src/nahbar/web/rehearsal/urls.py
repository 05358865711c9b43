# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern

app_name = "rehearsal"
urlpatterns: list[URLPattern] = []
