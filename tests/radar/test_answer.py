# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a department: polite, by the house, always with a proposal and a day to come back."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.answer import Occasion, compose
from nahbar.radar.appraisal import Verdict, calmed
from nahbar.radar.formats import Format, catalogue
from nahbar.radar.matter import Matter
from nahbar.radar.proposals import answer_until, last_useful, needs, proposals
from nahbar.radar.recognition import recognise
from nahbar.radar.topic_house import TopicHouse
from tests.radar.asked import KNOWN, UNSEEN, Asked
from tests.radar.test_appraisal import TODAY, scored

EVERY = (*KNOWN, *UNSEEN)
HOUSE = TopicHouse(as_of=date(2026, 10, 1))


def answer(
    title: str, text: str, verdict: Verdict | None = None, formats: Sequence[Format] | None = None
) -> str:
    matter = Matter(title, text)
    recognition = calmed(matter, recognise(matter, today=TODAY), today=TODAY)
    found = scored(title, text, HOUSE)
    decided = verdict or found.verdict
    proposed = proposals(
        matter, recognition, decided, formats=catalogue() if formats is None else formats, today=TODAY
    )
    until = answer_until(TODAY, last_useful(matter, recognition, today=TODAY), proposed[0].minutes)
    occasion = Occasion("Tiefbauamt", "Stadt Musterau", decided, found.place, until, TODAY)
    return compose(matter, found, proposed, HOUSE, occasion)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.title[:30])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_answer_is_polite_and_complete(one: Asked, verdict: Verdict) -> None:
    said = answer(one.title, one.text, verdict)

    assert said.startswith("An: Tiefbauamt\n\nGuten Tag,\n\n")
    assert "Mit freundlichen Grüßen\nStadt Musterau\n" in said
    assert "unser Themenhaus (Stand 1. Oktober)" in said
    assert re.search(r"Das braucht von Ihnen: .*\b1?\d{1,3} Minuten", said)
    assert re.search(r"bis \d{1,2}\. (November|Dezember)", said)
    assert "!" not in said.replace(one.title, "")
    assert re.findall(r"[{}]", said) == []


def test_answers_differ_when_verdicts_differ() -> None:
    one = KNOWN[12]
    assert len({answer(one.title, one.text, verdict) for verdict in Verdict}) == 3


def test_answers_are_varied_when_matters_differ() -> None:
    firsts = {answer(one.title, one.text, Verdict.PROPOSAL).split("\n\n")[3] for one in EVERY}
    assert len(firsts) > 1


def test_the_same_request_is_answered_in_the_same_words() -> None:
    one = KNOWN[5]
    assert answer(one.title, one.text) == answer(one.title, one.text)


def test_a_plan_is_proposed_as_pictures_or_a_call_to_take_part() -> None:
    said = answer(KNOWN[5].title, KNOWN[5].text)

    assert "Plan in 5 Bildern" in said
    assert "Ihre Meinung zählt" in said
    assert "1 Ansprechperson" in said


def test_something_is_proposed_when_every_format_is_switched_off() -> None:
    assert "Das braucht von Ihnen" in answer(KNOWN[3].title, KNOWN[3].text, formats=())


@settings(deadline=None)
@given(title=st.text(min_size=1, max_size=300), text=st.text(max_size=500), verdict=st.sampled_from(Verdict))
def test_an_answer_is_written_whatever_is_sent(title: str, text: str, verdict: Verdict) -> None:
    assert "Mit freundlichen Grüßen" in answer(title, text, verdict)


def test_places_in_a_headline_are_not_filled_in() -> None:
    assert "{authority}" in answer("Vorlage {authority} und {day}", "Der Text.")


@settings(deadline=None)
@given(
    ahead=st.integers(0, 3000),
    last=st.none() | st.integers(-30, 60),
    minutes=st.integers(1, 2400),
)
def test_the_day_to_come_back_is_a_working_day_ahead_within_a_week(
    ahead: int, last: int | None, minutes: int
) -> None:
    today = TODAY + timedelta(days=ahead)
    day = answer_until(today, None if last is None else today + timedelta(days=last), minutes)

    assert day > today
    assert day.weekday() < 5
    assert (day - today).days <= 8


def test_the_day_to_come_back_leaves_time_for_the_work() -> None:
    assert answer_until(TODAY, TODAY + timedelta(days=8), 180) == date(2026, 11, 25)
    assert answer_until(TODAY, None, 180) == date(2026, 12, 1)


def test_every_format_says_what_it_needs_from_the_department() -> None:
    for one in catalogue():
        said = needs(one)
        assert any("Minuten" in part for part in said)
        assert len(said) >= 2
