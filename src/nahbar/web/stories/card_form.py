# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in for a designed picture: looks once, words for each part."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from nahbar.stories.designing import Draft
from nahbar.stories.models import Card, Material
from nahbar.studio.cards.card import FIELDS, MAX_PARTS, SHARED, Field, Ground, Size, Template
from nahbar.studio.cards.words import WordsMissing

NAMES: Mapping[Template, Any] = {
    Template.QUOTE: _("Quote"),
    Template.NUMBER: _("Number"),
    Template.DATE: _("Date"),
    Template.PLACE: _("Place or map"),
    Template.CALL: _("Call to join in"),
    Template.JOB: _("Vacancy"),
    Template.STEP: _("Step by step"),
}
SIZES = (
    (Size.SQUARE.value, _("1:1 square")),
    (Size.PORTRAIT.value, _("4:5 upright")),
    (Size.STORY.value, _("9:16 full screen")),
    (Size.WIDE.value, _("1.91:1 wide")),
)
GROUNDS = (
    (Ground.COLOUR.value, _("in the colour of the house")),
    (Ground.LIGHT.value, _("light")),
    (Ground.DARK.value, _("dark")),
)
LABELS: Mapping[str, Any] = {
    "kicker": _("Line above"),
    "link": _("Link as text"),
    "quote": _("What was said, without quotation marks"),
    "person": _("Who said it"),
    "role": _("Function"),
    "number": _("The number"),
    "counted": _("What it counts"),
    "source": _("Source of the number"),
    "title": _("Headline"),
    "text": _("Text"),
    "when": _("When"),
    "place": _("Where"),
    "address": _("Address"),
    "action": _("What to do, and by when"),
    "facts": _("What it offers, one point a line, at most four"),
    "until": _("Apply until"),
}
_ROWS_FROM = 100


class CardForm(forms.Form):
    """The form of one template with so many parts; a part's fields are named "2-title"."""

    size = forms.ChoiceField(label=_("Size"), choices=SIZES)
    ground = forms.ChoiceField(label=_("Ground"), choices=GROUNDS)
    picture = forms.ModelChoiceField(
        label=_("Photo below the words"), queryset=Material.objects.none(), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, template: Template, pictures: Sequence[Material], parts: int, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template, self.count = template, parts
        chosen: Any = self.fields["picture"]
        chosen.queryset = Material.objects.filter(pk__in=[one.pk for one in pictures])
        chosen.empty_label = _("none")
        chosen.label_from_instance = _named
        if template is Template.PLACE:
            chosen.label = _("Map from the pictures of the story")
            chosen.help_text = _(
                "A cut-out you may use, with its credit; without one the place is shown in words. Nahbar fetches no maps from the web."
            )
        else:
            chosen.help_text = _("It is covered until every word can be read.")
        for one in SHARED:
            self.fields[one.key] = _field(one)
        for number in range(1, parts + 1):
            for one in FIELDS[template]:
                self.fields[f"{number}-{one.key}"] = _field(one)

    def looks(self) -> list[BoundField]:
        """Fields that hold for all parts."""
        return [self[name] for name in ("size", "ground", "picture", *(one.key for one in SHARED))]

    def parts(self) -> list[tuple[int, list[BoundField]]]:
        """The fields of each part, with its number."""
        keys = [one.key for one in FIELDS[self.template]]
        return [(number, [self[f"{number}-{key}"] for key in keys]) for number in range(1, self.count + 1)]

    def draft(self) -> Draft:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        keys = [one.key for one in FIELDS[self.template]]
        return Draft(
            template=self.template,
            size=Size(given["size"]),
            ground=Ground(given["ground"]),
            shared={one.key: given[one.key] for one in SHARED},
            parts=[{key: given[f"{number}-{key}"] for key in keys} for number in range(1, self.count + 1)],
            picture=given["picture"],
        )


def initial_of(card: Card) -> dict[str, Any]:
    """A kept card as the form begins with it."""
    looks = {"size": card.size, "ground": card.ground, "picture": card.picture_id, "revision": card.revision}
    parts = {
        f"{number}-{key}": text for number, words in enumerate(card.parts, 1) for key, text in words.items()
    }
    return {**looks, **card.shared, **parts}


def parts_in(data: Mapping[str, Any]) -> int:
    """How many parts were sent; at least one, at most ten."""
    numbers = [
        int(head) for head, dash, _rest in (key.partition("-") for key in data) if dash and _is_number(head)
    ]
    return min(MAX_PARTS, max([1, *numbers]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 3  # noqa: PLR2004 - two digits


def moved(data: Mapping[str, Any], template: Template, count: int, step: str) -> tuple[dict[str, Any], int]:
    """What was sent, with a part added, taken out or moved: `step` is "dazu", "weg-2", "hoch-2" or "runter-2"."""
    keys = [one.key for one in FIELDS[template]]
    parts = [{key: data.get(f"{number}-{key}", "") for key in keys} for number in range(1, count + 1)]
    verb, _dash, which = step.partition("-")
    at = int(which) - 1 if _is_number(which) else -1
    if verb == "dazu" and count < MAX_PARTS:
        parts.append({})
    elif verb == "weg" and count > 1 and 0 <= at < count:
        parts.pop(at)
    elif verb in {"hoch", "runter"} and 0 <= at < count:
        to = min(count - 1, max(0, at + (1 if verb == "runter" else -1)))
        parts.insert(to, parts.pop(at))
    kept = {key: data[key] for key in data if "-" not in key}
    numbered = {
        f"{number}-{key}": words.get(key, "") for number, words in enumerate(parts, 1) for key in keys
    }
    return {**kept, **numbered}, len(parts)


def _field(one: Field) -> forms.CharField:
    # No maxlength: a browser would cut what is pasted without a word.
    hint = _("At most %(limit)s characters.") % {"limit": one.limit}
    is_long = one.limit > _ROWS_FROM or one.lines > 1
    widget: forms.Widget = forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput()
    return forms.CharField(
        label=LABELS[one.key],
        required=one.required,
        help_text=hint,
        widget=widget,
        max_length=20_000,
        strip=False,
        error_messages={"required": WordsMissing.sentence},
    )


def _named(material: Material) -> str:
    return material.alt[:80] or material.file_name or str(_("Picture without alternative text"))
