# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a topic is worth."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.matter import Kind, Pillar
from nahbar.radar.rank import MOST, Circumstances, Reason, rank
from nahbar.radar.situation import Situation
from nahbar.radar.taste import LEAST, MOST_POINTS, NO_TASTE, Trait, learn
from tests.radar.test_angles import SITUATIONS

QUIET = Circumstances(silent_days={Pillar.SERVICE: 0})
SILENCES = st.dictionaries(st.sampled_from(Pillar), st.integers(0, 400))
MINUTES = st.one_of(st.none(), st.integers(1, 400))
AGES = st.one_of(st.none(), st.integers(-2, 900))
PEOPLE = st.lists(st.sampled_from(["Alle", "Anwohnende", "Eltern", "Imkernde"]), max_size=3, unique=True)
SERVICE = Situation(Kind.NEWS, Pillar.SERVICE)
FEATURES = st.lists(st.tuples(st.sampled_from(Trait), st.sampled_from("abc")), max_size=4)


def points(now, **values):
    return rank(now, **{"circumstances": QUIET, "age_days": 5, **values}).points


@given(
    SITUATIONS,
    st.fixed_dictionaries(
        {"people": PEOPLE, "age_days": AGES, "minutes": MINUTES, "taste": st.floats(-99, 99)}
    ),
    SILENCES,
)
def test_score_stays_between_nothing_and_a_hundred(now, values, silence):
    found = rank(now, **values, circumstances=Circumstances(silence))
    assert 0 <= found.points <= 100
    assert all(abs(part.points) <= MOST.get(part.reason, 100) for part in found.parts)


@given(SITUATIONS, AGES, st.integers(0, 300), SILENCES)
def test_nearer_last_day_never_lowers_until_it_has_passed(now, age, days, silence):
    at = {"age_days": age, "circumstances": Circumstances(silence)}
    sooner, later = replace(now, days_left=days), replace(now, days_left=days + 1)
    assert points(sooner, **at) >= points(later, **at)
    assert points(replace(now, days_left=-1), **at) <= points(replace(now, days_left=0), **at)


@given(SITUATIONS, AGES, st.integers(0, 60))
def test_longer_silence_of_the_pillar_never_lowers(now, age, days):
    short, long = (
        points(now, age_days=age, circumstances=Circumstances({now.pillar: silent}))
        for silent in (days, days + 1)
    )
    assert long >= short


@given(SITUATIONS, AGES, st.integers(0, 60))
def test_older_news_never_stands_higher(now, age, days):
    assert points(now, age_days=days) >= points(now, age_days=days + 1)


@given(SITUATIONS, st.floats(0, 1), st.floats(0, 1))
def test_goal_of_a_campaign_never_lowers(now, less, more):
    low, high = (
        points(now, circumstances=Circumstances({Pillar.SERVICE: 0}, {now.pillar: share}))
        for share in sorted((less, more))
    )
    assert high >= low


def test_more_people_concerned_count_more():
    assert points(SERVICE, people=["Alle"]) > points(SERVICE, people=["Anwohnende"]) > points(SERVICE)
    assert points(SERVICE, people=["Eltern", "Anwohnende"]) > points(SERVICE, people=["Eltern"])


def test_quicker_topic_stands_higher_when_all_else_is_equal():
    assert points(SERVICE, minutes=20) > points(SERVICE, minutes=180) >= points(SERVICE)


def test_danger_stands_on_top_while_it_lasts_and_no_longer():
    danger = Situation(Kind.NEWS, Pillar.CRISIS)
    participation = Situation(
        Kind.NOTICE, Pillar.PARTICIPATION, is_plan=True, is_participation=True, days_left=0, has_deadline=True
    )
    assert points(danger, age_days=0) >= 90
    assert points(danger, age_days=0) > points(participation, people=["Alle"], age_days=0, minutes=20)
    assert points(danger, age_days=30) < 60
    assert points(replace(danger, days_left=-1), age_days=0) < 60


def test_silence_counts_for_nobody_before_the_first_post():
    found = rank(SERVICE, circumstances=Circumstances())
    assert Reason.SILENCE not in {part.reason for part in found.parts}
    late = rank(SERVICE, circumstances=Circumstances({Pillar.IMAGE: 3}))
    assert {part.reason: part.points for part in late.parts}[Reason.SILENCE] == MOST[Reason.SILENCE]


def test_parts_stand_in_the_order_of_their_weight():
    found = rank(replace(SERVICE, days_left=2, has_deadline=True), people=["Eltern"], circumstances=QUIET)
    given_points = [part.points for part in found.parts]
    assert given_points == sorted(given_points, reverse=True)
    assert found.parts[0].reason is Reason.DEADLINE
    assert found.parts[0].value == "2"


def decided(trait, value, kept, dropped):
    return [([(trait, value)], True)] * kept + [([(trait, value)], False)] * dropped


def test_taste_raises_what_was_kept_and_lowers_what_was_dropped():
    taste = learn(decided(Trait.PILLAR, "recruiting", 8, 1) + decided(Trait.PILLAR, "image", 1, 8))
    up, down = (taste.points([(Trait.PILLAR, value)]) for value in ("recruiting", "image"))
    assert 4 < up <= MOST_POINTS
    assert -MOST_POINTS <= down < -4


def test_taste_says_nothing_when_there_were_too_few_decisions():
    taste = learn(decided(Trait.PILLAR, "image", 0, LEAST - 1) + decided(Trait.PILLAR, "service", 5, 0))
    assert taste.points([(Trait.PILLAR, "image")]) == 0
    (image,) = [lesson for lesson in taste.lessons if lesson.value == "image"]
    assert (image.dropped, image.effect, image.counts) == (LEAST - 1, 0.0, False)


def test_taste_is_no_liking_of_everything_when_somebody_keeps_everything():
    taste = learn(decided(Trait.PILLAR, "service", 20, 0) + decided(Trait.PILLAR, "image", 20, 0))
    assert abs(taste.points([(Trait.PILLAR, "image")])) < 1


def test_no_taste_moves_nothing():
    assert NO_TASTE.points([(Trait.PILLAR, "service")]) == 0
    assert learn([]).points([(Trait.PILLAR, "service")]) == 0


@given(st.lists(st.tuples(FEATURES, st.booleans()), max_size=60), FEATURES)
def test_taste_moves_at_most_ten_points_whatever_was_decided(decisions, features):
    assert abs(learn(decisions).points(features)) <= MOST_POINTS


@given(st.lists(st.tuples(FEATURES, st.booleans()), max_size=40))
def test_taste_does_not_depend_on_the_order_of_decisions(decisions):
    assert learn(decisions).lessons == learn(decisions[::-1]).lessons
