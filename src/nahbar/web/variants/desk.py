# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around the text of a variant while somebody writes: count, findings, pictures, preview."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.authority import queries as authorities
from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES
from nahbar.channels import counting, thread
from nahbar.channels.capability import Capability, TextLimit, TextUnit
from nahbar.channels.thread import Part
from nahbar.foundation import clock
from nahbar.radar.formats import Format
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories.models import Material
from nahbar.topics import formats
from nahbar.variants import outgoing, queries, scaffold
from nahbar.variants.models import Overruling, Variant
from nahbar.variants.outgoing import Along
from nahbar.web.door import InsideRequest
from nahbar.web.variants import language, preview

# More names than that are looked up in the register.
MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it; `number` finds it again when its mend is clicked."""

    number: int
    finding: Finding
    kind: str
    word: str
    answered: Overruling | None
    may_answer: bool
    can_mend: bool
    where: str


@dataclass(frozen=True, slots=True)
class Count:
    """How much room is left, in the platform's own unit, as a sentence. `label`: of which post of a thread."""

    used: int
    limit: int
    sentence: str
    unit: str
    is_over: bool
    label: str = ""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A picture of the story, its place on this channel (0: it does not go along) and with which post it goes."""

    material: Material
    place: int
    part: int


def around(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    """The context of `variants/check.html` and `variants/preview.html`."""
    capability, along = queries.capability_of(variant), outgoing.along(variant)
    shown, parts = _shown(request, variant, along), outgoing.parts_of(variant)
    counts = _counts(parts, capability)
    return {
        "variant": variant,
        "counts": counts,
        # What is in the way comes first, for whoever asks whether the text may go on.
        "count": next((one for one in counts if one.is_over), counts[0]),
        "has_empty_part": len(parts) > 1 and any(one.is_empty for one in counts),
        "strangers": outgoing.strangers(variant),
        "look": capability.look,
        "findings": shown,
        "open_stops": [one for one in shown if one.finding.weight is Weight.STOP and not one.answered],
        "posts": preview.posts(parts, along, capability),
        "along": along,
        "may_write": may_write(request),
        **language.help_for(variant),
    }


def desk(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    """All a page needs to write one variant."""
    capability = queries.capability_of(variant)
    most = capability.pictures.max_count if capability.pictures else 0
    told = around(request, variant)
    return {
        **told,
        "capability": capability,
        "divider": thread.DIVIDER,
        "comment_divider": thread.COMMENT_DIVIDER,
        "known": list(queries.names(variant.story.authority)[:MOST_NAMES]),
        "post_numbers": _post_numbers(told["posts"][0].total),
        "most_pictures": most,
        "places": range(1, most + 1),
        "choices": _choices(variant, told["along"]),
        "page": uuid.uuid4().hex,
        "scaffold": scaffold.scaffold(_format(variant), capability),
        "may_ask_model": authorities.may_ask_model(variant.story.authority),
        "suggestions": queries.written_with_model(variant),
        "can_remove": not variant.versions.exists(),
    }


def _format(variant: Variant) -> Format | None:
    key = variant.story.format_key
    return formats.format_of(variant.story.authority, key) if key else None


def may_write(request: InsideRequest) -> bool:
    """Whether the person may change stories and variants here; everybody else only reads."""
    return bool(request.roles & CONTRIBUTES)


def count(text: str, capability: Capability) -> Count:
    """The count and its sentence; the unit is named as people would."""
    limit = _told(text, capability.text)
    used, left = counting.count(text, limit), counting.remaining(text, limit)
    if left >= 0:
        sentence = ngettext("%(left)s character left", "%(left)s characters left", left)
    elif limit.unit is TextUnit.UTF8_BYTES:
        sentence = ngettext("%(left)s byte too many", "%(left)s bytes too many", -left)
    else:
        sentence = ngettext("%(left)s character too many", "%(left)s characters too many", -left)
    return Count(used, limit.limit, sentence % {"left": abs(left)}, _unit(limit), left < 0)


def _counts(parts: Sequence[Part], capability: Capability) -> list[Count]:
    """One for each post; only a thread's posts are named."""
    if len(parts) == 1:
        return [count(parts[0].text, capability)]
    total = sum(not one.is_comment for one in parts)
    labels = [
        _("First comment")
        if one.is_comment
        else _("Part %(number)s of %(total)s") % {"number": n, "total": total}
        for n, one in enumerate(parts, start=1)
    ]
    return [
        replace(count(one.text, capability), label=label, is_empty=not one.text)
        for one, label in zip(parts, labels, strict=True)
    ]


