# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Films: the same promises for every platform that shows them, and how each brings them there."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from nahbar.channels import registry
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater, Whose
from tests.connectors.doubles import NOW, lost, reply
from tests.connectors.kits import KITS, PIXEL, VTT, BlueskyKit, MastodonKit, RehearsalKit, film, post
from tests.corpus import corpus

SINCE = NOW
SHOWING = [key for key, kit in KITS.items() if registry.capability(key).films]


@pytest.fixture(params=SHOWING)
def kit(request, tmp_path):
    return KITS[request.param](tmp_path)


@pytest.fixture(params=[key for key in SHOWING if KITS[key].publish_call])
def far(request, tmp_path):
    return KITS[request.param](tmp_path)


@pytest.fixture
def mastodon(tmp_path):
    return MastodonKit(tmp_path)


@pytest.fixture
def served(tmp_path, monkeypatch):
    """An account on one of the network's own servers, where films go through the video service."""
    kit = BlueskyKit(tmp_path)
    kit.transport.home = "https://morel.us-east.host.bsky.network"
    kit.account = kit.connect()
    kit.connector = kit.module.Connector(kit.transport, kit.credentials())
    return kit


def patiently(kit, sent, prepared):
    """Publishes as the engine does: again and again while the platform works on the film."""
    for _ in range(9):
        try:
            return kit.connector.publish(sent, prepared)
        except TryLater as later:
            asked = later
        assert asked.reason is Reason.NOT_READY
        assert timedelta(0) < asked.after < timedelta(minutes=1)
        assert kit.public() == []
    pytest.fail("the film never came out")


def kept(prepared):
    """What the engine keeps of it."""
    return json.loads(json.dumps(prepared))


