# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody sent becomes a topic at once; the same sent twice stays one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nahbar.contributions import queries
from nahbar.contributions.models import Contribution, Link, Photo
from nahbar.contributions.permissions import demand_open
from nahbar.contributions.states import QUESTIONS, Audience, Question, Shown
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import digest, fingerprint
from nahbar.foundation.ids import new_id
from nahbar.foundation.letters import cleaned
from nahbar.media import folder as media
from nahbar.radar.matter import Kind
from nahbar.record import actions as record
from nahbar.studio import intake
from nahbar.topics import actions as topics
from nahbar.topics.item import Item
from nahbar.topics.models import Source, Topic
from nahbar.topics.plain import tidy

MOST_PHOTOS = 6
# Who sends the same once more within this time tapped twice, or was not sure that it had worked.
SAME_WITHIN = timedelta(hours=24)
# How long photos stay that nobody made a decision on.
PHOTOS_STAY = timedelta(days=365)
_TITLE = 120
# Shorter ones are mostly abbreviations: "Am 3. Mai", "Fr. Weber".
_SENTENCE = 25


class NothingSaid(Complaint):
    sentence = _(
        "Nothing was sent yet: the first question has no answer. One sentence is enough; please write it."
    )


class ShownMissing(Complaint):
    sentence = _(
        "Nothing was sent yet: please say whether people can be recognised in the photos. "
        "Photos of people are only shown if they agreed."
    )


class TooManyPhotos(Complaint):
    sentence = _(
        "Nothing was sent yet: these are more than %(most)s photos, or too large files. Please choose those that show it best."
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent, as it came. `answers`: by the names of the questions."""

    answers: Mapping[str, str]
    shown: str = ""
    name: str = ""
    contact: str = ""
    photos: Sequence[intake.Photo] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """What became of it; `is_new`: False where the same had been sent before."""

    contribution: Contribution
    is_new: bool


@dataclass(frozen=True, slots=True)
class By:
    """Who did it, for the record: the link, no person."""

    name: str
    id: None = None


def receive(link: Link, sent: Sent, *, at: datetime) -> Received:
    """Makes a topic of what was sent by this link, with its photos; the radar has read it when this returns.

    Raises:
        LinkOff, NothingSaid, ShownMissing, TooManyPhotos: as they say.
    """
    answers = {one.name: tidy(sent.answers.get(one.name, ""))[: one.most] for one in _asked(link)}
    if not answers["happens"]:
        raise NothingSaid
    if len(sent.photos) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    if sent.photos and sent.shown not in Shown.values:
        raise ShownMissing
    contribution = _contribution(link, answers, sent, at)
    shelf = queries.shelf(contribution)
    is_kept = False
    try:
        # The files first, the rows second: a row without its file would be a promise nobody can keep.
        for photo in sent.photos:
            media.keep(photo.data, shelf=shelf)
        received = _filed(link, contribution, answers, sent, at)
        is_kept = received.is_new
    finally:
        if not is_kept:
            media.clear(shelf)
    topics.understand(link.authority, at=at)
    return received


def _asked(link: Link) -> tuple[Question, ...]:
    return QUESTIONS[Audience(link.audience)]


def _contribution(link: Link, answers: Mapping[str, str], sent: Sent, at: datetime) -> Contribution:
    name, contact = (" ".join(cleaned(one).split()) for one in (sent.name, sent.contact))
    forget_at = at + timedelta(days=link.keep_days)
    has_end = name or contact or sent.photos
    return Contribution(
        id=new_id(),
        authority_id=link.authority_id,
        link=link,
        via=link.source.title,
        shown=sent.shown if sent.photos else "",
        name=name[:120],
        contact=contact[:200],
        digest=fingerprint([dict(answers), sorted({digest(one.data) for one in sent.photos}), sent.shown]),
        received_at=at,
        forget_at=forget_at,
        keep_days=link.keep_days,
        look_at=forget_at if has_end else None,
    )


@transaction.atomic
def _filed(
    link: Link, contribution: Contribution, answers: Mapping[str, str], sent: Sent, at: datetime
) -> Received:
    source = demand_open(link)
    same = Contribution.objects.filter(
        link=link, digest=contribution.digest, received_at__gt=at - SAME_WITHIN
    ).first()
    if same is not None:
        return Received(same, is_new=False)
    contribution.topic = topics.receive(source, _item(link, contribution, answers), at=at)
    contribution.save(force_insert=True)
    photos = {digest(one.data): one for one in sent.photos}
    Photo.objects.bulk_create(
        Photo(
            contribution=contribution,
            position=place,
            digest=name,
            mime_type=one.mime,
            width=one.width,
            height=one.height,
        )
        for place, (name, one) in enumerate(photos.items())
    )
    _tell(source, contribution.topic, len(photos), at)
    return Received(contribution, is_new=True)


def _item(link: Link, contribution: Contribution, answers: Mapping[str, str]) -> Item:
    """The answers as the radar and the editors read them: in German, whatever language the form was read in."""
    with translation.override("de"):
        parts = [f"{one.words}\n{answers[one.name]}" for one in _asked(link) if answers[one.name]]
    return Item(
        identifier=f"contribution:{contribution.pk}",
        title=_title(answers["happens"]),
        text="\n\n".join(parts),
        link="",
        published_at=contribution.received_at,
        kind=Kind.CONTRIBUTION,
        department=contribution.via if link.audience == Audience.DEPARTMENT else "",
    )


def _title(text: str) -> str:
    """The first sentence of the first line, cut at a word."""
    line = text.split("\n", 1)[0]
    ends = [place + 1 for mark in ".!?" if (place := line.find(f"{mark} ", _SENTENCE)) > 0]
    sentence = line[: min(ends, default=len(line))].strip().rstrip(".")
    if len(sentence) <= _TITLE:
        return sentence or line[:_TITLE]
    return sentence[: _TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _tell(source: Source, topic: Topic, photos: int, at: datetime) -> None:
    """Says what came on the source's card, and writes it into the record in the link's name."""
    with translation.override("de"):
        words = ngettext(
            "The last one came with %(n)s photo.", "The last one came with %(n)s photos.", photos
        )
        source.last_result = words % {"n": photos} if photos else str(_("The last one came without a photo."))
    source.last_read_at = at
    source.save(update_fields=["last_result", "last_read_at"])
    thing = ("topic", topic.pk, topic.title)
    by = By(source.title)
    record.note(
        "contributions.receive",
        authority=source.authority_id,
        thing=thing,
        by=by,
        at=at,
        details={"photos": photos},
    )
