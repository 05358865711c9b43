# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An angle in a language model's words: marked until a person has the last one."""

from datetime import timedelta

import pytest

from nahbar.authority import actions as authority
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics import actions, offers, ranking, recognised
from nahbar.topics.models import Phrasing
from nahbar.topics.states import PhrasingState
from tests import factories
from tests.factories import AT
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings):
    with model_server() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


@pytest.fixture
def place(model):
    made = factories.authority()
    admin = factories.person(made, Role.ADMINISTRATOR)
    authority.set_up_model(made, address=model.address, model="klein-1", is_on=True, by=admin, at=AT)
    return made


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


@pytest.fixture
def topic(place):
    return factories.topic(
        place, title="Freibad öffnet", text="Geheime Notiz", pillar="service", place="Freibad"
    )


def offered(topic):
    at = ranking.desk(topic.authority, at=AT, last_posts={})
    return offers.offers(at, topic)


def phrased(topic, by, at=AT):
    return actions.phrase(topic, offered(topic)[0].angle, recognised.recognition(topic), by=by, at=at)


def test_proposal_is_shown_beside_the_house_s_own_sentence_until_it_is_confirmed(topic, editor, model):
    own = offered(topic)[0].sentence
    made = phrased(topic, editor)
    found = offered(topic)[0]
    assert (found.sentence, found.phrasing.sentence, found.is_proposal_open) == (own, model.said, True)
    actions.settle(made, sentence=model.said, by=editor, at=AT)
    found = offered(topic)[0]
    assert (found.sentence, found.angle.sentence, found.is_proposal_open) == (model.said, model.said, False)
    assert found.phrasing.state == PhrasingState.CONFIRMED


def test_only_headline_facts_and_format_leave_the_house(topic, editor, model):
    phrased(topic, editor)
    sent = model.asked[0]["messages"][1]["content"]
    assert sent == (
        "Thema: Freibad öffnet\nOrte: Freibad\n"
        "Format: Kurz & amtlich: Eine Tatsache, die heute etwas ändert, als Kachel; alles Weitere im Text darunter.\n"
        "Bisheriger Aufhänger: Kurz gesagt: Freibad öffnet"
    )
    assert "Geheime Notiz" not in str(model.asked)


def test_sentence_is_a_person_s_when_it_was_changed(topic, editor):
    made = actions.settle(phrased(topic, editor), sentence="Endlich wieder schwimmen", by=editor, at=AT)
    assert (made.state, offered(topic)[0].sentence) == (PhrasingState.EDITED, "Endlich wieder schwimmen")


def test_house_s_own_sentence_comes_back_when_the_proposal_is_discarded(topic, editor):
    own = offered(topic)[0].sentence
    made = phrased(topic, editor)
    actions.discard(made, by=editor, at=AT)
    assert (offered(topic)[0].sentence, offered(topic)[0].phrasing) == (own, None)


def test_new_proposal_takes_the_place_of_the_earlier_one(topic, editor, model):
    before = phrased(topic, editor)
    model.said = "Ein zweiter Versuch"
    phrased(topic, editor, at=AT + timedelta(minutes=1))
    assert [one.sentence for one in Phrasing.objects.all()] == ["Ein zweiter Versuch"]
    with pytest.raises(actions.PhrasingGone):
        actions.settle(before, sentence=before.sentence, by=editor, at=AT)
    assert Entry.objects.filter(verb="authority.ask_model").count() == 2


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("„Der Satz“", "Der Satz"),
        ("\n\nErste Zeile\nZweite Zeile", "Erste Zeile"),
        ("x" * 2_000, "x" * 300),
    ],
)
def test_only_one_short_sentence_is_kept_of_what_the_model_said(topic, editor, model, said, kept):
    model.said = said
    assert phrased(topic, editor).sentence == kept


def test_nothing_is_proposed_when_the_model_said_nothing(topic, editor, model):
    model.said = "„“"
    with pytest.raises(actions.SentenceMissing):
        phrased(topic, editor)
    assert not Phrasing.objects.exists()


def test_empty_sentence_is_refused(topic, editor):
    with pytest.raises(actions.SentenceMissing):
        actions.settle(phrased(topic, editor), sentence=" \n ", by=editor, at=AT)


def test_who_only_reads_neither_asks_nor_decides(topic, place, editor, model):
    officer = factories.person(place, Role.OFFICER)
    with pytest.raises(NotAllowed):
        phrased(topic, officer)
    made = phrased(topic, editor)
    with pytest.raises(NotAllowed):
        actions.settle(made, sentence="Anderes", by=officer, at=AT)
    with pytest.raises(NotAllowed):
        actions.discard(made, by=officer, at=AT)
    assert len(model.asked) == 1


def test_record_holds_proposal_and_what_a_person_made_of_it(topic, editor, model):
    made = phrased(topic, editor)
    made = actions.settle(made, sentence="Anders gesagt", by=editor, at=AT)
    actions.settle(made, sentence="Anders gesagt", by=editor, at=AT)
    actions.discard(made, by=editor, at=AT)
    lines = [(one.verb, one.details) for one in Entry.objects.filter(thing_id=topic.pk).order_by("number")]
    assert [verb for verb, _ in lines] == [
        "authority.ask_model",
        "topics.edit_phrasing",
        "topics.discard_phrasing",
    ]
    assert lines[0][1]["answer"] == model.said
    assert lines[1][1] == {"before": model.said, "after": "Anders gesagt"}
