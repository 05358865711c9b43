# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.topics import sources, views

app_name = "topics"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("eigenes/", views.own_page, name="own"),
    path("<uuid:pk>/", views.topic_page, name="topic"),
    path("<uuid:pk>/entscheiden/", views.decide, name="decide"),
    path("quellen/", sources.sources_page, name="sources"),
    path("quellen/ansehen/", sources.look_page, name="look"),
    path("quellen/hinzufuegen/", sources.add, name="add"),
    path("quellen/hochladen/", sources.upload, name="upload"),
    path("quellen/<uuid:pk>/lesen/", sources.read, name="read"),
    path("quellen/<uuid:pk>/anhalten/", sources.pause, name="pause"),
    path("quellen/<uuid:pk>/fortsetzen/", sources.resume, name="resume"),
    path("quellen/<uuid:pk>/entfernen/", sources.remove, name="remove"),
]
