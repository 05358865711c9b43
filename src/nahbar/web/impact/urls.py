# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.impact import views

app_name = "impact"
urlpatterns = [
    path("", views.overview, name="overview"),
]
