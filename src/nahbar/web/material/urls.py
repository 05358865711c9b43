# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.material import choosing, files, originals, uploading, views

app_name = "material"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("hochladen/", uploading.page, name="upload"),
    path("hochladen/beginnen/", uploading.begin, name="begin"),
    path("hochladen/<uuid:pk>/", uploading.part, name="part"),
    path("hochladen/<uuid:pk>/fertig/", uploading.finish, name="finish"),
    path("hochladen/<uuid:pk>/abbrechen/", uploading.give_up, name="give_up"),
    path("waehlen/<uuid:pk>/", choosing.page, name="choose"),
    path("<uuid:pk>/", files.file_page, name="file"),
    path("<uuid:pk>/worte/", files.describe, name="describe"),
    path("<uuid:pk>/rechte/", files.settle, name="rights"),
    path("<uuid:pk>/entfernen/", files.remove, name="remove"),
    path("<uuid:pk>/vorschau/", originals.preview, name="preview"),
    path("<uuid:pk>/original/", originals.original, name="original"),
]
