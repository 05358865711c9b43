# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a round shows: exactly what goes out, where and when, the same for the application and the mail link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse

from nahbar.approval import queries as approval
from nahbar.approval.models import Round
from nahbar.authority.models import Channel
from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.library import previews
from nahbar.library import queries as library
from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.planning import queries as planning
from nahbar.rulebook.finding import Finding
from nahbar.stories import queries as stories
from nahbar.studio.film import subtitles
from nahbar.studio.refusals import FileRefused
from nahbar.variants import outgoing
from nahbar.variants import queries as variants
from nahbar.variants.models import Overruling, Suggestion, Version
from nahbar.web import playing


@dataclass(frozen=True, slots=True)
class Posted:
    """One post of a version with its pictures; most versions are one post."""

    number: int
    text: str
    is_comment: bool
    pictures: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Content:
    """One version as it goes out, post by post. `findings` are empty where the draft is no longer this version."""

    version: Version
    channel: Channel
    icon: str
    posts: list[Posted]
    planned_at: datetime | None
    is_current: bool
    findings: tuple[Finding, ...]
    overrulings: list[Overruling]
    suggestions: list[Suggestion]


def contents(round_: Round, picture_address: Callable[[str], str]) -> list[Content]:
    """One entry a version, in the order the variants were drafted."""
    versions = round_.versions.select_related("variant__channel", "variant__story__authority")
    answered_for = Prefetch("variant__overrulings", Overruling.objects.select_related("by"))
    ordered = list(versions.prefetch_related(answered_for).order_by("variant__drafted_at", "pk"))
    drafts = [version.variant for version in ordered]
    slots, pictures = planning.slots_of(drafts), outgoing.along_of(drafts)
    current_prints = variants.current_fingerprints(drafts)
    shown = []
    for version in ordered:
        slot = slots.get(version.variant_id)
        current = current_prints[version.variant_id] == version.fingerprint
        shown.append(
            Content(
                version=version,
                channel=version.variant.channel,
                icon=registry.capability(version.variant.channel.platform).icon,
                posts=_posts(version, picture_address),
                planned_at=slot.at if slot else None,
                is_current=current,
                findings=variants.findings(version.variant, pictures[version.variant_id], at=clock.now())
                if current
                else (),
                overrulings=list(version.variant.overrulings.all()) if current else [],
                suggestions=variants.written_with_model(version.variant),
            )
        )
    return shown


def _posts(version: Version, picture_address: Callable[[str], str]) -> list[Posted]:
    parts = outgoing.version_parts(version)
    pictures = [_shown(picture, picture_address(picture["digest"])) for picture in version.pictures]
    pictures_of = [picture.get("part", 1) for picture in version.pictures]
    return [
        Posted(
            number,
            part.text,
            part.is_comment,
            [pictures[place] for place in outgoing.with_part(pictures_of, number, parts)],
        )
        for number, part in enumerate(parts, start=1)
    ]


def _shown(kept: dict[str, Any], address: str) -> dict[str, Any]:
    """A picture with its address; of a film also where it plays, and what is said in it."""
    shown = {**kept, "src": address, "is_film": variants.is_film(kept)}
    if not shown["is_film"]:
        return shown
    cues = subtitles.read(kept["captions"].encode()) if kept["captions"] else ()
    words = [cue.text.replace("\n", " ") for cue in cues]
    return {**shown, "film": f"{address}film.mp4", "track": f"{address}untertitel.vtt", "words": words}


def _carried(round_: Round, digest: str) -> tuple[dict[str, Any], MediaFile]:
    """What goes out with this round under this digest, and its row in the authority's library; else 404."""
    kept = approval.carries(round_, digest)
    file = library.file_of(round_.story.authority, digest) if kept else None
    if kept is None or file is None or not variants.is_film(kept):
        raise Http404
    return kept, file


def film_answer(request: HttpRequest, round_: Round, digest: str) -> HttpResponse:
    """The film as it goes out, whole or in parts, if it goes out with this round; else 404."""
    _kept, file = _carried(round_, digest)
    try:
        answer = playing.outgoing(request, file)
    except (media.MediaMissing, FileRefused) as error:
        raise Http404 from error
    answer["Cache-Control"] = "private, no-store"
    return answer


def captions_answer(round_: Round, digest: str) -> HttpResponse:
    """The subtitles that go out with this round's film; else 404."""
    kept, _file = _carried(round_, digest)
    if not kept["captions"]:
        raise Http404
    return playing.track(kept["captions"])


def picture_answer(round_: Round, digest: str) -> HttpResponse:
    """The picture's bytes, or a still of the film, if it goes out with this round; else 404."""
    kept = approval.carries(round_, digest)
    if kept is None:
        raise Http404
    if variants.is_film(kept):
        data, mime_type = previews.read(_carried(round_, digest)[1]), previews.MIME
    else:
        data, mime_type = stories.picture_view(digest)
    answer = HttpResponse(data, content_type=mime_type)
    answer["Cache-Control"] = "private, no-store"
    return answer
