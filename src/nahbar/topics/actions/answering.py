# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person decides on a department's request; the answer is changed, written anew, settled, and recorded."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.radar.appraisal import Verdict
from nahbar.radar.objections import Place
from nahbar.record.actions import Actor
from nahbar.topics import ranking, requests
from nahbar.topics.actions.deciding import file, move, read_idea
from nahbar.topics.actions.requesting import MAX_ANSWER, mail_address, note
from nahbar.topics.models import DepartmentRequest, Topic
from nahbar.topics.plain import tidy
from nahbar.topics.request_states import NEXT_REQUEST, RequestPlace, RequestState, RequestVerdict
from nahbar.topics.states import TopicState
from nahbar.topics.topic_house import topic_house


class AnswerMissing(Complaint):
    sentence = _(
        "The answer was not saved, because no text is left. Please write one, or have it written anew."
    )


class RequestClosed(Complaint):
    sentence = _(
        "Nothing was changed, because this request has been dealt with meanwhile. Please look at it again."
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What a person makes of the answer: the decision, where it belongs instead, to whom it goes, and its text."""

    verdict: str
    place: str
    answer_to: str = ""
    answer: str = ""


@transaction.atomic
def revise_answer(request: DepartmentRequest, given: Given, *, by: Actor, at: datetime) -> None:
    """Saves what a person decided and wrote, as long as it is not answered.

    Raises:
        NotAllowed, RequestClosed, AnswerMissing, AddressOfMailOdd.
    """
    demand(by, request.authority, WRITES)
    row = locked(request, RequestState.ANSWERED)
    _write(row, given)
    row.save()
    note("topics.revise_answer", row, by=by, at=at, verdict=row.verdict)
    request.refresh_from_db()


@transaction.atomic
def rewrite_answer(request: DepartmentRequest, given: Given, *, by: Actor, at: datetime) -> None:
    """Writes the answer anew from the templates, for what a person decided.

    Raises:
        NotAllowed, RequestClosed, AddressOfMailOdd.
    """
    demand(by, request.authority, WRITES)
    row = locked(request, RequestState.ANSWERED)
    _decide(row, given)
    authority = request.authority
    desk, house = ranking.desk(authority, at=at, last_posts={}), topic_house(authority)
    matter = row.topic or read_idea(authority, title=row.title, text=row.text, link=row.link, at=at)
    found = requests.appraisal_of(row.points, row.proposed, row.place, row.reasons)
    decided = requests.Decided(Verdict(row.verdict), Place(row.place), row.department)
    drafted = requests.answered(desk, house, matter, found, decided=decided)
    row.answer, row.answer_until = drafted.text[:MAX_ANSWER], drafted.until
    row.proposal, row.house_as_of = requests.proposal_of(drafted.proposed), house.as_of
    row.save()
    note("topics.rewrite_answer", row, by=by, at=at, verdict=row.verdict)
    request.refresh_from_db()


@transaction.atomic
def answer(request: DepartmentRequest, given: Given, *, by: Person, at: datetime) -> None:
    """Settles the answer to the department, which may then be copied or mailed; its topic goes where the decision puts it.

    Taken as it is: kept. With a better proposal: later, until the department comes back. Not on social media: laid aside,
    which the radar learns from as from every other topic laid aside.

    Raises:
        NotAllowed, RequestClosed, AnswerMissing, AddressOfMailOdd.
    """
    demand(by, request.authority, WRITES)
    row = locked(request, RequestState.ANSWERED)
    _write(row, given)
    row.state, row.answered_at, row.answered_by = RequestState.ANSWERED, at, by
    if row.verdict == RequestVerdict.AS_IS:
        keep_topic(row, by=by, at=at)
    elif row.topic is not None:
        is_out = row.verdict == RequestVerdict.ELSEWHERE
        to, verb = (TopicState.DROPPED, "drop") if is_out else (TopicState.POSTPONED, "postpone")
        _place_topic(row.topic, to, f"topics.{verb}", by=by, at=at)
    row.save()
    note("topics.answer", row, by=by, at=at, verdict=row.verdict, proposed=row.proposed)
    request.refresh_from_db()


@transaction.atomic
def discard_request(request: DepartmentRequest, *, by: Actor, at: datetime) -> None:
    """Takes away a request that was not answered; its topic stays as it is.

    Raises:
        NotAllowed, RequestClosed.
    """
    demand(by, request.authority, WRITES)
    row = locked(request, RequestState.ANSWERED)
    note("topics.discard_request", row, by=by, at=at)
    row.delete()


def locked(request: DepartmentRequest, to: RequestState) -> DepartmentRequest:
    """The row as it is now, locked, if it may go on to this state.

    Raises:
        RequestClosed.
    """
    rows = DepartmentRequest.objects.select_for_update(of=("self",)).select_related("topic", "authority")
    row = rows.filter(pk=request.pk).first()
    if row is None or to not in NEXT_REQUEST[RequestState(row.state)]:
        raise RequestClosed
    return row


def keep_topic(row: DepartmentRequest, *, by: Actor, at: datetime) -> None:
    """Its topic is among those to be told; a pasted text becomes one. In the transaction of an action that has checked who may."""
    if row.topic is None:
        topic = read_idea(row.authority, title=row.title, text=row.text, link=row.link, at=at)
        topic.department, topic.assigned = row.department, {"department": row.department}
        file(topic, by=by, at=at)
        row.topic = topic
    _place_topic(row.topic, TopicState.KEPT, "topics.keep", by=by, at=at)


def _decide(row: DepartmentRequest, given: Given) -> None:
    """Takes over what a person decided; a value that does not exist leaves what stood."""
    row.verdict = given.verdict if given.verdict in RequestVerdict.values else row.verdict
    row.place = given.place if given.place in RequestPlace.values else row.place
    row.answer_to = mail_address(given.answer_to)


def _write(row: DepartmentRequest, given: Given) -> None:
    _decide(row, given)
    row.answer = tidy(given.answer)[:MAX_ANSWER]
    if not row.answer:
        raise AnswerMissing


def _place_topic(topic: Topic, to: TopicState, verb: str, *, by: Actor, at: datetime) -> None:
    """A topic of which a story was made already stays told."""
    if topic.state != TopicState.TOLD:
        move(topic, to, verb, by=by, at=at)
