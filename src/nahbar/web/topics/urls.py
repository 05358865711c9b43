# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.topics import formats, learned, phrasing, setting_up, sources, together, triage, views

app_name = "topics"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("eigenes/", views.own_page, name="own"),
    path("<uuid:pk>/", views.topic_page, name="topic"),
    path("<uuid:pk>/entscheiden/", views.decide, name="decide"),
    path("<uuid:pk>/zuordnen/", views.assign, name="assign"),
    path("sichten/", triage.stack_page, name="stack"),
    path("<uuid:pk>/zusammen/", together.join_page, name="together"),
    path("<uuid:pk>/zusammenfuehren/", together.join, name="join"),
    path("<uuid:pk>/trennen/", together.part, name="part"),
    path("<uuid:pk>/sichten/", triage.decide, name="sort"),
    path("<uuid:pk>/aufhaenger/", phrasing.ask, name="phrase"),
    path("<uuid:pk>/aufhaenger/entscheiden/", phrasing.settle, name="settle"),
    path("formate/", formats.list_page, name="formats"),
    path("formate/neu/", formats.new_page, name="new_format"),
    path("formate/aendern/", formats.change_page, name="format"),
    path("formate/schalten/", formats.switch, name="switch_format"),
    path("gelernt/", learned.learned_page, name="learned"),
    path("gelernt/vergessen/", learned.forget, name="forget"),
    path("quellen/", sources.sources_page, name="sources"),
    path("quellen/neu/<str:kind>/", setting_up.new_page, name="new"),
    path("quellen/hinzufuegen/", setting_up.add, name="add"),
    path("quellen/hochladen/", sources.upload, name="upload"),
    path("quellen/<uuid:pk>/lesen/", sources.read, name="read"),
    path("quellen/<uuid:pk>/anhalten/", sources.pause, name="pause"),
    path("quellen/<uuid:pk>/fortsetzen/", sources.resume, name="resume"),
    path("quellen/<uuid:pk>/entfernen/", sources.remove, name="remove"),
]
