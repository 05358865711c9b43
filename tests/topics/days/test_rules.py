# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of days against dates that are known."""

from datetime import date

import pytest

from nahbar.topics.days.rules import RuleUnknown, advent, day_in, easter


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("8.3.", date(2027, 3, 8)),
        ("2. Do 9", date(2027, 9, 9)),
        ("3. So 5", date(2027, 5, 16)),
        ("1. Sa 5", date(2027, 5, 1)),
        ("4. Do 4", date(2027, 4, 22)),
        ("letzter So 3", date(2027, 3, 28)),
        ("letzter Sa 10", date(2027, 10, 30)),
        ("letzter So 10", date(2027, 10, 31)),
        ("2. So 5 +1", date(2027, 5, 10)),
        ("Ostern+50", date(2027, 5, 17)),
        ("Ostern-48", date(2027, 2, 8)),
        ("Advent+0", date(2027, 11, 28)),
        ("Advent-14", date(2027, 11, 14)),
    ],
)
def test_rule_gives_its_day(rule, wanted):
    assert day_in(rule, 2027) == wanted


@pytest.mark.parametrize(("year", "wanted"), [(1981, date(1981, 4, 19)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)),
                                              (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25)), (2285, date(2285, 3, 22))])  # fmt: skip
def test_easter_is_where_it_was_and_will_be(year, wanted):
    assert easter(year) == wanted


@pytest.mark.parametrize(
    ("year", "wanted"), [(2022, date(2022, 11, 27)), (2023, date(2023, 12, 3)), (2026, date(2026, 11, 29))]
)
def test_advent_begins_on_the_fourth_sunday_before_christmas(year, wanted):
    assert advent(year) == wanted


@pytest.mark.parametrize(
    "rule", ["", "31.2.", "5. Mo 1", "1. Xx 1", "1. Mo 13", "Pfingsten+1", "8.3", "Ostern"]
)
def test_rule_is_refused_when_it_is_none(rule):
    with pytest.raises(RuleUnknown):
        day_in(rule, 2027)
