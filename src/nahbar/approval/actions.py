# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a signature, giving it, taking the request back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.approval import links, mail, queries
from nahbar.approval.models import Asked, Round, Signature
from nahbar.approval.states import AGREEING, Answer, Door, RoundState
from nahbar.authority.models import Person
from nahbar.authority.permissions import SIGNS, WRITES, demand, roles_of
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.stories.models import Story
from nahbar.variants import actions as variants_actions
from nahbar.variants.models import Variant


class NothingToSign(Complaint):
    sentence = _(
        "There is no request yet: no variant is chosen. Please choose at least one variant of this story."
    )


class NobodyAsked(Complaint):
    sentence = _(
        "There is no request yet: nobody is chosen who could sign. Please choose at least one person; "
        "it must be somebody else than the authors."
    )


class SignerCannotSign(Complaint):
    sentence = _(
        "%(name)s cannot sign this: %(name)s has worked on it or asks for it, and a second person must look at it. "
        "Please choose somebody else."
    )


class SignerHasNoRole(Complaint):
    sentence = _(
        "%(name)s cannot sign this: no role of %(name)s in this authority allows it. "
        "Please choose somebody else, or ask an administrator for the role."
    )


class AnswerTimePast(Complaint):
    sentence = _("The request was not sent: the time to answer is already over. Please choose a later time.")


class AuthorCannotSign(Complaint):
    sentence = _(
        "Your signature was not taken: you have worked on this text or asked for the signature, and a second "
        "person must look at it. Please ask somebody else to sign."
    )


class NotAsked(Complaint):
    sentence = _(
        "Your signature was not taken: you were not asked in this round. "
        "Please ask whoever requested it to ask you as well."
    )


class LinkEnded(Complaint):
    sentence = _(
        "Your answer was not taken: this link is no longer valid. "
        "Please ask the authority that wrote to you for a new link."
    )


class ReasonMissing(Complaint):
    sentence = _(
        "Your answer was not taken yet: it needs a sentence that says why, so that the others can go on. "
        "Please write a reason or a note."
    )


class AnswerUnknown(Complaint):
    sentence = _(
        "Your answer was not taken: it is none of the four answers. Please choose one of the buttons."
    )


class AlreadyAnswered(Complaint):
    sentence = _(
        "Your answer was not taken: this round was already answered. There is nothing left for you to do; "
        "a changed text is asked for anew."
    )


class AlreadyRecalled(Complaint):
    sentence = _(
        "Your answer was not taken: the request was taken back, mostly because the text has changed. "
        "There is nothing left for you to do; you will be asked anew."
    )


class RoundOver(Complaint):
    sentence = _(
        "Nothing was changed: this round is already over. Please request a new signature if you need one."
    )


@transaction.atomic
def request(
    story: Story,
    *,
    variants: Iterable[Variant],
    signers: Iterable[Person],
    question: str = "",
    answer_until: datetime | None = None,
    by: Person,
    at: datetime,
) -> Round:
    """Freezes the variants, asks each signer by mail link, and recalls older open rounds of the same variants.

    The mails leave after the commit; where the mail server does not take one, `Asked.mailed_at` stays empty.

    Raises:
        NotAllowed, NothingToSign, NobodyAsked, SignerCannotSign, SignerHasNoRole, AnswerTimePast, or what
        freezing refuses.
    """
    demand(by, story.authority, WRITES)
    _hold(story)
    chosen = list(Variant.objects.filter(pk__in=[variant.pk for variant in variants], story=story))
    people = list({person.pk: person for person in signers}.values())
    if not chosen:
        raise NothingToSign
    if answer_until and answer_until <= at:
        raise AnswerTimePast
    frozen = [variants_actions.freeze(variant, by=by, at=at) for variant in chosen]
    _recall_older(chosen, by=by, at=at)
    made = Round.objects.create(
        story=story, question=question.strip(), requested_at=at, requested_by=by, answer_until=answer_until
    )
    made.versions.set(frozen)
    _check_signers(made, people)
    for person in people:
        _ask(made, person, at=at)
    names = {
        "asked": [person.name for person in people],
        "fingerprints": [version.fingerprint for version in frozen],
    }
    _note("approval.request", made, by=by, at=at, details=names)
    return made


def _hold(story: Story) -> None:
    """Story, then rounds, before the first line of the record: whoever signs meanwhile holds them in that order."""
    Story.objects.select_for_update().get(pk=story.pk)
    list(Round.objects.select_for_update().filter(story=story, state=RoundState.REQUESTED).order_by("pk"))


def _recall_older(chosen: list[Variant], *, by: Person, at: datetime) -> None:
    older = Round.objects.filter(state=RoundState.REQUESTED, versions__variant__in=chosen).distinct()
    for one in older:
        _recall(one, by=by, at=at)


