# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.calendar_page, name="calendar"),
    path("liste/", views.list_page, name="list"),
    path("<int:year>/<int:month>/", views.calendar_page, name="month"),
    path("setzen/<uuid:pk>/", views.place_page, name="place"),
    path("eintrag/<uuid:pk>/", views.slot_page, name="slot"),
    path("eintrag/<uuid:pk>/zuruecknehmen/", views.take_back, name="take_back"),
]
