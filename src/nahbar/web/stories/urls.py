# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.stories import views

app_name = "stories"
urlpatterns = [
    path("", views.list_page, name="list"),
]
