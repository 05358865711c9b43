# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.contributions import desk, inbox, photos, views

app_name = "contributing"
urlpatterns = [
    path("neu/", views.new_page, name="new"),
    path("studio/", desk.page, name="desk"),
    path("studio/auftrag/", desk.assign, name="assign"),
    path("studio/auftrag/<uuid:pk>/schliessen/", desk.close, name="close"),
    path("studio/regeln/", desk.rules, name="rules"),
    path("studio/eingegangen/<uuid:pk>/", inbox.page, name="delivered"),
    path("studio/eingegangen/<uuid:pk>/uebernehmen/", inbox.take, name="take"),
    path("studio/eingegangen/<uuid:pk>/nachfragen/", inbox.ask_back, name="ask_back"),
    path("studio/eingegangen/<uuid:pk>/nicht-nehmen/", inbox.discard, name="discard"),
    path("<uuid:pk>/", views.link_page, name="link"),
    path("<uuid:pk>/blatt/", views.sheet_page, name="sheet"),
    path("<uuid:pk>/code.svg", views.code, name="code"),
    path("<uuid:pk>/studio-code.svg", views.studio_code, name="studio_code"),
    path("<uuid:pk>/studio-blatt/", views.studio_sheet, name="studio_sheet"),
    path("<uuid:pk>/ersetzen/", views.replace, name="replace"),
    path("<uuid:pk>/schalten/", views.switch, name="switch"),
    path("beitrag/<uuid:pk>/loeschen/", photos.erase, name="erase"),
    path("fotos/<uuid:pk>/", photos.show, name="photo"),
]
