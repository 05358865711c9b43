# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of story formats."""

from collections import Counter

from nahbar.radar.formats import Consent, Tone, catalogue
from nahbar.radar.lookup import read
from nahbar.radar.matter import Pillar
from nahbar.radar.subject import subject

PLACES = {"subject", "deadline", "place", "people"}


def test_catalogue_holds_thirty_five_formats_each_with_its_own_key_and_name():
    assert len(catalogue()) == 35
    assert len({one.key for one in catalogue()}) == 35
    assert len({one.name for one in catalogue()}) == 35


def test_every_format_says_what_it_takes():
    for one in catalogue():
        assert one.what.endswith((".", "?")), one.key
        assert one.channels, one.key
        assert one.length, one.key
        assert 10 <= one.minutes <= 240, one.key
        assert one.others < one.minutes, one.key
        assert one.people, one.key
        assert one.pictures or one.seconds, one.key
        assert len(one.shots) >= 2, one.key
        assert len(one.key) <= 40, one.key


def test_every_format_ends_with_an_angle_that_can_always_be_filled():
    for one in catalogue():
        last = one.angles[-1]
        always = last.replace("{subject}", "")
        assert "{" not in always or one.key in {"ihre-meinung", "spaziergang"}, one.key
        for angle in one.angles:
            named = {part.partition("}")[0] for part in angle.split("{")[1:]}
            assert named <= PLACES, one.key


def test_no_angle_shouts():
    assert [one.key for one in catalogue() if any("!" in angle for angle in one.angles)] == []


def test_words_are_small_because_they_are_looked_up_in_small_letters():
    assert [word for one in catalogue() for word in one.words if word != word.lower()] == []


def test_every_word_of_a_format_finds_itself():
    for one in catalogue():
        for word in one.words:
            assert read(f"Heute {word.strip('-$')} hier").first([word]), word


def test_each_pillar_has_quick_and_proper_formats():
    for pillar in Pillar:
        minutes = [one.minutes for one in catalogue() if pillar in one.pillars]
        assert min(minutes) <= 60, pillar
        assert max(minutes) > 60 or pillar is Pillar.CRISIS, pillar


def test_crisis_formats_are_the_last_four_of_the_catalogue():
    made_for_it = [one.key for one in catalogue() if one.tone is Tone.CRISIS]
    assert made_for_it == ["gefahrenmeldung", "lage-um-12", "stimmt-das", "danke"]
    assert [one.key for one in catalogue()][-4:] == made_for_it


def test_formats_with_trainees_ask_parents_too():
    consents = {one.key: one.consent for one in catalogue()}
    assert consents["azubi-uebernimmt"] is Consent.PARENTS
    assert Counter(consents.values())[Consent.PARENTS] == 1


def test_subject_is_the_name_of_the_plan_when_it_is_one():
    title = "Öffentliche Bekanntmachung: Bebauungsplan Nr. 27 „Am Bach“ – Auslegung"
    assert subject(title, is_plan=True) == "Am Bach"
    assert subject("Bebauungsplan Nr. 12a Mühlenfeld, Aufstellungsbeschluss", is_plan=True) == "Mühlenfeld"
    assert subject("Kommunale Wärmeplanung", is_plan=True) == "Kommunale Wärmeplanung"


def test_subject_is_the_job_when_it_is_a_vacancy():
    assert subject("Stellenausschreibung: Bauhelfer (m/w/d) gesucht", is_recruiting=True) == "Bauhelfer"
    assert subject("Wir suchen eine Erzieherin (w/m/d) in Vollzeit", is_recruiting=True) == "Erzieherin"
    assert (
        subject("Straßenwärter  (m/w/d)  Tiefbau - 223/2025", is_recruiting=True) == "Straßenwärter Tiefbau"
    )
    assert subject("(m/w/d)", is_recruiting=True) == "(m/w/d)"


def test_subject_is_short_and_never_empty_when_the_headline_is_long_or_odd():
    long = "Wort " * 60
    assert len(subject(long)) <= 80
    assert subject(long).endswith("…")
    assert subject("Pressemitteilung Nr. 12/2026: Freibad öffnet") == "Freibad öffnet"
    assert subject("Bekanntmachung: ") == "Bekanntmachung:"


def test_words_give_the_whole_word_as_it_stands_there():
    words = read("Die BRÜCKENSANIERUNG beginnt, der Hund bellt hundertmal.")
    assert words.first(["-sanier"]) == "BRÜCKENSANIERUNG"
    assert words.first(["sanier"]) == ""
    assert words.first(["hund$"]) == "Hund"
    assert words.first(["hundert"]) == "hundertmal"
    assert words.first([]) == ""
