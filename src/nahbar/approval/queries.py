# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is signed, who may sign, what waits for whom. Reads only."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from nahbar.approval import links
from nahbar.approval.models import Asked, Round, Signature
from nahbar.approval.states import AGREEING, RoundState
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Authority, Person
from nahbar.record import statements
from nahbar.stories.models import Story
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with a signing role; `obstacle` says why they cannot sign here, or is empty."""

    person: Person
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class _Yes:
    """An agreeing signature: whose, for which content of which variant, and who could not have given it."""

    variant_id: uuid.UUID
    fingerprint: str
    person: str
    barred: frozenset[str]


def is_signed(version: Version) -> bool:
    """Whether a signed round carries an agreeing signature for exactly this content, by none of its authors."""
    found = AGREEING_ONE.rows(version.variant_id, version.fingerprint)
    return any(_counts(yes, version) for yes in _yeses(found))


def signed_among(versions: Iterable[Version]) -> set[uuid.UUID]:
    """The ids of those versions for which `is_signed`; one query for all."""
    asked = list(versions)
    if not asked:
        return set()
    agreeing = defaultdict[tuple[uuid.UUID, str], list[_Yes]](list)
    for yes in _agreeing({one.variant_id for one in asked}, {one.fingerprint for one in asked}):
        agreeing[yes.variant_id, yes.fingerprint].append(yes)
    return {
        one.pk for one in asked if any(_counts(yes, one) for yes in agreeing[one.variant_id, one.fingerprint])
    }


def signed_version(variant: Variant) -> Version | None:
    """The newest signed version whose fingerprint is that of the draft as it is now."""
    return signed_versions([variant]).get(variant.pk)


def signed_versions(of: Iterable[Variant]) -> dict[uuid.UUID, Version]:
    """The `signed_version` of each of these variants that has one, by variant id; three queries for all."""
    current = variants.current_fingerprints(of)
    if not current:
        return {}
    prints = set(current.values())
    agreeing = defaultdict[tuple[uuid.UUID, str], list[_Yes]](list)
    for yes in _agreeing(current, prints):
        agreeing[yes.variant_id, yes.fingerprint].append(yes)
    found: dict[uuid.UUID, Version] = {}
    for version in Version.objects.filter(variant__in=current, fingerprint__in=prints).order_by("number"):
        key = version.variant_id, version.fingerprint
        if current[version.variant_id] == version.fingerprint and any(
            _counts(yes, version) for yes in agreeing[key]
        ):
            found[version.variant_id] = version
    return found


def is_still_signed(variant: Variant) -> bool:
    """Whether the draft, as it is now, may go out: a changed comma makes this False, changing it back True."""
    return signed_version(variant) is not None


def _agreeing(variant_ids: Iterable[uuid.UUID], fingerprints: Iterable[str]) -> list[_Yes]:
    ids, prints = statements.padded(list(variant_ids)), list(fingerprints)
    # A fingerprint is never a number: these fill up as the ids do.
    prints += [str(number) for number in range(-len(prints) % statements.STEP)]
    return _yeses(_signatures(version__variant__in=ids, fingerprint__in=prints))


def _signatures(**asked: Any) -> QuerySet[Signature, tuple[Any, ...]]:
    """Asked for hundreds at once, and before every send: only who signed what, and who is barred from it."""
    rows = Signature.objects.filter(
        version__fingerprint=F("fingerprint"), answer__in=AGREEING, round__state=RoundState.SIGNED, **asked
    )
    return rows.order_by().values_list(
        *("version__variant", "fingerprint", "person"),
        *("round__requested_by", "version__frozen_by", "version__author_ids"),
    )


AGREEING_ONE = statements.Once(
    lambda variant, print_: _signatures(version__variant=variant, fingerprint=print_),
    [uuid.UUID(int=1), "fingerprint"],
)


def _yeses(found: Iterable[tuple[Any, ...]]) -> list[_Yes]:
    return [
        _Yes(variant_id, print_, str(person), frozenset({str(asker), str(frozen_by), *map(str, authors)}))
        for variant_id, print_, person, asker, frozen_by, authors in found
    ]


def _counts(yes: _Yes, version: Version) -> bool:
    """The second pair of eyes must be second for the version asked about and for the one that was signed."""
    return yes.person not in yes.barred | _written_into(version)


def _written_into(version: Version) -> set[str]:
    return {*(str(author) for author in version.author_ids), str(version.frozen_by_id)}


def barred_ids(of: Iterable[Variant]) -> frozenset[str]:
    """Ids of everybody who wrote on these variants, or on words of a picture that goes along."""
    return frozenset().union(*variants.author_ids_of(of).values())


def barred_in(round_: Round) -> frozenset[str]:
    """Ids of everybody who cannot sign this round: authors then and now, who froze it, who asked for it."""
    versions = list(round_.versions.select_related("variant"))
    return _barred(round_, versions, variants.author_ids_of(version.variant for version in versions))


def _barred(
    round_: Round, versions: Iterable[Version], wrote: Mapping[uuid.UUID, set[str]]
) -> frozenset[str]:
    ids = {str(round_.requested_by_id)}
    for version in versions:
        ids |= _written_into(version) | wrote[version.variant_id]
    return frozenset(ids)


def same_address(person: Person, ids: Iterable[str]) -> bool:
    """Whether one of these people reads the same mailbox, whatever the case of its letters."""
    return person.email.lower() in _addresses(ids)


def _addresses(ids: Iterable[str]) -> frozenset[str]:
    rows = Person.objects.filter(pk__in=list(ids))
    return frozenset(email.lower() for email in rows.values_list("email", flat=True))


def candidates(story: Story, chosen: Iterable[Variant], asker: Person) -> list[Candidate]:
    """Everybody whose role signs in the authority, with the reason where they can sign none of these variants."""
    each = [barred_ids([one]) for one in chosen]
    barred = frozenset.intersection(*each) if each else frozenset()
    addresses = _addresses(barred | {str(asker.pk)})
    found = []
    for person in authority_queries.signers(story.authority):
        obstacle = ""
        if str(person.pk) in barred:
            obstacle = _("has worked on the text")
        elif person.pk == asker.pk:
            obstacle = _("asks for the co-signature")
        elif person.email.lower() in addresses:
            obstacle = _("has the mail address of an author")
        found.append(Candidate(person, obstacle))
    return sorted(found, key=lambda candidate: (bool(candidate.obstacle), candidate.person.name))


def rounds(authority: Authority) -> QuerySet[Round]:
    """All rounds of the authority, newest first, with all a list shows."""
    return (
        Round.objects.filter(story__authority=authority)
        .select_related("story", "requested_by")
        .prefetch_related("asked__person", "signatures")
    )


def open_rounds(authority: Authority) -> QuerySet[Round]:
    """Rounds nobody has answered yet, the longest waiting first."""
    return rounds(authority).filter(state=RoundState.REQUESTED).order_by("requested_at")


def waiting_for(person: Person, authority: Authority) -> QuerySet[Round]:
    """Open rounds in which this person was asked, the longest waiting first."""
    return open_rounds(authority).filter(asked__person=person)


def may_answer(round_: Round, person: Person) -> bool:
    """Whether this person was asked, the round is open, and they had no hand in the text."""
    return bool(answerable([round_], person))


def answerable(of: Iterable[Round], person: Person) -> list[Round]:
    """Those of the rounds that this person may answer, in their order; the same few queries for all."""
    rounds_ = [round_ for round_ in of if round_.state == RoundState.REQUESTED]
    versions = Prefetch("versions", Version.objects.select_related("variant"), to_attr="answered_versions")
    prefetch_related_objects(rounds_, versions)
    wrote = variants.author_ids_of(version.variant for round_ in rounds_ for version in _versions_of(round_))
    asked = set(Asked.objects.filter(round__in=rounds_, person=person).values_list("round_id", flat=True))
    return [
        round_
        for round_ in rounds_
        if round_.pk in asked and str(person.pk) not in _barred(round_, _versions_of(round_), wrote)
    ]


def _versions_of(round_: Round) -> list[Version]:
    return getattr(round_, "answered_versions", [])


def asked_by_token(token: str, at: datetime) -> Asked | None:
    """Who was asked by this link; None when nobody was, or the link has ended."""
    asked = asked_whenever(token)
    return asked if asked and asked.expires_at and at < asked.expires_at else None


def asked_whenever(token: str) -> Asked | None:
    """Who was asked by this link, even where it has ended."""
    rows = Asked.objects.select_related("round__story__authority", "round__requested_by", "person")
    return rows.filter(token_digest=links.digest_of(token)).first() if token else None


def carries(round_: Round, digest: str) -> dict[str, Any] | None:
    """The picture or film with this digest among those that go out with the round, or None."""
    for version in round_.versions.all():
        for picture in version.pictures:
            if picture["digest"] == digest:
                return dict(picture)
    return None
