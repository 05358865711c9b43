# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about variants: findings, count, fingerprint, authors, and the post a version becomes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Authority
from nahbar.channels import counting
from nahbar.channels.capability import Capability
from nahbar.channels.post import Film, Picture, Post
from nahbar.foundation.fingerprint import fingerprint
from nahbar.library import films, previews
from nahbar.library import queries as library
from nahbar.media.folder import MediaMissing
from nahbar.record import statements
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories import queries as stories
from nahbar.stories.models import Material
from nahbar.studio import picture as studio
from nahbar.studio.refusals import FileRefused
from nahbar.topics.states import PhrasingState
from nahbar.variants import checking, outgoing
from nahbar.variants.models import Handle, Overruling, Suggestion, Variant, VariantPicture, Version
from nahbar.variants.outgoing import Along, along, along_of
from nahbar.variants.states import Purpose


@dataclass(frozen=True, slots=True)
class Standing:
    """What a version frozen now would have as its fingerprint, and until when the story must not be public."""

    fingerprint: str
    embargo_until: datetime | None


def variants(authority: Authority) -> QuerySet[Variant]:
    """All variants of the authority's stories."""
    return Variant.objects.filter(story__authority=authority).select_related("story__authority", "channel")


def handles(authority: Authority) -> QuerySet[Handle]:
    """Who can be named in texts, and how they are called on each platform."""
    return Handle.objects.filter(authority=authority)


def names(authority: Authority) -> QuerySet[Handle, str]:
    """The names that are noted, each once, in their order."""
    return handles(authority).order_by("key").values_list("name", flat=True).distinct()


def chosen(variant: Variant) -> list[Material]:
    """The pictures that go along, in their order."""
    return [one.material for one in along(variant)]


def post_text_count(variant: Variant) -> int:
    """The length of the text as it goes out, in the channel's own unit."""
    return counting.count(outgoing.text_of(variant).text, capability_of(variant).text)


def capability_of(variant: Variant) -> Capability:
    """What the variant's channel can do."""
    return authority_queries.capability_of(variant.channel)


def findings(variant: Variant, pictures: list[Along] | None = None, *, at: datetime) -> tuple[Finding, ...]:
    """What the rulebook says of the draft as it stands at this moment, overruled or not; `pictures` where `along` is at hand."""
    return checking.findings(variant, along(variant) if pictures is None else pictures, at=at)


def overrulings(variant: Variant) -> dict[tuple[str, str], Overruling]:
    """Who answers for which finding, by rule and passage; the newest where there are several."""
    rows = variant.overrulings.filter(anchor__in=["", pictures_anchor(variant)]).select_related("by")
    return {(row.rule, row.passage): row for row in rows.order_by("at")}


def pictures_anchor(variant: Variant) -> str:
    """What stands for the pictures that go along now, in their order."""
    return fingerprint([material.digest for material in chosen(variant)])


def open_stops(variant: Variant, pictures: list[Along] | None = None, *, at: datetime) -> tuple[Finding, ...]:
    """Findings that stop the variant and that nobody answers for yet; `pictures` where `along` is at hand."""
    stops = tuple(finding for finding in findings(variant, pictures, at=at) if finding.weight is Weight.STOP)
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
    return [_frozen(one) for one in along(variant)]


def _frozen(one: Along) -> dict[str, Any]:
    material = one.material
    return {
        "digest": material.digest,
        "mime_type": material.mime_type,
        "width": material.width,
        "height": material.height,
        "alt": material.alt,
        "credit": material.credit,
        **({"part": one.part} if one.part > 1 else {}),
        **_of_film(material),
    }


def _of_film(material: Material) -> dict[str, Any]:
    if not material.is_film:
        return {}
    return {"seconds": round(material.file.seconds, 3), "captions": material.file.captions}


def is_film(frozen: dict[str, Any]) -> bool:
    """Whether what a version keeps in `pictures` is a film."""
    return str(frozen["mime_type"]).startswith("video/")


def current_fingerprint(variant: Variant, pictures: list[Along] | None = None) -> str:
    """The fingerprint a version frozen now would have; `pictures` where `along` is at hand."""
    frozen = [_frozen(one) for one in (along(variant) if pictures is None else pictures)]
    return fingerprint_of(variant, frozen, text=outgoing.text_of(variant).text)


def current_fingerprints(of: Iterable[Variant]) -> dict[uuid.UUID, str]:
    """The fingerprints that versions frozen now would have, by variant id; in one query for all."""
    drafts = list(of)
    pictures, texts = along_of(drafts), outgoing.texts_of(drafts)
    return {
        draft.pk: fingerprint_of(draft, [_frozen(one) for one in pictures[draft.pk]], text=texts[draft.pk])
        for draft in drafts
    }


def fingerprint_of(variant: Variant, pictures: Iterable[dict[str, Any]], *, text: str) -> str:
    """Digest over everything that goes out: channel, all posts of the text, language, pictures and films with words and places."""
    words = [
        _words(one["digest"], one["alt"], one["credit"], one.get("part", 1), one.get("captions", ""))
        for one in pictures
    ]
    return _fingerprint(variant.channel_id, text, variant.language, words)


