# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around the text of a variant while somebody writes: count, findings, pictures, preview."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES
from nahbar.channels import counting
from nahbar.channels.capability import Capability, TextLimit, TextUnit
from nahbar.foundation import clock
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories.models import Material
from nahbar.variants import queries
from nahbar.variants.models import Overruling, Variant
from nahbar.web.door import InsideRequest
from nahbar.web.variants.preview import passages


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
    """How much room is left, in the platform's own unit, as a sentence."""

    used: int
    limit: int
    sentence: str
    unit: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A picture of the story and its place on this channel; 0: it does not go along."""

    material: Material
    place: int


def around(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    """The context of `variants/check.html` and `variants/preview.html`."""
    capability = queries.capability_of(variant)
    shown = _shown(request, variant)
    return {
        "variant": variant,
        "count": count(variant.text, capability),
        "findings": shown,
        "open_stops": [one for one in shown if one.finding.weight is Weight.STOP and not one.answered],
        "passages": passages(variant.text),
        "pictures": queries.chosen(variant),
        "may_write": may_write(request),
    }


def desk(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    """All a page needs to write one variant."""
    capability = queries.capability_of(variant)
    most = capability.pictures.max_count if capability.pictures else 0
    return {
        **around(request, variant),
        "capability": capability,
        "most_pictures": most,
        "places": range(1, most + 1),
        "choices": _choices(variant),
        "page": uuid.uuid4().hex,
        "can_remove": not variant.versions.exists(),
    }


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
    }
    unit = names[limit.unit]
    if limit.link_cost is None:
        return unit
    return unit + "; " + _("every link counts %(cost)s") % {"cost": limit.link_cost}


def _shown(request: InsideRequest, variant: Variant) -> list[Shown]:
    words = {
        Weight.STOP: ("danger", _("Stops publication")),
        Weight.WARN: ("warning", _("Warning")),
        Weight.HINT: ("info", _("Hint")),
    }
    answered = queries.overrulings(variant)
    rows = []
    for number, finding in enumerate(queries.findings(variant, at=clock.now())):
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


def _choices(variant: Variant) -> list[Choice]:
    places = {material.pk: place for place, material in enumerate(queries.chosen(variant), start=1)}
    rows = [Choice(material, places.get(material.pk, 0)) for material in variant.story.materials.all()]
    return sorted(rows, key=lambda row: row.place or len(rows) + 1)
