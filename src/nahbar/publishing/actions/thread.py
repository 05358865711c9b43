# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thread goes on: the next post is ordered in the transaction that knows the one before is published, and so once."""

import uuid
from datetime import datetime

from nahbar.publishing import queries
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, PublicationState, Step
from nahbar.variants import outgoing
from nahbar.variants.models import Version


def carry_on(row: Publication, *, at: datetime) -> Publication | None:
    """Orders the post after `row`, which was just published; None: there is none, or it was ordered already.

    A post whose platform number nobody knows carries no answer: what should hang on it waits for a person.
    """
    version = row.version
    if version is None or row.part >= row.parts:
        return None
    number, first = row.part + 1, row.thread_id or row.pk
    if Publication.objects.filter(thread=first, part=number, version=version).exists():
        return None
    post = outgoing.version_parts(version)[number - 1]
    answers = _number_of_first(row) if post.is_comment else row.remote_id
    made = Publication.objects.create(
        authority_id=row.authority_id,
        channel_id=row.channel_id,
        version=version,
        thread_id=first,
        part=number,
        parts=row.parts,
        in_reply_to=answers,
        fingerprint=row.fingerprint,
        text=post.text,
        language=row.language,
        due_at=at,
        next_try_at=at,
        ordered_at=at,
        ordered_by_id=row.ordered_by_id,
    )
    journal.write(made, Step.ORDERED, at=at, reason="thread", detail=f"{number}/{row.parts}")
    return made


def _number_of_first(row: Publication) -> str:
    """A comment stands under the first post, however long the thread became."""
    if row.thread_id is None:
        return row.remote_id
    return Publication.objects.values_list("remote_id", flat=True).get(pk=row.thread_id)


def renew_waiting(row: Publication, old: uuid.UUID | None, version: Version) -> None:
    """What waits of the thread goes on with the version that just took the place of the old one."""
    if row.parts == 1:
        return
    posts = outgoing.version_parts(version)
    waiting = queries.thread_of(row).filter(version=old, state__in=MOVABLE).exclude(pk=row.pk)
    for one in waiting:
        values = {"version": version, "fingerprint": version.fingerprint, "text": posts[one.part - 1].text}
        Publication.objects.filter(pk=one.pk, state__in=MOVABLE).update(
            **values, prepared=None, prepared_at=None
        )


def held_posts(row: Publication) -> list[Publication]:
    """All posts of the thread that were not taken back, locked; the caller holds their account."""
    rows = (
        queries.thread_of(row)
        .select_related("authority", "channel")
        .select_for_update(of=("self",), no_key=True)
    )
    return [one for one in rows if one.state != PublicationState.DROPPED]
