# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a story: open, describe, collect, close."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, RELEASES, WRITES, NotAllowed, demand
from nahbar.contributions import actions as contributions
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.library.states import Kind, Way
from nahbar.record import actions as record
from nahbar.stories.models import Material, Story
from nahbar.stories.states import NEXT, StoryState
from nahbar.topics import actions as topics
from nahbar.topics import formats, recognised
from nahbar.topics.models import Topic

_TITLE = 300
_ANGLE = 300
_AUDIENCE = 200
_is_web_address = URLValidator(schemes=["http", "https"])


class TitleMissing(Complaint):
    """A story without a name."""

    sentence = _("The story was not saved, because it has no title. Please give it a short title.")


class LinkOdd(Complaint):
    """The link is no web address."""

    sentence = _(
        "The story was not saved, because “%(link)s” is not a web address. "
        "Please enter an address that begins with https://."
    )


class StoryChanged(Complaint):
    """Somebody else saved meanwhile; `theirs` is the story as it is now."""

    sentence = _(
        "Your change was not saved yet, because %(name)s changed the story in the meantime. "
        "Please compare both texts and save again."
    )

    def __init__(self, theirs: Story) -> None:
        super().__init__(name=theirs.changed_by.name if theirs.changed_by else theirs.opened_by.name)
        self.theirs = theirs


class StoryClosed(Complaint):
    """A closed story is only read."""

    sentence = _("Nothing was changed, because the story is closed. Please reopen it first.")


class EmbargoPast(Complaint):
    """The embargo would be over already."""

    sentence = _(
        "The embargo was not set, because that time is already over. Please choose a time that is still to come."
    )


class FileKindUnfit(Complaint):
    """No channel shows this kind of file yet."""

    sentence = _(
        "The file was not taken into the story, because stories take pictures and films and this is a %(kind)s. "
        "Please choose a picture or a film."
    )


class StepNotPossible(Complaint):
    """The state does not allow this step."""

    sentence = _("Nothing was changed, because the story already is in this state. Please reload the page.")


@transaction.atomic
def open_story(
    topic: Topic | None,
    *,
    authority: Authority,
    title: str = "",
    format_key: str = "",
    angle: str = "",
    by: Person,
    at: datetime,
) -> Story:
    """Opens a story, from a topic (which then counts as told) or from an idea of one's own.

    `format_key` is a key of `topics.formats`, `angle` the sentence that was chosen with it; a format that does not
    exist (any more) is left out.

    Raises:
        NotAllowed: without a role that contributes, or for a topic of another authority.
        TitleMissing: without a topic and without a title.
    """
    demand(by, authority, CONTRIBUTES)
    if topic and topic.authority_id != authority.pk:
        raise NotAllowed
    name = _name(title or (topic.title if topic else ""))
    if not name:
        raise TitleMissing
    story = Story.objects.create(
        authority=authority,
        topic=topic,
        title=name,
        link=topic.link if topic else "",
        format_key=format_key if format_key and formats.format_of(authority, format_key) else "",
        angle=" ".join(_plain(angle).split())[:_ANGLE],
        goal=topic.pillar if topic else "",
        audience=", ".join(recognised.recognition(topic).people[:3])[:_AUDIENCE] if topic else "",
        opened_at=at,
        opened_by=by,
        changed_at=at,
        changed_by=by,
    )
    if not topic or name != _name(topic.title):
        story.authors.add(by)
    if topic:
        topics.mark_told(topic, by=by, at=at)
    chosen = {"format": story.format_key, "angle": story.angle} if story.format_key else {}
    _note("stories.open", story, by=by, at=at, topic=str(topic.pk) if topic else "", **chosen)
    return story


@transaction.atomic
def describe(
    story: Story, *, title: str, facts: str, link: str, revision: int, by: Person, at: datetime
) -> Story:
    """Saves title, facts and link if nobody saved since `revision`; saving the same again changes nothing.

    Raises:
        StoryChanged: if somebody did; nothing is overwritten.
        TitleMissing, LinkOdd, StoryClosed, NotAllowed: as they say.
    """
    demand(by, story.authority, CONTRIBUTES)
    current = _opened(story)
    new = {"title": _name(title), "facts": _plain(facts), "link": link.strip()}
    if not new["title"]:
        raise TitleMissing
    _check_link(new["link"])
    changed = [name for name, value in new.items() if getattr(current, name) != value]
    if not changed:
        return current
    if current.revision != revision:
        raise StoryChanged(current)
    for name, value in new.items():
        setattr(current, name, value)
    current.revision, current.changed_at, current.changed_by = revision + 1, at, by
    current.save()
    current.authors.add(by)
    _note("stories.describe", current, by=by, at=at, changed=changed)
    return current


