# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest
from django.db import DatabaseError

from nahbar.authority import slugs
from nahbar.foundation import clock
from nahbar.publishing import measures
from nahbar.publishing.actions import beat
from nahbar.publishing.models import Pace
from nahbar.publishing.tasks import deliver_due
from tests.publishing import double, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(tmp_path):
    with double.fresh(tmp_path / "stage") as made:
        yield made


def test_house_is_well_when_a_worker_is_alive_and_nothing_waits(client):
    now = clock.now()
    beat.give("w", host="geheimer-rechner", started_at=now, at=now)
    answer = client.get("/gesundheit")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "good", "database": True, "workers": 1, "due": 0, "oldest_due_s": 0.0},
    )


def test_house_is_not_well_when_nobody_works_or_something_waits_too_long(client, stage):
    assert client.get("/gesundheit").status_code == 503
    now = clock.now()
    beat.give("w", host="h", started_at=now, at=now)
    town = world.town()
    world.planned(town, now - timedelta(minutes=2))
    answer = client.get("/gesundheit")
    assert answer.status_code == 503
    told = answer.json()
    assert (told["status"], told["workers"], told["due"]) == ("bad", 1, 1)
    assert 119 < told["oldest_due_s"] < 180
    # The platform asked for patience: that is nobody's illness.
    Pace.objects.create(channel=town.channel, not_before=now + timedelta(hours=1))
    assert client.get("/gesundheit").status_code == 200


def test_database_out_of_reach_is_said_and_nothing_else(client, monkeypatch):
    def away(_at):
        raise DatabaseError("password authentication failed for user nahbar")

    monkeypatch.setattr(measures, "health", away)
    answer = client.get("/gesundheit")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "bad",
        "database": False,
        "workers": None,
        "due": None,
        "oldest_due_s": None,
    }


def test_figures_count_by_connector_and_name_nobody(client, stage):
    now = clock.now()
    town = world.town()
    for number in range(2):
        world.planned(town, now, f"Geheimes Wort {number}")
    world.planned(town, now + timedelta(days=1), "Später.")
    deliver_due(now)
    text = client.get("/messwerte").content.decode()
    assert 'nahbar_publications{connector="double_look_up",state="planned"} 1\n' in text
    assert 'nahbar_publications{connector="double_look_up",state="published"} 2\n' in text
    assert "nahbar_queue_due 0\n" in text
    assert 'nahbar_start_delay_seconds{quantile="0.99"} 0.0\n' in text
    for secret in ("Geheimes", town.authority.name, town.authority.slug, town.channel.handle, "Erna"):
        assert secret not in text


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "192.0.2.7"}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, 404),
        ("t0ken", {}, 404),
        ("t0ken", {"HTTP_AUTHORIZATION": "Bearer anders"}, 404),
        ("t0ken", {"HTTP_AUTHORIZATION": "Bearer t0ken", "REMOTE_ADDR": "192.0.2.7"}, 200),
    ],
)
def test_figures_are_for_this_machine_or_for_who_has_the_token(client, settings, token, given, status):
    settings.METRICS_TOKEN = token
    assert client.get("/messwerte", **given).status_code == status


def test_no_authority_takes_the_addresses_of_the_machines():
    assert slugs.is_reserved("gesundheit")
    assert slugs.is_reserved("messwerte")
