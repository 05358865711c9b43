# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three ways to tell a matter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.radar.angles import QUICK, READ, angles, fits, lead_days, quickest
from nahbar.radar.formats import Tone, catalogue
from nahbar.radar.matter import Kind, Matter, Pillar
from nahbar.radar.situation import Situation, situation
from tests.radar import examples
from tests.radar.examples import TODAY

DAYS = st.one_of(st.none(), st.integers(-400, 400))
SITUATIONS = st.builds(
    Situation,
    kind=st.sampled_from(Kind),
    pillar=st.sampled_from(Pillar),
    is_plan=st.booleans(),
    is_participation=st.booleans(),
    is_recruiting=st.booleans(),
    days_left=DAYS,
    has_deadline=st.booleans(),
    has_place=st.booleans(),
    has_people=st.booleans(),
)


def keys(matter, recognition, today=TODAY):
    return [one.format.key for one in angles(matter, recognition, today=today)]


def test_plan_gets_its_deadline_its_pictures_and_a_walk_when_there_is_time():
    found = angles(*examples.plan(), today=TODAY)
    assert [one.sentence for one in found] == [
        "Ihre Meinung zählt – bis 13. Februar",
        "Plan in 5 Bildern: Am Bach",
        "Spaziergang zum Ort: Am Bach",
    ]
    assert found[0].why == (
        "Passt, weil es um Beteiligung geht („öffentliche Auslegung“) und die Frist am 13. Februar endet."
    )


def test_plan_gets_nothing_that_takes_too_long_when_two_days_are_left():
    found = angles(*examples.plan(until=TODAY + timedelta(days=2)), today=TODAY)
    assert [one.format.key for one in found] == ["ihre-meinung", "kurz-amtlich"]


def test_plan_tells_what_became_of_it_when_its_deadline_has_passed():
    found = keys(*examples.plan(until=TODAY - timedelta(days=30)))
    assert found == ["aus-ihren-hinweisen", "in-60-sekunden"]


def test_formal_participation_is_offered_factual_formats_only():
    matter, recognition = examples.plan()
    loud = replace(
        matter, text=f"{matter.text} Der Bürgermeister, das Jubiläum, das Ehrenamt, die Azubis, der Hund."
    )
    found = angles(loud, replace(recognition, is_recruiting=True), today=TODAY)
    assert {one.format.tone for one in found} == {Tone.FACTUAL}
    assert not any("!" in one.sentence for one in found)


def test_crisis_is_offered_nothing_but_what_is_made_for_it():
    assert keys(*examples.flood()) == ["gefahrenmeldung", "lage-um-12", "stimmt-das"]


def test_crisis_gets_thanks_too_when_it_is_over():
    matter, recognition = examples.flood()
    over = replace(recognition, runs_until=TODAY - timedelta(days=3))
    assert keys(matter, over) == ["danke"]


def test_vacancy_gets_the_job_in_fifteen_seconds_and_a_proper_one():
    found = angles(*examples.job(deadline=date(2026, 2, 8)), today=TODAY)
    assert "Job in 15 Sekunden: Erzieherin für die Kita Sonnenschein" in [one.sentence for one in found]
    assert min(one.minutes for one in found) <= QUICK < max(one.minutes for one in found)


def test_trainee_takes_over_when_the_vacancy_is_for_trainees():
    matter, recognition = examples.job()
    trainee = replace(matter, title="Ausbildung zur Verwaltungsfachangestellten (m/w/d)")
    assert keys(trainee, recognition)[0] == "azubi-uebernimmt"


def test_angle_quotes_the_word_that_speaks_for_the_format():
    (compare,) = [one for one in catalogue() if one.key == "vorher-nachher"]
    (found,) = angles(*examples.road(), today=TODAY, formats=[compare])
    assert found.sentence == "Vorher – nachher: Hauptstraße"
    assert found.why == "Passt, weil es um Service geht und von „Brückensanierung“ die Rede ist."


def test_construction_site_gets_its_weekly_update_when_a_road_is_closed():
    assert keys(*examples.road()) == ["kurz-amtlich", "baustellen-update", "in-60-sekunden"]


def test_own_format_is_named_in_the_sentence_when_it_brings_none():
    own = replace(catalogue()[0], key="own-1", name="Musterauer Minute", angles=(), pillars=(Pillar.SERVICE,))
    (found,) = angles(*examples.road(), today=TODAY, formats=[own])
    assert found.sentence == "Musterauer Minute: Brückensanierung: Hauptstraße gesperrt"


def test_year_is_named_when_it_is_another_one():
    found = angles(*examples.plan(until=date(2027, 1, 8)), today=TODAY)
    assert found[0].sentence == "Ihre Meinung zählt – bis 8. Januar 2027"


@given(SITUATIONS, st.text(max_size=200), st.text(max_size=400))
def test_at_most_three_different_angles_come_out_the_same_each_time_when_the_text_is_odd(now, title, text):
    matter = Matter(title, text, now.kind)
    recognition = examples.recognition(
        now.pillar,
        is_plan=now.is_plan,
        is_participation=now.is_participation,
        is_recruiting=now.is_recruiting,
        deadline=None if now.days_left is None else TODAY + timedelta(days=now.days_left),
        places=("{subject}",) if now.has_place else (),
        people=("Eltern",) if now.has_people else (),
    )
    found = angles(matter, recognition, today=TODAY)
    assert found == angles(matter, recognition, today=TODAY)
    assert len({one.format.key for one in found}) == len(found) <= 3
    assert all(fits(one.format, situation(matter, recognition, today=TODAY)) for one in found)


@given(SITUATIONS)
def test_nothing_is_offered_for_which_the_days_do_not_suffice(now):
    for one in catalogue():
        if now.days_left is not None and 0 <= now.days_left < lead_days(one.minutes):
            assert not fits(one, now)


@given(SITUATIONS, st.integers(0, 300))
def test_quickest_way_takes_no_longer_when_the_last_day_comes_nearer(now, days):
    later, sooner = replace(now, days_left=days + 1), replace(now, days_left=days)
    assert quickest(sooner, catalogue()) == quickest(later, catalogue())


@pytest.mark.parametrize("letters", ["a" * 200_000, "sanier" * 40_000, "a " * 100_000])
def test_long_texts_cost_no_more_than_their_beginning(letters):
    matter = Matter("Freibad", letters, Kind.NEWS)
    assert keys(matter, examples.recognition()) == keys(
        replace(matter, text=letters[:READ]), examples.recognition()
    )
