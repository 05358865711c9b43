# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone, translation

from nahbar.approval.states import Answer, RoundState
from nahbar.authority.states import ChannelState
from nahbar.dialogue.states import InquiryState
from nahbar.foundation import clock
from nahbar.planning.states import SlotState
from nahbar.publishing.states import PublicationState
from nahbar.stories.states import StoryState
from nahbar.topics.states import TopicState
from nahbar.web.design import states, tags
from nahbar.web.design.icons import ICONS

THIS_YEAR = datetime(clock.now().year, 11, 24, 16, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _berlin() -> Any:
    with timezone.override("Europe/Berlin"), translation.override("de"):
        yield


def test_moment_names_day_month_and_time_when_this_year() -> None:
    short = {0: "Mo", 1: "Di", 2: "Mi", 3: "Do", 4: "Fr", 5: "Sa", 6: "So"}[THIS_YEAR.weekday()]
    assert tags.moment(THIS_YEAR) == f"{short}, 24. November, 17:30 Uhr"


def test_moment_names_the_year_when_another() -> None:
    assert tags.moment(datetime(2001, 1, 1, 23, 30, tzinfo=UTC)) == "Di, 2. Januar 2001, 00:30 Uhr"


def test_moment_is_empty_when_there_is_none() -> None:
    assert tags.moment(None) == ""


def test_day_names_the_day_when_given_a_date() -> None:
    assert tags.day(date(2001, 3, 5)) == "Mo, 5. März 2001"


def test_day_is_the_local_one_when_given_a_time_near_midnight() -> None:
    assert tags.day(datetime(2001, 3, 5, 23, 30, tzinfo=UTC)) == "Di, 6. März 2001"


@pytest.mark.parametrize(
    ("value", "words"), [(0, "weniger als eine Minute"), (1, "1 Minute"), (14, "14 Minuten"), (None, "")]
)
def test_minutes_carry_their_unit_when_shown(value: int | None, words: str) -> None:
    assert tags.minutes(value) == words


def test_state_is_word_icon_and_colour_when_drawn() -> None:
    drawn = tags.state("unclear", "unklar")
    assert "nb-state--warning" in drawn
    assert ICONS["question"] in drawn
    assert ">unklar<" in drawn


def test_state_escapes_the_word_when_it_holds_markup() -> None:
    assert "&lt;b&gt;" in tags.state("unclear", "<b>")


@pytest.mark.parametrize(
    "kind",
    [TopicState, StoryState, RoundState, Answer, SlotState, PublicationState, InquiryState, ChannelState],
)
def test_every_state_has_a_look_when_a_room_has_it(kind: Any) -> None:
    assert [value for value in kind.values if value not in states.LOOKS] == []


def test_every_look_has_an_icon_when_named() -> None:
    assert [name for _kind, name in states.LOOKS.values() if name not in ICONS] == []
