# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An editor who made a link, and the phone of somebody who has it and no account."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.contributions import actions, queries
from nahbar.contributions.states import Audience
from nahbar.foundation import clock
from tests import factories
from tests.contributions.photos import photo

WORDS = {"happens": "Die Brücke ist fertig.", "helps": "Allen mit Rad.", "shows": "Niemanden."}


class Phone:
    """A browser that checks forgeries as a real one is checked, and no login."""

    def __init__(self, place: Any, link: Any) -> None:
        self.place, self.link = place, link
        self.browser = Client(enforce_csrf_checks=True)
        self.path = reverse("contribute:form", args=(place.slug, queries.token_of(link)))

    def get(self) -> Any:
        return self.browser.get(self.path)

    def send(self, *, photos: Any = (), **values: Any) -> Any:
        files = {"photos": [SimpleUploadedFile(f"IMG_{n}.jpg", data) for n, data in enumerate(photos)]}
        given = {**WORDS, **({"shown": "nobody"} if photos else {}), **values}
        # What a browser sends from a page with Referrer-Policy: no-referrer.
        return self.browser.post(self.path, {**given, **files}, headers={"Origin": "null"})


@pytest.fixture
def desk(client):
    place = factories.authority(name="Stadt Musterau")
    client.force_login(factories.person(place, Role.EDITOR, name="Rita Redlich"))
    return place


@pytest.fixture
def phone(desk, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    editor = desk.memberships.get().person
    given = {"title": "Bauamt", "audience": Audience.DEPARTMENT, "keep_days": 30}
    return Phone(desk, actions.invite(desk, **given, by=editor, at=at))


@pytest.fixture
def two_photos():
    return [photo(), photo(shade=200)]
