# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("anhalten/", views.halt, name="halt"),
    path("anhalten/<uuid:pk>/aufheben/", views.lift, name="lift"),
    path("<uuid:pk>/", views.publication_page, name="publication"),
    path("<uuid:pk>/verschieben/", views.move, name="move"),
    path("<uuid:pk>/zuruecknehmen/", views.drop, name="drop"),
    path("<uuid:pk>/dort/", views.there, name="there"),
    path("<uuid:pk>/uebernehmen/", views.adopt, name="adopt"),
    path("<uuid:pk>/erschienen/", views.was_published, name="was_published"),
    path("<uuid:pk>/erneut-senden/", views.send_again, name="send_again"),
    path("<uuid:pk>/nachsehen/", views.look_again, name="look_again"),
    path("<uuid:pk>/verpasst/", views.missed, name="missed"),
    path("<uuid:pk>/berichtigen/", views.edit, name="edit"),
    path("<uuid:pk>/zurueckziehen/", views.withdraw, name="withdraw"),
]
