# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this person should do now in this authority: what, why now, how long, one button; the most worth first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Window
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.approval import queries as approval
from nahbar.approval.models import Round
from nahbar.authority import queries as authorities
from nahbar.authority.permissions import ADMINISTERS, ANSWERS, CONTRIBUTES, WRITES
from nahbar.consents import queries as consents
from nahbar.contributions import queries as contributions
from nahbar.dialogue.models import Inquiry
from nahbar.dialogue.states import InquiryState
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing import queries as publishing
from nahbar.topics import queries as topics
from nahbar.topics.models import Source, Topic
from nahbar.topics.states import TopicState
from nahbar.web.design.tags import day, moment
from nahbar.web.door import InsideRequest, here
from nahbar.web.today import unfinished

SHOWN_EACH = 10
SHOWN_CLOSING = 3
# From then on an unanswered inquiry goes before new work: one day, our own measure.
ANSWER_WITHIN_HOURS = 24


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `kind`: danger, warning or info. `minutes` are our estimate; `worth` orders the list."""

    what: str
    why: str
    minutes: int
    href: str
    action: str
    kind: str = "info"
    worth: int = 10


def _withdrawals(request: InsideRequest) -> Iterator[Task]:
    """Consents taken back whose posts are not all dealt with: three days, and a person waits."""
    for row in consents.open_withdrawals(request.authority)[:SHOWN_EACH]:
        yield Task(
            what=_("Take down what shows a person: %(occasion)s") % {"occasion": row.occasion},
            why=_("The consent was withdrawn; three days are given."),
            minutes=10,
            href=here(request, "consents:consent", row.pk),
            action=_("See what is out"),
            kind="danger",
            worth=95,
        )


def tasks(request: InsideRequest, at: datetime) -> list[Task]:
    """Everything there is to do for the person in the request, the most worth per minute first."""
    found: list[Task] = []
    if request.roles & WRITES:
        found += [*_decisions(request), *_missed(request), *_withdrawals(request)]
    found += _signatures(request)
    if request.roles & ADMINISTERS:
        found += _set_up(request)
    if request.roles & ANSWERS:
        found += _inquiries(request, at)
    if request.roles & WRITES:
        found += _deliveries(request)
        found += [_of_story(request, step) for step in unfinished.stories(request.authority)[:SHOWN_EACH]]
    if request.roles & CONTRIBUTES:
        found += [*_closing(request, at), *_topics(request)]
    return sorted(found, key=lambda task: (-task.worth, task.minutes))


def within(found: Sequence[Task], minutes: int | None) -> list[Task]:
    """As many tasks, in their order, as fit into the minutes; None: all of them. The first always fits."""
    if minutes is None:
        return list(found)
    chosen: list[Task] = []
    left = minutes
    for task in found:
        if task.minutes <= left or not chosen:
            chosen.append(task)
            left -= task.minutes
    return chosen


def _decisions(request: InsideRequest) -> Iterator[Task]:
    sentences = {
        "unclear": _("The platform gave no answer. Only you can see whether the post is there."),
        "refused": _(
            "The platform or a check in Nahbar did not take it. It does not go out until you decide."
        ),
        "missed": _("Its time is over. It does not go out until you decide."),
        "held": _("It is halted. It does not go out until you decide."),
    }
    for publication in publishing.needs_a_person(request.authority)[:SHOWN_EACH]:
        version = publication.version
        title = version.variant.story.title if version else Truncator(publication.text).chars(60)
        yield Task(
            what=_("Decide: “%(title)s” is %(state)s")
            % {"title": title, "state": publication.get_state_display()},
            why=f"{publication.channel.handle}: {sentences.get(publication.state, '')}",
            minutes=2,
            href=here(request, "publishing:publication", publication.pk),
            action=_("Look and decide"),
            kind="danger",
            worth=100,
        )


def _missed(request: InsideRequest) -> Iterator[Task]:
    slots = Slot.objects.filter(variant__story__authority=request.authority, state=SlotState.MISSED)
    for slot in slots.select_related("variant__story")[:SHOWN_EACH]:
        yield Task(
            what=_("Give “%(title)s” a new time") % {"title": slot.variant.story.title},
            why=_("The signature did not come in time for %(moment)s.") % {"moment": moment(slot.at)},
            minutes=2,
            href=here(request, "planning:calendar"),
            action=_("To the calendar"),
            kind="warning",
            worth=80,
        )


def _signatures(request: InsideRequest) -> Iterator[Task]:
    rounds = approval.waiting_for(request.person, request.authority)
    for asked in approval.answerable(rounds[:SHOWN_EACH], request.person):
        yield Task(
            what=_("Co-sign “%(title)s”") % {"title": asked.story.title},
            why=_until(asked),
            minutes=3,
            href=here(request, "approval:round", asked.pk),
            action=_("Read and answer"),
            kind="warning",
            worth=90,
        )


def _until(asked: Round) -> str:
    if asked.answer_until:
        return _("%(name)s asks for it until %(moment)s.") % {
            "name": asked.requested_by.name,
            "moment": moment(asked.answer_until),
        }
    return _("%(name)s asks for it.") % {"name": asked.requested_by.name}


def _set_up(request: InsideRequest) -> Iterator[Task]:
    place = request.authority
    if not authorities.channels(place).exists():
        why = _("Without a channel nothing can go out. The rehearsal channel needs no account.")
        href = here(request, "channels:list")
        yield Task(_("Connect the first channel"), why, 3, href, _("Connect"), worth=75)
    if not Source.objects.filter(authority=place).exists():
        why = _("Your press releases become topics by themselves.")
        yield Task(
            _("Name the first source"), why, 2, here(request, "topics:sources"), _("Name a source"), worth=74
        )
    if authorities.signers(place).count() < len(("writes", "signs")):
        why = _("Four eyes: nobody signs what they wrote themselves.")
        href = here(request, "settings:people")
        yield Task(_("Invite a second person"), why, 2, href, _("Invite"), worth=73)


def _inquiries(request: InsideRequest, at: datetime) -> Iterator[Task]:
    waiting = Inquiry.objects.filter(authority=request.authority, state=InquiryState.RECEIVED)
    oldest = waiting.annotate(count=Window(Count("pk"))).order_by("written_at").first()
    if oldest is None:
        return
    count = oldest.count
    hours = int((at - oldest.written_at).total_seconds() // 3600)
    late = hours >= ANSWER_WITHIN_HOURS
    why = ngettext(
        "The oldest has been waiting for %(count)s hour.",
        "The oldest has been waiting for %(count)s hours.",
        hours,
    )
    yield Task(
        what=ngettext("Answer %(count)s inquiry", "Answer %(count)s inquiries", count) % {"count": count},
        why=why % {"count": hours} if hours else _("It has just come in."),
        minutes=3 * min(count, SHOWN_EACH),
        href=here(request, "dialogue:list"),
        action=_("To the dialogue"),
        kind="warning" if late else "info",
        worth=85 if late else 60,
    )


def _deliveries(request: InsideRequest) -> Iterator[Task]:
    count = contributions.waiting_deliveries(request.authority).count()
    if count:
        yield Task(
            what=ngettext(
                "Look at %(count)s delivery of the trainees' studio",
                "Look at %(count)s deliveries of the trainees' studio",
                count,
            )
            % {"count": count},
            why=_("Films and photos wait for your decision; what nobody takes is deleted some day."),
            minutes=2 * min(count, SHOWN_EACH),
            href=here(request, "contributing:desk"),
            action=_("To the studio"),
            worth=62,
        )


def _of_story(request: InsideRequest, step: unfinished.Unfinished) -> Task:
    title = {"title": step.story.title}
    what, why, minutes, action, worth = {
        "returned": (
            _("Revise “%(title)s”"),
            _("It came back from co-signing."),
            5,
            _("Read what was said"),
            70,
        ),
        "unsigned": (
            _("Give “%(title)s” to co-signing"),
            _("The text is there, nobody has been asked yet."),
            2,
            _("To the story"),
            55,
        ),
        "unplanned": (
            _("Give “%(title)s” a time"),
            _("It is signed, but has no place in the calendar."),
            1,
            _("To the story"),
            65,
        ),
        "unwritten": (
            _("Write “%(title)s”"),
            _("The story has no text for a channel yet."),
            10,
            _("To the story"),
            40,
        ),
    }[step.lacks]
    href = here(request, "stories:story", step.story.pk)
    return Task(
        what % title, why, minutes, href, action, "warning" if step.lacks == "returned" else "info", worth
    )


def _closing(request: InsideRequest, at: datetime) -> Iterator[Task]:
    for topic in topics.closing_soon(request.authority, at)[:SHOWN_CLOSING]:
        yield Task(
            what=_("Tell “%(title)s” or lay it aside") % {"title": Truncator(topic.title).chars(80)},
            why=_("The topic expires: %(day)s is the last day on which it can be told.")
            % {"day": day(topic.expires_on)},
            minutes=2,
            href=here(request, "topics:topic", topic.pk),
            action=_("To the topic"),
            kind="warning",
            worth=68,
        )


def _topics(request: InsideRequest) -> Iterator[Task]:
    new = Topic.objects.filter(authority=request.authority, state=TopicState.NOTICED, part_of=None)
    newest = new.annotate(count=Window(Count("pk"))).order_by("-noticed_at").first()
    if newest is None:
        return
    count = newest.count
    yield Task(
        what=ngettext("Look through %(count)s new topic", "Look through %(count)s new topics", count)
        % {"count": count},
        why=_("The newest: “%(title)s”") % {"title": newest.title},
        minutes=min(max(1, round(count / 3)), SHOWN_EACH),
        href=here(request, "topics:list"),
        action=_("To the topics"),
        worth=50,
    )
