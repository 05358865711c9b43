# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a story stands on its way, channel by channel, and which step comes next."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nahbar.approval import queries as approval
from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT, PublicationState
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant

# How far each state has come on the way below; what waits for a person stands where it stopped.
# What the public has seen, even if it is being taken back.
SEEN = OUT | {PublicationState.WITHDRAWING}
FAILED = frozenset({PublicationState.REFUSED, PublicationState.WITHDRAWN})
DRAFT, CHECK, COSIGN, APPROVED, PLANNED, PUBLISHED = range(6)


@dataclass(frozen=True, slots=True)
class Standing:
    """One variant's place on the way: state word and, where there is one, the round or publication behind it."""

    variant: Variant
    value: str
    label: str
    step: int
    round: Round | None = None
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the way as the page shows it. `mark`: done, now or ahead."""

    name: str
    mark: str


def standings(of: Iterable[Variant]) -> dict[uuid.UUID, Standing]:
    """Each variant's place on the way, in three queries and one per signed variant."""
    rows = list(of)
    ids = [row.pk for row in rows]
    publications = {
        one.version.variant_id: one
        for one in Publication.objects.filter(version__variant__in=ids)
        .exclude(state=PublicationState.DROPPED)
        .select_related("version")
        .order_by("ordered_at")
        if one.version is not None
    }
    rounds: dict[uuid.UUID, Round] = {}
    for one in (
        Round.objects.filter(versions__variant__in=ids)
        .distinct()
        .prefetch_related("versions")
        .order_by("requested_at")
    ):
        rounds |= {version.variant_id: one for version in one.versions.all()}
    return {row.pk: _standing(row, publications.get(row.pk), rounds.get(row.pk)) for row in rows}


def _standing(variant: Variant, publication: Publication | None, round_: Round | None) -> Standing:
    if publication and not _is_written_anew(variant, publication, round_):
        step = PUBLISHED if publication.state in SEEN else PLANNED
        label = PublicationState(publication.state).label
        return Standing(variant, publication.state, str(label), step, round_, publication)
    if round_ and round_.state == RoundState.REQUESTED:
        return Standing(variant, "requested", str(RoundState.REQUESTED.label), COSIGN, round_)
    if round_ and round_.state == RoundState.SIGNED:
        if approval.is_still_signed(variant):
            return Standing(variant, "signed", str(RoundState.SIGNED.label), APPROVED, round_)
        return Standing(variant, "draft", _("changed after the signature"), DRAFT, round_)
    if round_ and round_.state == RoundState.RETURNED:
        return Standing(variant, "returned", str(RoundState.RETURNED.label), DRAFT, round_)
    return Standing(variant, "draft", _("draft"), DRAFT)


def _is_written_anew(variant: Variant, publication: Publication, round_: Round | None) -> bool:
    """Whether the variant sets out again after a publication that came to nothing."""
    if publication.state not in FAILED:
        return False
    is_asked_again = round_ is not None and round_.requested_at > publication.ordered_at
    return is_asked_again or variants.current_fingerprint(variant) != publication.fingerprint


def steps(standing: Standing | None, *, has_stops: bool) -> list[Step]:
    """The whole way with the place of this variant on it."""
    names = (_("Draft"), _("Check"), _("Co-signing"), _("Approval"), _("planned"), _("published"))
    if standing is None:
        reached = DRAFT
    else:
        reached = standing.step
        if reached == DRAFT and standing.variant.text and not has_stops:
            reached = CHECK
    is_over = standing is not None and standing.value in SEEN
    return [
        Step(name, "done" if place < reached or is_over else "now" if place == reached else "ahead")
        for place, name in enumerate(names)
    ]
