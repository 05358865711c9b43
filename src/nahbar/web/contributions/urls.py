# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.contributions import photos, views

app_name = "contributing"
urlpatterns = [
    path("neu/", views.new_page, name="new"),
    path("<uuid:pk>/", views.link_page, name="link"),
    path("<uuid:pk>/blatt/", views.sheet_page, name="sheet"),
    path("<uuid:pk>/code.svg", views.code, name="code"),
    path("<uuid:pk>/ersetzen/", views.replace, name="replace"),
    path("<uuid:pk>/schalten/", views.switch, name="switch"),
    path("beitrag/<uuid:pk>/loeschen/", photos.erase, name="erase"),
    path("fotos/<uuid:pk>/", photos.show, name="photo"),
]
