# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of days: each once, with a source, a pillar and a reason."""

from collections import Counter
from urllib.parse import urlsplit

from nahbar.radar.matter import Pillar
from nahbar.topics.days.catalogue import theme_days
from nahbar.topics.days.rules import day_in


def test_list_has_more_than_a_hundred_and_twenty_days_each_once():
    names = Counter(one.name.casefold() for one in theme_days())
    assert len(names) >= 120
    assert names.most_common(1)[0][1] == 1


def test_every_day_has_a_source_a_reason_and_a_date_in_every_year():
    for one in theme_days():
        parts = urlsplit(one.source)
        assert (parts.scheme, bool(parts.hostname)) == ("https", True), one.name
        assert 20 <= len(one.why) <= 160, one.name
        assert one.why.endswith("."), one.name
        assert 7 <= one.lead <= 100, one.name
        assert 1 <= one.days <= 31, one.name
        assert all(day_in(one.rule, year).year == year for year in range(2026, 2060)), one.name


def test_every_pillar_has_days():
    counted = Counter(one.pillar for one in theme_days())
    assert set(counted) == set(Pillar)
    assert min(counted.values()) >= 5


def test_days_are_spread_over_the_year():
    months = Counter(day_in(one.rule, 2027).month for one in theme_days())
    assert len(months) == 12
    assert min(months.values()) >= 5
