# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about links, contributions and their photos."""

import uuid
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from nahbar.authority import vault
from nahbar.authority.models import Authority
from nahbar.authority.tokens import digest_of
from nahbar.contributions import rules
from nahbar.contributions.models import (
    Assignment,
    Contribution,
    DeliveredFile,
    Delivery,
    Link,
    Photo,
    StudioRules,
)
from nahbar.contributions.states import WAITING, Audience, DeliveryState
from nahbar.media import folder as media
from nahbar.studio import picture
from nahbar.topics.models import Topic

SHELF = "contributed"
VIEW_BYTES = 400_000
VIEW_PIXELS = 1_000_000


def links(authority: Authority) -> QuerySet[Link]:
    """The authority's links with the number of what came by each as `contribution_count`."""
    rows = Link.objects.filter(authority=authority).select_related("source", "authority")
    return rows.annotate(contribution_count=Count("contributions"))


def link_by_token(slug: str, token: str) -> Link | None:
    """The link with this token in this authority, switched on or off; None for every other token."""
    rows = Link.objects.filter(token_digest=digest_of(token), authority__slug=slug)
    return rows.select_related("source", "authority").first()


def token_of(link: Link) -> str:
    """The token, to be shown to those who hand it on.

    Raises:
        SealBroken: the key does not open it.
    """
    return vault.open_sealed(bytes(link.token), place=vault.place(link, "token")).decode("ascii")


def of_matter(topic: Topic) -> list[Contribution]:
    """What was contributed to the matter this topic stands for, the first one first, with photos; two queries at most."""
    lead = topic.part_of_id or topic.pk
    rows = Contribution.objects.filter(Q(topic=lead) | Q(topic__part_of=lead))
    return list(rows.prefetch_related("photos"))


def contributions(authority: Authority) -> QuerySet[Contribution]:
    """Everything that was contributed to the authority."""
    return Contribution.objects.filter(authority=authority).select_related("authority", "topic")


def photos(authority: Authority) -> QuerySet[Photo]:
    """All photos that were contributed to the authority and not forgotten."""
    return Photo.objects.filter(contribution__authority=authority).select_related("contribution__topic")


def photo_bytes(photo: Photo) -> bytes:
    """The photo as it is kept, without metadata.

    Raises:
        MediaMissing: if the file is not there.
    """
    return media.read(photo.digest, shelf=shelf(photo.contribution))


def photo_view(photo: Photo) -> tuple[bytes, str]:
    """The photo for eyes, at most a million pixels; bytes and MIME type.

    Raises:
        MediaMissing: if the file is not there.
    """
    return picture.outgoing(photo_bytes(photo), VIEW_BYTES, VIEW_PIXELS, ("image/jpeg",)), "image/jpeg"


def trainees_links(authority: Authority) -> QuerySet[Link]:
    """The links the studio is open to."""
    rows = Link.objects.filter(authority=authority, audience=Audience.TRAINEES)
    return rows.select_related("source", "authority").order_by("source__title")


def assignments(authority: Authority) -> QuerySet[Assignment]:
    """Everything the authority asked its trainees to shoot."""
    return Assignment.objects.filter(authority=authority).select_related("link__source", "authority")


def open_assignments(link: Link, today: date) -> QuerySet[Assignment]:
    """What is to be shot now by this link's trainees; what ends first stands on top."""
    return Assignment.objects.filter(_is_open(today), link=link)


def assignments_for(subject: uuid.UUID) -> QuerySet[Assignment]:
    """What trainees were asked to shoot for this thing, with the number of deliveries that wait as `waiting_count`."""
    waiting = Count("deliveries", filter=Q(deliveries__state__in=WAITING))
    return Assignment.objects.filter(subject=subject).annotate(waiting_count=waiting)


def _is_open(today: date) -> Q:
    return Q(closed_at=None) & (Q(until=None) | Q(until__gte=today))


def is_open(one: Assignment, today: date) -> bool:
    """Whether the assignment stands in the studio today."""
    return one.closed_at is None and (one.until is None or one.until >= today)


def studio_rules(authority: Authority) -> list[str]:
    """The rules of the studio: the house's own, else ours."""
    own = StudioRules.objects.filter(authority=authority).values_list("rules", flat=True).first()
    return list(own) if own else [str(one) for one in rules.RULES]


def delivery_by_token(link: Link, token: str) -> Delivery | None:
    """The delivery with this token that came by this link; None for every other token."""
    rows = Delivery.objects.filter(token_digest=digest_of(token), link=link)
    return rows.select_related("authority", "assignment", "link__source").first()


def deliveries(authority: Authority) -> QuerySet[Delivery]:
    """Everything that came into the authority's studio, with its files, what waits first."""
    files = Prefetch("files", DeliveredFile.objects.select_related("file__rights"))
    rows = Delivery.objects.filter(authority=authority).select_related("assignment", "authority")
    return rows.prefetch_related(files)


def waiting_deliveries(authority: Authority) -> QuerySet[Delivery]:
    """What the editors have to decide on now."""
    return Delivery.objects.filter(authority=authority, state=DeliveryState.SENT)


def shelf(contribution: Contribution) -> str:
    """Where the contribution's photos lie; nothing else lies there."""
    return f"{SHELF}/{contribution.pk.hex}"
