# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.calendar_page, name="calendar"),
]
