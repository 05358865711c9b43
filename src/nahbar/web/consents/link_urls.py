# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.consents import link_views

app_name = "consenting"
urlpatterns = [
    path("", link_views.page, name="page"),
    path("nein/", link_views.refuse, name="refuse"),
    path("widerruf/", link_views.withdraw, name="withdraw"),
    path("bild/<int:number>/", link_views.picture, name="picture"),
]
