# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about variants: findings, count, fingerprint, authors, and the post a version becomes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Authority
from nahbar.channels import counting
from nahbar.channels.capability import Capability
from nahbar.channels.post import Picture, Post
from nahbar.foundation.fingerprint import fingerprint
from nahbar.library import queries as library
from nahbar.library.states import NAMES_THE_AUTHOR, RightsState
from nahbar.record import statements
from nahbar.rulebook import check as rulebook
from nahbar.rulebook.draft import Context, Draft, PictureDraft, PictureRights
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories import queries as stories
from nahbar.stories.models import Material
from nahbar.studio import picture as studio
from nahbar.variants.models import Overruling, Variant, VariantPicture, Version


@dataclass(frozen=True, slots=True)
class Standing:
    """What a version frozen now would have as its fingerprint, and until when the story must not be public."""

    fingerprint: str
    embargo_until: datetime | None


def variants(authority: Authority) -> QuerySet[Variant]:
    """All variants of the authority's stories."""
    return Variant.objects.filter(story__authority=authority).select_related("story__authority", "channel")


def chosen(variant: Variant) -> list[Material]:
    """The pictures that go along, in their order."""
    return [
        row.material for row in variant.pictures.select_related("material__file__rights").order_by("position")
    ]


def chosen_of(of: Iterable[Variant]) -> dict[uuid.UUID, list[Material]]:
    """The pictures that go along with each of these variants, in their order; in one query for all."""
    found: dict[uuid.UUID, list[Material]] = {variant.pk: [] for variant in of}
    if not found:
        return found
    rows = VariantPicture.objects.filter(variant__in=statements.padded(found))
    rows = rows.select_related("material__file__rights").order_by("position")
    for row in rows:
        found[row.variant_id].append(row.material)
    return found


def post_text_count(variant: Variant) -> int:
    """The length of the text in the channel's own unit."""
    return counting.count(variant.text, capability_of(variant).text)


def capability_of(variant: Variant) -> Capability:
    """What the variant's channel can do."""
    return authority_queries.capability_of(variant.channel)


def findings(
    variant: Variant, materials: list[Material] | None = None, *, at: datetime
) -> tuple[Finding, ...]:
    """What the rulebook says of the draft as it stands at this moment, overruled or not; `materials` where `chosen` is at hand."""
    authority = variant.story.authority
    along = chosen(variant) if materials is None else materials
    today = at.astimezone(ZoneInfo(authority.time_zone)).date()
    pictures = tuple(
        PictureDraft(
            alt=one.alt,
            rights=_rights(one, variant.channel_id, today),
            is_uncleared=one.is_uncleared,
        )
        for one in along
    )
    contacts = tuple(line.strip() for line in authority.own_contacts.splitlines() if line.strip())
    context = Context(level=authority.level, land=authority.land.removeprefix("DE-"), own_contacts=contacts)
    draft = Draft(text=variant.text, pictures=pictures, language=variant.language)
    return rulebook.check(draft, capability_of(variant), context)


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
    )


def overrulings(variant: Variant) -> dict[tuple[str, str], Overruling]:
    """Who answers for which finding, by rule and passage; the newest where there are several."""
    rows = variant.overrulings.filter(anchor__in=["", pictures_anchor(variant)]).select_related("by")
    return {(row.rule, row.passage): row for row in rows.order_by("at")}


def pictures_anchor(variant: Variant) -> str:
    """What stands for the pictures that go along now, in their order."""
    return fingerprint([material.digest for material in chosen(variant)])


def open_stops(
    variant: Variant, materials: list[Material] | None = None, *, at: datetime
) -> tuple[Finding, ...]:
    """Findings that stop the variant and that nobody answers for yet; `materials` where `chosen` is at hand."""
    along = chosen(variant) if materials is None else materials
    stops = tuple(finding for finding in findings(variant, along, at=at) if finding.weight is Weight.STOP)
    answered = overrulings(variant) if stops else {}
    return tuple(finding for finding in stops if (finding.rule, finding.passage) not in answered)


def author_ids(variant: Variant) -> list[str]:
    """Ids of everybody who wrote on the text, or on words of a picture that goes along; sorted."""
    return sorted(author_ids_of([variant])[variant.pk])


