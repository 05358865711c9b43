# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of objections: by office, answered, put before somebody with a date, decided; nothing is lost on the way."""

from datetime import date, timedelta

import pytest

from nahbar.approval.states import Answer, Door
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.objections import actions, queries
from nahbar.objections.models import Objection
from nahbar.objections.states import NEXT, ObjectionState, Outcome
from nahbar.record.models import Entry
from nahbar.rulebook.arguments import Who
from tests import factories
from tests.approval.desk import desk
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
SAID = "Aus Gründen des Datenschutzes geht das nicht."


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR, name="Rita Redaktion")


@pytest.fixture
def noted(place, editor):
    return actions.note(place, said=SAID, who=Who.PRIVACY, by=editor, at=AT)


def decided(row, editor):
    return actions.decide(
        row, outcome=Outcome.SET_ASIDE, decision="Konzept liegt vor.", decided_for="Bürgermeisterin",
        revision=row.revision, by=editor, at=AT,
    )  # fmt: skip


def test_way_from_no_to_decision_stands_in_register_and_record(place, editor, noted):
    row = actions.answer(
        noted, words="Das Konzept liegt bei.", card="datenschutz-verbietet", revision=1, by=editor, at=AT
    )
    row = actions.escalate(
        row, put_to="Bürgermeisterin", look_on=TODAY + timedelta(7), today=TODAY, revision=2, by=editor, at=AT
    )
    row = decided(row, editor)
    assert (row.state, row.outcome, row.look_on) == (ObjectionState.DECIDED, Outcome.SET_ASIDE, None)
    verbs = list(
        Entry.objects.filter(verb__startswith="objections.").order_by("id").values_list("verb", flat=True)
    )
    assert verbs == ["objections.note", "objections.answer", "objections.escalate", "objections.decide"]
    assert next((one.card.key, one.times) for one in queries.used_cards(place)) == (
        "datenschutz-verbietet",
        1,
    )


@pytest.mark.parametrize("state", ObjectionState)
def test_only_what_the_table_allows_follows(state):
    assert (NEXT[state] == frozenset()) == (state is ObjectionState.DECIDED)


def test_a_decided_objection_stays_as_it_is(editor, noted):
    row = decided(noted, editor)
    with pytest.raises(actions.ObjectionSettled):
        actions.answer(row, words="Noch etwas.", revision=row.revision, by=editor, at=AT)


def test_nothing_is_overwritten_when_somebody_changed_it_meanwhile(place, editor, noted):
    other = factories.person(place, Role.EDITOR)
    actions.answer(noted, words="Erste Antwort.", revision=1, by=other, at=AT)
    with pytest.raises(actions.ObjectionChanged):
        actions.answer(noted, words="Zweite Antwort.", revision=1, by=editor, at=AT)
    assert Objection.objects.get().answer == "Erste Antwort."


def test_an_earlier_answer_stays_in_the_record(editor, noted):
    row = actions.answer(noted, words="Alt.", revision=1, by=editor, at=AT)
    actions.answer(row, words="Neu.", revision=2, by=editor, at=AT)
    assert Entry.objects.filter(verb="objections.answer").latest("id").details["before"] == "Alt."


@pytest.mark.parametrize("day", [None, TODAY, TODAY - timedelta(1)])
def test_it_is_put_before_nobody_without_a_day_that_is_to_come(editor, noted, day):
    with pytest.raises(actions.NobodyNamed):
        actions.escalate(noted, put_to="Leitung", look_on=day, today=TODAY, revision=1, by=editor, at=AT)


@pytest.mark.parametrize("missing", ["outcome", "decision", "decided_for"])
def test_a_decision_is_whole_or_not_saved(editor, noted, missing):
    given = {"outcome": Outcome.UPHELD, "decision": "Weil.", "decided_for": "Leitung"}
    given[missing] = None if missing == "outcome" else " "
    with pytest.raises(actions.DecisionIncomplete):
        actions.decide(noted, **given, revision=1, by=editor, at=AT)
    assert Objection.objects.get().state == ObjectionState.NOTED


def test_due_is_what_should_be_decided_by_today(place, editor, noted):
    actions.escalate(
        noted, put_to="Leitung", look_on=TODAY + timedelta(1), today=TODAY, revision=1, by=editor, at=AT
    )
    assert list(queries.due(place, TODAY)) == []
    assert list(queries.due(place, TODAY + timedelta(1))) == [noted]
    decided(Objection.objects.get(), editor)
    assert list(queries.due(place, date(2030, 1, 1))) == []


def test_register_is_found_by_words_whatever_the_umlauts(place, noted):
    assert list(queries.matching(place, words="GRUENDEN datenschutz")) == [noted]
    assert list(queries.matching(place, words="Kosten")) == []
    assert list(queries.matching(place, who="council")) == []


def test_an_objection_given_with_a_signature_is_taken_once(at):
    d = desk()
    round_ = d.request(at)
    signature = round_.signatures.create(
        version=round_.versions.get(), fingerprint="x", person=d.signer, name="Dora", answer=Answer.OBJECTED,
        reason="Das ist unseriös.", door=Door.APPLICATION, at=at,
    )  # fmt: skip
    place = d.variant.story.authority
    assert list(queries.unnoted(place)) == [signature]
    given = {
        "said": signature.reason,
        "who": Who.DEPARTMENT,
        "signature": signature,
        "by": d.author,
        "at": at,
    }
    first = actions.note(place, **given)
    assert actions.note(place, **given) == first
    assert (first.story, list(queries.unnoted(place))) == (d.variant.story, [])


def test_only_who_belongs_here_notes_and_changes(place, noted):
    stranger = factories.person(factories.authority(slug="anderswo"), Role.EDITOR)
    reader = factories.person(place, Role.OFFICER)
    for somebody in (stranger, reader):
        with pytest.raises(NotAllowed):
            actions.note(place, said="Nein.", who=Who.LAW, by=somebody, at=AT)
        with pytest.raises(NotAllowed):
            actions.answer(noted, words="Doch.", revision=1, by=somebody, at=AT)


def test_another_authoritys_story_is_no_subject(place, editor):
    elsewhere = factories.authority(slug="anderswo")
    story = factories.story(elsewhere, by=factories.person(elsewhere, Role.EDITOR))
    with pytest.raises(NotAllowed):
        actions.note(place, said="Nein.", who=Who.LAW, story=story, by=editor, at=AT)
