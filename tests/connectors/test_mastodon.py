# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is Mastodon's own: its errors, its waiting pictures, its HTML, and every body against its published API."""

import base64
import hashlib
import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from openapi_schema_validator import OAS31Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from nahbar.channels import registry
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater, Whose
from tests.connectors.doubles import NOW, Mastodon, reply
from tests.connectors.kits import MastodonKit, post
from tests.corpus import corpus


@pytest.fixture
def kit(tmp_path):
    return MastodonKit(tmp_path)


ROWS = [
    (reply(400, {"error": "Bad request"}), Reason.TEXT_REFUSED, Whose.TEXT),
    (reply(401, {"error": "The access token is invalid"}), Reason.SIGN_IN_AGAIN, Whose.ACCOUNT),
    (
        reply(403, {"error": "This action is outside the authorized scopes"}),
        Reason.RIGHT_MISSING,
        Whose.ACCOUNT,
    ),
    (reply(403, {"error": "Your login is currently disabled"}), Reason.ACCOUNT_RESTRICTED, Whose.ACCOUNT),
    (reply(404, {"error": "Record not found"}), Reason.GONE, Whose.PLATFORM),
    (reply(413), Reason.PICTURE_REFUSED, Whose.PICTURE),
    (
        reply(422, {"error": "Validation failed: Text character limit of 500 exceeded"}),
        Reason.TEXT_REFUSED,
        Whose.TEXT,
    ),
    (
        reply(422, {"error": "Validation failed: File content type is invalid"}),
        Reason.PICTURE_REFUSED,
        Whose.PICTURE,
    ),
]


@pytest.mark.parametrize(("answer", "reason", "whose"), ROWS)
def test_refusal_says_why_and_whose_affair_it_is(kit, answer, reason, whose):
    sent = post()
    prepared = kit.connector.prepare(sent)
    kit.transport.fail("api/v1/statuses", answer)
    with pytest.raises(Refused) as caught:
        kit.connector.publish(sent, prepared)
    assert (caught.value.reason, caught.value.whose) == (reason, whose)


@pytest.mark.parametrize("status", [201, 204, 302, 307, 408, 500, 502])
def test_answer_that_is_no_word_of_the_platform_leaves_the_outcome_open(kit, status):
    sent = post()
    prepared = kit.connector.prepare(sent)
    kit.transport.fail("api/v1/statuses", reply(status), done=True)
    with pytest.raises(OutcomeUnknown):
        kit.connector.publish(sent, prepared)


def test_correction_carries_pictures_and_words_and_is_looked_at_afterwards(kit):
    receipt = kit.send(post(pictures=2))
    kit.connector.edit(receipt.remote_id, post("Das Freibad öffnet am Sonntag.", pictures=1))
    assert kit.public() == [
        ("Das Freibad öffnet am Sonntag.", ["Bild 1: das Freibad, ein Mädchen springt 🏊"])
    ]
    there = kit.transport.statuses[receipt.remote_id]
    kit.transport.fail(f"api/v1/statuses/{receipt.remote_id}", reply(200, there))
    with pytest.raises(OutcomeUnknown):
        kit.connector.edit(receipt.remote_id, post("Am Montag."))


def test_withdrawing_is_not_done_while_the_post_still_stands_there(kit):
    receipt = kit.send(post())
    kit.transport.fail(f"api/v1/statuses/{receipt.remote_id}", reply(200, {}))
    with pytest.raises(OutcomeUnknown):
        kit.connector.withdraw(receipt.remote_id)
    kit.connector.withdraw(receipt.remote_id)
    assert kit.public() == []


def test_picture_still_being_worked_on_is_waited_for_and_uploaded_once(kit):
    kit.transport.processing = 2
    sent = post(pictures=1)
    prepared = kit.connector.prepare(sent)
    with pytest.raises(TryLater) as caught:
        kit.connector.publish(sent, prepared)
    assert caught.value.reason is Reason.NOT_READY
    assert kit.public() == []
    kit.connector.publish(sent, prepared)
    assert (len(kit.public()), len(kit.transport.media)) == (1, 1)


def test_picture_the_server_still_works_on_although_it_gave_an_address_is_tried_later(kit):
    sent = post(pictures=1)
    prepared = kit.connector.prepare(sent)
    kit.transport.media[prepared["media"][0]]["waits"] = 1
    with pytest.raises(TryLater) as caught:
        kit.connector.publish(sent, prepared)
    assert caught.value.reason is Reason.NOT_READY


def test_every_attempt_carries_the_same_idempotency_key(kit):
    sent = post(key="lieferung-7")
    prepared = kit.connector.prepare(sent)
    kit.connector.publish(sent, prepared)
    kit.connector.publish(sent, prepared)
    keys = [
        one.headers["Idempotency-Key"] for one in kit.transport.exchanges if one.path == "/api/v1/statuses"
    ]
    assert keys == ["lieferung-7", "lieferung-7"]


def test_find_cannot_tell_when_two_posts_are_the_same(kit):
    sent = post()
    prepared = kit.connector.prepare(sent)
    kit.connector.publish(sent, prepared)
    kit.connector.publish(sent, prepared)
    with pytest.raises(OutcomeUnknown):
        kit.connector.find(sent, prepared, since=NOW)


