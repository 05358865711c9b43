# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.rehearsal import views

app_name = "rehearsal"
urlpatterns = [
    path("<uuid:pk>/", views.stage, name="stage"),
    path("<uuid:pk>/<str:post_id>/", views.post, name="post"),
    path("<uuid:pk>/<str:post_id>/bild/<int:number>/", views.picture, name="picture"),
    path("<uuid:pk>/<str:post_id>/film/<int:number>/<slug:what>/", views.film, name="film"),
]
