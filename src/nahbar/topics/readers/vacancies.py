# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: a feed or a page of one's own, or the searches of the Federal Employment Agency."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.readers.jobs import pages, searches
from nahbar.topics.readers.reader import Ask, Candidate, Field, Gathered, Given
from nahbar.topics.states import SourceKind


class PageMissing(Complaint):
    sentence = _(
        "The address of the page with your vacancies is missing. "
        "Please give it, or choose a search of the Federal Employment Agency."
    )


class VacanciesReader:
    """A page costs one request and one for each new vacancy; a search three and one for each new vacancy."""

    kind = SourceKind.VACANCIES
    about = _(
        "Every vacancy becomes a topic with its last day to apply, and ends by itself when it is no longer advertised."
    )
    every_minutes = 360
    fields = (
        Field(
            "way",
            _("Where are your vacancies?"),
            kind="choice",
            choices=(
                ("page", _("on a page or in a feed of our own")),
                ("jobs", _("in the job search of the Federal Employment Agency")),
                ("courses", _("in the apprenticeship search of the Federal Employment Agency (schools)")),
            ),
        ),
        Field(
            "address",
            _("Address of the page or feed"),
            _("Only for a page or feed of your own."),
            "address",
            is_required=False,
        ),
        Field(
            "employer",
            _("Name of the employer"),
            _("Only for a search: as it stands in the job advertisements."),
            is_required=False,
        ),
        Field("place", _("Place"), _("Only for the job search; may stay empty."), is_required=False),
        Field("radius", _("Radius in kilometres"), _("Only with a place."), "number", is_required=False),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """What is advertised there, before anything is saved."""
        way = given.settings.get("way")
        if way == "jobs":
            return searches.look_jobs(given, ask)
        if way == "courses":
            return searches.look_courses(given, ask)
        if not given.address.strip():
            raise PageMissing
        return pages.look(given.address, ask)

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What is advertised now; what is not any more is over."""
        way = given.settings.get("way")
        if way == "jobs":
            return searches.read_jobs(given, ask)
        if way == "courses":
            return searches.read_courses(given, ask)
        return pages.read(given, ask, at=at)


READER = VacanciesReader()
