# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can be seen in what was brought signs right away: on this phone, or on their own by a code."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.consents import actions as consents
from nahbar.consents import queries as agreed
from nahbar.consents.states import PersonType
from nahbar.contributions import actions
from nahbar.contributions.models import Delivery
from nahbar.contributions.states import OPEN, DeliveryState
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.web.contributions import studio_people, studio_views
from nahbar.web.contributions.studio_door import Addresses, of_phone
from nahbar.web.contributions.studio_people import FOR, KINDS, MOST
from nahbar.web.design import codes
from nahbar.web.door import origin_of


class TooMany(Complaint):
    sentence = gettext_lazy(
        "Nobody more was asked: here at most %(most)s people are asked. Please tell the editors how many can be seen."
    )


@require_POST
@of_phone
def ask(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    """One more person can be seen: the question is made, and stands on this phone."""
    kind = next((value for value, _name in KINDS if value == request.POST.get("wer")), None)
    files = [one.file for one in delivery.files.select_related("file__authority")]
    try:
        if (
            delivery.link is None
            or kind is None
            or not files
            or delivery.state not in {*OPEN, DeliveryState.SENT}
        ):
            raise actions.DeliveryGone
        actions.knock(delivery.link, address=origin_of(request), at=clock.now())
        if agreed.of_files(files).count() >= MOST:
            raise TooMany(most=MOST)
        asked = consents.ask(
            delivery.authority,
            person_type=PersonType(kind),
            files=files,
            occasion=delivery.about or delivery.via,
            purposes=FOR,
            at=clock.now(),
        )
    except Complaint as complaint:
        return studio_views.delivery_again(request, delivery, to, [str(complaint)])
    address = reverse(
        "consenting:page", args=(delivery.authority.slug, asked.token), query={"zurueck": to("delivery")}
    )
    return HttpResponseRedirect(address, status=303)


@require_GET
@of_phone
def code(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    """The way to one question as a code for another phone's camera."""
    del request
    found = next(
        (one for one in studio_people.of(delivery, to) if one.consent.pk == pk and one.address), None
    )
    if found is None:
        raise Http404
    # Without the way back here: whoever scans it has no business with this delivery.
    return codes.code(settings.BASE_URL + found.address.partition("?")[0])
