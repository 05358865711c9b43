# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a department's request stands, what may follow, and the words for what is decided."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nahbar.radar.appraisal import Verdict
from nahbar.radar.objections import Place
from nahbar.radar.topic_house import Criterion


class RequestState(TextChoices):
    DRAFTED = "drafted", _("answer in work")
    ANSWERED = "answered", _("answered")
    RETURNED = "came_back", _("department came back")
    OVERRULED = "overruled", _("decided otherwise")


# What came back or was decided otherwise is a topic from then on; a new request of the department is a new one.
NEXT_REQUEST: dict[RequestState, frozenset[RequestState]] = {
    RequestState.DRAFTED: frozenset({RequestState.ANSWERED}),
    RequestState.ANSWERED: frozenset({RequestState.RETURNED, RequestState.OVERRULED}),
    RequestState.RETURNED: frozenset(),
    RequestState.OVERRULED: frozenset(),
}
DONE = frozenset(RequestState) - {RequestState.DRAFTED}


class RequestVerdict(TextChoices):
    """What the house answers, by the values of `radar.appraisal.Verdict`."""

    AS_IS = Verdict.AS_IS.value, _("take it as it is")
    PROPOSAL = Verdict.PROPOSAL.value, _("take it with a better proposal")
    ELSEWHERE = Verdict.ELSEWHERE.value, _("not on social media")


class RequestPlace(TextChoices):
    """Where it belongs instead, by the values of `radar.objections.Place`."""

    WEBSITE = Place.WEBSITE.value, _("website and press")
    GAZETTE = Place.GAZETTE.value, _("official gazette")
    INTRANET = Place.INTRANET.value, _("intranet")


CRITERIA = {
    Criterion.BENEFIT: _("Benefit for citizens"),
    Criterion.AUDIENCE: _("Whom and how many it concerns"),
    Criterion.PILLAR: _("Pillar in the mix"),
    Criterion.TIME: _("Deadline and timeliness"),
    Criterion.STORY: _("Person, picture, story"),
    Criterion.CHANNEL: _("Fit for the channels"),
    Criterion.EFFORT: _("Effort and hours"),
}
