# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("neu/", views.new_page, name="new"),
    path("<uuid:pk>/", views.change_page, name="campaign"),
    path("<uuid:pk>/zaehlen/", views.count, name="count"),
    path("<uuid:pk>/beenden/", views.close, name="close"),
]
