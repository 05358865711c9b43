# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from nahbar.authority import queries
from nahbar.authority.actions import channels
from nahbar.authority.models import Channel, Connecting
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState, Role
from nahbar.channels.errors import Reason
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from tests import factories
from tests.connectors import doubles

pytestmark = pytest.mark.django_db
BACK = "https://amt.example/musterau/kanaele/verbinden/mastodon/rueckkehr/"


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def admin(place):
    return factories.person(place, Role.ADMINISTRATOR)


@pytest.fixture
def server():
    return doubles.Mastodon()


def begin(place, admin, server, at, **values):
    given = {
        "platform": "mastodon",
        "fields": {"server": "social.example"},
        "redirect_uri": BACK,
        "transport": server,
    }
    return channels.begin_connecting(place, **{**given, "by": admin, "at": at, **values})


def state_of(begun):
    return parse_qs(urlsplit(begun.address).query)["state"][0]


def finish(place, admin, server, at, state, **values):
    given = {
        "platform": "mastodon",
        "state": state,
        "code": "code-1",
        "redirect_uri": BACK,
        "transport": server,
    }
    return channels.finish_connecting(place, **{**given, "by": admin, "at": at, **values})


def rehearse(place, admin, at, **fields):
    given = {
        "platform": "rehearsal",
        "fields": fields,
        "redirect_uri": "",
        "transport": None,
        "by": admin,
        "at": at,
    }
    return channels.begin_connecting(place, **given).channel


def test_account_is_connected_with_limits_and_sealed_credentials_when_the_owner_comes_back(
    place, admin, server, at
):
    channel = finish(place, admin, server, at, state_of(begin(place, admin, server, at)))
    assert (channel.platform, channel.handle, channel.state) == (
        "mastodon",
        "@musterau@social.example",
        "connected",
    )
    assert queries.capability_of(channel).text.limit == 1000
    assert queries.credentials_of(channel)["token"] == "token-1"
    assert b"token-1" not in bytes(channel.credentials)
    assert not Connecting.objects.exists()


def test_secrets_kept_on_the_way_are_sealed_and_the_state_is_not_stored(place, admin, server, at):
    begun = begin(place, admin, server, at)
    row = Connecting.objects.get()
    assert b"geheim-1" not in bytes(row.kept)
    assert state_of(begun) not in (row.state_digest, row.platform)


def test_same_account_twice_is_the_same_channel(place, admin, server, at):
    first = finish(place, admin, server, at, state_of(begin(place, admin, server, at)))
    channels.disconnect(first, by=admin, at=at)
    again = finish(place, admin, server, at, state_of(begin(place, admin, server, at)))
    assert again.pk == first.pk
    assert Channel.objects.get().state == ChannelState.CONNECTED


def test_way_back_works_once(place, admin, server, at):
    state = state_of(begin(place, admin, server, at))
    finish(place, admin, server, at, state)
    with pytest.raises(channels.ConnectingLapsed):
        finish(place, admin, server, at, state)


def test_way_back_is_closed_after_an_hour(place, admin, server, at):
    state = state_of(begin(place, admin, server, at))
    with pytest.raises(channels.ConnectingLapsed):
        finish(place, admin, server, at + timedelta(minutes=61), state)
    assert not Channel.objects.exists()


def test_way_back_is_closed_to_another_person_and_another_authority(place, admin, server, at):
    state = state_of(begin(place, admin, server, at))
    other = factories.person(place, Role.ADMINISTRATOR)
    elsewhere = factories.authority()
    factories.Membership.objects.create(
        authority=elsewhere, person=admin, role=Role.ADMINISTRATOR, granted_at=at
    )
    with pytest.raises(channels.ConnectingLapsed):
        finish(place, other, server, at, state)
    with pytest.raises(channels.ConnectingLapsed):
        finish(elsewhere, admin, server, at, state)
    assert not Channel.objects.exists()


