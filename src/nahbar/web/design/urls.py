# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.design import views

app_name = "design"
urlpatterns = [
    path("", views.page, name="page"),
    path("ansicht", views.look, name="look"),
    path("nahbar.webmanifest", views.manifest, name="manifest"),
    path("<slug:slug>.css", views.colours_view, name="colours"),
    path("<slug:slug>/logo", views.logo_view, name="logo"),
]
