# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When what repeats happens: as the standard says, as dateutil says, and never for long."""

# ruff: noqa: DTZ001 - rules go by the clock on the wall

import time
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nahbar.topics.readers.events.recurrence import WEEKDAYS, Days, RuleOdd, rule, starts

SINCE = datetime(2026, 11, 27, 1, 0)
UNTIL = SINCE + timedelta(days=120)


def days(text, first, *, since=SINCE, until=UNTIL):
    found = starts(rule(text, first.date(), UTC), first, since=since, until=until, days=Days())
    return [f"{one:%Y-%m-%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("text", "first", "wanted"),
    [
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20261216T170000Z", datetime(2020, 1, 1, 18), ["2026-12-02 18:00", "2026-12-09 18:00"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", datetime(2026, 11, 26, 18), ["2026-12-10 18:00", "2026-12-24 18:00"]),
        ("FREQ=MONTHLY;BYDAY=1SA;COUNT=100", datetime(2026, 1, 3, 8), ["2026-12-05 08:00", "2027-01-02 08:00", "2027-02-06 08:00", "2027-03-06 08:00"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", datetime(2026, 1, 30, 8), ["2026-11-27 08:00", "2026-12-25 08:00", "2027-01-29 08:00", "2027-02-26 08:00", "2027-03-26 08:00"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", datetime(2026, 1, 30, 8), ["2026-11-30 08:00", "2026-12-31 08:00", "2027-01-29 08:00", "2027-02-26 08:00"]),
        ("FREQ=YEARLY", datetime(1990, 12, 24, 15), ["2026-12-24 15:00"]),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=2SU", datetime(2000, 1, 9, 15), ["2027-01-10 15:00"]),
        ("FREQ=YEARLY;BYYEARDAY=-1", datetime(2000, 12, 31, 15), ["2026-12-31 15:00"]),
        ("freq=daily;interval=50", datetime(2026, 11, 27, 18), ["2026-11-27 18:00", "2027-01-16 18:00", "2027-03-07 18:00"]),
    ],
)  # fmt: skip
def test_begins_are_those_the_rule_names(text, first, wanted):
    assert days(text, first) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=eins", "FREQ=DAILY;INTERVAL=0",
     "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=DAILY;WKST=XX", "FREQ", "FREQ=YEARLY;BYMONTH=5L"],
)  # fmt: skip
def test_rule_is_refused_when_it_would_give_other_days_than_meant(text):
    with pytest.raises(RuleOdd):
        days(text, SINCE)


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=13",
     "FREQ=MONTHLY;BYSETPOS=300", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=999", "FREQ=DAILY;COUNT=9999999;BYMONTHDAY=99",
     "FREQ=YEARLY;BYWEEKNO=60", "FREQ=MONTHLY;BYDAY=9MO"],
)  # fmt: skip
def test_day_that_never_comes_is_not_looked_for_for_long(text):
    began = time.process_time()
    assert days(text, datetime(1901, 1, 1, 18)) == []
    assert time.process_time() - began < 2


def test_rules_of_one_calendar_share_what_may_be_looked_at():
    left = Days(50_000)
    first = datetime(1920, 1, 1)
    count = rule("FREQ=DAILY;COUNT=999999", first.date(), UTC)
    list(starts(count, first, since=SINCE, until=UNTIL, days=left))
    with pytest.raises(RuleOdd):
        list(starts(count, first, since=SINCE, until=UNTIL, days=left))


def parts():
    weekday = st.builds(
        lambda number, name: number + name, st.sampled_from(["", "1", "2", "-1"]), st.sampled_from(WEEKDAYS)
    )
    return st.fixed_dictionaries(
        {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
        optional={
            "INTERVAL": st.sampled_from(["1", "2", "3", "5"]),
            "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=6).map(
                lambda one: ",".join(map(str, one))
            ),
            "BYMONTHDAY": st.sampled_from(["1", "15", "-1", "1,15", "13"]),
            "BYDAY": st.lists(weekday, min_size=1, max_size=3).map(",".join),
            "BYYEARDAY": st.sampled_from(["1,100,-1", "360,361"]),
            "BYSETPOS": st.sampled_from(["1", "-1", "1,-1"]),
            "COUNT": st.integers(1, 40).map(str),
            "WKST": st.sampled_from(WEEKDAYS),
            "UNTIL": st.just("20270115T120000"),
        },
    )


@settings(max_examples=120, deadline=None)
@given(parts(), st.datetimes(datetime(2015, 1, 1), datetime(2027, 12, 28)))
def test_begins_are_those_another_reader_of_the_standard_finds(said, first):
    numbered = [one for one in said.get("BYDAY", "").split(",") if len(one) > 2]
    bare = [one for one in said.get("BYDAY", "").split(",") if len(one) == 2]
    assume(not ("COUNT" in said and "UNTIL" in said))
    # Mixed, and numbered below a month: the other reader errs or refuses.
    assume(not (numbered and (bare or said["FREQ"] in {"DAILY", "WEEKLY"})))
    assume(not (said["FREQ"] == "WEEKLY" and "BYMONTHDAY" in said))
    # A day that never comes is looked for by the other one to the year 9999.
    assume(
        "BYYEARDAY" not in said or (said["FREQ"] == "YEARLY" and not {"BYMONTH", "BYMONTHDAY"} & said.keys())
    )
    assume(not ("BYSETPOS" in said and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH"} & said.keys()))
    first = first.replace(second=0, microsecond=0)
    text = ";".join(f"{name}={value}" for name, value in said.items())
    theirs = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, one in enumerate(rrulestr(f"{text}", dtstart=first)):
            if one > UNTIL or number > 5000:
                break
            if one >= SINCE:
                theirs.append(f"{one:%Y-%m-%d %H:%M}")
    assert days(text, first) == theirs
