# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An objection is noted, answered, put before somebody with a date, decided."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.approval.models import Signature
from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES, NotAllowed, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.german import folded
from nahbar.objections.models import Objection
from nahbar.objections.states import NEXT, ObjectionState, Outcome
from nahbar.record import actions as record
from nahbar.rulebook import arguments
from nahbar.rulebook.arguments import Who
from nahbar.stories.models import Story
from nahbar.topics.letters import cleaned

LONGEST = 5_000


class ObjectionEmpty(Complaint):
    sentence = _("Nothing was noted, because there are no words. Please write down what was said.")


class ObjectionSettled(Complaint):
    sentence = _(
        "Nothing was changed, because this objection is decided. If it comes up again, please note it anew."
    )


class ObjectionChanged(Complaint):
    sentence = _(
        "Nothing was changed, because somebody else changed this objection in the meantime. "
        "Please read what stands there now and enter yours again."
    )


class AnswerEmpty(Complaint):
    sentence = _(
        "The answer was not saved, because it is empty. Please write one; a card can be its beginning."
    )


class NobodyNamed(Complaint):
    sentence = _(
        "It was not put before anybody, because it is not said whose decision is awaited, or until when. "
        "Please name the office and a day that is still to come."
    )


class DecisionIncomplete(Complaint):
    sentence = _(
        "The decision was not saved, because something is missing: what was decided, the reason, and who decided. "
        "Please fill in all three."
    )


@transaction.atomic
def note(
    authority: Authority,
    *,
    said: str,
    who: Who,
    story: Story | None = None,
    signature: Signature | None = None,
    by: Person,
    at: datetime,
) -> Objection:
    """Takes an objection into the register; one given with a signature stands there once.

    Raises:
        ObjectionEmpty: if there are no words.
        NotAllowed: without a role that contributes, or for a story of another authority.
    """
    demand(by, authority, CONTRIBUTES | OVERRULES)
    about = signature.round.story if signature else story
    if about is not None and about.authority_id != authority.pk:
        raise NotAllowed
    if signature is not None and (there := Objection.objects.filter(signature=signature).first()):
        return there
    words = _text(said)
    if not words:
        raise ObjectionEmpty
    row = Objection(authority=authority, story=about, signature=signature, said=words, who=who.value)
    row.noted_at = row.changed_at = at
    row.noted_by = row.changed_by = by
    row.search = _searchable(row)
    row.save(force_insert=True)
    _note("objections.note", row, by=by, at=at, said=words, who=who.value)
    return row


@transaction.atomic
def answer(
    objection: Objection, *, words: str, card: str = "", revision: int, by: Person, at: datetime
) -> Objection:
    """Keeps what was answered, and with which card it began; an earlier answer stays in the record.

    Raises:
        AnswerEmpty, ObjectionSettled, ObjectionChanged, NotAllowed: as they say.
    """
    row = _locked(objection, by=by, revision=revision)
    plain = _text(words)
    if not plain:
        raise AnswerEmpty
    before, row.answer = row.answer, plain
    row.card = card if arguments.card(card) else ""
    if row.state == ObjectionState.NOTED:
        row.state = ObjectionState.ANSWERED
    _save(row, by=by, at=at)
    _note("objections.answer", row, by=by, at=at, before=before, after=plain, card=row.card)
    return row


@transaction.atomic
def escalate(
    objection: Objection,
    *,
    put_to: str,
    look_on: date | None,
    today: date,
    revision: int,
    by: Person,
    at: datetime,
) -> Objection:
    """Puts it before an office that decides, with the day on which it is looked at again.

    Raises:
        NobodyNamed: without an office, or with a day that is over.
        ObjectionSettled, ObjectionChanged, NotAllowed: as they say.
    """
    row = _locked(objection, by=by, revision=revision)
    office = " ".join(_text(put_to).split())[:200]
    if not office or look_on is None or look_on <= today:
        raise NobodyNamed
    row.state, row.put_to, row.look_on = ObjectionState.ESCALATED, office, look_on
    _save(row, by=by, at=at)
    _note("objections.escalate", row, by=by, at=at, put_to=office, look_on=look_on.isoformat())
    return row


@transaction.atomic
def decide(
    objection: Objection,
    *,
    outcome: Outcome | None,
    decision: str,
    decided_for: str,
    revision: int,
    by: Person,
    at: datetime,
) -> Objection:
    """Closes it with what was decided, why, and which office decided.

    Raises:
        DecisionIncomplete, ObjectionSettled, ObjectionChanged, NotAllowed: as they say.
    """
    row = _locked(objection, by=by, revision=revision)
    plain, office = _text(decision), " ".join(_text(decided_for).split())[:200]
    if outcome is None or not plain or not office:
        raise DecisionIncomplete
    row.state, row.outcome, row.decision, row.decided_for = (
        ObjectionState.DECIDED,
        outcome.value,
        plain,
        office,
    )
    row.look_on = None
    _save(row, by=by, at=at)
    _note("objections.decide", row, by=by, at=at, outcome=outcome.value, decision=plain, decided_for=office)
    return row


def _locked(objection: Objection, *, by: Person, revision: int) -> Objection:
    demand(by, objection.authority, WRITES | OVERRULES)
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if not NEXT[ObjectionState(row.state)]:
        raise ObjectionSettled
    if row.revision != revision:
        raise ObjectionChanged
    return row


def _save(row: Objection, *, by: Person, at: datetime) -> None:
    row.changed_at, row.changed_by, row.revision = at, by, row.revision + 1
    row.search = _searchable(row)
    row.save()


def _searchable(row: Objection) -> str:
    parts = (row.said, row.answer, row.put_to, row.decision, row.decided_for, row.story and row.story.title)
    return folded(" ".join(part for part in parts if part))


def _text(words: str) -> str:
    return cleaned(words.replace("\r\n", "\n").replace("\r", "\n")).strip()[:LONGEST]


def _note(verb: str, row: Objection, *, by: Person, at: datetime, **details: Any) -> None:
    thing = ("objection", row.pk, row.said[:80])
    record.note(verb, authority=row.authority_id, thing=thing, by=by, at=at, details=details)
