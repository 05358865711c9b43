# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A department's request is scored, answered by the house, recorded, and in the end forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar.appraisal import Verdict
from nahbar.record import queries as record
from nahbar.record.models import Entry
from nahbar.topics import actions, answered, learning, tasks
from nahbar.topics.actions.closing import FORGET_AFTER
from nahbar.topics.actions.requesting import MAX_TEXT
from nahbar.topics.address import AddressOdd
from nahbar.topics.lately import Out
from nahbar.topics.models import DepartmentRequest, Topic
from nahbar.topics.request_states import NEXT_REQUEST, RequestState, RequestVerdict
from nahbar.topics.states import TopicState
from tests import factories
from tests.factories import AT
from tests.radar.asked import KNOWN

pytestmark = pytest.mark.django_db
CLOSURE, PLAN, SPADE = KNOWN[0], KNOWN[5], KNOWN[12]
WRITERS = {Role.EDITOR, Role.ADMINISTRATOR}
OVERRULERS = {Role.APPROVER, Role.ADMINISTRATOR}


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR, name="Rita Redlich")


def asked(place, by, one=SPADE, **values):
    given = {"department": "Hochbauamt", "title": one.title, "text": one.text}
    return actions.ask(place, actions.Asked(**{**given, **values}), by=by, at=AT)


def given(row, **values):
    now = {name: getattr(row, name) for name in ("verdict", "place", "answer_to", "answer")}
    return actions.Given(**{**now, **values})


def settled(place, by, one=SPADE, topic=None, **values):
    said = actions.Asked(
        department="Hochbauamt", title=one.title, text=one.text, answer_to="bau@musterau.example"
    )
    row = actions.ask(place, said, topic=topic, by=by, at=AT)
    actions.answer(row, given(row, **values), by=by, at=AT)
    return row


def topic_of(place, one=SPADE, **values):
    return factories.topic(place, title=one.title, text=one.text, **values)


@pytest.mark.parametrize(
    ("one", "verdict"), [(CLOSURE, Verdict.AS_IS), (PLAN, Verdict.PROPOSAL), (SPADE, Verdict.ELSEWHERE)]
)
def test_request_is_scored_and_answered_when_it_is_pasted(place, editor, one, verdict):
    row = asked(place, editor, one)

    assert (row.state, row.proposed, row.verdict) == (RequestState.DRAFTED, verdict, verdict)
    assert row.answer.startswith("An: Hochbauamt\n\nGuten Tag,")
    assert row.proposal["name"] in row.answer
    assert row.reasons["parts"]
    assert row.answer_until > AT.date()
    assert Topic.objects.count() == 0
    (entry,) = Entry.objects.all()
    assert (entry.verb, entry.by_name, entry.thing_name) == ("topics.ask", "Rita Redlich", one.title)


def test_topic_stays_as_it_is_until_the_answer_is_settled(place, editor):
    topic = topic_of(place)
    actions.ask(place, actions.Asked(department="Hochbauamt"), topic=topic, by=editor, at=AT)
    topic.refresh_from_db()

    assert topic.state == TopicState.NOTICED
    assert DepartmentRequest.objects.get().title == topic.title


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"department": "  "}, actions.DepartmentMissing),
        ({"text": " \n "}, actions.NothingAsked),
        ({"answer_to": "bau at musterau"}, actions.AddressOfMailOdd),
        ({"answer_to": "bau@musterau.example\nBcc: alle@musterau.example"}, actions.AddressOfMailOdd),
        ({"link": "javascript:alert(1)"}, AddressOdd),
    ],
)
def test_nothing_is_kept_when_the_request_is_odd(place, editor, values, complaint):
    with pytest.raises(complaint):
        asked(place, editor, **values)
    assert (DepartmentRequest.objects.count(), Entry.objects.count()) == (0, 0)


def test_first_line_is_the_headline_when_none_is_given(place, editor):
    assert asked(place, editor, title="", text="\nErste Zeile\nZweite Zeile").title == "Erste Zeile"