def _check_signers(round_: Round, people: list[Person]) -> None:
    if not people:
        raise NobodyAsked
    barred = queries.barred_in(round_)
    for person in people:
        if not roles_of(person, round_.story.authority) & SIGNS:
            raise SignerHasNoRole(name=person.name)
        if str(person.pk) in barred or queries.same_address(person, barred):
            raise SignerCannotSign(name=person.name)


def _ask(round_: Round, person: Person, *, at: datetime) -> None:
    token, kept = links.make()
    asked = Asked.objects.create(
        round=round_, person=person, token_digest=kept, expires_at=at + links.LIFETIME
    )
    transaction.on_commit(partial(mail.send, asked, token, at=at))


@transaction.atomic
def mail_again(asked: Asked, *, by: Person, at: datetime) -> None:
    """Mails a new link; the one before it ends.

    Raises:
        NotAllowed, RoundOver.
    """
    demand(by, asked.round.story.authority, WRITES)
    round_ = _locked(asked.round)
    if round_.state != RoundState.REQUESTED:
        raise RoundOver
    token, asked.token_digest = links.make()
    asked.expires_at, asked.mailed_at = at + links.LIFETIME, None
    asked.save()
    _note("approval.mail_again", round_, by=by, at=at, details={"asked": [asked.person.name]})
    transaction.on_commit(partial(mail.send, asked, token, at=at))


@transaction.atomic
def sign(
    round_: Round,
    *,
    answer: str,
    reason: str = "",
    name: str = "",
    function: str = "",
    by: Person,
    at: datetime,
    door: Door = Door.APPLICATION,
    token: str = "",
) -> Round:
    """Stores one person's answer to every version of the round; the first answer settles it.

    `answer` is one of the four `Answer` values, and all but a plain yes need a `reason`. Empty `name` and
    `function` are the person's own. At the door of the mail link the `token` must be theirs, for this round.

    Raises:
        NotAllowed, LinkEnded, NotAsked, AuthorCannotSign, AnswerUnknown, ReasonMissing, AlreadyAnswered,
        AlreadyRecalled.
    """
    current = _locked(round_)
    demand(by, current.story.authority, SIGNS)
    _check_door(current, by=by, at=at, door=door, token=token)
    _check_answer(current, answer=answer, reason=reason, by=by)
    for version in current.versions.all():
        Signature.objects.create(
            round=current,
            version=version,
            fingerprint=version.fingerprint,
            person=by,
            name=name.strip() or by.name,
            function=function.strip() or by.function,
            answer=answer,
            reason=reason.strip(),
            door=door,
            at=at,
        )
    _settle(current, RoundState.SIGNED if answer in AGREEING else RoundState.RETURNED, at=at)
    _note("approval.sign", current, by=by, at=at, details={"answer": str(answer), "door": str(door)})
    return current


def _check_answer(round_: Round, *, answer: str, reason: str, by: Person) -> None:
    if round_.state == RoundState.RECALLED:
        raise AlreadyRecalled
    if round_.state != RoundState.REQUESTED:
        raise AlreadyAnswered
    barred = queries.barred_in(round_)
    if str(by.pk) in barred or queries.same_address(by, barred):
        raise AuthorCannotSign
    if answer not in Answer.values:
        raise AnswerUnknown
    if answer != Answer.SIGNED and not reason.strip():
        raise ReasonMissing


def _check_door(round_: Round, *, by: Person, at: datetime, door: Door, token: str) -> None:
    if door == Door.MAIL_LINK:
        asked = queries.asked_by_token(token, at)
        if asked is None or asked.round_id != round_.pk or asked.person_id != by.pk:
            raise LinkEnded
    if not round_.asked.filter(person=by).exists():
        raise NotAsked


@transaction.atomic
def recall(round_: Round, *, by: Person, at: datetime) -> Round:
    """Takes an open request back; its links say so from now on.

    Raises:
        NotAllowed, RoundOver.
    """
    demand(by, round_.story.authority, WRITES)
    return _recall(round_, by=by, at=at)


def _recall(round_: Round, *, by: Person, at: datetime) -> Round:
    current = _locked(round_)
    if current.state != RoundState.REQUESTED:
        raise RoundOver
    _settle(current, RoundState.RECALLED, at=at)
    _note("approval.recall", current, by=by, at=at)
    return current


def _locked(round_: Round) -> Round:
    """The row as it is now; whoever comes second waits here and then sees what the first one did."""
    return Round.objects.select_for_update(of=("self",)).select_related("story__authority").get(pk=round_.pk)


def _settle(round_: Round, state: RoundState, *, at: datetime) -> None:
    round_.state, round_.settled_at = state, at
    round_.save(update_fields=["state", "settled_at"])


def _note(
    verb: str, round_: Round, *, by: Person, at: datetime, details: Mapping[str, object] | None = None
) -> None:
    record.note(
        verb,
        authority=round_.story.authority_id,
        thing=("round", round_.pk, round_.story.title),
        by=by,
        at=at,
        details=details,
    )
