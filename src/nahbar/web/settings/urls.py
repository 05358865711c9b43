# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.settings import language_model, people, topic_house, views

app_name = "settings"
urlpatterns = [
    path("", views.overview_page, name="overview"),
    path("behoerde/", views.authority_page, name="authority"),
    path("personen/", people.people_page, name="people"),
    path("personen/einladen/", people.invite, name="invite"),
    path("personen/zeichnende/", people.add_signer, name="add_signer"),
    path("personen/<uuid:pk>/rolle-geben/", people.grant, name="grant"),
    path("personen/<uuid:pk>/rolle-nehmen/", people.revoke, name="revoke"),
    path("einladungen/<uuid:pk>/zuruecknehmen/", people.take_back, name="take_back"),
    path("sprachmodell/", language_model.model_page, name="language_model"),
    path("sprachmodell/probe/", language_model.try_model, name="try_model"),
    path("themenhaus/", topic_house.house_page, name="topic_house"),
    path("mail/", views.mail_page, name="mail"),
    path("mail/probe/", views.try_mail, name="try_mail"),
]
