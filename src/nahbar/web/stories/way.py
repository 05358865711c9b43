# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a story stands on its way, channel by channel, and which step comes next."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from nahbar.approval import queries as approval
from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT, PublicationState
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version

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
    """Each variant's place on the way; the number of queries does not grow with the variants."""
    rows = list(of)
    publications, rounds = _publications(rows), _rounds(rows)
    failed = [row for row in rows if row.pk in publications and publications[row.pk].state in FAILED]
    drafts = variants.current_fingerprints(failed)
    for row in failed:
        if _is_written_anew(publications[row.pk], rounds.get(row.pk), drafts[row.pk]):
            del publications[row.pk]
    unplaced = [row for row in rows if row.pk in rounds and row.pk not in publications]
    signed = approval.signed_versions(row for row in unplaced if rounds[row.pk].state == RoundState.SIGNED)
    return {
        row.pk: _standing(row, publications.get(row.pk), rounds.get(row.pk), is_signed=row.pk in signed)
        for row in rows
    }


def _publications(rows: list[Variant]) -> dict[uuid.UUID, Publication]:
    """The newest publication of each variant that was not dropped."""
    found = Publication.objects.filter(version__variant__in=[row.pk for row in rows])
    found = found.exclude(state=PublicationState.DROPPED).select_related("version").order_by("ordered_at")
    shown = found.only("state", "fingerprint", "ordered_at", "due_at", "url", "version__variant")
    return {one.version.variant_id: one for one in shown if one.version is not None}


def _rounds(rows: list[Variant]) -> dict[uuid.UUID, Round]:
    """The newest round of each variant."""
    versions = Prefetch("versions", Version.objects.only("variant"))
    found = Round.objects.filter(versions__variant__in=[row.pk for row in rows]).distinct()
    rounds: dict[uuid.UUID, Round] = {}
    for one in found.prefetch_related(versions).order_by("requested_at"):
        rounds |= {version.variant_id: one for version in one.versions.all()}
    return rounds


def _standing(
    variant: Variant, publication: Publication | None, round_: Round | None, *, is_signed: bool
) -> Standing:
    if publication:
        step = PUBLISHED if publication.state in SEEN else PLANNED
        label = PublicationState(publication.state).label
        return Standing(variant, publication.state, str(label), step, round_, publication)
    if round_ and round_.state == RoundState.REQUESTED:
        return Standing(variant, "requested", str(RoundState.REQUESTED.label), COSIGN, round_)
    if round_ and round_.state == RoundState.SIGNED:
        if is_signed:
            return Standing(variant, "signed", str(RoundState.SIGNED.label), APPROVED, round_)
        return Standing(variant, "draft", _("changed after the signature"), DRAFT, round_)
    if round_ and round_.state == RoundState.RETURNED:
        return Standing(variant, "returned", str(RoundState.RETURNED.label), DRAFT, round_)
    return Standing(variant, "draft", _("draft"), DRAFT)


def _is_written_anew(publication: Publication, round_: Round | None, draft: str) -> bool:
    """Whether the variant sets out again after a publication that came to nothing."""
    is_asked_again = round_ is not None and round_.requested_at > publication.ordered_at
    return is_asked_again or draft != publication.fingerprint


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