def test_find_cannot_tell_when_a_post_only_begins_alike(kit):
    sent = post("Das Freibad öffnet am Samstag um 9 Uhr, der Eintritt ist frei.")
    prepared = kit.connector.prepare(sent)
    kit.transport.say("1", "Das Freibad öffnet am Samstag um 9 Uhr, der Eintritt kostet 3 Euro.")
    with pytest.raises(OutcomeUnknown):
        kit.connector.find(sent, prepared, since=NOW)


def test_find_knows_the_post_by_its_pictures_when_the_server_changed_the_text(kit):
    sent = post("Alt", pictures=2)
    prepared = kit.connector.prepare(sent)
    made = kit.transport.say("1", "Vom Server umgeschrieben", media_ids=prepared["media"])
    assert kit.connector.find(sent, prepared, since=NOW).remote_id == made["id"]


def test_find_does_not_take_an_older_post_of_the_same_text(kit):
    kit.transport.say("1", "Heute geschlossen.")
    sent = post("Heute geschlossen.")
    prepared = kit.connector.prepare(sent)
    assert kit.connector.find(sent, prepared, since=NOW + timedelta(hours=1)) is None


def test_find_looks_beyond_the_first_page(kit):
    sent = post("Ganz unten.")
    prepared = kit.connector.prepare(sent)
    receipt = kit.connector.publish(sent, prepared)
    for number in range(90):
        kit.transport.say("1", f"Anderes {number}")
    assert kit.connector.find(sent, prepared, since=NOW).remote_id == receipt.remote_id


def test_find_cannot_tell_when_there_are_more_posts_than_it_reads(kit):
    sent = post("Ganz unten.")
    prepared = kit.connector.prepare(sent)
    for number in range(210):
        kit.transport.say("1", f"Anderes {number}")
    with pytest.raises(OutcomeUnknown):
        kit.connector.find(sent, prepared, since=NOW)


@pytest.mark.parametrize(("others", "is_clear"), [(3, True), (60, False)])
def test_find_knows_what_a_server_without_pages_can_tell(kit, others, is_clear):
    sent = post("Nie angekommen.")
    prepared = kit.connector.prepare(sent)
    for number in range(others):
        kit.transport.say("1", f"Anderes {number}")
    kit.transport.pages = False
    if is_clear:
        assert kit.connector.find(sent, prepared, since=NOW) is None
    else:
        with pytest.raises(OutcomeUnknown):
            kit.connector.find(sent, prepared, since=NOW)


def test_answer_names_its_reader_and_stays_as_private_as_the_question(kit):
    asked = kit.transport.say("2", "@musterau Darf ich etwas fragen?", visibility="direct")
    kit.send(post("Gern.", key="k-2", in_reply_to=asked["id"]))
    body = [one.body for one in kit.transport.exchanges if one.path == "/api/v1/statuses"][-1]
    assert (body["status"], body["visibility"], body["in_reply_to_id"]) == (
        "@erika Gern.",
        "direct",
        asked["id"],
    )


def test_answer_does_not_name_its_reader_twice(kit):
    asked = kit.transport.say("2", "@musterau Wann?")
    kit.send(post("Liebe @erika, um 9.", key="k-2", in_reply_to=asked["id"]))
    assert kit.transport.exchanges[-1].body["status"] == "Liebe @erika, um 9."


def test_reply_that_travelled_long_is_not_lost(kit):
    remote_id = kit.send(post()).remote_id
    late = kit.transport.say("2", "Spät angekommen", in_reply_to_id=remote_id)
    late["created_at"] = "2026-11-20T08:00:00.000Z"
    found = kit.connector.fetch_comments([remote_id], since=NOW)
    assert [one.text for one in found] == ["Spät angekommen"]


def test_hostile_html_of_a_comment_becomes_text(kit):
    asked = kit.transport.say("2", "@musterau x")
    asked["content"] = (
        "<p>Eins<br>zwei &lt;b&gt;</p><script>alert(1)</script><p><img src=x onerror=alert(1)>drei</p>"
    )
    asked["url"] = "javascript:alert(1)"
    asked["uri"] = "https://social.example/1"
    found = kit.connector.fetch_comments([], since=None)
    assert [(one.text, one.url) for one in found] == [("Eins\nzwei <b>\n\ndrei", "https://social.example/1")]


def test_connecting_proves_itself_by_the_code_verifier_and_asks_for_no_more_than_needed():
    server = Mastodon()
    connection = registry.load("mastodon").Connection(server)
    address, kept = connection.begin(
        {"server": "@amt@social.example"}, redirect_uri="https://amt.example/z", state="s-9"
    )
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith("https://social.example/oauth/authorize?")
    assert (asked["state"], asked["response_type"], asked["code_challenge_method"]) == (
        ["s-9"],
        ["code"],
        ["S256"],
    )
    assert asked["scope"] == ["read:accounts read:statuses read:notifications write:statuses write:media"]
    connection.finish({}, kept, code="code-1", redirect_uri="https://amt.example/z")
    proof = base64.urlsafe_b64encode(hashlib.sha256(server.verifier.encode()).digest()).rstrip(b"=").decode()
    assert asked["code_challenge"] == [proof]
    assert kept["client_secret"] not in address
    assert kept["verifier"] not in address


