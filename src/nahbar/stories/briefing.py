# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a story is for is agreed, and what was shot is ticked off."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Pillar
from nahbar.record import actions as record
from nahbar.stories.actions import StoryChanged, StoryClosed
from nahbar.stories.models import Story, Tick
from nahbar.stories.sheet import sheet
from nahbar.stories.states import StoryState
from nahbar.topics import formats
from nahbar.topics.letters import cleaned

MOST_NOTES = 2_000
MOST_TICKS = 200
_LINES = {
    "audience": 200,
    "message": 300,
    "call_to_action": 200,
    "people_shown": 500,
    "series": 120,
    "angle": 300,
}
# A phone's clock may be wrong; a tick from the future would never be taken back.
_AHEAD = timedelta(minutes=2)


class GoalUnknown(Complaint):
    sentence = _("The brief was not saved, because this goal does not exist. Please choose one of the list.")


@dataclass(frozen=True, slots=True)
class Brief:
    """What somebody agreed on: empty where nothing is said."""

    goal: str = ""
    audience: str = ""
    message: str = ""
    call_to_action: str = ""
    people_shown: str = ""
    series: str = ""
    angle: str = ""
    format_key: str = ""
    shooting_notes: str = ""
    link_is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """A line of the sheet was done, or not after all, at a moment of the phone's clock."""

    key: str
    is_done: bool
    at: datetime


@transaction.atomic
def brief(story: Story, said: Brief, *, revision: int, by: Person, at: datetime) -> Story:
    """Saves what the story is for, if nobody saved since `revision`; saving the same again changes nothing.

    A format that does not exist (any more) is left out.

    Raises:
        GoalUnknown: for a goal that is none.
        StoryChanged, StoryClosed, NotAllowed: as they say.
    """
    demand(by, story.authority, CONTRIBUTES)
    current = _opened(story)
    new = {**asdict(said), **{name: _line(getattr(said, name), most) for name, most in _LINES.items()}}
    new["shooting_notes"] = cleaned(said.shooting_notes.replace("\r\n", "\n")).strip()[:MOST_NOTES]
    if new["goal"] and new["goal"] not in {pillar.value for pillar in Pillar}:
        raise GoalUnknown
    if new["format_key"] and formats.format_of(current.authority, new["format_key"]) is None:
        new["format_key"] = ""
    changed = [name for name, value in new.items() if getattr(current, name) != value]
    if not changed:
        return current
    if current.revision != revision:
        raise StoryChanged(current)
    before = {name: getattr(current, name) for name in changed}
    for name in changed:
        setattr(current, name, new[name])
    current.revision, current.changed_at, current.changed_by = revision + 1, at, by
    current.save()
    current.authors.add(by)
    _note("stories.brief", current, by=by, at=at, changed=changed, before=before)
    return current


@transaction.atomic
def tick(story: Story, ticks: Iterable[Ticked], *, by: Person, at: datetime) -> int:
    """Notes what was done of the sheet; of two phones the later tick counts. How many lines changed.

    Lines that do not stand on the sheet (any more) are passed over, and so are ticks older than what is noted.

    Raises:
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, story.authority, CONTRIBUTES)
    current = _opened(story)
    known = {line.key for line in sheet(current).lines}
    there = {row.key: row for row in Tick.objects.select_for_update().filter(story=current)}
    changed: dict[str, bool] = {}
    for one in sorted(list(ticks)[:MOST_TICKS], key=lambda one: one.at):
        when = min(one.at, at + _AHEAD)
        row = there.get(one.key)
        if one.key not in known or (row is not None and when <= row.at):
            continue
        is_new = row is None or row.is_done != one.is_done
        row = row or Tick(story=current, key=one.key)
        # Said again is noted, too: an older tick of another phone must not win over it.
        row.is_done, row.at, row.by = one.is_done, when, by
        row.save()
        there[one.key] = row
        if is_new:
            changed[one.key] = one.is_done
    if changed:
        done = sum(changed.values())
        _note("stories.tick", current, by=by, at=at, done=done, undone=len(changed) - done)
    return len(changed)


def _opened(story: Story) -> Story:
    current = Story.objects.select_for_update(of=("self",)).select_related("authority").get(pk=story.pk)
    if current.state == StoryState.CLOSED:
        raise StoryClosed
    return current


def _line(words: str, most: int) -> str:
    return " ".join(cleaned(words).split())[:most]


def _note(verb: str, story: Story, *, by: Person, at: datetime, **details: object) -> None:
    thing = ("story", story.pk, story.title)
    record.note(verb, authority=story.authority_id, thing=thing, by=by, at=at, details=dict(details))