def test_state_is_used_up_even_when_the_platform_then_refuses(place, admin, server, at):
    state = state_of(begin(place, admin, server, at))
    with pytest.raises(channels.NotConnected) as caught:
        finish(place, admin, server, at, state, code="falsch")
    assert caught.value.reason is Reason.WRONG_CREDENTIALS
    with pytest.raises(channels.ConnectingLapsed):
        finish(place, admin, server, at, state)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (doubles.not_sent(), Reason.UNREACHABLE),
        (doubles.lost(), Reason.UNREACHABLE),
        (doubles.reply(404, {"error": "Not found"}), Reason.WRONG_ADDRESS),
        (doubles.reply(200, {"no": "application"}), Reason.ODD_ANSWER),
    ],
)
def test_refusal_names_its_reason_and_leaves_nothing_behind(  # noqa: PLR0917 - what pytest fills
    place, admin, server, at, fault, reason
):
    server.fail("api/v1/apps", fault)
    with pytest.raises(channels.NotConnected) as caught:
        begin(place, admin, server, at)
    assert caught.value.reason is reason
    assert not Connecting.objects.exists()


def test_address_that_is_none_is_refused_before_anything_is_asked(place, admin, server, at):
    with pytest.raises(channels.NotConnected) as caught:
        begin(place, admin, server, at, fields={"server": "javascript://alert(1)"})
    assert caught.value.reason is Reason.WRONG_ADDRESS
    assert server.exchanges == []


def test_empty_field_is_named(place, admin, server, at):
    with pytest.raises(channels.FieldMissing, match="Adresse des Servers"):
        begin(place, admin, server, at, fields={"server": " "})


def test_platform_without_connector_is_refused(place, admin, server, at):
    with pytest.raises(channels.PlatformNotOffered):
        begin(place, admin, server, at, platform="orkut")


def test_rehearsal_channel_is_connected_at_once_and_its_folder_is_never_stored(place, admin, at, settings):
    channel = rehearse(place, admin, at)
    assert (channel.display_name, channel.state) == ("Übungskanal", "connected")
    assert queries.credentials_of(channel)["folder"] == str(settings.REHEARSAL_DIR / str(place.pk))
    moved = settings.REHEARSAL_DIR.parent / "anderswo"
    settings.REHEARSAL_DIR = moved
    assert queries.credentials_of(channel)["folder"] == str(moved / str(place.pk))


def test_rehearsal_channels_of_two_authorities_share_nothing(place, admin, at):
    other = factories.authority()
    theirs = rehearse(other, factories.person(other, Role.ADMINISTRATOR), at)
    assert rehearse(place, admin, at).remote_id != theirs.remote_id


def test_disconnecting_forgets_the_credentials_and_keeps_the_channel(place, admin, at):
    channel = rehearse(place, admin, at)
    channels.disconnect(channel, by=admin, at=at)
    row = Channel.objects.get()
    assert (row.state, bytes(row.credentials)) == ("disconnected", b"")
    assert queries.credentials_of(row) == {}


def test_broken_is_noted_by_the_house_once_and_only_on_a_connected_channel(place, admin, at):
    channel = rehearse(place, admin, at)
    assert channels.mark_broken(channel, reason="sign_in_again", by=HOUSE, at=at).state == "broken"
    channels.mark_broken(channel, reason="right_missing", by=HOUSE, at=at)
    assert Channel.objects.get().state_reason == "sign_in_again"
    channels.disconnect(channel, by=admin, at=at)
    assert channels.mark_broken(channel, reason="sign_in_again", by=HOUSE, at=at).state == "disconnected"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_connects_or_disconnects(place, admin, server, at, role):
    somebody = factories.person(place, role)
    with pytest.raises(NotAllowed):
        begin(place, somebody, server, at)
    state = state_of(begin(place, admin, server, at))
    with pytest.raises(NotAllowed):
        finish(place, somebody, server, at, state)
    channel = rehearse(place, admin, at)
    with pytest.raises(NotAllowed):
        channels.disconnect(channel, by=somebody, at=at)


def test_every_step_is_in_the_record_without_secrets(place, admin, server, at):
    channel = finish(place, admin, server, at, state_of(begin(place, admin, server, at)))
    channels.mark_broken(channel, reason="sign_in_again", by=HOUSE, at=at)
    channels.disconnect(channel, by=admin, at=at)
    rows = Entry.objects.filter(authority_id=place.pk).order_by("number")
    assert [(one.verb, one.by_name, one.thing_name) for one in rows] == [
        ("authority.connect", admin.name, "@musterau@social.example"),
        ("authority.mark_broken", "Nahbar", "@musterau@social.example"),
        ("authority.disconnect", admin.name, "@musterau@social.example"),
    ]
    assert not [one for one in rows if "token-1" in str(one.details)]
