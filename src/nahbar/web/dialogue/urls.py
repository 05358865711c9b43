# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("", views.list_page, name="list"),
]
