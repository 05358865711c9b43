# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An authority's language model: set up by administrators, asked by editors, all of it in the record."""

import pytest

from nahbar.authority import actions, queries
from nahbar.authority.models import LanguageModel
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.wire.language import Question
from tests import factories
from tests.factories import AT
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db
QUESTION = Question("Kurz.", "Was ist neu?")


@pytest.fixture
def model(settings):
    with model_server() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def admin(place):
    return factories.person(place, Role.ADMINISTRATOR)


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


def set_up(place, by, **values):
    given = {"address": "https://modell.musterau.example/v1", "model": "klein-1", "is_on": True}
    return actions.set_up_model(place, **{**given, **values}, by=by, at=AT)


def ask(place, by):
    thing = ("topic", None, "Freibad")
    return actions.ask_model(place, question=QUESTION, purpose="angle", thing=thing, by=by, at=AT)


def test_model_is_off_and_not_asked_when_nobody_set_one_up(place, editor):
    assert not queries.may_ask_model(place)
    with pytest.raises(actions.ModelOff):
        ask(place, editor)


def test_model_is_not_asked_when_it_is_switched_off(place, admin, editor, model):
    set_up(place, admin, address=model.address, is_on=False)
    with pytest.raises(actions.ModelOff):
        ask(place, editor)
    actions.switch_model(place, is_on=True, by=admin, at=AT)
    assert ask(place, editor) == model.said
    actions.switch_model(place, is_on=False, by=admin, at=AT)
    with pytest.raises(actions.ModelOff):
        ask(place, editor)
    assert len(model.asked) == 1


def test_model_is_another_authority_s_own(place, admin, model):
    set_up(place, admin, address=model.address)
    other = factories.authority()
    with pytest.raises(actions.ModelOff):
        ask(other, factories.person(other, Role.EDITOR))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_set_a_model_up(place, role):
    somebody = factories.person(place, role)
    with pytest.raises(NotAllowed):
        set_up(place, somebody)
    with pytest.raises(NotAllowed):
        actions.switch_model(place, is_on=True, by=somebody, at=AT)
    with pytest.raises(NotAllowed):
        actions.try_model(place, by=somebody, at=AT)
    assert not LanguageModel.objects.exists()


def test_who_only_reads_asks_no_model(place, admin, model):
    set_up(place, admin, address=model.address)
    with pytest.raises(NotAllowed):
        ask(place, factories.person(place, Role.OFFICER))
    assert model.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "modell",
        "ftp://modell.example/v1",
        "https://",
        "https://ich:geheim@modell.example",
        "https://[::1/v1",
        "https://modell.example/v1?schluessel=1",
        "https://modell.example:99999/v1",
        "https://m.example/" + "x" * 500,
    ],
)
def test_address_is_refused_when_it_is_none_of_a_server(place, admin, address):
    with pytest.raises(actions.ModelAddressOdd):
        set_up(place, admin, address=address)


def test_model_needs_a_name(place, admin):
    with pytest.raises(actions.ModelNameMissing):
        set_up(place, admin, model="  ")


def test_key_is_sealed_and_sent_and_stands_in_no_record(place, admin, editor, model):
    row = set_up(place, admin, address=model.address, key="streng-geheim")
    assert b"streng-geheim" not in bytes(row.key)
    ask(place, editor)
    assert model.keys == ["Bearer streng-geheim"]
    assert not [one for one in Entry.objects.all() if "streng-geheim" in str(one.details)]


def test_key_stays_when_the_server_stays_and_goes_when_it_does_not(place, admin, model):
    set_up(place, admin, address=model.address, key="geheim")
    assert set_up(place, admin, address=f"{model.address}/neu", model="gross-2").key
    assert not set_up(place, admin, address="https://anderswo.example/v1").key
    set_up(place, admin, address=model.address, key="geheim")
    assert not set_up(place, admin, address=model.address, key="").key


def test_question_and_answer_stand_in_the_record_when_a_model_was_asked(place, admin, editor, model):
    set_up(place, admin, address=model.address)
    ask(place, editor)
    line = Entry.objects.get(verb="authority.ask_model")
    assert line.details == {
        "purpose": "angle",
        "server": f"http://{model.host}",
        "model": "klein-1",
        "frame": "Kurz.",
        "question": "Was ist neu?",
        "answer": model.said,
    }
    assert (line.thing_name, line.by_name) == ("Freibad", editor.name)


def test_question_stands_in_the_record_when_no_answer_came(place, admin, editor, model):
    set_up(place, admin, address=model.address)
    model.status = 503
    with pytest.raises(actions.ModelSilent, match="zu viel zu tun"):
        ask(place, editor)
    line = Entry.objects.get(verb="authority.ask_model_in_vain")
    assert (line.details["question"], line.details["trouble"]) == ("Was ist neu?", "busy")


def test_model_can_be_tried_while_it_is_off(place, admin, model):
    set_up(place, admin, address=model.address, is_on=False)
    assert actions.try_model(place, by=admin, at=AT) == model.said
