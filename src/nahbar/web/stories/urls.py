# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.stories import briefing, cards, pictures, shooting, source, views

app_name = "stories"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("neu/", views.new, name="new"),
    path("eroeffnen/", views.open_from_topic, name="open"),
    path("<uuid:pk>/", views.story_page, name="story"),
    path("<uuid:pk>/beschreiben/", views.describe, name="describe"),
    path("<uuid:pk>/auftrag/", briefing.brief, name="brief"),
    path("<uuid:pk>/quelle/", source.source_page, name="source"),
    path("<uuid:pk>/quelle/uebernehmen/", source.take, name="take_source"),
    path("<uuid:pk>/drehzettel/", shooting.sheet_page, name="sheet"),
    path("<uuid:pk>/drehzettel/speichern/", shooting.save, name="save_sheet"),
    path("<uuid:pk>/drehzettel/haken/", shooting.ticks, name="ticks"),
    path("<uuid:pk>/drehzettel/unterwegs.js", shooting.worker, name="sheet_worker"),
    path("<uuid:pk>/sperrfrist/", views.embargo, name="embargo"),
    path("<uuid:pk>/abschliessen/", views.close, name="close"),
    path("<uuid:pk>/wieder-oeffnen/", views.reopen, name="reopen"),
    path("<uuid:pk>/bilder/", pictures.collect, name="collect"),
    path("<uuid:pk>/gestalten/", cards.design, name="design"),
    path("<uuid:pk>/gestalten/vorschau/", cards.look, name="look"),
    path("gestaltet/<uuid:pk>/", cards.redesign, name="redesign"),
    path("gestaltet/muster/<slug:template>/", cards.sample, name="sample"),
    path("bilder/<uuid:pk>/", pictures.show, name="picture"),
    path("<uuid:pk>/fotos-uebernehmen/", pictures.take, name="take"),
    path("bilder/<uuid:pk>/geklaert/", pictures.clear, name="clear"),
    path("bilder/<uuid:pk>/text/", pictures.describe, name="describe_picture"),
    path("bilder/<uuid:pk>/entfernen/", pictures.remove, name="remove_picture"),
]
