# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("verbinden/<slug:platform>/", views.connect, name="connect"),
    path("verbinden/<slug:platform>/rueckkehr/", views.come_back, name="back"),
    path("<uuid:pk>/trennen/", views.disconnect, name="disconnect"),
]
