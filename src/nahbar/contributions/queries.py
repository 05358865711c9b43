# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about links, contributions and their photos."""

from django.db.models import Count, Q, QuerySet

from nahbar.authority import vault
from nahbar.authority.models import Authority
from nahbar.authority.tokens import digest_of
from nahbar.contributions.models import Contribution, Link, Photo
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


def shelf(contribution: Contribution) -> str:
    """Where the contribution's photos lie; nothing else lies there."""
    return f"{SHELF}/{contribution.pk.hex}"
