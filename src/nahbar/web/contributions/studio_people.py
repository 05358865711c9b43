# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can be seen in what was brought, and where each of them signs."""

from dataclasses import dataclass

from django.urls import reverse

from nahbar.authority.vault import SealBroken
from nahbar.consents import queries as agreed
from nahbar.consents.models import Consent
from nahbar.consents.states import EXCEPTIONS, ConsentState, PersonType, Purpose
from nahbar.contributions.models import Delivery
from nahbar.web.contributions.studio_door import Addresses

MOST = 12
"""More people than that are asked by the editors."""
KINDS = [
    (one.value, one.label) for one in PersonType if one not in EXCEPTIONS and one is not PersonType.DECEASED
]
FOR = (Purpose.RECRUITING, Purpose.PUBLIC_RELATIONS)


@dataclass(frozen=True, slots=True)
class Question:
    """One consent of the delivery, and where it is signed; "" where nothing more is to be signed."""

    consent: Consent
    address: str


def of(delivery: Delivery, to: Addresses) -> list[Question]:
    """The consents that were asked for what was brought, the oldest first."""
    files = [one.file for one in delivery.files.select_related("file")]
    rows = agreed.of_files(files).order_by("asked_at", "pk") if files else Consent.objects.none()
    return [Question(row, _address(row, to)) for row in rows]


def _address(row: Consent, to: Addresses) -> str:
    if row.state not in {ConsentState.ASKED, ConsentState.REFUSED} or not agreed.missing(row):
        return ""
    try:
        token = agreed.token_of(row)
    except SealBroken:
        return ""
    return reverse("consenting:page", args=(to.slug, token), query={"zurueck": to("delivery")})
