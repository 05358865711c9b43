# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a variant goes out: accounts for names, the posts of a thread, and which pictures go along with which."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.channels import names, thread
from nahbar.channels.names import Resolved
from nahbar.channels.thread import Part
from nahbar.record import statements
from nahbar.stories.models import Material
from nahbar.variants.models import Handle, Variant, VariantPicture, Version


@dataclass(frozen=True, slots=True)
class Along:
    """A picture or film that goes along, and the number of the post it goes with; later posts than there are: with the last."""

    material: Material
    part: int = 1


def along(variant: Variant) -> list[Along]:
    """The pictures that go along, in their order."""
    return along_of([variant])[variant.pk]


def along_of(of: Iterable[Variant]) -> dict[uuid.UUID, list[Along]]:
    """The pictures that go along with each of these variants, in their order; in one query for all."""
    found: dict[uuid.UUID, list[Along]] = {variant.pk: [] for variant in of}
    if not found:
        return found
    rows = VariantPicture.objects.filter(variant__in=statements.padded(found))
    rows = rows.select_related("material__file__rights")
    for row in rows.order_by("part", "position"):
        found[row.variant_id].append(Along(row.material, row.part))
    return found


def text_of(variant: Variant) -> Resolved:
    """The text as it goes out; asks only where somebody is named."""
    return names.resolved(variant.text, _handles([variant]).get(variant.channel_id, {}))


def texts_of(of: Iterable[Variant]) -> dict[uuid.UUID, str]:
    """The texts of all of these as they go out, by variant id; two queries where somebody is named, else none."""
    drafts = list(of)
    handles = _handles(drafts)
    return {draft.pk: names.resolved(draft.text, handles.get(draft.channel_id, {})).text for draft in drafts}


def text_on(channel_id: uuid.UUID, text: str) -> str:
    """How this text goes out on this channel."""
    return names.resolved(text, _of_channels({channel_id} if names.named(text) else set())[channel_id]).text


def _handles(drafts: Iterable[Variant]) -> Mapping[uuid.UUID, dict[str, str]]:
    return _of_channels({draft.channel_id for draft in drafts if names.named(draft.text)})


def _of_channels(channel_ids: set[uuid.UUID]) -> defaultdict[uuid.UUID, dict[str, str]]:
    """The accounts that can be named on each of these channels, by the key of the name."""
    found: defaultdict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    if not channel_ids:
        return found
    channels = list(Channel.objects.filter(pk__in=channel_ids).values_list("pk", "authority", "platform"))
    rows = Handle.objects.filter(authority__in={authority for _, authority, _ in channels})
    for authority, platform, key, handle in rows.values_list("authority", "platform", "key", "handle"):
        for channel, of, on in channels:
            if (of, on) == (authority, platform):
                found[channel][key] = handle
    return found


def strangers(variant: Variant) -> list[str]:
    """Who is named in the text and has no account on its channel: there a plain name goes out."""
    found = names.named(variant.text)
    known = _of_channels({variant.channel_id})[variant.channel_id] if found else {}
    return [name for name in found if names.key(name) not in known]


def parts_of(variant: Variant) -> tuple[Part, ...]:
    """The posts the draft becomes, as they go out; a text that is not divided is one."""
    return thread.parts(text_of(variant).text, authority_queries.capability_of(variant.channel))


def version_parts(version: Version) -> tuple[Part, ...]:
    """The posts a frozen version becomes."""
    return thread.parts(version.text, authority_queries.capability_of(version.variant.channel))


def with_part(pictures_of: Sequence[int], number: int, found: Sequence[Part]) -> list[int]:
    """Which of the pictures, given by the number of their post, go with post `number`: a comment has none."""
    posts = sum(not one.is_comment for one in found)
    return [place for place, part in enumerate(pictures_of) if min(part, posts) == number]
