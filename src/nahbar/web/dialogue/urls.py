# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("<uuid:pk>/", views.inquiry_page, name="inquiry"),
    path("<uuid:pk>/antworten/", views.answer, name="answer"),
    path("<uuid:pk>/abschliessen/", views.close, name="close"),
    path("<uuid:pk>/thema/", views.make_topic, name="make_topic"),
]
