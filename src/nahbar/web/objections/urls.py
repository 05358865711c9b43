# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.objections import views

app_name = "objections"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("karten/", views.cards_page, name="cards"),
    path("neu/", views.new_page, name="new"),
    path("register.csv", views.table, name="table"),
    path("<uuid:pk>/", views.objection_page, name="objection"),
    path("<uuid:pk>/antworten/", views.answer, name="answer"),
    path("<uuid:pk>/vorlegen/", views.escalate, name="escalate"),
    path("<uuid:pk>/entscheiden/", views.decide, name="decide"),
]
