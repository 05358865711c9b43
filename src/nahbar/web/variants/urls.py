# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.variants import views

app_name = "variants"
urlpatterns = [
    path("entwurf/<uuid:story_pk>/", views.draft, name="draft"),
    path("<uuid:pk>/", views.variant_page, name="variant"),
    path("<uuid:pk>/speichern/", views.save, name="save"),
    path("<uuid:pk>/beheben/", views.mend, name="mend"),
    path("<uuid:pk>/trotzdem/", views.overrule, name="overrule"),
    path("<uuid:pk>/bilder/", views.choose_pictures, name="pictures"),
    path("<uuid:pk>/entfernen/", views.remove, name="remove"),
]