def _post_numbers(total: int) -> range:
    """The posts a picture can go with; of one alone there is nothing to choose."""
    return range(1, total + 1) if total > 1 else range(0)


def _told(text: str, limit: TextLimit) -> TextLimit:
    """The limit that is in the way: bytes where the platform counts them too and they are spent first."""
    own = limit.limit - counting.count(text, limit)
    if limit.max_bytes is not None and counting.remaining(text, limit) < own:
        return TextLimit(limit.max_bytes, TextUnit.UTF8_BYTES)
    return limit


def _unit(limit: TextLimit) -> str:
    names = {
        TextUnit.CODE_POINTS: _("counted in characters (Unicode)"),
        TextUnit.GRAPHEMES: _("counted in characters as you see them"),
        TextUnit.UTF16_UNITS: _("counted in UTF-16 units; most emojis count two"),
        TextUnit.UTF8_BYTES: _("counted in bytes; umlauts count two, emojis four and more"),
        TextUnit.WEIGHTED: _("counted in characters; emojis count two"),
    }
    unit = names[limit.unit]
    if limit.link_cost is None:
        return unit
    return unit + "; " + _("every link counts %(cost)s") % {"cost": limit.link_cost}


def _shown(request: InsideRequest, variant: Variant, along: list[Along]) -> list[Shown]:
    words = {
        Weight.STOP: ("danger", _("Stops publication")),
        Weight.WARN: ("warning", _("Warning")),
        Weight.HINT: ("info", _("Hint")),
    }
    answered = queries.overrulings(variant)
    rows = []
    for number, finding in enumerate(queries.findings(variant, along, at=clock.now())):
        kind, word = words[finding.weight]
        rows.append(
            Shown(
                number=number,
                finding=finding,
                kind=kind,
                word=word,
                answered=answered.get((finding.rule, finding.passage)),
                may_answer=_may_answer(request, finding),
                can_mend=finding.mend is not None and finding.place.field == "text",
                where=_where(finding, variant.text),
            )
        )
    return sorted(rows, key=lambda one: (one.answered is not None, one.finding.weight.rank, one.number))


def _may_answer(request: InsideRequest, finding: Finding) -> bool:
    if finding.weight is Weight.STOP:
        return bool(request.roles & OVERRULES)
    return finding.weight is Weight.WARN and bool(request.roles & (WRITES | OVERRULES))


def _where(finding: Finding, text: str) -> str:
    """The place of a finding in words: a line of the text, or the pictures."""
    if finding.place.field.startswith("alt:"):
        return _("alternative text of picture %(number)s") % {"number": int(finding.place.field[4:]) + 1}
    if finding.place.field != "text":
        return _("pictures")
    line = text.count("\n", 0, finding.place.start) + 1
    return _("line %(line)s") % {"line": line}


def _choices(variant: Variant, along: list[Along]) -> list[Choice]:
    places = {one.material.pk: place for place, one in enumerate(along, start=1)}
    parts = {one.material.pk: one.part for one in along}
    rows = [
        Choice(material, places.get(material.pk, 0), parts.get(material.pk, 1))
        for material in variant.story.materials.all()
        if material.mime_type.startswith("image/")
    ]
    return sorted(rows, key=lambda row: row.place or len(rows) + 1)