@transaction.atomic
def set_embargo(story: Story, *, until: datetime | None, by: Person, at: datetime) -> Story:
    """Nothing of the story is public before `until`; None: no embargo. What was planned earlier needs another date then.

    Raises:
        EmbargoPast: if that moment is over.
        NotAllowed: without a role that contributes; ending an embargo, or ending it earlier, needs one that releases.
        StoryClosed: as it says.
    """
    demand(by, story.authority, CONTRIBUTES)
    current = _opened(story)
    before = current.embargo_until
    if until == before:
        return current
    if until is not None and until <= at:
        raise EmbargoPast
    if before is not None and before > at and (until is None or until < before):
        demand(by, story.authority, RELEASES)
    current.embargo_until, current.changed_at, current.changed_by = until, at, by
    current.save(update_fields=["embargo_until", "changed_at", "changed_by"])
    words = {"until": until.isoformat() if until else "", "before": before.isoformat() if before else ""}
    _note("stories.set_embargo", current, by=by, at=at, **words)
    return current


def collect(
    story: Story,
    *,
    data: bytes,
    file_name: str = "",
    alt: str = "",
    credit: str = "",
    origin: str = "",
    is_uncleared: bool = False,
    by: Person,
    at: datetime,
) -> Material:
    """Adds a picture; the same file a second time gives the picture that is there already.

    `is_uncleared`: rights and consent are open, as with what `origin` says; `clear` settles them.

    Raises:
        PictureRefused: if the file is no picture that can be taken; its sentence says why.
        StoryClosed, NotAllowed: as they say.
    """
    if Story.objects.filter(pk=story.pk, state=StoryState.CLOSED).exists():
        raise StoryClosed
    words = library.Words(file_name=file_name, description=alt, credit_line=credit, source=origin)
    way = Way.CONTRIBUTION if is_uncleared else Way.UPLOAD
    file = library.take_in(story.authority, data=data, words=words, way=way, by=by, at=at).file
    said = {"alt": alt, "credit": credit, "file_name": file_name, "origin": origin}
    return use(story, file, **said, is_uncleared=is_uncleared, by=by, at=at)


@transaction.atomic
def use(
    story: Story,
    file: MediaFile,
    *,
    alt: str = "",
    credit: str = "",
    file_name: str = "",
    origin: str = "",
    is_uncleared: bool = False,
    by: Person,
    at: datetime,
) -> Material:
    """Takes a file of the library into the story; a second time gives the use that is there.

    Without `alt` and `credit` the story begins with the library's description and credit line. What was sent in stays
    uncleared in every story, until one has cleared it or somebody has stated its licence.

    Raises:
        FileKindUnfit: for what no channel shows yet.
        StoryClosed: as it says.
        NotAllowed: without a role that contributes, or for a file of another authority.
    """
    demand(by, story.authority, CONTRIBUTES)
    if file.authority_id != story.authority_id:
        raise NotAllowed
    if file.kind not in {Kind.PICTURE, Kind.FILM}:
        raise FileKindUnfit(kind=file.get_kind_display())
    current = _opened(story)
    there = Material.objects.filter(story=current, digest=file.digest).first()
    if there:
        return there
    of_file = {name: getattr(file, name) for name in ("digest", "mime_type", "width", "height", "size")}
    is_open = is_uncleared or was_never_cleared(file)
    material = Material.objects.create(
        story=current,
        file=file,
        **of_file,
        file_name=_plain(file_name)[:200] or file.file_name,
        alt=_plain(alt) or file.description,
        credit=_plain(credit)[:300] or file.rights.credit_line,
        origin=_plain(origin)[:500] or (file.rights.source if is_open else ""),
        is_uncleared=is_open,
        added_at=at,
        added_by=by,
        written_by=by,
    )
    material.authors.add(by)
    contributions.claim(file)
    _note("stories.collect", current, by=by, at=at, digest=file.digest, file_name=material.file_name)
    return material


@transaction.atomic
def clear(material: Material, *, by: Person, at: datetime) -> None:
    """A named person says that rights and consent of a contributed picture are settled; a second time changes nothing.

    Raises:
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, material.story.authority, WRITES)
    story = _opened(material.story)
    if Material.objects.filter(pk=material.pk, is_uncleared=True).update(is_uncleared=False):
        _note("stories.clear", story, by=by, at=at, digest=material.digest, origin=material.origin)


@transaction.atomic
def describe_material(material: Material, *, alt: str, credit: str, by: Person, at: datetime) -> Material:
    """Saves alternative text and credit; whoever writes them becomes an author. The old words stay in the record.

    Raises:
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, material.story.authority, CONTRIBUTES)
    story = _opened(material.story)
    current = Material.objects.select_for_update().get(pk=material.pk)
    before = {"alt": current.alt, "credit": current.credit}
    new = {"alt": _plain(alt), "credit": _plain(credit)[:300]}
    if before == new:
        return current
    current.alt, current.credit, current.written_by = new["alt"], new["credit"], by
    current.save()
    current.authors.add(by)
    _note("stories.describe_material", story, by=by, at=at, digest=current.digest, before=before)
    return current


