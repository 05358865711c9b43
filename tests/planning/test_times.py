# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime, time

import pytest

from nahbar.planning import times

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 11, 24), time(17, 30), datetime(2026, 11, 24, 16, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(0, 15), datetime(2026, 6, 30, 22, 15, tzinfo=UTC)),
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_moment_is_the_one_on_the_authoritys_clocks_when_it_exists_once(day, hour, expected):
    assert times.moment(day, hour, BERLIN) == expected


@pytest.mark.parametrize("hour", [time(2, 0), time(2, 30), time(2, 59)])
def test_moment_is_refused_with_a_sentence_when_the_clocks_skip_it(hour):
    with pytest.raises(times.TimeDoesNotExist) as caught:
        times.moment(date(2027, 3, 28), hour, BERLIN)
    assert str(caught.value) == (
        f"{hour:%H:%M} Uhr gibt es an diesem Tag nicht: Die Uhren werden auf Sommerzeit vorgestellt. "
        "Bitte wählen Sie eine frühere oder spätere Zeit."
    )


@pytest.mark.parametrize("hour", [time(2, 0), time(2, 59)])
def test_moment_is_refused_with_a_sentence_when_the_clocks_show_it_twice(hour):
    with pytest.raises(times.TimeHappensTwice, match="gibt es an diesem Tag zweimal"):
        times.moment(date(2026, 10, 25), hour, BERLIN)
