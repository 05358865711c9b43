# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From when to when people can take part, and by when something must be done."""

from datetime import UTC, date, datetime

import pytest

from nahbar.radar.matter import DateKind, Kind, Matter
from nahbar.radar.recognition import recognise
from tests.radar.notices import NOTICES, PUBLISHED


@pytest.mark.parametrize(("title", "text", "first", "last"), NOTICES)
def test_participation_runs_from_to_when_a_notice_says_so(title, text, first, last):
    read = recognise(Matter(title, text, published_on=PUBLISHED), today=PUBLISHED)
    assert read.is_participation
    assert [day.isoformat() if day else None for day in (read.runs_from, read.runs_until)] == [first, last]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Bewerbungsschluss ist der 15. Februar.", "2026-02-15"),
        ("Bitte melden Sie sich bis zum 10. Februar an.", "2026-02-10"),
        ("Die Anmeldefrist läuft bis Freitag, 6. Februar.", "2026-02-06"),
        ("Anträge sind bis spätestens 31.03.2026 einzureichen.", "2026-03-31"),
        ("Die Bauarbeiten dauern bis zum 15. Februar.", None),
        ("Das Fest ist am 15. Februar.", None),
    ],
)
def test_deadline_is_the_last_day_to_act_when_there_is_one(text, deadline):
    read = recognise(Matter("Aus dem Rathaus", text, published_on=PUBLISHED), today=PUBLISHED)
    assert read.deadline == (date.fromisoformat(deadline) if deadline else None)


def test_deadline_is_that_for_objections_when_the_display_ends_before():
    text = "Der Plan liegt vom 19.01.2026 bis 18.02.2026 zur Einsicht aus. Einwendungen sind bis zum 04.03.2026 möglich."
    read = recognise(Matter("Planfeststellung B 99", text, published_on=PUBLISHED), today=PUBLISHED)
    assert (read.runs_until, read.deadline) == (date(2026, 2, 18), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Das gilt bis zum 3. März.", DateKind.DEADLINE),
        ("Das gilt ab 3. März.", DateKind.BEGIN),
        ("Wir feiern am 3. März.", DateKind.EVENT),
        ("Der Gemeinderat tagt am 3. März.", DateKind.MEETING),
    ],
)
def test_kind_of_a_date_is_what_happens_when_the_words_say_so(text, kind):
    read = recognise(Matter("Aus dem Rathaus", text, published_on=PUBLISHED), today=PUBLISHED)
    assert [one.kind for one in read.dates] == [kind]


def test_thing_runs_as_its_source_says_when_the_text_says_otherwise():
    begins = datetime(2026, 2, 7, 10, 0, tzinfo=UTC)
    matter = Matter("Stadtfest", "Wir feiern am 8. Februar.", Kind.EVENT, begins_at=begins)
    read = recognise(matter, today=PUBLISHED)
    assert (read.runs_from, read.runs_until) == (date(2026, 2, 7), date(2026, 2, 7))
