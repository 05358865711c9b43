# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.approval import views

app_name = "approval"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("anfragen/<uuid:pk>/", views.request_page, name="request"),
    path("<uuid:pk>/", views.round_page, name="round"),
    path("<uuid:pk>/antwort/", views.answer, name="answer"),
    path("<uuid:pk>/zuruecknehmen/", views.recall, name="recall"),
    path("<uuid:pk>/erneut-senden/<uuid:asked>/", views.mail_again, name="mail_again"),
    path("<uuid:pk>/bilder/<slug:digest>/", views.picture, name="picture"),
    path("<uuid:pk>/bilder/<slug:digest>/film.mp4", views.film, name="film"),
    path("<uuid:pk>/bilder/<slug:digest>/untertitel.vtt", views.captions, name="captions"),
]
