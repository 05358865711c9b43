# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A city after some years with Nahbar: rows in bulk beside the demo town, so that lists and queries have to show their cost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from nahbar.approval.models import Asked, Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority.actions import channels as connecting
from nahbar.authority.models import Authority, Channel, Membership, Person
from nahbar.authority.states import Role
from nahbar.cli.demo import REHEARSAL, Town
from nahbar.dialogue.models import Inquiry
from nahbar.dialogue.states import InquiryState
from nahbar.impact.models import Measurement
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import PublicationState, Step
from nahbar.record import actions as record
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.topics.models import Source, Topic
from nahbar.topics.states import TopicState
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version
from nahbar.wire import http as wire

CHANNELS = 7


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is; one story a day on every channel, `ahead` of them still to come, `waits` not signed yet."""

    stories: int = 300
    ahead: int = 30
    waits: int = 10
    topics: int = 2000
    sources: int = 12
    inquiries: int = 5000
    lines: int = 5000
    people: int = 40


PARAGRAPH = (
    "Ab Montag sperren wir die Brückenstraße zwischen Markt und Bahnhof. Zu Fuß und mit dem Rad kommen Sie immer durch. "
    "Busse der Linie 3 halten am Ring. Die Arbeiten dauern bis zum 18. Dezember, wenn das Wetter mitspielt. "
)


@transaction.atomic
def fill(town: Town, on: list[Channel], at: datetime, size: Size) -> dict[str, int]:
    """Rows in bulk for the town as of `at`; how many there are of each kind."""
    _people(town.place, at, size.people)
    _topics(town.place, at, size)
    _stories(town, on, at, size)
    _inquiries(town.place, at, size.inquiries)
    for number in range(size.lines):
        record.note(
            "topics.keep",
            authority=town.place.pk,
            thing=("topic", None, f"Brückenstraße {number}"),
            by=town.editor,
            at=at - timedelta(minutes=size.lines - number),
        )
    kinds = (Topic, Story, Variant, Publication, Slot, Signature, Inquiry, Measurement, JournalLine)
    return {kind.__name__.lower(): kind.objects.count() for kind in kinds} | {"lines": size.lines}


def _people(place: Authority, at: datetime, count: int) -> None:
    people = [
        Person(email=f"person{n}@{place.slug}.example", name=f"Person {n:02}", created_at=at)
        for n in range(count)
    ]
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(authority=place, person=one, role=role, granted_at=at)
        for one in people
        for role in (Role.EDITOR, Role.COSIGNER)
    )


def channels(town: Town, at: datetime) -> list[Channel]:
    for number in range(2, CHANNELS + 1):
        connecting.begin_connecting(
            town.place,
            platform=REHEARSAL,
            fields={"name": f"Übungskanal {number}"},
            redirect_uri="",
            transport=wire.transport(),
            by=town.administrator,
            at=at,
        )
    return list(town.place.channels.all())


def _topics(place: Authority, at: datetime, size: Size) -> None:
    sources = [
        Source(
            authority=place,
            kind="upload",
            title=f"Meldungen {n}",
            added_at=at,
            last_result="20 Meldungen gelesen.",
        )
        for n in range(size.sources)
    ]
    Source.objects.bulk_create(sources)
    states = (
        TopicState.NOTICED,
        TopicState.NOTICED,
        TopicState.KEPT,
        TopicState.POSTPONED,
        TopicState.DROPPED,
    )
    Topic.objects.bulk_create(
        Topic(
            authority=place,
            source=sources[n % len(sources)],
            state=states[n % len(states)],
            title=f"Brückenstraße wird gesperrt, Abschnitt {n}",
            text=PARAGRAPH * 8,
            link=f"https://www.musterau.example/meldung/{n}",
            published_at=at - timedelta(hours=n),
            noticed_at=at - timedelta(hours=n),
            changed_at=at - timedelta(hours=n),
        )
        for n in range(size.topics)
    )


def _stories(town: Town, on: list[Channel], at: datetime, size: Size) -> None:
    for n in range(size.stories):
        due = at + timedelta(days=size.ahead - n, minutes=7)
        told = Story.objects.create(
            authority=town.place,
            state=StoryState.OPENED if n < size.ahead + 15 else StoryState.CLOSED,
            title=f"Brückenstraße, Abschnitt {n}",
            facts=PARAGRAPH,
            opened_at=due - timedelta(days=3),
            opened_by=town.editor,
            changed_at=min(due, at),
        )
        drafts = [
            Variant(
                story=told,
                channel=channel,
                text=f"{PARAGRAPH}{n}",
                drafted_at=told.opened_at,
                revised_at=told.opened_at,
                revised_by=town.editor,
            )
            for channel in on
        ]
        Variant.objects.bulk_create(drafts)
        for draft in drafts:
            draft.authors.add(town.editor)
        _sign(town, told, drafts, due, at, waits=n < size.waits)


def _sign(
    town: Town, told: Story, drafts: list[Variant], due: datetime, at: datetime, *, waits: bool
) -> None:
    frozen = [
        Version(
            variant=draft,
            number=1,
            text=draft.text,
            language="de",
            author_ids=[str(town.editor.pk)],
            fingerprint=variants.fingerprint_of(draft, [], text=draft.text),
            frozen_at=told.opened_at,
            frozen_by=town.editor,
        )
        for draft in drafts
    ]
    Version.objects.bulk_create(frozen)
    asked = Round.objects.create(
        story=told,
        state=RoundState.REQUESTED if waits else RoundState.SIGNED,
        requested_at=told.opened_at,
        requested_by=town.editor,
        settled_at=None if waits else told.opened_at,
    )
    asked.versions.set(frozen)
    Asked.objects.create(round=asked, person=town.approver)
    if waits:
        Slot.objects.bulk_create(
            Slot(variant=one.variant, at=due, placed_at=told.opened_at, placed_by=town.editor)
            for one in frozen
        )
        return
    Signature.objects.bulk_create(
        Signature(
            round=asked,
            version=one,
            fingerprint=one.fingerprint,
            person=town.approver,
            name=town.approver.name,
            answer=Answer.SIGNED,
            door=Door.APPLICATION,
            at=told.opened_at,
        )
        for one in frozen
    )
    _place(town, frozen, due, at)


def _place(town: Town, frozen: list[Version], due: datetime, at: datetime) -> None:
    out = due < at
    posts = [
        Publication(
            authority=town.place,
            channel=one.variant.channel,
            version=one,
            fingerprint=one.fingerprint,
            text=one.text,
            state=PublicationState.PUBLISHED if out else PublicationState.PLANNED,
            due_at=due,
            next_try_at=due,
            remote_id=f"seed-{one.pk}" if out else "",
            published_at=due if out else None,
            ordered_at=one.frozen_at,
            ordered_by=town.editor,
        )
        for one in frozen
    ]
    Publication.objects.bulk_create(posts)
    Slot.objects.bulk_create(
        Slot(
            variant=one.variant,
            state=SlotState.PLACED,
            at=due,
            publication=post,
            placed_at=one.frozen_at,
            placed_by=town.editor,
        )
        for one, post in zip(frozen, posts, strict=True)
    )
    steps = (Step.ORDERED, Step.CLAIMED, Step.PUBLISH_INTENT, Step.RECEIPT) if out else (Step.ORDERED,)
    JournalLine.objects.bulk_create(
        JournalLine(publication=post, step=step, at=post.due_at) for post in posts for step in steps
    )
    Measurement.objects.bulk_create(
        Measurement(
            publication=post,
            day=(due + timedelta(days=day)).date(),
            measured_at=due + timedelta(days=day),
            replies=day,
            likes=10 + day,
            shares=day // 2,
        )
        for post in posts
        if out
        for day in range(5)
    )


def _inquiries(place: Authority, at: datetime, count: int) -> None:
    posts = list(Publication.objects.filter(authority=place, state=PublicationState.PUBLISHED))
    states = (InquiryState.RECEIVED, InquiryState.ANSWERED, InquiryState.CLOSED, InquiryState.CLOSED)
    Inquiry.objects.bulk_create(
        Inquiry(
            authority=place,
            channel_id=posts[n % len(posts)].channel_id,
            publication=posts[n % len(posts)],
            state=states[n % len(states)],
            remote_id=f"frage-{n}",
            parent_remote_id=posts[n % len(posts)].remote_id,
            author_handle=f"@buergerin{n}",
            author_name=f"Bürgerin {n}",
            text=f"Wie lange ist die Brückenstraße noch gesperrt? Frage {n}",
            written_at=at - timedelta(minutes=11 * n),
            received_at=at - timedelta(minutes=11 * n),
        )
        for n in range(count)
    )
