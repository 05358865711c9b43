# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a topic stands where it stands, in one sentence."""

from dataclasses import replace

import pytest
from django.utils import translation

from nahbar.radar.matter import Kind, Pillar
from nahbar.radar.rank import Circumstances, rank
from nahbar.radar.situation import Situation
from nahbar.topics import reasons

NOTICE = Situation(Kind.NOTICE, Pillar.PARTICIPATION, is_participation=True)
QUIET = Circumstances(dict.fromkeys(Pillar, 0))


def said(now, **values):
    score = rank(now, **{"circumstances": QUIET, "age_days": 9, **values})
    return reasons.sentence(score, now.pillar, has_deadline=now.has_deadline)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Weil die Frist heute endet."),
        (1, "Weil die Frist morgen endet."),
        (9, "Weil die Frist in 9 Tagen endet."),
        (40, "Weil die Menschen mitreden können."),
    ],
)
def test_sentence_names_the_deadline_when_it_is_near(days, words):
    assert said(replace(NOTICE, days_left=days, has_deadline=True)) == words


def test_sentence_names_the_day_of_an_event():
    event = Situation(Kind.EVENT, Pillar.IMAGE, days_left=3)
    assert said(event) == "Weil es in 3 Tagen so weit ist."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"people": ["Alle"]}, "Weil es alle betrifft und es für die Menschen etwas ändert."),
        ({"people": ["Eltern"]}, "Weil es Eltern betrifft und es für die Menschen etwas ändert."),
        (
            {"circumstances": Circumstances({Pillar.SERVICE: 23})},
            "Weil seit 23 Tagen nichts zu Service erschien und es für die Menschen etwas ändert.",
        ),
        (
            {"circumstances": Circumstances({Pillar.IMAGE: 1})},
            "Weil noch nichts zu Service erschienen ist und es für die Menschen etwas ändert.",
        ),
        (
            {"circumstances": replace(QUIET, goals={Pillar.SERVICE: 1.0})},
            "Weil eine laufende Kampagne Service braucht und es für die Menschen etwas ändert.",
        ),
        ({"taste": 9.0}, "Weil Sie ähnliche Themen behalten haben und es für die Menschen etwas ändert."),
        (
            {"minutes": 20, "age_days": 0},
            "Weil es neu ist, es für die Menschen etwas ändert und es nur 20 Minuten kostet.",
        ),
    ],
)
def test_sentence_names_each_reason_in_the_order_of_its_weight(values, words):
    assert said(Situation(Kind.NEWS, Pillar.SERVICE), **values) == words


def test_sentence_begins_with_the_danger():
    danger = Situation(Kind.NEWS, Pillar.CRISIS)
    assert said(danger, age_days=0) == "Weil es um eine Gefahr geht und es neu ist."


def test_sentence_says_so_when_nothing_speaks_for_haste():
    assert said(Situation(Kind.NEWS, Pillar.IMAGE), age_days=60) == "Es eilt nicht."


def test_sentence_is_english_for_english_readers():
    with translation.override("en"):
        assert said(replace(NOTICE, days_left=9, has_deadline=True), people=["Eltern"]) == (
            "Because it concerns Eltern and the deadline ends in 9 days."
        )