def test_text_is_cut_when_somebody_pastes_a_book(place, editor):
    assert len(asked(place, editor, text="Wort " * 50_000).text) <= MAX_TEXT


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (RequestVerdict.AS_IS, TopicState.KEPT),
        (RequestVerdict.PROPOSAL, TopicState.POSTPONED),
        (RequestVerdict.ELSEWHERE, TopicState.DROPPED),
    ],
)
def test_topic_goes_where_the_decision_puts_it_when_it_is_answered(place, editor, verdict, state):
    topic = topic_of(place)
    row = settled(place, editor, topic=topic, verdict=verdict)
    topic.refresh_from_db()

    assert (row.state, row.answered_by, row.answered_at) == (RequestState.ANSWERED, editor, AT)
    assert (topic.state, topic.decided_at) == (state, AT)
    assert row.is_otherwise == (verdict != RequestVerdict.ELSEWHERE)


def test_told_topic_stays_told_when_a_department_asks_again(place, editor):
    topic = topic_of(place, state=TopicState.TOLD)
    settled(place, editor, topic=topic)
    topic.refresh_from_db()
    assert topic.state == TopicState.TOLD


def test_pasted_text_becomes_a_topic_when_it_is_taken(place, editor):
    row = settled(place, editor, CLOSURE)
    topic = Topic.objects.get()

    assert (row.topic, topic.state, topic.department) == (topic, TopicState.KEPT, "Hochbauamt")
    assert topic.text == CLOSURE.text


def test_pasted_text_leaves_no_topic_when_it_is_declined(place, editor):
    settled(place, editor)
    assert Topic.objects.count() == 0


def test_radar_learns_from_a_declined_request_as_from_a_dropped_topic(place, editor):
    for number in range(3):
        topic = topic_of(place, pillar="image")
        if number == 2:
            actions.drop(topic, by=editor, at=AT)
        else:
            settled(place, editor, topic=topic)
        factories.topic(place, pillar="service", state=TopicState.KEPT, decided_at=AT)
    lessons = {(one.trait, one.value): (one.kept, one.dropped) for one in learning.taste(place).lessons}
    assert lessons["pillar", "image"] == (0, 3)


def test_answer_is_what_the_person_wrote_when_it_is_changed(place, editor):
    row = asked(place, editor)
    actions.revise_answer(
        row, given(row, answer="Guten Tag, lieber so.", verdict="proposal"), by=editor, at=AT
    )
    assert (row.answer, row.verdict, row.proposed) == ("Guten Tag, lieber so.", "proposal", "elsewhere")


def test_answer_is_written_anew_when_the_decision_changes(place, editor):
    row = asked(place, editor)
    actions.rewrite_answer(row, given(row, verdict="as_is", answer="weg damit"), by=editor, at=AT)
    assert "Dafür spricht" in row.answer or "so wie es ist" in row.answer or "passt so" in row.answer
    assert "weg damit" not in row.answer
    assert (row.proposed, row.verdict) == ("elsewhere", "as_is")


def test_answer_is_not_saved_when_it_is_empty(place, editor):
    row = asked(place, editor)
    for verb in (actions.revise_answer, actions.answer):
        with pytest.raises(actions.AnswerMissing):
            verb(row, given(row, answer=" \n"), by=editor, at=AT)
    row.refresh_from_db()
    assert row.answer.startswith("An: ")


def test_answer_is_mailed_to_the_address_when_it_is_settled(place, editor):
    row = settled(place, editor)
    actions.mail_answer(row, by=editor, at=AT)
    (letter,) = sent.outbox
    row.refresh_from_db()

    assert (letter.to, letter.body) == (["bau@musterau.example"], row.answer)
    assert letter.subject == f"Ihre Anfrage: {SPADE.title}"
    assert row.mailed_at == AT
    assert record.last_of(place.pk, "topics.mail_answer")


