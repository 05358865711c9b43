# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.list_page, name="list"),
]
