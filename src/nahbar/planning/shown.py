# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a person is shown: in drafts, in what is planned, in what is out; asked when a consent is taken back."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from nahbar.authority import queries as authorities
from nahbar.consents import queries as consents
from nahbar.consents.models import Consent
from nahbar.library.models import MediaFile
from nahbar.planning.models import Slot
from nahbar.planning.states import OPEN
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT, PublicationState
from nahbar.stories.models import CardPart, Material, Story
from nahbar.variants import files as uses


@dataclass(frozen=True, slots=True)
class Place:
    """One post that is out, or may be: `is_done`: withdrawn there, or ticked off; `proof`: how that is known."""

    publication: Publication
    can_withdraw: bool
    is_done: bool
    proof: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that shows the person, now or once."""

    files: list[MediaFile]
    stories: list[Story]
    planned: list[Slot]
    out: list[Place]

    @property
    def open(self) -> int:
        """How many posts that are out are not dealt with yet."""
        return sum(not one.is_done for one in self.out)


def files_of(consent: Consent) -> list[MediaFile]:
    """The consent's files, what was made of them, and the designed pictures that show them."""
    ids = consents.with_results(consent.files.values_list("pk", flat=True))
    shown = Material.objects.filter(file__in=ids)
    cards = CardPart.objects.filter(card__picture__in=shown).values_list("material__file_id", flat=True)
    return list(MediaFile.objects.filter(pk__in={*ids, *cards}, authority=consent.authority_id))


def of(consent: Consent) -> Shown:
    """Where the consent's files are used."""
    files = files_of(consent)
    materials = Material.objects.filter(file__in=files).select_related("story")
    versions = {version.pk for file in files for version in uses.uses(file).versions}
    rows = Publication.objects.filter(version__in=versions).select_related(
        "channel", "version__variant__story"
    )
    settled = dict(consent.settled.values_list("place", "proof"))
    return Shown(
        files=files,
        stories=list({one.story_id: one.story for one in materials}.values()),
        planned=list(_planned(versions)),
        out=[_place(row, settled) for row in rows.exclude(state=PublicationState.DROPPED) if _is_out(row)],
    )


def _planned(versions: Iterable[uuid.UUID]) -> Iterable[Slot]:
    """Slots that still lead to one of these versions, or whose draft was signed as one of them."""
    rows = Slot.objects.filter(state__in=OPEN, variant__versions__in=versions)
    rows = rows.exclude(publication__state__in=OUT).distinct()
    return rows.select_related("variant__story__authority", "variant__channel", "publication")


def _is_out(row: Publication) -> bool:
    # What may be out counts as out until somebody knows better.
    return row.state in {*OUT, PublicationState.UNCLEAR}


def _place(row: Publication, settled: dict[uuid.UUID, str]) -> Place:
    is_withdrawn = row.state == PublicationState.WITHDRAWN
    can = bool(row.remote_id) and authorities.capability_of(row.channel).can_withdraw
    return Place(row, can and not is_withdrawn, is_withdrawn or row.pk in settled, settled.get(row.pk, ""))