def test_nothing_is_mailed_when_it_is_not_settled_or_nobody_is_named(place, editor):
    row = asked(place, editor)
    with pytest.raises(actions.RequestClosed):
        actions.mail_answer(row, by=editor, at=AT)
    actions.answer(row, given(row), by=editor, at=AT)
    with pytest.raises(actions.NobodyToMail):
        actions.mail_answer(row, by=editor, at=AT)
    assert sent.outbox == []


def test_matter_is_a_topic_when_the_department_comes_back(place, editor):
    row = settled(place, editor, PLAN)
    actions.take_back_up(row, said="6 Karten und Frau Muster", by=editor, at=AT)

    assert (row.state, row.closed_by, row.closed_reason) == ("came_back", editor, "6 Karten und Frau Muster")
    assert row.topic.state == TopicState.KEPT


def test_matter_is_told_all_the_same_when_a_named_person_gives_a_reason(place, editor):
    approver = factories.person(place, Role.APPROVER, name="Berta Boss")
    topic = topic_of(place)
    row = settled(place, editor, topic=topic)
    with pytest.raises(actions.ReasonMissing):
        actions.overrule_answer(row, reason=" ", by=approver, at=AT)
    actions.overrule_answer(row, reason="Der Landtag hat gefragt.", by=approver, at=AT)
    topic.refresh_from_db()

    assert (row.state, row.closed_by, row.closed_reason) == (
        "overruled",
        approver,
        "Der Landtag hat gefragt.",
    )
    assert topic.state == TopicState.KEPT
    entry = record.last_of(place.pk, "topics.overrule_answer")
    assert (entry.by_name, entry.details["reason"]) == ("Berta Boss", "Der Landtag hat gefragt.")


@pytest.mark.parametrize("before", RequestState)
@pytest.mark.parametrize("after", [state for state in RequestState if state != RequestState.DRAFTED])
def test_request_goes_on_as_the_table_of_states_says(place, before, after):
    boss = factories.person(place, Role.ADMINISTRATOR)
    row = factories.request(place, boss, state=before)
    verb = {
        RequestState.ANSWERED: lambda: actions.answer(row, given(row), by=boss, at=AT),
        RequestState.RETURNED: lambda: actions.take_back_up(row, by=boss, at=AT),
        RequestState.OVERRULED: lambda: actions.overrule_answer(row, reason="Darum.", by=boss, at=AT),
    }[after]
    if after in NEXT_REQUEST[before]:
        verb()
        assert DepartmentRequest.objects.get().state == after
    else:
        with pytest.raises(actions.RequestClosed):
            verb()
        assert DepartmentRequest.objects.get().state == before


@pytest.mark.parametrize("role", Role)
def test_only_who_writes_answers_and_only_who_overrules_overrules(place, role):
    admin, by = factories.person(place, Role.ADMINISTRATOR), factories.person(place, role)
    drafted = [factories.request(place, admin) for _ in range(4)]
    done = [
        factories.request(place, admin, state="answered", answered_at=AT, answer_to="a@b.example")
        for _ in range(3)
    ]
    verbs = {
        "ask": lambda: asked(place, by),
        "revise": lambda: actions.revise_answer(drafted[0], given(drafted[0]), by=by, at=AT),
        "rewrite": lambda: actions.rewrite_answer(drafted[1], given(drafted[1]), by=by, at=AT),
        "answer": lambda: actions.answer(drafted[2], given(drafted[2]), by=by, at=AT),
        "discard": lambda: actions.discard_request(drafted[3], by=by, at=AT),
        "mail": lambda: actions.mail_answer(done[0], by=by, at=AT),
        "back": lambda: actions.take_back_up(done[1], by=by, at=AT),
        "overrule": lambda: actions.overrule_answer(done[2], reason="Darum.", by=by, at=AT),
    }
    allowed = set()
    for name, verb in verbs.items():
        try:
            verb()
        except NotAllowed:
            continue
        allowed.add(name)
    expected = (set(verbs) - {"overrule"} if role in WRITERS else set()) | (
        {"overrule"} if role in OVERRULERS else set()
    )
    assert allowed == expected


