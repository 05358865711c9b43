# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holidays of the Länder, against tables others made."""

import csv
import json
from collections import defaultdict
from datetime import date

import pytest

from nahbar.authority.states import Land
from nahbar.topics.days.holidays import public, school
from tests.corpus import corpus

LANDS = [land for land in Land.values if land]


def test_land_has_its_own_holidays_and_the_federation_those_of_all():
    saxony, all_of_them = ({one.name for one in public(land, range(2027, 2028))} for land in ("DE-SN", ""))
    assert saxony - all_of_them == {"Reformationstag", "Buß- und Bettag"}
    assert all_of_them <= saxony


def test_school_holidays_reach_over_the_year_s_end_as_one():
    winter = [one for one in school("DE-SN", range(2026, 2028)) if one.name == "Weihnachtsferien"]
    assert (winter[1].first, winter[1].last) == (date(2026, 12, 23), date(2027, 1, 2))


def test_school_holidays_need_a_land():
    assert school("", range(2026, 2028)) == ()


@pytest.mark.parametrize("land", LANDS)
def test_every_land_has_summer_holidays_of_six_weeks(land):
    (summer,) = [one for one in school(land, range(2027, 2028)) if one.name == "Sommerferien"]
    assert 35 <= (summer.last - summer.first).days <= 48


@pytest.mark.corpus
def test_public_holidays_are_those_of_the_table():
    wanted = defaultdict(set)
    table = corpus("cal-public-holidays-de-lib") / "holidays_pypi_0.108_de_2024-2030.csv"
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            wanted[row["state"]].add(date.fromisoformat(row["date"]))
    for land, days in wanted.items():
        assert {one.first for one in public(f"DE-{land}", range(2024, 2031))} == days, land


@pytest.mark.corpus
def test_summer_holidays_are_those_of_an_independent_table():
    folder = corpus("cal-openholidays-de") / "src" / "de" / "holidays"
    compared = 0
    for land in LANDS:
        with (folder / f"holidays.school.{land[3:].lower()}.csv").open(encoding="utf-8-sig") as rows:
            theirs = {
                row["StartDate"]: row["EndDate"]
                for row in csv.DictReader(rows, delimiter=";")
                if "Sommer" in json.dumps(row, ensure_ascii=False)
            }
        for one in school(land, range(2026, 2028)):
            if one.name == "Sommerferien":
                near = [
                    date.fromisoformat(begin)
                    for begin in theirs
                    if abs((date.fromisoformat(begin) - one.first).days) <= 3
                ]
                assert near, (land, one)
                compared += 1
    assert compared == 32
