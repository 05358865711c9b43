# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.health import views

app_name = "health"
urlpatterns = [
    path("gesundheit", views.health, name="health"),
    path("messwerte", views.measures, name="measures"),
]