def test_a_member_of_another_authority_may_nothing(place, editor):
    row = settled(place, editor)
    stranger = factories.person(factories.authority(), *Role)
    for verb in (actions.take_back_up, actions.mail_answer):
        with pytest.raises(NotAllowed):
            verb(row, by=stranger, at=AT)


def test_request_of_another_authority_is_in_no_list(place, editor):
    settled(place, editor)
    other = factories.authority()
    assert (list(answered.requests(other)), answered.figures(other)) == ([], [])
    assert answered.request_of(other, DepartmentRequest.objects.get().pk) is None


def test_same_matter_is_found_when_it_appeared_lately(place, editor):
    told = topic_of(place, CLOSURE, state=TopicState.TOLD, pillar="service")
    out = [Out(told.pk, "service", AT.date() - timedelta(days=4))]
    said = actions.Asked(department="Tiefbauamt", title=CLOSURE.title, text=CLOSURE.text)
    row = actions.ask(place, said, out=out, by=editor, at=AT)

    assert [one["why"] for one in row.reasons["marks"]] == ["repeated"]
    assert "vor 4 Tagen" in row.reasons["marks"][0]["sentence"]
    assert row.verdict == RequestVerdict.PROPOSAL


def test_topic_of_another_authority_is_no_repetition(place, editor):
    told = topic_of(factories.authority(), CLOSURE, state=TopicState.TOLD)
    said = actions.Asked(department="Tiefbauamt", title=CLOSURE.title, text=CLOSURE.text)
    row = actions.ask(place, said, out=[Out(told.pk, "service", AT.date())], by=editor, at=AT)
    assert row.reasons["marks"] == []


def test_figures_count_each_department_and_all_together(place, editor):
    for verdict in ("as_is", "proposal", "proposal", "elsewhere"):
        factories.request(place, editor, state="answered", verdict=verdict, answered_at=AT)
    factories.request(place, editor, state="overruled", department="Sozialamt", answered_at=AT)
    factories.request(place, editor, department="Sozialamt")
    every, first, second = answered.figures(place)

    assert (every.department, every.total, every.taken, every.proposed, every.declined) == ("", 5, 1, 2, 2)
    assert (first.department, first.total) == ("Hochbauamt", 4)
    assert (second.department, second.total, second.overruled) == ("Sozialamt", 1, 1)
    assert (answered.years(place), answered.figures(place, year=2020)) == ([2026], [])


def test_what_was_sent_is_forgotten_when_a_year_has_passed(place, editor):
    row = settled(place, editor)
    points = row.points
    draft = asked(place, editor)
    young = factories.request(place, editor, asked_at=AT + FORGET_AFTER)
    assert actions.forget_requests(at=AT + FORGET_AFTER) == 0
    assert actions.forget_requests(at=AT + FORGET_AFTER + timedelta(seconds=1)) == 2
    row.refresh_from_db()

    assert (row.text, row.answer, row.answer_to, row.closed_reason) == ("", "", "", "")
    assert all(one["words"] == [] for some in row.reasons.values() for one in some)
    assert (row.department, row.verdict, row.points) == ("Hochbauamt", "elsewhere", points)
    assert not DepartmentRequest.objects.filter(pk=draft.pk).exists()
    assert DepartmentRequest.objects.get(pk=young.pk).text
    assert actions.forget_requests(at=AT + 3 * FORGET_AFTER) == 1


def test_forgotten_answer_is_not_mailed(place, editor):
    row = settled(place, editor)
    actions.forget_requests(at=datetime(2028, 1, 1, tzinfo=UTC))
    row.refresh_from_db()
    with pytest.raises(actions.RequestClosed):
        actions.mail_answer(row, by=editor, at=AT)


def test_old_requests_are_forgotten_by_themselves_once_an_hour(place, editor):
    row = factories.request(place, editor, state="answered", answered_at=AT)
    later = AT + 2 * FORGET_AFTER
    tasks.tend(later)
    row.refresh_from_db()
    assert row.forgotten_at is None
    tasks.forget(later)
    row.refresh_from_db()
    assert row.forgotten_at == later