def test_post_with_a_film_is_public_once_with_its_alternative_text(kit, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = kept(kit.connector.prepare(sent))
    assert kit.public() == []
    assert kit.connector.find(sent, prepared, since=SINCE) is None

    receipt = patiently(kit, sent, prepared)

    assert kit.public() == [(sent.text, [sent.films[0].alt])]
    found = kit.connector.find(sent, prepared, since=SINCE)
    assert (found.remote_id, found.adopted) == (receipt.remote_id, True)
    recent = kit.connector.recent(since=SINCE - timedelta(hours=1), most=9)
    assert [one.pictures for one in recent.posts] == [(sent.films[0].alt,)]


def test_post_with_a_film_is_found_and_not_sent_again_when_the_answer_was_lost(far, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = kept(far.connector.prepare(sent))
    far.transport.fail(far.publish_call, lost(), done=True)
    with pytest.raises(OutcomeUnknown):
        patiently(far, sent, prepared)
    assert far.connector.find(sent, prepared, since=SINCE).adopted is True
    assert len(far.public()) == 1


def test_preparing_a_second_time_makes_no_second_post(kit, tmp_path):
    sent = post(films=(film(tmp_path),))
    first = kept(kit.connector.prepare(sent))
    second = kept(kit.connector.prepare(sent))
    receipt = patiently(kit, sent, second)
    if kit.key != "mastodon":
        assert kit.connector.publish(sent, second).remote_id == receipt.remote_id
    assert kit.connector.find(sent, first, since=SINCE).remote_id == receipt.remote_id
    assert len(kit.public()) == 1


def test_rehearsal_keeps_film_subtitles_and_still_as_they_were_sent(tmp_path):
    kit = RehearsalKit(tmp_path)
    sent = post(films=(film(tmp_path),))
    receipt = kit.send(sent)
    shown = kit.stage.post(receipt.remote_id).films[0]
    assert (shown.alt, shown.width, shown.height) == (sent.films[0].alt, 1080, 1920)
    assert (shown.has_captions, shown.has_cover) == (True, True)
    files = {what: kit.stage.film(receipt.remote_id, 0, what) for what in ("file", "captions", "cover")}
    assert {what: (path.read_bytes(), kind) for what, (path, kind) in files.items()} == {
        "file": (sent.films[0].path.read_bytes(), "video/mp4"),
        "captions": (VTT.encode(), "text/vtt"),
        "cover": (PIXEL, "image/jpeg"),
    }
    assert kit.stage.film(receipt.remote_id, 1) is None


def test_rehearsal_shows_other_words_and_subtitles_after_a_correction(tmp_path):
    kit = RehearsalKit(tmp_path)
    sent = post(films=(film(tmp_path),))
    remote_id = kit.send(sent).remote_id
    bare = replace(sent.films[0], alt="Andere Worte", captions="", cover=b"")
    kit.connector.edit(remote_id, replace(sent, text="Neu.", films=(bare,)))
    assert kit.public() == [("Neu.", ["Andere Worte"])]
    assert kit.stage.film(remote_id, 0, "captions") is None
    assert kit.stage.film(remote_id, 0)[0].read_bytes() == sent.films[0].path.read_bytes()


def test_mastodon_gets_the_chosen_still_and_the_server_s_limits_hold(mastodon, tmp_path):
    sent = post(films=(film(tmp_path),))
    mastodon.connector.prepare(sent)
    upload = next(one.body for one in mastodon.transport.exchanges if one.path == "/api/v2/media")
    assert (upload["description"], upload["thumbnail"].data) == (sent.films[0].alt, PIXEL)
    films = registry.capability("mastodon").with_limits(**mastodon.account.limits).films
    assert (films.max_bytes, films.max_pixels, films.alt_limit) == (40_000_000, 8_294_400, 2000)


def test_mastodon_says_that_it_is_the_film_when_the_server_cannot_work_it_through(mastodon, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = mastodon.connector.prepare(sent)
    mastodon.transport.media[prepared["media"][0]]["broken"] = True
    with pytest.raises(Refused) as caught:
        mastodon.connector.publish(sent, prepared)
    assert (caught.value.reason, caught.value.whose) == (Reason.FILM_REFUSED, Whose.PICTURE)
    assert mastodon.public() == []


def test_mastodon_corrects_text_and_words_and_leaves_the_film_where_it_is(mastodon, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = mastodon.connector.prepare(sent)
    remote_id = patiently(mastodon, sent, prepared).remote_id
    uploads = len(mastodon.transport.media)
    worded = replace(sent.films[0], alt="Ein Mädchen springt vom Turm")
    mastodon.connector.edit(remote_id, replace(sent, text="Neu.", films=(worded,)))
    assert mastodon.public() == [("Neu.", ["Ein Mädchen springt vom Turm"])]
    assert len(mastodon.transport.media) == uploads


def test_mastodon_does_not_put_a_film_where_none_was(mastodon, tmp_path):
    remote_id = mastodon.send(post()).remote_id
    with pytest.raises(Refused) as caught:
        mastodon.connector.edit(remote_id, post("Neu.", films=(film(tmp_path),)))
    assert caught.value.reason is Reason.NOT_AVAILABLE
    assert mastodon.public() == [(post().text, [])]


def test_own_server_takes_film_and_subtitles_itself(tmp_path):
    kit = BlueskyKit(tmp_path)
    sent = post(films=(film(tmp_path),))
    record = kit.connector.prepare(sent)["record"]
    embed = record["embed"]
    assert kit.transport.blobs[embed["video"]["ref"]["$link"]] == sent.films[0].path.read_bytes()
    caption = embed["captions"][0]
    assert caption["lang"] == "de"
    assert kit.transport.blobs[caption["file"]["ref"]["$link"]] == VTT.encode()
    assert embed["aspectRatio"] == {"width": 1080, "height": 1920}
    assert not [one for one in kit.transport.exchanges if "app.bsky.video" in one.path]


@pytest.mark.corpus
def test_record_with_a_film_keeps_to_the_published_lexicon(tmp_path):
    lexicon = json.loads((corpus("bluesky-richtext") / "video.json").read_text("utf-8"))["defs"]
    embed = BlueskyKit(tmp_path).connector.prepare(post(films=(film(tmp_path),)))["record"]["embed"]
    main = lexicon["main"]
    assert set(main["required"]) <= set(embed)
    assert set(embed) - {"$type"} <= set(main["properties"])
    assert embed["$type"] == "app.bsky.embed.video"
    assert embed["video"]["mimeType"] in main["properties"]["video"]["accept"]
    films = registry.capability("bluesky").films
    assert films.mime_types == tuple(main["properties"]["video"]["accept"])
    assert films.max_bytes <= main["properties"]["video"]["maxSize"]
    assert len(embed["captions"]) <= main["properties"]["captions"]["maxLength"]
    for caption in embed["captions"]:
        assert set(caption) == set(lexicon["caption"]["required"])
        assert caption["file"]["mimeType"] in lexicon["caption"]["properties"]["file"]["accept"]
    assert films.captions_bytes == lexicon["caption"]["properties"]["file"]["maxSize"]


def test_network_s_own_server_lets_the_service_work_the_film_through_first(served, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = kept(served.connector.prepare(sent))
    assert "video" not in prepared["record"]["embed"]
    receipt = patiently(served, sent, prepared)
    video = served.transport.records[receipt.remote_id]["value"]["embed"]["video"]
    assert served.transport.blobs[video["ref"]["$link"]] == sent.films[0].path.read_bytes()
    assert served.account.limits == {"film_bytes": 100_000_000}


def test_film_the_service_knows_already_is_not_refused(served, tmp_path):
    sent = post(films=(film(tmp_path),))
    first = kept(served.connector.prepare(sent))
    assert kept(served.connector.prepare(sent))["job"] == first["job"]


def test_film_the_service_can_make_nothing_of_is_the_film_s_affair(served, tmp_path):
    sent = post(films=(film(tmp_path),))
    prepared = kept(served.connector.prepare(sent))
    served.transport.video.fails = "encoding_failure"
    with pytest.raises(Refused) as caught:
        served.connector.publish(sent, prepared)
    assert caught.value.reason is Reason.FILM_REFUSED
    assert "encoding_failure" in caught.value.detail
    assert served.public() == []


@pytest.mark.parametrize(
    ("room", "error", "reason"),
    [
        ({"canUpload": False, "remainingDailyVideos": 0}, TryLater, Reason.DAY_BUDGET_SPENT),
        (
            {"canUpload": False, "remainingDailyVideos": 3, "remainingDailyBytes": 7},
            TryLater,
            Reason.DAY_BUDGET_SPENT,
        ),
        (
            {"canUpload": False, "error": "unconfirmed_email", "message": "Confirm"},
            Refused,
            Reason.ACCOUNT_RESTRICTED,
        ),
    ],
)
def test_account_that_may_send_no_film_now_is_told_before_anything_is_uploaded(
    served, tmp_path, room, error, reason
):
    served.transport.video.room = room
    with pytest.raises(error) as caught:
        served.connector.prepare(post(films=(film(tmp_path),)))
    assert caught.value.reason is reason
    assert served.transport.video.jobs == {}


@pytest.mark.parametrize("fault", [lost(), reply(500), reply(502), reply(200, {"odd": 1})])
def test_upload_that_fails_may_be_tried_later(served, tmp_path, fault):
    served.transport.fail("uploadVideo", fault)
    with pytest.raises(TryLater):
        served.connector.prepare(post(films=(film(tmp_path),)))


def test_film_too_large_for_a_server_is_the_film_s_affair(tmp_path):
    kit = BlueskyKit(tmp_path)
    kit.transport.fail(
        "uploadBlob", reply(413, {"error": "PayloadTooLarge", "message": "request entity too large"})
    )
    with pytest.raises(Refused) as caught:
        kit.connector.prepare(post(films=(film(tmp_path),)))
    assert caught.value.reason is Reason.FILM_REFUSED
