# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Days and spans in German prose."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.dates import Span, spans
from nahbar.radar.reading import Reading

NEAR = date(2026, 1, 20)
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()


def found(text: str, near: date = NEAR) -> list[tuple[str, str]]:
    return [(one.first.isoformat(), one.last.isoformat()) for one in _spans(text, near)]


def _spans(text: str, near: date = NEAR) -> list[Span]:
    return spans(Reading(text).text, near)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("vom 12. Januar bis einschließlich 13. Februar 2026", "2026-01-12", "2026-02-13"),
        ("in der Zeit vom 12.01.2026 bis 13.02.2026", "2026-01-12", "2026-02-13"),
        ("vom 5. bis 9. Mai", "2026-05-05", "2026-05-09"),
        ("vom 28. bis 3. Mai", "2026-04-28", "2026-05-03"),
        ("vom 15.12. bis 16.01.2026", "2025-12-15", "2026-01-16"),
        ("vom 15. Dezember bis zum 16. Januar", "2025-12-15", "2026-01-16"),
        ("vom 12.\u00a0Januar 2026 bis zum 13. Fe-\nbruar 2026", "2026-01-12", "2026-02-13"),
        ("12.01.–13.02.2026", "2026-01-12", "2026-02-13"),
        ("von Montag, 12. Januar 2026, bis Freitag, 13. Februar 2026", "2026-01-12", "2026-02-13"),
        ("von Montag, dem 12. Januar, 8 Uhr, bis Freitag, dem 13. Februar", "2026-01-12", "2026-02-13"),
        ("vom 13.10. bis\n– 3 –\n13.11.2025", "2025-10-13", "2025-11-13"),
        ("beginnt am 12.01.2026 und endet am 13.02.2026", "2026-01-12", "2026-02-13"),
        ("zwischen dem 3. und dem 9. Mai", "2026-05-03", "2026-05-09"),
        ("vom 12.01.26 bis 13.02.26", "2026-01-12", "2026-02-13"),
        ("ab 1.3.2026 (Sonntag) bis 4.4.2026", "2026-03-01", "2026-04-04"),
        ("vom 19. 01. 2026 bis zum Ablauf des 20. 02. 2026", "2026-01-19", "2026-02-20"),
        ("bis zum 31.03.", "2026-03-31", "2026-03-31"),
        ("Frist endet am Freitag, den 6. März", "2026-03-06", "2026-03-06"),
        ("noch bis Ende Februar", "2026-02-28", "2026-02-28"),
        ("am 2026-03-06", "2026-03-06", "2026-03-06"),
        ("bis 28. Febr. 2026", "2026-02-28", "2026-02-28"),
    ],
)
def test_span_is_exact_when_offices_write_it(text, first, last):
    assert found(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "BauGB in der Fassung der Bekanntmachung vom 3. November 2017 (BGBl. I S. 3634)",
        "zuletzt geändert durch Gesetz vom 20.12.2023",
        "Kapitel 4.2.4 und § 3.2. und 1.2.",
        "am 31.02.2026",
        "1. Änderung des Bebauungsplans, 2. Bauabschnitt",
        "Tel. 0721 12.13.14",
        "Version 1.12.3",
        "12.345.678 Euro",
    ],
)
def test_no_day_is_found_when_a_number_is_something_else(text):
    assert found(text) == []


def test_days_are_several_when_and_stands_between_them():
    assert [one[0] for one in found("am 10., 17. und 24. Februar")] == [
        "2026-02-10",
        "2026-02-17",
        "2026-02-24",
    ]


@pytest.mark.parametrize(
    ("near", "year"), [(date(2025, 12, 20), 2026), (date(2026, 3, 1), 2026), (date(2026, 11, 1), 2027)]
)
def test_year_is_the_nearest_when_it_is_not_written(near, year):
    assert found("bis zum 10. Januar", near) == [(f"{year}-01-10", f"{year}-01-10")]


def test_year_fits_the_weekday_when_it_is_not_written():
    # 6 March was a Thursday in 2025 and is a Friday in 2026.
    assert found("Donnerstag, 6. März", date(2025, 12, 1)) == [("2025-03-06", "2025-03-06")]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("am 3. März, 12 Uhr", time(12)),
        ("am 3. März um 18.30 Uhr", time(18, 30)),
        ("am 3. März von 10 bis 13 Uhr", time(10)),
        ("bis 3. März (24:00 Uhr)", time(0)),
        ("am 3. März", None),
    ],
)
def test_time_is_found_when_it_follows_the_day(text, at):
    assert [one.at for one in _spans(text)] == [at]


def _long(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _short(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, dem {_long(day)}"


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(1, 300),
    st.sampled_from([_long, _short, _named]),
    st.sampled_from(
        [" bis ", " bis zum ", " bis einschließlich ", "\u00a0–\u00a0", " bis\n", ", bis einschließlich zum "]
    ),
)
def test_span_is_exact_when_both_days_are_written_in_full(first, days, write, bridge):
    last = first + timedelta(days=days)
    assert found(f"Der Plan liegt vom {write(first)}{bridge}{write(last)} aus.") == [
        (first.isoformat(), last.isoformat())
    ]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 150))
def test_span_is_exact_when_only_the_last_day_has_a_year(first, days):
    last = first + timedelta(days=days)
    text = f"vom {first.day}. {MONTHS[first.month - 1]} bis {_long(last)}"
    assert found(text) == [(first.isoformat(), last.isoformat())]


@given(st.text(st.sampled_from("0123456789. /–-§bisvomund\nMaiUhr,"), max_size=200))
def test_spans_are_in_order_when_the_text_is_nonsense(text):
    places = [(one.start, one.end) for one in _spans(text)]
    assert places == sorted(places)
    assert all(one.first <= one.last for one in _spans(text))
