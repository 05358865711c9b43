# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.contributions import link_views

app_name = "contribute"
urlpatterns = [
    path("", link_views.form_page, name="form"),
    path("danke/", link_views.thanks_page, name="thanks"),
]