def _words(digest: str, alt: str, credit: str, part: int, captions: str) -> list[Any]:
    """Of the first post, and so of all that was signed before there were threads, the number is left out."""
    if captions:
        return [digest, alt, credit, part, captions]
    return [digest, alt, credit, part] if part > 1 else [digest, alt, credit]


def _fingerprint(channel: uuid.UUID, text: str, language: str, pictures: list[list[Any]]) -> str:
    return fingerprint({"channel": str(channel), "text": text, "language": language, "pictures": pictures})


def standing(variant_id: uuid.UUID) -> Standing:
    """What the draft is at this moment, whatever was read of it before; in one query, or three where somebody is named.

    Raises:
        Variant.DoesNotExist.

    """
    found = STANDING.rows(variant_id)
    if not found:
        raise Variant.DoesNotExist
    channel, text, language, embargo_until = found[0][:4]
    words = [_words(*row[4:]) for row in found if row[4] is not None]
    out = outgoing.text_on(channel, text)
    return Standing(_fingerprint(channel, out, language, words), embargo_until)


def _standing(variant_id: uuid.UUID) -> statements.Built:
    rows = Variant.objects.filter(pk=variant_id).order_by("pictures__part", "pictures__position")
    picture = (f"pictures__material__{name}" for name in ("digest", "alt", "credit"))
    told = ("channel", "text", "language", "story__embargo_until")
    return rows.values_list(*told, *picture, "pictures__part", "pictures__material__file__captions")


STANDING = statements.Once(_standing, [uuid.UUID(int=1)])


def post_of(
    version: Version, key: str, created_at: datetime, *, part: int = 1, in_reply_to: str = ""
) -> Post:
    """What goes out for post `part` of this version: pictures and films without metadata, within the channel's limits.

    Raises:
        MediaMissing: if a file is gone.
        FilmOut: if a film does not fit the channel.
        PictureRefused: if a picture cannot be brought within the limits.
    """
    capability = authority_queries.capability_of(version.variant.channel)
    posts = outgoing.version_parts(version)
    mine = [
        version.pictures[place]
        for place in outgoing.with_part([one.get("part", 1) for one in version.pictures], part, posts)
    ]
    authority = version.variant.channel.authority
    return Post(
        key=key,
        text=posts[part - 1].text,
        language=version.language,
        created_at=created_at,
        pictures=tuple(_outgoing(one, capability) for one in mine if not is_film(one)),
        in_reply_to=in_reply_to,
        films=tuple(_outgoing_film(one, capability, authority) for one in mine if is_film(one)),
    )


def _outgoing(frozen: dict[str, Any], capability: Capability) -> Picture:
    limit = capability.pictures
    if limit is None:
        raise studio.PictureRefused
    original = stories.picture_bytes(frozen["digest"])
    data = studio.outgoing(original, limit.max_bytes, limit.max_pixels, limit.mime_types)
    info = studio.inspect(data)
    return Picture(data=data, mime_type=info.mime, alt=frozen["alt"], width=info.width, height=info.height)


class FilmOut(Exception):
    """A film that is gone, or that the channel does not take as it is; the rules say the second long before."""


def _outgoing_film(frozen: dict[str, Any], capability: Capability, authority: Authority) -> Film:
    """The film without metadata, with as much beside it as the channel takes.

    Raises:
        FilmOut.
    """
    limit, file = capability.films, library.file_of(authority, frozen["digest"])
    if file is None:
        raise FilmOut("the film is gone")
    if limit is None:
        raise FilmOut("the channel shows no films")
    try:
        path = films.outgoing_path(file)
        cover = previews.read(file) if limit.takes_cover else b""
    except (FileRefused, MediaMissing) as refused:
        raise FilmOut(type(refused).__name__) from refused
    size = path.stat().st_size
    if size > limit.max_bytes:
        raise FilmOut(f"{size} bytes, the channel takes {limit.max_bytes}")
    # Where a channel has no place for them, or too little, the rules have asked for another way.
    captions = frozen["captions"] if len(frozen["captions"].encode()) <= limit.captions_bytes else ""
    return Film(
        path=path,
        size=size,
        mime_type="video/mp4",
        alt=frozen["alt"],
        width=frozen["width"],
        height=frozen["height"],
        seconds=frozen["seconds"],
        captions=captions,
        cover=cover,
    )


def suggestions(authority: Authority) -> QuerySet[Suggestion]:
    """What a language model proposed for the authority's variants and pictures, newest first."""
    mine = Q(variant__story__authority=authority) | Q(material__story__authority=authority)
    return Suggestion.objects.filter(mine).select_related(
        "variant__story__authority",
        "variant__channel",
        "material__story__authority",
        "decided_by",
        "asked_by",
    )


def open_suggestions(of: Variant | Material) -> dict[Purpose, Suggestion]:
    """The proposals that wait for a person's decision, by what was asked for."""
    return {Purpose(one.purpose): one for one in of.suggestions.filter(state=PhrasingState.PROPOSED)}


def written_with_model(variant: Variant) -> list[Suggestion]:
    """What of a language model a person took into this variant or the alternative texts of its story's pictures."""
    mine = Q(variant=variant) | Q(material__story=variant.story_id)
    taken = {PhrasingState.CONFIRMED, PhrasingState.EDITED}
    return list(Suggestion.objects.filter(mine, state__in=taken).select_related("decided_by"))
