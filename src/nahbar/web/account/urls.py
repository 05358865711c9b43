# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.account import views

app_name = "account"
urlpatterns = [
    path("", views.start_page, name="start"),
    path("einrichten/<str:token>/", views.found_page, name="found"),
    path("einladung/<str:token>/", views.invitation_page, name="invitation"),
    path("konto/", views.mine_page, name="mine"),
]
