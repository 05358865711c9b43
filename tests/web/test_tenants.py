# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""No page of an authority opens to strangers. Walks every address there is, so later pages are covered too."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse

from nahbar.authority.states import Role
from nahbar.contributions import actions as contributions
from nahbar.contributions.states import Audience
from nahbar.studio import intake
from tests import factories
from tests.contributions.photos import photo

pytestmark = pytest.mark.django_db
NOT_THIS_METHOD = 405
SAMPLES: dict[type, Any] = {
    converters.IntConverter: 1,
    converters.SlugConverter: "rehearsal",
    converters.StringConverter: "rehearsal",
    converters.PathConverter: "a/b",
}


def inside() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and converters of every address behind `<slug>/`."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == "<slug:slug>/":
            yield from _walk(entry.url_patterns, (), {})


def _walk(patterns, spaces: tuple[str, ...], taken: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in patterns:
        given = taken | entry.pattern.converters
        if isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or "")), given
        else:
            names = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, names, given)


ADDRESSES = sorted(inside(), key=lambda pair: pair[0])
NAMES = [name for name, _ in ADDRESSES]


def address(slug: str, name: str, given: dict[str, Any], pk: Any) -> str:
    values = {
        key: pk if isinstance(kind, converters.UUIDConverter) else SAMPLES[type(kind)]
        for key, kind in given.items()
    }
    return reverse(name, kwargs={**values, "slug": slug})


def answers(client: Client, url: str) -> set[tuple[int, str]]:
    """What a page says to reading and to writing, without "not this method"."""
    said = [client.get(url), client.post(url, {})]
    return {
        (one.status_code, one.headers.get("Location", ""))
        for one in said
        if one.status_code != NOT_THIS_METHOD
    }


def signed_in(person: models.Model) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_addresses_are_found_when_the_walk_works() -> None:
    assert {"today:today", "settings:people", "record:list"} <= set(NAMES)
    assert [name for name in NAMES if name.endswith(":")] == []


@pytest.mark.parametrize(("name", "given"), ADDRESSES, ids=NAMES)
def test_page_is_not_there_when_a_stranger_asks(name: str, given: dict[str, Any]) -> None:
    town = factories.authority()
    stranger = factories.person(factories.authority(), *Role)
    assert answers(signed_in(stranger), address(town.slug, name, given, uuid4())) == {(404, "")}


@pytest.mark.parametrize(("name", "given"), ADDRESSES, ids=NAMES)
def test_page_asks_for_login_when_nobody_is_signed_in(name: str, given: dict[str, Any]) -> None:
    town = factories.authority()
    url = address(town.slug, name, given, uuid4())
    assert answers(Client(), url) == {(302, f"{reverse('account_login')}?next={url}")}


def test_page_is_not_there_when_the_thing_belongs_to_another_authority() -> None:
    own, foreign = factories.authority(), factories.authority()
    member = factories.person(own, *Role)
    neighbour = factories.person(foreign, *Role)
    channel, story = factories.channel(foreign), factories.story(foreign, neighbour)
    link = contributions.invite(
        foreign, title="Bauamt", audience=Audience.TRAINEES, keep_days=1, by=neighbour, at=factories.AT
    )
    sent = contributions.Sent(
        answers={"happens": "Die Brücke ist fertig."}, shown="nobody", photos=[intake.take_in(photo())]
    )
    received = contributions.receive(link, sent, at=factories.AT)
    asked = {"today": factories.AT.date(), "by": neighbour, "at": factories.AT}
    assignment = contributions.assign(link, contributions.Wish("Bauhof"), **asked)
    things = (
        link,
        link.source,
        assignment,
        contributions.begin_delivery(link, assignment, at=factories.AT).delivery,
        received.contribution,
        received.contribution.photos.get(),
        neighbour,
        channel,
        story,
        factories.topic(foreign),
        factories.request(foreign, neighbour),
        factories.request(
            foreign, neighbour, state="answered", answered_at=factories.AT, answered_by=neighbour
        ),
        factories.variant(story, channel, neighbour),
    )
    client = signed_in(member)
    leaks = [
        (name, type(thing).__name__, answer)
        for name, given in ADDRESSES
        if any(isinstance(kind, converters.UUIDConverter) for kind in given.values())
        for thing in things
        for answer in answers(client, address(own.slug, name, given, thing.pk))
        if answer != (404, "")
    ]
    assert leaks == []
