# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""After signing in: one's own language, pages nobody else keeps, and attempts counted for all processes."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nahbar.authority.models import Authority, Person
from nahbar.authority.states import Role
from tests import factories

pytestmark = pytest.mark.django_db
TOO_MANY = "Sie sind nicht angemeldet, weil es zu viele Versuche gab."


@pytest.fixture(autouse=True)
def _counted_anew() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def town() -> Authority:
    return factories.authority(slug="musterau")


def signed_in(person: Person, password: str = "geheim-geheim") -> tuple[Client, Any]:
    browser = Client(headers={"accept-language": "de"})
    answer = browser.post(reverse("account_login"), {"login": person.email, "password": password})
    return browser, answer


@pytest.mark.parametrize(("language", "word"), [("en", "Settings"), ("de", "Einstellungen")])
def test_pages_speak_the_language_of_the_person_when_they_have_signed_in(town, language, word) -> None:
    browser, _ = signed_in(factories.person(town, Role.ADMINISTRATOR, language=language))
    page = browser.get(reverse("settings:overview", args=[town.slug])).content.decode()

    assert (f'<html lang="{language}"' in page, f"<h1>{word}" in page or f">{word}<" in page) == (True, True)


def test_language_of_the_one_before_is_gone_when_somebody_else_signs_in(town) -> None:
    browser, _ = signed_in(factories.person(town, Role.EDITOR, language="en"))
    browser.post(reverse("account_logout"))
    second = factories.person(town, Role.EDITOR, language="de")
    browser.post(reverse("account_login"), {"login": second.email, "password": "geheim-geheim"})
    page = browser.get(reverse("today:today", args=[town.slug])).content.decode()

    assert '<html lang="de"' in page


@pytest.mark.parametrize("name", ["account_login", "design:manifest", "today:today"])
def test_no_cache_keeps_a_page_for_somebody_else(town, name) -> None:
    browser, _ = signed_in(factories.person(town, Role.EDITOR))
    if name == "account_login":
        browser = Client()
    answer = browser.get(reverse(name, args=[town.slug] if name == "today:today" else []))

    assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]
    if "no-store" not in answer.headers["Cache-Control"]:
        assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))


def test_colours_and_logo_may_be_kept_by_everybody(town) -> None:
    answer = Client().get(reverse("design:colours", args=[town.slug]))

    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_attempts_count_for_all_processes_when_a_password_is_guessed(town) -> None:
    person = factories.person(town, Role.EDITOR)
    for _ in range(20):
        _, answer = signed_in(person, "falsch-falsch")
        # What another process would not know either.
        locmem._caches.clear()

    assert TOO_MANY in answer.content.decode()
    assert TOO_MANY in signed_in(person)[1].content.decode()


def test_pages_never_ask_the_cache(town) -> None:
    browser, _ = signed_in(factories.person(town, Role.EDITOR))
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("today:today", args=[town.slug]))
        Client().get(reverse("account_login"))

    assert len(asked) > 0
    assert [query["sql"] for query in asked if "nahbar_cache" in query["sql"]] == []
