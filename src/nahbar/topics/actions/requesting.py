# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A department asks to "share widely": what it sent is taken in, scored by the house, and an answer is drafted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics import ranking, requests
from nahbar.topics.actions.deciding import read_idea
from nahbar.topics.lately import Out
from nahbar.topics.models import DepartmentRequest, Topic
from nahbar.topics.plain import tidy
from nahbar.topics.topic_house import topic_house

MAX_TEXT = 20_000
MAX_ANSWER = 8_000


class DepartmentMissing(Complaint):
    sentence = _(
        "The request was not noted, because it is not said which department asked. Please name the department."
    )


class NothingAsked(Complaint):
    sentence = _(
        "The request was not noted, because there is no text to judge; a link alone says too little. "
        "Please paste what the department wrote."
    )


class AddressOfMailOdd(Complaint):
    sentence = _(
        "The request was not saved, because “%(to)s” is no mail address. Please correct or empty it."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a department sent. `title` may be empty: then the first line of the text is it."""

    department: str
    text: str = ""
    title: str = ""
    link: str = ""
    answer_to: str = ""


@transaction.atomic
def ask(
    authority: Authority,
    asked: Asked,
    *,
    topic: Topic | None = None,
    out: Sequence[Out] = (),
    by: Person,
    at: datetime,
) -> DepartmentRequest:
    """Scores a department's request and drafts the answer. `topic`: what it asks for is this one; `out`: what went out lately.

    Raises:
        NotAllowed, DepartmentMissing, NothingAsked, AddressOfMailOdd, AddressOdd.
    """
    demand(by, authority, WRITES)
    department = " ".join(cleaned(asked.department).split())[:200]
    if not department:
        raise DepartmentMissing
    matter = topic or _pasted(authority, asked, at)
    desk, house = ranking.desk(authority, at=at, last_posts={}), topic_house(authority)
    found = requests.appraised(desk, house, matter, out)
    decided = requests.Decided(found.verdict, found.place, department)
    drafted = requests.answered(desk, house, matter, found, decided=decided)
    row = DepartmentRequest.objects.create(
        authority=authority,
        topic=topic,
        title=matter.title,
        text=tidy(asked.text)[:MAX_TEXT],
        link=matter.link,
        department=department,
        answer_to=mail_address(asked.answer_to),
        points=found.points,
        proposed=found.verdict.value,
        verdict=found.verdict.value,
        place=found.place.value,
        reasons=requests.reasons_of(found),
        proposal=requests.proposal_of(drafted.proposed),
        answer=drafted.text[:MAX_ANSWER],
        answer_until=drafted.until,
        house_as_of=house.as_of,
        asked_at=at,
        asked_by=by,
    )
    note("topics.ask", row, by=by, at=at, points=str(row.points), proposed=row.proposed)
    return row


def mail_address(given: str) -> str:
    """The mail address, or "" for none.

    Raises:
        AddressOfMailOdd.
    """
    address = given.strip()
    if address:
        try:
            validate_email(address)
        except ValidationError as odd:
            raise AddressOfMailOdd(to=address[:100]) from odd
    return address


def note(verb: str, row: DepartmentRequest, *, by: Actor, at: datetime, **details: str) -> None:
    """One line of the record about a request."""
    thing = ("request", row.pk, row.title)
    said = {"department": row.department, **details}
    record.note(verb, authority=row.authority_id, thing=thing, by=by, at=at, details=said)


def _pasted(authority: Authority, asked: Asked, at: datetime) -> Topic:
    text = tidy(asked.text)[:MAX_TEXT]
    if not text:
        raise NothingAsked
    title = asked.title.strip() or next(line for line in text.splitlines() if line.strip())
    return read_idea(authority, title=title, text=text, link=asked.link, at=at)
