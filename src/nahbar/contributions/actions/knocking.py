# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often something may be sent: counted before anything is read, and forgotten after an hour."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nahbar.contributions.models import Knock, Link
from nahbar.foundation.complaint import Complaint

HOUR = timedelta(hours=1)
# A whole town hall may stand behind one address, and everybody may have to try twice.
MOST_BY_LINK, MOST_BY_ORIGIN = 120, 60


class TooOften(Complaint):
    sentence = _(
        "Your contribution was not taken yet: very much was sent here within the last hour. "
        "Your texts still stand below; please send them again later."
    )


@transaction.atomic
def knock(link: Link, *, address: str, at: datetime) -> None:
    """Counts one sending to the link from this network address.

    Raises:
        TooOften: more than 120 to the link, or 60 from the address, within an hour; it then counts no further.
    """
    # One after the other, or many at once would each see a number that is not yet theirs.
    Link.objects.select_for_update().get(pk=link.pk)
    origin = salted_hmac("nahbar.contributions.knock", address, algorithm="sha256").hexdigest()
    recent = Knock.objects.filter(at__gt=at - HOUR)
    if (
        recent.filter(link=link).count() >= MOST_BY_LINK
        or recent.filter(origin=origin).count() >= MOST_BY_ORIGIN
    ):
        raise TooOften
    Knock.objects.create(link=link, origin=origin, at=at)
