# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.films import looks, subtitles, views

app_name = "films"
urlpatterns = [
    path("<uuid:pk>/film/", views.choose, name="choose"),
    path("film/<uuid:pk>/", views.film_page, name="film"),
    path("film/<uuid:pk>/anhalten/", views.cancel, name="cancel"),
    path("film/<uuid:pk>/verwerfen/", views.remove, name="remove"),
    path("film/<uuid:pk>/bild/", looks.look, name="look"),
    path("film/ausschnitt/<uuid:pk>/bild/", looks.frame, name="frame"),
    path("film/ausschnitt/<uuid:pk>/untertitel/", subtitles.page, name="subtitles"),
    path("film/ausschnitt/<uuid:pk>/untertitel/datei/", subtitles.upload, name="subtitle_file"),
    path("film/ausschnitt/<uuid:pk>/untertitel/hoeren/", subtitles.listen, name="listen"),
    path("film/ausschnitt/<uuid:pk>/untertitel.vtt", subtitles.track, name="track"),
]
