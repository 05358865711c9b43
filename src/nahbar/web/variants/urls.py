# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.variants import naming, side_by_side, suggesting, views

app_name = "variants"
urlpatterns = [
    path("konten/", naming.handles_page, name="handles"),
    path("konten/entfernen/", naming.forget, name="forget"),
    path("entwurf/<uuid:story_pk>/", views.draft, name="draft"),
    path("vorschlag/<uuid:pk>/", suggesting.settle, name="settle_suggestion"),
    path("bild/<uuid:pk>/vorschlag/", suggesting.picture_page, name="suggest_alt"),
    path("bild/<uuid:pk>/vorschlag/holen/", suggesting.ask_alt, name="ask_alt"),
    path("<uuid:pk>/vorschlag/", suggesting.page, name="suggest"),
    path("<uuid:pk>/vorschlag/holen/", suggesting.ask, name="ask"),
    path("<uuid:pk>/", views.variant_page, name="variant"),
    path("<uuid:pk>/speichern/", views.save, name="save"),
    path("<uuid:pk>/teilen/", views.divide, name="divide"),
    path("<uuid:pk>/vergleichen/", side_by_side.compare_page, name="compare"),
    path("<uuid:pk>/uebernehmen/", side_by_side.take_over, name="take_over"),
    path("<uuid:pk>/beheben/", views.mend, name="mend"),
    path("<uuid:pk>/satz-teilen/", views.split, name="split"),
    path("<uuid:pk>/trotzdem/", views.overrule, name="overrule"),
    path("<uuid:pk>/bilder/", views.choose_pictures, name="pictures"),
    path("<uuid:pk>/entfernen/", views.remove, name="remove"),
]