def author_ids_of(of: Iterable[Variant]) -> dict[uuid.UUID, set[str]]:
    """The `author_ids` of each of these variants, by variant id; in two queries for all."""
    found: dict[uuid.UUID, set[str]] = {variant.pk: set() for variant in of}
    if not found:
        return found
    wrote = Variant.authors.through.objects.filter(variant__in=found).values_list("variant_id", "person_id")
    for variant_id, person_id in wrote:
        found[variant_id].add(str(person_id))
    pictures = VariantPicture.objects.filter(variant__in=found)
    words = pictures.values_list("variant_id", "material__written_by_id", "material__authors")
    for variant_id, *people in words:
        found[variant_id] |= {str(person_id) for person_id in people if person_id}
    return found


def frozen_pictures(variant: Variant) -> list[dict[str, Any]]:
    """The chosen pictures as a version keeps them."""
    return [_frozen(material) for material in chosen(variant)]


def _frozen(material: Material) -> dict[str, Any]:
    return {
        "digest": material.digest,
        "mime_type": material.mime_type,
        "width": material.width,
        "height": material.height,
        "alt": material.alt,
        "credit": material.credit,
    }


def current_fingerprint(variant: Variant, materials: list[Material] | None = None) -> str:
    """The fingerprint a version frozen now would have; `materials` where `chosen` is at hand."""
    along = chosen(variant) if materials is None else materials
    return fingerprint_of(variant, [_frozen(material) for material in along])


def current_fingerprints(of: Iterable[Variant]) -> dict[uuid.UUID, str]:
    """The fingerprints that versions frozen now would have, by variant id; in one query for all."""
    drafts = list(of)
    pictures = chosen_of(drafts)
    return {
        draft.pk: fingerprint_of(draft, [_frozen(material) for material in pictures[draft.pk]])
        for draft in drafts
    }


def fingerprint_of(variant: Variant, pictures: Iterable[dict[str, Any]]) -> str:
    """Digest over everything that goes out: channel, text, language, and the pictures with words and order."""
    words = [[one["digest"], one["alt"], one["credit"]] for one in pictures]
    return _fingerprint(variant.channel_id, variant.text, variant.language, words)


def _fingerprint(channel: uuid.UUID, text: str, language: str, pictures: list[list[str]]) -> str:
    return fingerprint({"channel": str(channel), "text": text, "language": language, "pictures": pictures})


def standing(variant_id: uuid.UUID) -> Standing:
    """What the draft is at this moment, whatever was read of it before; in one query.

    Raises:
        Variant.DoesNotExist.

    """
    found = STANDING.rows(variant_id)
    if not found:
        raise Variant.DoesNotExist
    channel, text, language, embargo_until = found[0][:4]
    words = [list(row[4:]) for row in found if row[4] is not None]
    return Standing(_fingerprint(channel, text, language, words), embargo_until)


def _standing(variant_id: uuid.UUID) -> statements.Built:
    rows = Variant.objects.filter(pk=variant_id).order_by("pictures__position")
    picture = (f"pictures__material__{name}" for name in ("digest", "alt", "credit"))
    return rows.values_list("channel", "text", "language", "story__embargo_until", *picture)


STANDING = statements.Once(_standing, [uuid.UUID(int=1)])


def post_of(version: Version, key: str, created_at: datetime, in_reply_to: str = "") -> Post:
    """What goes out for this version: pictures made anew without metadata, within the channel's limits.

    Raises:
        MediaMissing: if a picture's file is gone.
        PictureRefused: if a picture cannot be brought within the limits.
    """
    capability = authority_queries.capability_of(version.variant.channel)
    return Post(
        key=key,
        text=version.text,
        language=version.language,
        created_at=created_at,
        pictures=tuple(_outgoing(one, capability) for one in version.pictures),
        in_reply_to=in_reply_to,
    )


def _outgoing(frozen: dict[str, Any], capability: Capability) -> Picture:
    limit = capability.pictures
    if limit is None:
        raise studio.PictureRefused
    original = stories.picture_bytes(frozen["digest"])
    data = studio.outgoing(original, limit.max_bytes, limit.max_pixels, limit.mime_types)
    info = studio.inspect(data)
    return Picture(data=data, mime_type=info.mime, alt=frozen["alt"], width=info.width, height=info.height)
