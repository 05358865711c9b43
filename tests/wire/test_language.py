# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question to a language model, whatever its server does."""

import json
import socket

import pytest

from nahbar.wire import language
from nahbar.wire.language import NoAnswer, Question, Server, Trouble, ask
from tests.servers.model import model_server

QUESTION = Question("Antworten Sie kurz.", "Was ist neu?")


@pytest.fixture
def model(settings):
    with model_server() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


def server(model, key=""):
    return Server(f"{model.address}/", "klein-1", key)


def content(value):
    return json.dumps({"choices": [{"message": {"content": value}}]}).encode()


def test_question_is_sent_once_with_key_and_model_and_the_answer_comes_as_text(model):
    assert ask(server(model, "geheim"), QUESTION) == model.said
    (asked,) = model.asked
    assert (asked["model"], asked["stream"], model.keys, model.paths) == (
        "klein-1",
        False,
        ["Bearer geheim"],
        ["/v1/chat/completions"],
    )
    assert [one["content"] for one in asked["messages"]] == ["Antworten Sie kurz.", "Was ist neu?"]


def test_no_key_is_sent_when_there_is_none(model):
    ask(server(model), QUESTION)
    assert model.keys == [""]


def test_question_is_cut_when_it_is_endless(model):
    ask(server(model), Question("x" * 20_000, "y" * 20_000))
    assert {len(one["content"]) for one in model.asked[0]["messages"]} == {language.MAX_QUESTION}


def test_answer_is_cut_and_loses_what_is_no_letter_when_it_is_foreign(model):
    model.raw = content("\x1b[31mrot\u202e\u200b\x00 und\r\nneue Zeile" + "x" * 10_000)
    said = ask(server(model), QUESTION)
    assert said.startswith("[31mrot und\nneue Zeile")
    assert len(said) <= language.MAX_ANSWER


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": {"0": 1}}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        b'{"choices": [{"message": "text"}]}',
        b'{"error": "boese"}',
        b"[" * 60_000,
        content("   "),
        content("\u200b\u200b"),
    ],
)
def test_answer_is_none_when_it_has_another_form(model, raw):
    model.raw = raw
    with pytest.raises(NoAnswer) as caught:
        ask(server(model), QUESTION)
    assert caught.value.trouble is Trouble.ODD


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.WRONG_KEY),
        (403, Trouble.WRONG_KEY),
        (404, Trouble.WRONG_ADDRESS),
        (429, Trouble.BUSY),
        (503, Trouble.BUSY),
        (400, Trouble.REFUSED),
        (302, Trouble.REFUSED),
    ],
)
def test_trouble_is_named_when_the_server_says_no(model, status, trouble):
    model.status = status
    with pytest.raises(NoAnswer) as caught:
        ask(server(model), QUESTION)
    assert (caught.value.trouble, len(model.asked)) == (trouble, 1)


def test_answer_is_lost_when_it_is_larger_than_allowed(model):
    model.raw = b" " * (language.LIMIT_BYTES + 1)
    with pytest.raises(NoAnswer) as caught:
        ask(server(model), QUESTION)
    assert caught.value.trouble is Trouble.LOST


def test_private_address_is_not_asked_when_the_operator_did_not_allow_it(model, settings):
    settings.ALLOW_PRIVATE = ()
    with pytest.raises(NoAnswer) as caught:
        ask(server(model), QUESTION)
    assert (caught.value.trouble, model.asked) == (Trouble.ADDRESS_REFUSED, [])


def test_nothing_is_asked_when_nobody_listens(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.ALLOW_PRIVATE = ("127.0.0.1",)
    with pytest.raises(NoAnswer) as caught:
        ask(Server(f"http://127.0.0.1:{port}/v1", "klein-1"), QUESTION)
    assert caught.value.trouble is Trouble.UNREACHABLE


def test_answer_is_lost_when_the_model_thinks_too_long(settings, monkeypatch):
    monkeypatch.setattr(language, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        settings.ALLOW_PRIVATE = (host,)
        with pytest.raises(NoAnswer) as caught:
            ask(Server(f"http://{host}/v1", "klein-1"), QUESTION)
    assert caught.value.trouble is Trouble.LOST
