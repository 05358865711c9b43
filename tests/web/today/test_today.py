# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nahbar.approval.models import Asked, Round
from nahbar.approval.states import RoundState
from nahbar.authority.states import Role
from nahbar.dialogue.models import Inquiry
from nahbar.foundation import clock
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.topics.models import Source
from nahbar.variants.models import Version
from nahbar.web.today import unfinished, worklist
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Any:
    """Set up: a channel, a source, two who may sign."""
    made = factories.authority(slug="musterau")
    factories.channel(made)
    Source.objects.create(
        authority=made, kind="feed", title="Presse", url="https://m.example/f", added_at=factories.AT
    )
    factories.person(made, Role.EDITOR, name="Bernd Bauamt")
    return made


@pytest.fixture
def admin(place: Any, client: Client) -> Any:
    person = factories.person(place, Role.ADMINISTRATOR, name="Rita Redlich")
    client.force_login(person)
    return person


def publication(place: Any, by: Any, state: PublicationState, title: str = "Freibad") -> Publication:
    story = factories.story(place, by, title=title)
    variant = factories.variant(story, factories.channel(place), by)
    version = Version.objects.create(
        variant=variant,
        number=1,
        text="x",
        language="de",
        fingerprint="f" * 64,
        frozen_at=factories.AT,
        frozen_by=by,
    )
    now = clock.now()
    return Publication.objects.create(
        authority=place, channel=variant.channel, version=version, fingerprint=version.fingerprint, text="Das Freibad öffnet",
        state=state, due_at=now, next_try_at=now, ordered_at=now, ordered_by=by,
    )  # fmt: skip


def page(client: Client, address: str = "/musterau/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_says_done_when_nothing_waits(admin: Any, client: Client) -> None:
    assert "<h1>Für heute ist alles getan.</h1>" in page(client)


def test_today_names_the_steps_when_nothing_is_set_up(client: Client) -> None:
    empty = factories.authority(slug="leer")
    client.force_login(factories.person(empty, Role.ADMINISTRATOR))
    shown = page(client, "/leer/")
    assert "<h1>Heute: 3 Dinge, zusammen 7 Minuten.</h1>" in shown
    for step in ("Ersten Kanal verbinden", "Erste Quelle eintragen", "Zweite Person einladen"):
        assert step in shown


def test_today_calls_a_kept_topic_to_mind_when_its_last_day_is_near(
    place: Any, admin: Any, client: Client
) -> None:
    ends = clock.now().date() + timedelta(days=2)
    factories.topic(place, title="Umfrage zum Spielplatz", state="kept", expires_on=ends)
    factories.topic(factories.authority(), title="Fremde Umfrage", state="kept", expires_on=ends)
    shown = page(client)
    assert "„Umfrage zum Spielplatz“ erzählen oder weglegen" in shown
    assert "Fremde Umfrage" not in shown


def test_today_counts_only_own_topics_when_others_have_some(place: Any, admin: Any, client: Client) -> None:
    factories.topic(place, title="Eigenes Thema")
    factories.topic(factories.authority(), title="Fremdes Thema")
    shown = page(client)
    assert "1 neues Thema sichten" in shown
    assert "Eigenes Thema" in shown
    assert "Fremdes Thema" not in shown


def test_today_puts_decisions_first_when_a_post_is_unclear(place: Any, admin: Any, client: Client) -> None:
    factories.topic(place)
    publication(place, admin, PublicationState.UNCLEAR)
    shown = page(client)
    assert shown.index("Entscheiden: „Freibad“ ist unklar") < shown.index("1 neues Thema sichten")


def test_today_shows_no_foreign_decision_when_it_belongs_to_others(admin: Any, client: Client) -> None:
    other = factories.authority()
    publication(
        other, factories.person(other, Role.EDITOR), PublicationState.UNCLEAR, title="Geheimes Vorhaben"
    )
    assert "Geheimes Vorhaben" not in page(client)


def test_today_asks_me_when_a_round_waits_for_me_only(place: Any, admin: Any, client: Client) -> None:
    asker = factories.person(place, Role.EDITOR, name="Anna Amt")
    for title, asked in (("Für Rita", admin), ("Für Anna", asker)):
        story = factories.story(place, asker, title=title)
        made = Round.objects.create(story=story, requested_at=factories.AT, requested_by=asker)
        Asked.objects.create(round=made, person=asked)
    shown = page(client)
    assert "„Für Rita“ mitzeichnen" in shown
    assert "„Für Anna“ mitzeichnen" not in shown


def test_today_hurries_when_an_inquiry_is_late(place: Any, admin: Any, client: Client) -> None:
    Inquiry.objects.create(
        authority=place, channel=place.channels.get(), remote_id="1", author_handle="@b", text="Wann?",
        written_at=clock.now() - timedelta(hours=50), received_at=clock.now(),
    )  # fmt: skip
    shown = page(client)
    assert "1 Anfrage beantworten" in shown
    assert "Die älteste wartet seit 50 Stunden." in shown


def test_today_lists_the_post_of_the_day_when_one_goes_out(place: Any, admin: Any, client: Client) -> None:
    planned = publication(place, admin, PublicationState.PLANNED, title="Sommerfest")
    assert f"/musterau/beitraege/{planned.pk}/" in page(client)


def test_today_is_closed_when_a_stranger_comes(place: Any, client: Client) -> None:
    client.force_login(factories.person(factories.authority(), Role.ADMINISTRATOR))
    assert client.get("/musterau/").status_code == 404


@pytest.mark.parametrize(
    ("state", "lacks"),
    [
        (None, "unsigned"),
        (RoundState.RECALLED, "unsigned"),
        (RoundState.RETURNED, "returned"),
        (RoundState.SIGNED, "unplanned"),
    ],
)
def test_story_lacks_its_next_step_when_unfinished(place: Any, admin: Any, state: Any, lacks: str) -> None:
    story = factories.story(place, admin)
    factories.variant(story, place.channels.get(), admin)
    if state:
        Round.objects.create(story=story, state=state, requested_at=factories.AT, requested_by=admin)
    assert [(one.story, one.lacks) for one in unfinished.stories(place)] == [(story, lacks)]


def test_story_lacks_nothing_when_a_round_is_open(place: Any, admin: Any) -> None:
    story = factories.story(place, admin)
    factories.variant(story, place.channels.get(), admin)
    Round.objects.create(story=story, requested_at=factories.AT, requested_by=admin)
    assert unfinished.stories(place) == []


def test_story_is_to_be_written_when_it_has_no_variant(place: Any, admin: Any) -> None:
    factories.story(place, admin)
    assert [one.lacks for one in unfinished.stories(place)] == ["unwritten"]


def task(minutes: int) -> worklist.Task:
    return worklist.Task("was", "warum", minutes, "/", "los")


def test_cut_keeps_the_order_and_fits_when_time_is_short() -> None:
    found = [task(3), task(9), task(5)]
    assert [one.minutes for one in worklist.within(found, 10)] == [3, 5]


def test_cut_shows_the_first_when_even_it_is_too_long() -> None:
    assert [one.minutes for one in worklist.within([task(30), task(20)], 10)] == [30]


def test_cut_shows_everything_when_no_time_is_named() -> None:
    assert len(worklist.within([task(30), task(20)], None)) == 2