@transaction.atomic
def exchange(
    material: Material,
    file: MediaFile,
    *,
    alt: str,
    origin: str = "",
    is_uncleared: bool = False,
    by: Person,
    at: datetime,
) -> Material:
    """Another file in the place of the picture, in every draft that shows it; frozen versions keep what they have.

    `origin`, `is_uncleared`: as with `collect`, of what the new file shows.

    Where the story has that file already, gives that use and leaves this one as it is.

    Raises:
        StoryClosed, NotAllowed: as they say; also for a file of another authority.
    """
    demand(by, material.story.authority, CONTRIBUTES)
    if file.authority_id != material.story.authority_id:
        raise NotAllowed
    story = _opened(material.story)
    current = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    there = Material.objects.filter(story=story, digest=file.digest).exclude(pk=current.pk).first()
    if there:
        return there
    before = {"digest": current.digest, "alt": current.alt}
    said = {"alt": _plain(alt), "origin": _plain(origin)[:500], "is_uncleared": is_uncleared}
    if current.digest == file.digest and all(getattr(current, name) == value for name, value in said.items()):
        return current
    of_file = {name: getattr(file, name) for name in ("digest", "mime_type", "width", "height", "size")}
    for name, value in {**of_file, **said}.items():
        setattr(current, name, value)
    current.file, current.written_by = file, by
    current.save()
    current.authors.add(by)
    _note("stories.exchange_material", story, by=by, at=at, digest=file.digest, before=before)
    return current


@transaction.atomic
def remove_material(material: Material, *, by: Person, at: datetime) -> None:
    """Takes a picture out of the story and its drafts; frozen versions keep it, and so does the media folder.

    Raises:
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, material.story.authority, CONTRIBUTES)
    story = _opened(material.story)
    before = {"alt": material.alt, "credit": material.credit}
    Material.objects.filter(pk=material.pk).delete()
    _note("stories.remove_material", story, by=by, at=at, digest=material.digest, before=before)


def close(story: Story, *, by: Person, at: datetime) -> Story:
    """Puts the story away; its publications stay as they are.

    Raises:
        StepNotPossible: if it is closed already.
        NotAllowed: without a role that contributes.
    """
    return _step(story, StoryState.CLOSED, "stories.close", by=by, at=at)


def reopen(story: Story, *, by: Person, at: datetime) -> Story:
    """Takes a closed story up again.

    Raises:
        StepNotPossible: if it is open already.
        NotAllowed: without a role that contributes.
    """
    return _step(story, StoryState.OPENED, "stories.reopen", by=by, at=at)


@transaction.atomic
def _step(story: Story, target: StoryState, verb: str, *, by: Person, at: datetime) -> Story:
    demand(by, story.authority, CONTRIBUTES)
    current = _locked(story.pk)
    if target not in NEXT[StoryState(current.state)]:
        raise StepNotPossible
    current.state, current.changed_at, current.changed_by = target, at, by
    current.save()
    _note(verb, current, by=by, at=at)
    return current


def _locked(pk: uuid.UUID) -> Story:
    return Story.objects.select_for_update(of=("self",)).select_related("authority").get(pk=pk)


def _opened(story: Story) -> Story:
    """The story as it is now, locked.

    Raises:
        StoryClosed: if it is closed.
    """
    current = _locked(story.pk)
    if current.state == StoryState.CLOSED:
        raise StoryClosed
    return current


def was_never_cleared(file: MediaFile) -> bool:
    """Whether the file was sent in, and nobody has cleared it in any story or stated its licence."""
    if file.way != Way.CONTRIBUTION or file.rights.licence:
        return False
    return not Material.objects.filter(file=file, is_uncleared=False).exists()


def _check_link(link: str) -> None:
    try:
        if link:
            _is_web_address(link)
    except ValidationError as error:
        raise LinkOdd(link=link[:100]) from error


def _name(title: str) -> str:
    return " ".join(title.split())[:_TITLE]


def _plain(text: str) -> str:
    """Line ends as one character, no NUL (PostgreSQL stores none), no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _note(verb: str, story: Story, *, by: Person, at: datetime, **details: Any) -> None:
    thing = ("story", story.pk, story.title)
    record.note(verb, authority=story.authority_id, thing=thing, by=by, at=at, details=details)
