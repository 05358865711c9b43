# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person types to a moment: a date and a time of day on the authority's clocks."""

import zoneinfo
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint


class TimeDoesNotExist(Complaint):
    sentence = _(
        "%(time)s does not exist on this day: the clocks are put forward to summer time. "
        "Please choose an earlier or a later time."
    )


class TimeHappensTwice(Complaint):
    sentence = _(
        "%(time)s happens twice on this day: the clocks are put back from summer time. "
        "Please choose an earlier or a later time."
    )


def moment(day: date, hour: time, zone: str) -> datetime:
    """The one moment, in UTC, at which the clocks of this zone show this date and time.

    Raises:
        TimeDoesNotExist, TimeHappensTwice: on the two days a year when the clocks are changed.
    """
    local = datetime.combine(day, hour, tzinfo=zoneinfo.ZoneInfo(zone))
    early, late = local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if early < late:
        raise TimeHappensTwice(time=f"{hour:%H:%M}")
    if late < early:
        raise TimeDoesNotExist(time=f"{hour:%H:%M}")
    return early
