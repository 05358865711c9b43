# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""All addresses of the house; those behind a slug belong to one authority."""

from django.urls import include, path

inside = [
    path("", include("nahbar.web.today.urls")),
    path("themen/", include("nahbar.web.topics.urls")),
    path("beitragen-lassen/", include("nahbar.web.contributions.urls")),
    path("kampagnen/", include("nahbar.web.campaigns.urls")),
    path("geschichten/", include("nahbar.web.films.urls")),
    path("geschichten/", include("nahbar.web.stories.urls")),
    path("einwilligungen/", include("nahbar.web.consents.urls")),
    path("material/", include("nahbar.web.material.urls")),
    path("fassungen/", include("nahbar.web.variants.urls")),
    path("einwaende/", include("nahbar.web.objections.urls")),
    path("freigaben/", include("nahbar.web.approval.urls")),
    path("kalender/", include("nahbar.web.planning.urls")),
    path("beitraege/", include("nahbar.web.publishing.urls")),
    path("dialog/", include("nahbar.web.dialogue.urls")),
    path("wirkung/", include("nahbar.web.impact.urls")),
    path("einstellungen/", include("nahbar.web.settings.urls")),
    path("kanaele/", include("nahbar.web.channels.urls")),
    path("verlauf/", include("nahbar.web.record.urls")),
]

urlpatterns = [
    path("", include("nahbar.web.health.urls")),
    path("", include("nahbar.web.account.urls")),
    path("konto/", include("nahbar.web.account.entrance")),
    path("zeichnen/", include("nahbar.web.approval.link_urls")),
    path("uebungskanal/", include("nahbar.web.rehearsal.urls")),
    path("gestaltung/", include("nahbar.web.design.urls")),
    # Before the rooms behind a login: whoever has the link needs none.
    path("<slug:slug>/beitragen/<str:token>/", include("nahbar.web.contributions.link_urls")),
    path("<slug:slug>/einwilligung/<str:token>/", include("nahbar.web.consents.link_urls")),
    path("<slug:slug>/studio/<str:token>/", include("nahbar.web.contributions.studio_urls")),
    path("<slug:slug>/", include(inside)),
]
handler400 = "nahbar.web.design.views.unreadable"
handler404 = "nahbar.web.design.views.not_found"
handler403 = "nahbar.web.design.views.forbidden"
handler500 = "nahbar.web.design.views.broken"
