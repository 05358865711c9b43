# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A story's film, and a series of five pictures, through the engine to a real server and to the rehearsal stage."""

import io

import httpx
import pytest
from PIL import Image

from nahbar.authority import queries as authorities
from nahbar.authority.actions import channels
from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks import deliver_due
from nahbar.stories import actions as stories
from nahbar.variants import actions as variants
from nahbar.wire import http as wire
from tests import factories, films
from tests.journeys.bluesky import citizen
from tests.publishing import world
from tests.servers import pds

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
ALT = "Eine Auszubildende misst im Stadtwald einen Baum."


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with pds.alone(tmp_path_factory.mktemp("pds")) as address:
        yield address


@pytest.fixture
def place(server, settings):
    return on_both(server, settings)


def on_both(server, settings):
    """A town with an account on the real server and a rehearsal channel."""
    settings.ALLOW_PRIVATE = ["localhost", "127.0.0.1"]
    registry.load("bluesky")._sessions.clear()
    made, at = world.town(), clock.now()
    admin = factories.person(made.authority, Role.ADMINISTRATOR)
    # The pages ask every channel what it can do; the double of the engine's tests is none of theirs.
    made.channel.delete()
    made.account = citizen(server, f"stadt{at:%H%M%S}")
    given = {"redirect_uri": "", "by": admin, "at": at}
    fields = {"handle": made.account.handle, "password": made.account.app_password, "server": server}
    made.bluesky = channels.begin_connecting(
        made.authority, platform="bluesky", fields=fields, transport=wire.transport(), **given
    ).channel
    made.rehearsal = channels.begin_connecting(
        made.authority, platform="rehearsal", fields={}, transport=None, **given
    ).channel
    return made


def sent(place, story, channel, *, spread=False):
    """Drafted, frozen, signed, planned and delivered, as the house does it."""
    at = clock.now()
    variant = variants.draft(story, channel=channel, by=place.editor, at=at)
    if spread:
        variant = variants.spread_pictures(variant, by=place.editor, at=at)
    version = variants.freeze(variant, by=place.editor, at=at)
    world.sign(version, place.approver)
    row = publishing.enqueue(version, due_at=at, by=place.editor, at=at)
    for _ in range(3):
        deliver_due(clock.now())
    assert [one.state for one in Publication.objects.filter(version=version)] == ["published"] * row.parts
    return row


def in_order(posts):
    """Posts of one thread, its first before its second: made in one moment, the server lists them in any order."""
    return sorted(posts, key=lambda one: "reply" in one["value"])


def blob(server, did, one):
    query = {"did": did, "cid": one["ref"]["$link"]}
    return httpx.get(f"{server}/xrpc/com.atproto.sync.getBlob", params=query, timeout=30).content


def test_film_arrives_once_with_alt_text_and_subtitles_on_both(place, server, tmp_path):
    at = clock.now()
    path = films.made(tmp_path / "film.mp4")
    file = films.answered(library.take_in_file(place.authority, path, by=place.editor, at=at).file)
    library.subtitle(file, data=films.SRT.encode(), by=place.editor, at=at)
    story = factories.story(place.authority, place.editor, title="Ein Tag im Stadtwald von Musterau.")
    stories.use(story, file, alt=ALT, by=place.editor, at=at)

    sent(place, story, place.bluesky)
    shown = sent(place, story, place.rehearsal)

    records = place.account.posts()
    assert [one["value"]["text"] for one in records] == ["Ein Tag im Stadtwald von Musterau."]
    embed = records[0]["value"]["embed"]
    film = blob(server, place.account.did, embed["video"])
    assert (embed["alt"], [one for one in films.SECRETS if one in film]) == (ALT, [])
    assert "Das Freibad öffnet" in blob(server, place.account.did, embed["captions"][0]["file"]).decode()
    stage = registry.load("rehearsal").stage(authorities.credentials_of(place.rehearsal))
    remote_id = Publication.objects.get(pk=shown.pk).remote_id
    assert [one.films[0].alt for one in stage.posts()] == [ALT]
    assert stage.film(remote_id, 0)[0].read_bytes() == film
    assert "Das Freibad öffnet" in stage.film(remote_id, 0, "captions")[0].read_text("utf-8")


def test_five_pictures_arrive_as_a_thread_with_every_alternative_text_on_both(place):
    at = clock.now()
    story = factories.story(place.authority, place.editor, title="In fünf Schritten zum Ausweis.")
    for number in range(1, 6):
        out = io.BytesIO()
        Image.new("RGB", (40, 50), (40 * number, 80, 90)).save(out, "JPEG")
        alt = f"Schritt {number} von fünf: So bekommen Sie den neuen Ausweis."
        stories.collect(story, data=out.getvalue(), alt=alt, by=place.editor, at=at)

    sent(place, story, place.bluesky, spread=True)
    sent(place, story, place.rehearsal, spread=True)

    told = [f"Schritt {number} von fünf: So bekommen Sie den neuen Ausweis." for number in range(1, 6)]
    first, second = in_order(place.account.posts())
    records = [first["value"], second["value"]]
    assert [[i["alt"] for i in one["embed"]["images"]] for one in records] == [told[:4], told[4:]]
    assert records[1]["reply"]["parent"]["uri"] == first["uri"]
    stage = registry.load("rehearsal").stage(authorities.credentials_of(place.rehearsal))
    assert [list(one.pictures) for one in reversed(stage.posts())] == [told[:4], told[4:]]
