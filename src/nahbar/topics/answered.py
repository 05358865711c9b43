# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about departments' requests: the register and its figures; nothing here writes."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from nahbar.authority.models import Authority
from nahbar.topics.models import DepartmentRequest, Topic
from nahbar.topics.request_states import DONE, RequestState, RequestVerdict


@dataclass(frozen=True, slots=True)
class Figures:
    """How one department's requests were answered; `department` is "" for all together."""

    department: str
    by_verdict: dict[str, int] = field(default_factory=dict)
    by_state: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All that were answered."""
        return sum(self.by_verdict.values())

    @property
    def taken(self) -> int:
        """Taken as they were."""
        return self.by_verdict.get(RequestVerdict.AS_IS, 0)

    @property
    def proposed(self) -> int:
        """Answered with a better proposal."""
        return self.by_verdict.get(RequestVerdict.PROPOSAL, 0)

    @property
    def declined(self) -> int:
        """Sent elsewhere."""
        return self.by_verdict.get(RequestVerdict.ELSEWHERE, 0)

    @property
    def came_back(self) -> int:
        """Where the department came back."""
        return self.by_state.get(RequestState.RETURNED, 0)

    @property
    def overruled(self) -> int:
        """Where somebody decided otherwise."""
        return self.by_state.get(RequestState.OVERRULED, 0)


def requests(
    authority: Authority, *, department: str = "", year: int | None = None, is_drafted: bool = False
) -> QuerySet[DepartmentRequest]:
    """The authority's requests, newest first; answered ones, or those whose answer is in work."""
    rows = DepartmentRequest.objects.filter(authority=authority).select_related("answered_by", "closed_by")
    states = [RequestState.DRAFTED] if is_drafted else list(DONE)
    rows = rows.filter(state__in=states)
    if department:
        rows = rows.filter(department=department)
    if year is not None:
        rows = rows.filter(answered_at__year=year)
    # Lists show none of the long texts.
    return rows.defer("text", "answer", "reasons").order_by("-asked_at", "-pk")


def request_of(authority: Authority, pk: uuid.UUID) -> DepartmentRequest | None:
    """One request of this authority."""
    rows = DepartmentRequest.objects.filter(authority=authority).select_related(
        "authority", "topic", "asked_by", "answered_by", "closed_by"
    )
    return rows.filter(pk=pk).first()


def figures(authority: Authority, *, year: int | None = None) -> list[Figures]:
    """All departments together, then each by name; one query. Without a request: an empty list."""
    rows = requests(authority, year=year).order_by()
    counted = rows.values_list("department", "verdict", "state").annotate(Count("pk"))
    verdicts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    states: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for department, verdict, state, number in counted:
        for name in ("", department):
            verdicts[name][verdict] += number
            states[name][state] += number
    names = sorted(verdicts, key=lambda name: (name != "", name.casefold()))
    return [Figures(name, dict(verdicts[name]), dict(states[name])) for name in names]


def years(authority: Authority) -> list[int]:
    """The years in which requests were answered, the latest first."""
    rows = requests(authority).order_by().annotate(year=ExtractYear("answered_at"))
    return sorted(rows.values_list("year", flat=True).distinct(), reverse=True)


def departments_asked(authority: Authority) -> list[str]:
    """The departments that were answered, by name."""
    rows = requests(authority).order_by("department")
    return list(rows.values_list("department", flat=True).distinct())


def requests_of_topic(topic: Topic) -> list[DepartmentRequest]:
    """The requests that ask for this topic, newest first."""
    return list(DepartmentRequest.objects.filter(topic=topic).order_by("-asked_at", "-pk"))
