# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.consents import views

app_name = "consents"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("fragen/", views.ask_page, name="ask"),
    path("ausnahme/", views.except_page, name="except"),
    path("zahl/<uuid:pk>/", views.note_shown, name="shown"),
    path("<uuid:pk>/", views.consent_page, name="consent"),
    path("<uuid:pk>/code.svg", views.code, name="code"),
    path("<uuid:pk>/unterschrift/<slug:signer>.svg", views.signature, name="signature"),
    path("<uuid:pk>/mailen/", views.mail, name="mail"),
    path("<uuid:pk>/von-hand/", views.by_hand, name="by_hand"),
    path("<uuid:pk>/widerruf/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/erledigt/<uuid:place>/", views.settle, name="settle"),
]
