# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The story formats of an authority: the catalogue's, its own, and what it made of the catalogue's."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nahbar.authority.models import Authority
from nahbar.radar.formats import Consent, Format, Tone, catalogue
from nahbar.radar.matter import Pillar
from nahbar.topics.models import StoryFormat
from nahbar.topics.states import FormatConsent

OWN = "own-"
# What an own format says nothing about.
_BLANK = Format(
    key="",
    name="",
    what="",
    channels=(),
    length="",
    minutes=0,
    others=0,
    people="",
    consent=Consent.NONE,
    check="",
    pillars=(),
    tone=Tone.LIGHT,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One format as the house has it. `pk` is its row's, None while it is the catalogue's as it stands."""

    format: Format
    pk: uuid.UUID | None
    is_active: bool

    @property
    def is_own(self) -> bool:
        """Whether the house invented it."""
        return self.format.key.startswith(OWN)

    @property
    def is_changed(self) -> bool:
        """Whether the house changed one of the catalogue's."""
        return not self.is_own and _by_key().get(self.format.key) != self.format


def formats(authority: Authority) -> tuple[Format, ...]:
    """The formats that may be offered, in the order of the catalogue, own ones behind; one query."""
    return tuple(one.format for one in listed(authority) if one.is_active)


def listed(authority: Authority) -> list[Listed]:
    """Every format, those switched off too, in the order of the catalogue, own ones behind; one query."""
    rows = list(StoryFormat.objects.filter(authority=authority))
    changed = {row.catalogue_key: row for row in rows if row.catalogue_key}
    found = []
    for original in catalogue():
        row = changed.get(original.key)
        found.append(_listed(row) if row else Listed(original, None, is_active=True))
    return found + [_listed(row) for row in rows if row.catalogue_key not in _by_key()]


def format_of(authority: Authority, key: str) -> Format | None:
    """The format with this key, whether switched off or not; None: there is none."""
    return next((one.format for one in listed(authority) if one.format.key == key), None)


def consent_words(one: Format) -> str:
    """Whose yes the format needs, in words."""
    return str(FormatConsent(one.consent.value).label)


def key_of(row: StoryFormat) -> str:
    """The key under which stories remember the format."""
    return row.catalogue_key or f"{OWN}{row.pk}"


def _listed(row: StoryFormat) -> Listed:
    return Listed(_format(row), row.pk, is_active=row.is_active)


def _format(row: StoryFormat) -> Format:
    """The row as a format. What the page does not ask for stays as the catalogue has it."""
    base = _by_key().get(row.catalogue_key) or replace(
        _BLANK, key=key_of(row), tone=Tone.FACTUAL if row.is_factual else Tone.LIGHT
    )
    return replace(
        base,
        name=row.name,
        what=row.what,
        channels=tuple(str(channel) for channel in row.channels),
        minutes=row.minutes,
        people=row.people,
        consent=Consent(row.consent),
        pillars=_pillars(row.pillars),
    )


def _pillars(values: Iterable[object]) -> tuple[Pillar, ...]:
    known = set(Pillar)
    return tuple(Pillar(str(value)) for value in values if value in known)


def _by_key() -> dict[str, Format]:
    return {one.key: one for one in catalogue()}
