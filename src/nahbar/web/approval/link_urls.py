# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from nahbar.web.approval import link_views

app_name = "link"
urlpatterns = [
    path("<slug:token>/", link_views.sign_page, name="sign"),
    path("<slug:token>/danke/", link_views.thanks_page, name="thanks"),
    path("<slug:token>/bilder/<slug:digest>/", link_views.picture, name="picture"),
    path("<slug:token>/bilder/<slug:digest>/film.mp4", link_views.film, name="film"),
    path("<slug:token>/bilder/<slug:digest>/untertitel.vtt", link_views.captions, name="captions"),
]
