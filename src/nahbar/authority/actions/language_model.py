# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The optional language model of an authority: set up, switched on and off, asked. Nothing needs it."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries, vault
from nahbar.authority.models import Authority, LanguageModel
from nahbar.authority.permissions import ADMINISTERS, CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.wire import language
from nahbar.wire.language import NoAnswer, Question, Server, Trouble

Thing = tuple[str, uuid.UUID | None, str]


class ModelAddressOdd(Complaint):
    sentence = _(
        "The language model was not saved, because “%(address)s” is no web address of a server. "
        "Please enter the address as its operator gives it, for example https://modell.example.org/v1."
    )


class ModelNameMissing(Complaint):
    sentence = _(
        "The language model was not saved, because its name is missing, and one server often has several. "
        "Please enter the name as its operator gives it."
    )


class ModelOff(Complaint):
    sentence = _(
        "Nothing was asked, because your authority has switched on no language model. "
        "Please write the sentence yourself, or ask an administrator."
    )


class ModelSilent(Complaint):
    """The model gave no usable answer. `trouble` is the wire's word for it."""

    def __init__(self, error: NoAnswer) -> None:
        self.trouble = error.trouble
        self.sentence = _SENTENCES.get(error.trouble, _OTHER)
        super().__init__()


_OTHER: Promise = _(
    "The language model gave no usable answer; what it sent is not what such a server sends. "
    "Please check address and name of the model, or write the sentence yourself."
)
_SENTENCES: dict[Trouble, Promise] = {
    Trouble.ADDRESS_REFUSED: _(
        "Nothing was asked, because the model's address lies in a private network or does not begin with https. "
        "Please try it with https://; if a private address is intended, ask the operator to add it to NAHBAR_ALLOW_PRIVATE."
    ),
    Trouble.UNREACHABLE: _(
        "Nothing was asked, because no server answers at the model's address. "
        "Please check the address, or write the sentence yourself."
    ),
    Trouble.LOST: _(
        "There is no answer, because the language model took too long or broke off. "
        "Please try it again later, or write the sentence yourself."
    ),
    Trouble.WRONG_KEY: _(
        "There is no answer, because the server did not accept the key. "
        "Please ask an administrator to enter it anew in the settings."
    ),
    Trouble.WRONG_ADDRESS: _(
        "There is no answer, because the server knows no such model or no such page. "
        "Please ask an administrator to check address and name of the model."
    ),
    Trouble.BUSY: _(
        "There is no answer, because the server has too much to do or is out of order. "
        "Please try it again in a few minutes, or write the sentence yourself."
    ),
    Trouble.REFUSED: _(
        "There is no answer, because the server refused the question. "
        "Please ask an administrator to check the name of the model."
    ),
}


def set_up_model(
    authority: Authority,
    *,
    address: str,
    model: str,
    key: str | None = None,
    is_on: bool,
    sees_pictures: bool = False,
    by: Actor,
    at: datetime,
) -> LanguageModel:
    """Saves server and model. A key of None stays as it was where the server stays the same, "" takes it away.

    Raises:
        NotAllowed, ModelAddressOdd, ModelNameMissing, KeyMissing.
    """
    demand(by, authority, ADMINISTERS)
    address, model = address.strip().rstrip("/"), " ".join(model.split())[:200]
    _check(address)
    if not model:
        raise ModelNameMissing
    if key:
        vault.demand_key(is_anything_sealed=queries.is_anything_sealed())
    with transaction.atomic():
        row = LanguageModel.objects.select_for_update().filter(authority=authority).first()
        row = row or LanguageModel(authority=authority)
        # A key is given to one server; another address must not get it sent.
        if key == "" or (key is None and _server(row.address) != _server(address)):
            row.key = b""
        elif key:
            row.key = vault.seal(key.encode(), place=vault.place(row, "key"))
        row.address, row.model, row.is_on, row.changed_at = address, model, is_on, at
        row.sees_pictures = sees_pictures
        row.save()
        details = {"server": _server(address), "model": model, "on": is_on, "sees_pictures": sees_pictures}
        _note("authority.set_up_model", row, by=by, at=at, details=details)
    return row


@transaction.atomic
def switch_model(authority: Authority, *, is_on: bool, by: Actor, at: datetime) -> None:
    """Switches the language model on or off; its settings stay.

    Raises:
        NotAllowed.
    """
    demand(by, authority, ADMINISTERS)
    row = LanguageModel.objects.select_for_update().filter(authority=authority).first()
    if row is None or row.is_on == is_on:
        return
    row.is_on, row.changed_at = is_on, at
    row.save(update_fields=["is_on", "changed_at"])
    _note("authority.switch_model", row, by=by, at=at, details={"on": is_on})


def try_model(authority: Authority, *, by: Actor, at: datetime) -> str:
    """Asks the model for one word, to see whether it answers, also while it is off; its answer.

    Raises:
        NotAllowed, ModelOff, ModelSilent.
    """
    demand(by, authority, ADMINISTERS)
    row = queries.language_model(authority)
    if row is None:
        raise ModelOff
    question = Question("Antworten Sie auf Deutsch mit genau einem Wort.", "Sagen Sie: bereit", max_tokens=20)
    return _asked(row, question, purpose="try", thing=_thing(row), by=by, at=at)


def ask_model(
    authority: Authority, *, question: Question, purpose: str, thing: Thing, by: Actor, at: datetime
) -> str:
    """What the language model says, as plain text; question and answer go to the record of `thing`.

    Whoever shows the answer marks it as a model's until a person has edited or confirmed it. Not to be called inside
    a transaction: the answer may take 45 seconds.

    Args:
        authority: whose model.
        question: what is sent, and nothing else.
        purpose: one word for the record, e.g. "angle".
        thing: kind, id and name of what it is asked about, as the record takes it.
        by: who asks.
        at: when.

    Raises:
        NotAllowed, ModelOff, ModelSilent.
    """
    demand(by, authority, CONTRIBUTES)
    row = queries.language_model(authority)
    if row is None or not row.is_on:
        raise ModelOff
    return _asked(row, question, purpose=purpose, thing=thing, by=by, at=at)


def _asked(
    row: LanguageModel, question: Question, *, purpose: str, thing: Thing, by: Actor, at: datetime
) -> str:
    key = vault.open_sealed(bytes(row.key), place=vault.place(row, "key")).decode() if row.key else ""
    said = {"purpose": purpose, "server": _server(row.address), "model": row.model}
    said |= {"frame": question.frame, "question": question.text}
    try:
        answer = language.ask(Server(row.address, row.model, key), question)
    except NoAnswer as error:
        # What was asked may have left the house all the same.
        record.note(
            "authority.ask_model_in_vain",
            authority=row.authority_id,
            thing=thing,
            by=by,
            at=at,
            details={**said, "trouble": error.trouble.value},
        )
        raise ModelSilent(error) from error
    record.note(
        "authority.ask_model",
        authority=row.authority_id,
        thing=thing,
        by=by,
        at=at,
        details={**said, "answer": answer},
    )
    return answer


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
        fits = fits and not parts.query and not parts.fragment and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits or len(address) > 500:  # noqa: PLR2004 - the width of the column
        raise ModelAddressOdd(address=address[:100])


def _server(address: str) -> str:
    """Scheme, name and port: what a key is given to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _thing(row: LanguageModel) -> Thing:
    return "language_model", row.pk, row.model


def _note(verb: str, row: LanguageModel, *, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    record.note(verb, authority=row.authority_id, thing=_thing(row), by=by, at=at, details=details)