def test_limits_of_the_instance_are_read_in_the_old_version_too():
    server = Mastodon()
    server.version_two = False
    connection = registry.load("mastodon").Connection(server)
    _, kept = connection.begin({"server": "social.example"}, redirect_uri="https://amt.example/z", state="s")
    account = connection.finish({}, kept, code="code-1", redirect_uri="https://amt.example/z")
    limits = registry.capability("mastodon").with_limits(**account.limits)
    assert (limits.text.limit, limits.pictures.max_count, limits.pictures.alt_limit) == (1000, 6, 2000)
    assert (account.handle, account.remote_id) == ("@musterau@social.example", "1@social.example")


@pytest.mark.parametrize("typed", ["", "   ", "ftp://x.example", "https://a b", "https://user:pw@x.example"])
def test_address_that_is_no_server_is_refused(typed):
    with pytest.raises(Refused) as caught:
        registry.load("mastodon").Connection(Mastodon()).begin(
            {"server": typed}, redirect_uri="https://a.example", state="s"
        )
    assert caught.value.reason is Reason.WRONG_ADDRESS


@pytest.mark.parametrize(
    "typed",
    [
        "social.example",
        " https://Social.example/ ",
        "@amt@social.example",
        "social.example/@amt",
        "https://social.example/@amt",
    ],
)
def test_address_is_understood_however_people_write_it(typed):
    connection = registry.load("mastodon").Connection(Mastodon())
    address, _ = connection.begin({"server": typed}, redirect_uri="https://a.example", state="s")
    assert address.startswith("https://social.example/oauth/authorize?")


@pytest.fixture(scope="module")
def contract():
    return json.loads((corpus("contracts") / "mastodon-openapi.json").read_text("utf-8"))


def operation(contract, exchange):
    # Literal paths first: accounts/verify_credentials is not the account of that name.
    for path, operations in sorted(contract["paths"].items(), key=lambda one: "{" in one[0]):
        pattern = re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(path))
        if re.fullmatch(pattern, exchange.path) and exchange.method.lower() in operations:
            return path, operations[exchange.method.lower()]
    pytest.fail(f"{exchange.method} {exchange.path} is not in Mastodon's published API")


def check(contract, schema, value):
    resource = Resource.from_contents(contract, default_specification=DRAFT202012)
    known = Registry().with_resource("urn:mastodon", resource)
    # A status with pictures fits two of the published kinds: its "oneOf" can only mean "one of these at least".
    absolute = json.loads(json.dumps(schema).replace('"#/', '"urn:mastodon#/').replace('"oneOf"', '"anyOf"'))
    return [error.message for error in OAS31Validator(absolute, registry=known).iter_errors(value)]


def form_as_json(schema, body):
    """The documentation speaks of forms, the published schema of JSON: one value is a list of one."""
    kinds = {name: one.get("type") for name, one in schema.get("properties", {}).items()}
    return {name: [value] if kinds.get(name) == "array" else value for name, value in body.items()}


@pytest.mark.corpus
def test_every_request_and_answer_of_a_full_walk_keeps_to_the_published_api(contract, kit):
    remote_id = kit.send(post(pictures=2)).remote_id
    asked = kit.citizen("Ab wann?", to=remote_id)
    kit.send(post("Ab 9 Uhr.", key="k-2", in_reply_to=asked))
    sent = post("Weg", key="k-3")
    prepared = kit.connector.prepare(sent)
    gone = kit.connector.publish(sent, prepared).remote_id
    kit.connector.find(sent, prepared, since=NOW)
    kit.connector.fetch_comments([remote_id], since=None)
    kit.connector.measure([remote_id, gone])
    kit.connector.withdraw(gone)
    walked = set()
    for exchange in kit.transport.exchanges:
        path, documented = operation(contract, exchange)
        walked.add((exchange.method, path))
        assert str(exchange.status) in documented["responses"]
        for media in documented.get("requestBody", {}).get("content", {}).values():
            body = {k: "file" if k == "file" else v for k, v in exchange.body.items()}
            assert check(contract, media["schema"], form_as_json(media["schema"], body)) == []
        answer = documented["responses"][str(exchange.status)].get("content", {}).get("application/json")
        # The double gives only the part of an instance and a profile the connector reads.
        if answer and "instance" not in path and "verify_credentials" not in path:
            assert (exchange.path, check(contract, answer["schema"], exchange.answer)) == (exchange.path, [])
    assert len(walked) == 11


@pytest.mark.corpus
def test_idempotency_key_and_scopes_are_those_of_the_published_api(contract):
    names = [one["name"] for one in contract["paths"]["/api/v1/statuses"]["post"]["parameters"]]
    assert "Idempotency-Key" in names
    known = json.dumps(contract)
    scopes = registry.load("mastodon").SCOPES.split()
    assert [one for one in scopes if f'"{one}"' not in known] == []
