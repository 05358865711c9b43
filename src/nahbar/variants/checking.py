# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rulebook asked about every post of a draft by itself; what it finds is told at its place in the written text."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from nahbar.authority import queries as authority_queries
from nahbar.channels import thread
from nahbar.channels.names import Resolved
from nahbar.library import queries as library
from nahbar.library.states import NAMES_THE_AUTHOR, RightsState
from nahbar.rulebook import check as rulebook
from nahbar.rulebook.draft import Context, Draft, PictureDraft, PictureRights
from nahbar.rulebook.finding import Finding, Place
from nahbar.stories.models import Material
from nahbar.variants import outgoing
from nahbar.variants.models import Variant
from nahbar.variants.outgoing import Along


def findings(variant: Variant, along: Sequence[Along], *, at: datetime) -> tuple[Finding, ...]:
    """What the rulebook says of the draft as it stands at this moment, post by post."""
    authority, capability = variant.story.authority, authority_queries.capability_of(variant.channel)
    contacts = tuple(line.strip() for line in authority.own_contacts.splitlines() if line.strip())
    context = Context(level=authority.level, land=authority.land.removeprefix("DE-"), own_contacts=contacts)
    today = at.astimezone(ZoneInfo(authority.time_zone)).date()
    out = outgoing.text_of(variant)
    posts = thread.parts(out.text, capability)
    found: list[Finding] = []
    for number, post in enumerate(posts, start=1):
        mine = outgoing.with_part([one.part for one in along], number, posts)
        materials = [along[place].material for place in mine]
        pictures = tuple(
            PictureDraft(
                alt=one.alt, rights=_rights(one, variant.channel_id, today), is_uncleared=one.is_uncleared
            )
            for one in materials
        )
        draft = Draft(text=post.text, pictures=pictures, language=variant.language)
        told = rulebook.check(draft, capability, context)
        found += [_in_the_whole(one, post.start, mine, out, variant.text) for one in told]
    return tuple(found)


def _rights(material: Material, channel_id: uuid.UUID, today: date) -> PictureRights:
    """What the library says of this picture, for this channel and day."""
    rights = material.file.rights
    has_ended = library.state_of(rights, today) is RightsState.ENDED
    return PictureRights(
        is_stated=bool(rights.licence),
        ended_on=f"{rights.ends_on:%d.%m.%Y}" if has_ended else "",
        is_for_channel=library.may_be_shown(rights, channel_id),
        must_name=rights.author,
        is_uncredited=rights.licence in NAMES_THE_AUTHOR and not material.credit,
        music=rights.music if material.file.has_sound else None,
        is_music_proven=bool(rights.note),
    )


def _in_the_whole(found: Finding, start: int, mine: Sequence[int], out: Resolved, text: str) -> Finding:
    """The finding with its place in the whole text or among all pictures, as somebody wrote and chose them."""
    place = found.place
    if place.field.startswith("alt:"):
        return replace(found, place=replace(place, field=f"alt:{mine[int(place.field[4:])]}"))
    if place.field != "text":
        return found
    begin, end = out.written(place.start + start, place.end + start)
    # What stands in an account is mended where accounts are noted, not in the text.
    is_written = text[begin:end] == out.text[place.start + start : place.end + start]
    return replace(found, place=Place("text", begin, end), mend=found.mend if is_written else None)
