# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Authorities with many accounts and signed posts, written in bulk; every row stands as the actions would leave it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nahbar.approval.models import Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority import vault
from nahbar.authority.models import Authority, Channel, Person
from nahbar.dialogue.models import Listening
from nahbar.foundation.ids import new_id
from nahbar.impact.models import Measuring
from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import Step
from nahbar.stories.models import Story
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version

TEXT = (
    "Die Brückenstraße ist ab Montag zwischen Markt und Bahnhof gesperrt. Zu Fuß kommen Sie immer durch. "
    "Busse der Linie 3 halten am Ring. Fragen beantwortet das Bauamt. Meldung {number}"
)
FAR = timedelta(days=3650)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """One authority with its author, its signer and its accounts."""

    authority: Authority
    author: Person
    signer: Person
    channels: tuple[Channel, ...]


def places(server: str, *, authorities: int, channels: int, at: datetime) -> list[Place]:
    """Authorities whose accounts lie on this server; nothing else of them is due for ten years."""
    made = []
    for number in range(authorities):
        authority = Authority.objects.create(
            name=f"Stadt Musterau {number}",
            slug=f"musterau-{number}",
            level="kommune",
            land="DE-NI",
            created_at=at,
        )
        author, signer = (
            Person.objects.create(email=f"{role}{number}@musterau.example", name=role, created_at=at)
            for role in ("author", "signer")
        )
        accounts = tuple(_channel(authority, server, n, at) for n in range(channels))
        made.append(Place(authority, author, signer, accounts))
    everywhere = [channel for place in made for channel in place.channels]
    # Comments and figures are not what is measured here.
    Listening.objects.bulk_create(Listening(channel=one, next_at=at + FAR) for one in everywhere)
    Measuring.objects.bulk_create(Measuring(channel=one, next_at=at + FAR) for one in everywhere)
    return made


def _channel(authority: Authority, server: str, number: int, at: datetime) -> Channel:
    made = Channel(
        authority=authority,
        platform="mastodon",
        remote_id=f"{number}@{authority.slug}",
        handle=f"@{authority.slug}-{number}@social.example",
        connected_at=at,
    )
    plain = json.dumps({"server": server, "token": "t", "account_id": str(number)}).encode()
    made.credentials = vault.seal(plain, place=vault.place(made, "credentials"))
    made.save(force_insert=True)
    return made


def posts(of: list[Place], count: int, *, due: datetime, apart: timedelta, at: datetime) -> list[Publication]:
    """Signed posts in turn on every account; the n-th is due n times `apart` later."""
    made: list[Publication] = []
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        made += _batch([(*_turn(of, n), n, due + n * apart) for n in numbers], at)
    return made


def _turn(of: list[Place], number: int) -> tuple[Place, Channel]:
    place = of[number % len(of)]
    return place, place.channels[number // len(of) % len(place.channels)]


def _batch(wanted: list[tuple[Place, Channel, int, datetime]], at: datetime) -> list[Publication]:
    rows = list(_rows(wanted, at))
    for model in (Story, Variant, Version, Round, Signature, Publication, JournalLine):
        model.objects.bulk_create([row for row in rows if type(row) is model])
    versions = [row for row in rows if isinstance(row, Signature)]
    through = Round.versions.through
    through.objects.bulk_create(through(round_id=one.round_id, version_id=one.version_id) for one in versions)
    return [row for row in rows if isinstance(row, Publication)]


def _rows(wanted: list[tuple[Place, Channel, int, datetime]], at: datetime) -> Iterator[object]:
    for place, channel, number, due_at in wanted:
        text, author, signer = TEXT.format(number=f"{number} {new_id()}"), place.author, place.signer
        story = Story(
            authority=place.authority,
            title=f"Sperrung {number}",
            opened_at=at,
            opened_by=author,
            changed_at=at,
        )
        variant = Variant(
            story=story, channel=channel, text=text, drafted_at=at, revised_at=at, revised_by=author
        )
        print_ = variants.fingerprint_of(variant, [], text=variant.text)
        version = Version(
            variant=variant,
            number=1,
            text=text,
            language="de",
            author_ids=[str(author.pk)],
            fingerprint=print_,
            frozen_at=at,
            frozen_by=author,
        )
        asked = Round(
            story=story, state=RoundState.SIGNED, requested_at=at, requested_by=author, settled_at=at
        )
        signature = Signature(
            round=asked,
            version=version,
            fingerprint=print_,
            person=signer,
            name=signer.name,
            answer=Answer.SIGNED,
            door=Door.APPLICATION,
            at=at,
        )
        publication = Publication(
            authority=place.authority,
            channel=channel,
            version=version,
            fingerprint=print_,
            text=text,
            due_at=due_at,
            next_try_at=due_at,
            ordered_at=at,
            ordered_by=author,
        )
        line = JournalLine(publication=publication, step=Step.ORDERED, at=at)
        yield from (story, variant, version, asked, signature, publication, line)
