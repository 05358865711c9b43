# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a story is for is agreed."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.radar.matter import Pillar
from nahbar.record import actions as record
from nahbar.stories.actions import StoryChanged, StoryClosed
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.topics import formats

MOST_NOTES = 2_000
_LINES = {
    "audience": 200,
    "message": 300,
    "call_to_action": 200,
    "people_shown": 500,
    "series": 120,
    "angle": 300,
}
_ABOUT_PEOPLE = frozenset({"people_shown", "shooting_notes"})


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


@transaction.atomic
def brief(story: Story, said: Brief, *, revision: int, by: Person, at: datetime) -> Story:
    """Saves what the story is for, if nobody saved since `revision`; saving the same again changes nothing.

    The record keeps what was before, but of who is shown only that it changed: names have an end, the record has none. A format that does not exist (any more) is left out.

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
    before = {name: getattr(current, name) for name in changed if name not in _ABOUT_PEOPLE}
    for name in changed:
        setattr(current, name, new[name])
    current.revision, current.changed_at, current.changed_by = revision + 1, at, by
    current.save()
    current.authors.add(by)
    _note("stories.brief", current, by=by, at=at, changed=changed, before=before)
    return current


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
