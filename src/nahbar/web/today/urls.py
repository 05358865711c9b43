# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.today import views

app_name = "today"
urlpatterns = [
    path("", views.today_page, name="today"),
    path("suche", views.search_page, name="search"),
]
