# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.contributions import studio_consents, studio_files, studio_views

app_name = "studio"
urlpatterns = [
    path("", studio_views.studio_page, name="today"),
    path("beginnen/", studio_files.begin, name="begin"),
    path("<str:code>/", studio_views.delivery_page, name="delivery"),
    path("<str:code>/einwilligung/", studio_consents.ask, name="ask_person"),
    path("<str:code>/einwilligung/<uuid:pk>.svg", studio_consents.code, name="consent_code"),
    path("<str:code>/senden/", studio_views.send, name="send"),
    path("<str:code>/zuruecknehmen/", studio_views.take_back, name="take_back"),
    path("<str:code>/stand/", studio_views.standing, name="standing"),
    path("<str:code>/dateien/", studio_views.add_files, name="add_files"),
    path("<str:code>/beginnen/", studio_files.begin_more, name="begin_more"),
    path("<str:code>/bilder/<uuid:pk>/", studio_files.preview, name="preview"),
    path("<str:code>/bilder/<uuid:pk>/entfernen/", studio_views.drop, name="drop"),
    path("<str:code>/<uuid:pk>/", studio_files.part, name="part"),
    path("<str:code>/<uuid:pk>/fertig/", studio_files.finish, name="finish"),
    path("<str:code>/<uuid:pk>/abbrechen/", studio_files.give_up, name="give_up"),
]
