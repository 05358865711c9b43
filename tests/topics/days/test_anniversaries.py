# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anniversaries from lines as people write them."""

from datetime import date

import pytest

from nahbar.topics.days.anniversaries import Anniversary, LineOdd, anniversaries, is_round


def test_lines_are_read_as_people_write_them():
    text = "1824 Stadtrechte\n\n 12.5.1974 Freibad eröffnet \n1. 4. 1990: Partnerschaft mit Bréville\n968 – erste Erwähnung"
    assert anniversaries(text) == (
        Anniversary(1824, "Stadtrechte"),
        Anniversary(1974, "Freibad eröffnet", 5, 12),
        Anniversary(1990, "Partnerschaft mit Bréville", 4, 1),
        Anniversary(968, "erste Erwähnung"),
    )


@pytest.mark.parametrize(
    "line", ["Stadtrechte", "1824", "31.2.1824 Stadtrechte", "12 Stadtrechte", "99999 x", "1.13.1990 x"]
)
def test_line_is_refused_when_its_year_or_day_is_none(line):
    with pytest.raises(LineOdd, match=line):
        anniversaries(f"1824 Stadtrechte\n{line}")


def test_round_numbers_are_tens_to_a_hundred_and_quarters_after():
    assert [years for years in range(-10, 260) if is_round(years)] == [
        10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100, 125, 150, 175, 200, 225, 250
    ]  # fmt: skip


def test_leap_day_is_remembered_in_common_years_too():
    assert Anniversary(1984, "Schaltjahr", 2, 29).in_year(2027) == (date(2027, 3, 1), date(2027, 3, 1))
