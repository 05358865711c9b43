# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A yes is whole only with every signature it needs; a no and a withdrawal lock at once; what is kept has an end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.consents import actions, queries, tasks
from nahbar.consents.actions import Said
from nahbar.consents.actions.ending import KEPT_AFTER_END
from nahbar.consents.actions.signing import SIDE, lines
from nahbar.consents.models import Consent, Signed, Try
from nahbar.consents.states import (
    EXCEPTIONS,
    MINORS,
    NEXT,
    ConsentState,
    PersonType,
    Purpose,
    SignedBy,
    Signer,
    needed,
)
from nahbar.record.models import Entry
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
LINES = [[[x, x] for x in range(0, 200, 10)]]
PLACES = ("web", "mastodon")


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


@pytest.fixture
def file(place):
    return factories.file(place)


def asked(place, file, kind=PersonType.EMPLOYEE, **values):
    given = {"occasion": "Tag der offenen Tür", "purposes": [Purpose.RECRUITING], "at": AT, **values}
    return actions.ask(place, person_type=kind, files=[file], **given).consent


def said(**values):
    given = {"purposes": ("recruiting",), "channels": PLACES, "media": ("picture", "sound"), "strokes": LINES}
    return Said(**{"name": "Erika Muster", **given, **values})


def signed(consent, signer=Signer.PERSON, at=AT, **values):
    return actions.sign(consent, said(**values), signer=signer, channels=PLACES, at=at)


def test_a_signed_yes_covers_its_file_and_says_for_what(place, file):
    row = signed(asked(place, file), contact="erika@example.org")
    found = queries.state_of(file, TODAY)
    assert (row.state, found.covered, found.is_locked, found.channels) == (
        ConsentState.GIVEN,
        1,
        False,
        frozenset(PLACES),
    )
    assert (row.purposes, row.media, row.extras, row.notice) == (
        ["recruiting"],
        ["picture", "sound"],
        [],
        "2026-11",
    )
    assert Signed.objects.get().how == SignedBy.SCREEN


@pytest.mark.parametrize("kind", sorted(MINORS))
def test_a_minor_needs_both_parents_and_from_14_on_its_own_yes(place, file, kind):
    row = asked(place, file, PersonType(kind))
    wanted = queries.missing(row)
    assert (Signer.PERSON in wanted) == (kind != PersonType.CHILD)
    for signer in wanted[:-1]:
        assert signed(row, signer).state == ConsentState.ASKED
        assert queries.state_of(file, TODAY).covered == 0
    assert signed(row, wanted[-1]).state == ConsentState.GIVEN


def test_sole_custody_needs_one_parent(place, file):
    row = signed(asked(place, file, PersonType.CHILD), Signer.GUARDIAN_1, has_sole_custody=True)
    assert row.state == ConsentState.GIVEN


def test_who_signs_later_can_only_agree_to_less(place, file):
    row = asked(place, file, PersonType.CHILD)
    signed(row, Signer.GUARDIAN_1, media=("picture",), channels=("web",))
    row = signed(row, Signer.GUARDIAN_2, media=("picture", "film"), channels=PLACES)
    assert (row.media, row.channels) == (["picture"], ["web"])


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"name": " "}, actions.NameMissing),
        ({"purposes": ()}, actions.NothingAgreed),
        ({"channels": ("erfunden",)}, actions.NothingAgreed),
        ({"strokes": "kaputt"}, actions.SignatureMissing),
        ({"strokes": [[[1, 1]]]}, actions.SignatureMissing),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(place, file, values, complaint):
    row = asked(place, file)
    with pytest.raises(complaint):
        signed(row, **values)
    assert not Signed.objects.exists()


def test_a_tick_is_enough_for_who_cannot_draw(place, file):
    assert signed(asked(place, file), strokes=[], has_ticked=True).state == ConsentState.GIVEN


def test_a_no_locks_and_may_become_a_yes(place, file):
    row = actions.refuse(asked(place, file), at=AT)
    assert queries.state_of(file, TODAY).is_locked
    signed(row)
    assert not queries.state_of(file, TODAY).is_locked


def test_a_withdrawal_locks_at_once_and_twice_is_once(place, file):
    row = signed(asked(place, file))
    for _time in range(2):
        actions.withdraw(row, at=AT)
    assert queries.state_of(file, TODAY).is_withdrawn
    assert Entry.objects.filter(verb="consents.withdraw").count() == 1
    with pytest.raises(actions.ConsentOver):
        signed(row)


def test_what_was_made_of_a_file_is_locked_with_it(place, file):
    film, cut = factories.file(place, kind="film"), factories.file(place, kind="film")
    film.made_from.add(file)
    cut.made_from.add(film)
    row = signed(asked(place, file))
    actions.withdraw(row, at=AT)
    assert queries.state_of(cut, TODAY).is_withdrawn
    assert queries.with_results([file.pk]) == {file.pk, film.pk, cut.pk}


def test_a_yes_counts_to_its_last_day_and_not_a_day_longer(place, file):
    signed(asked(place, file, ends_on=TODAY))
    assert not queries.state_of(file, TODAY).is_locked
    assert queries.state_of(file, TODAY + timedelta(1)).ended_on == TODAY
    later = AT + timedelta(days=1)
    assert tasks.tend(later) == 1
    assert Consent.objects.get().state == ConsentState.EXPIRED


def test_what_ends_soon_is_told_before(place, file):
    row = signed(asked(place, file, ends_on=TODAY + timedelta(20)))
    looked = signed(asked(place, file, check_on=TODAY))
    signed(asked(place, file, ends_on=TODAY + timedelta(200)))
    assert set(queries.to_look_at(place, TODAY)) == {row, looked}


def test_name_contact_and_signature_go_three_years_after_the_end(place, file):
    row = signed(asked(place, file), contact="erika@example.org")
    actions.withdraw(row, why="Umzug", at=AT)
    assert actions.forget(AT + KEPT_AFTER_END - timedelta(days=1)) == 0
    assert actions.forget(AT + KEPT_AFTER_END) == 1
    row.refresh_from_db()
    assert (row.name, row.contact, row.withdrawn_why, Signed.objects.get().strokes) == ("", "", "", [])
    assert "Erika" not in str(list(Entry.objects.values_list("details", "thing_name")))


def test_questions_nobody_answers_end(place, file):
    asked(place, file)
    assert tasks.tend(AT + timedelta(days=181)) == 1
    assert Consent.objects.get().state == ConsentState.EXPIRED


def test_an_exception_covers_with_a_reason_and_the_name_of_who_gave_it(place, file, editor):
    given = {
        "person_type": PersonType.EVENT,
        "files": [file],
        "occasion": "Stadtfest",
        "by": editor,
        "at": AT,
    }
    with pytest.raises(actions.FilesMissing):
        actions.except_(place, **given, exception=" ")
    row = actions.except_(place, **given, exception="§ 23 Abs. 1 Nr. 3 KUG, Überblick")
    assert (queries.state_of(file, TODAY).covered, row.asked_by) == (1, editor)
    assert queries.missing(row) == []


def test_paper_and_spoken_words_are_entered_with_who_entered_them(place, file, editor):
    row = asked(place, file, PersonType.PASSERBY)
    given = {"signer": Signer.PERSON, "channels": PLACES, "by": editor, "at": AT}
    with pytest.raises(actions.SignatureMissing):
        actions.sign_by_hand(row, said(), how=SignedBy.ORAL, witness="", **given)
    actions.sign_by_hand(row, said(), how=SignedBy.ORAL, witness="Bernd", **given)
    assert (Signed.objects.get().witness, Consent.objects.get().state) == ("Bernd", ConsentState.GIVEN)


def test_how_many_are_shown_is_noted_and_counted(place, file, editor):
    actions.note_shown(file, number=2, by=editor, at=AT)
    signed(asked(place, file))
    found = queries.state_of(file, TODAY)
    assert (found.number, found.covered) == (2, 1)


def test_number_said_of_a_film_itself_counts_instead_of_its_clips(place, file, editor):
    other, film = factories.file(place), factories.file(place, kind="film")
    film.made_from.set([file, other])
    for one in (file, other):
        actions.note_shown(one, number=1, by=editor, at=AT)
    assert queries.state_of(film, TODAY).number == 2
    actions.note_shown(film, number=1, by=editor, at=AT)
    assert queries.state_of(film, TODAY).number == 1


def test_only_who_belongs_here_asks_and_only_about_own_files(place, file, editor):
    elsewhere = factories.authority(slug="anderswo")
    stranger = factories.person(elsewhere, Role.EDITOR)
    with pytest.raises(NotAllowed):
        asked(place, file, by=stranger)
    with pytest.raises(NotAllowed):
        asked(place, factories.file(elsewhere), by=editor)
    assert list(queries.consents(elsewhere)) == []


def test_a_token_opens_one_consent_of_its_own_authority(place, file):
    made = actions.ask(
        place,
        person_type=PersonType.EMPLOYEE,
        files=[file],
        occasion="Fest",
        purposes=[Purpose.EVENTS],
        at=AT,
    )
    assert queries.by_token(place.slug, made.token) == made.consent
    assert queries.token_of(made.consent) == made.token
    assert queries.by_token("anderswo", made.token) is None
    assert queries.by_token(place.slug, made.token[:-1]) is None


def test_too_many_sendings_from_one_place_are_stopped_and_forgotten(place):
    for _time in range(120):
        actions.knock(address="203.0.113.9", at=AT)
    with pytest.raises(actions.TooOften):
        actions.knock(address="203.0.113.9", at=AT)
    actions.knock(address="203.0.113.10", at=AT)
    assert actions.forget_tries(AT + timedelta(hours=1)) == 121
    assert "203" not in str(list(Try.objects.values()))


@pytest.mark.parametrize("kind", PersonType)
def test_every_kind_of_person_has_its_signers(kind):
    assert (needed(kind, has_sole_custody=False) == frozenset()) == (kind in EXCEPTIONS)


def test_no_state_leads_back_from_the_end():
    assert [state for state in ConsentState if not NEXT[state]] == [
        ConsentState.WITHDRAWN,
        ConsentState.EXPIRED,
    ]


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.floats(allow_nan=True), st.integers(), st.text(max_size=5)),
        lambda inner: st.lists(inner, max_size=12),
        max_leaves=60,
    )
)
def test_a_signature_is_never_more_than_bounded_points(strokes):
    for stroke in lines(strokes):
        for point in stroke:
            assert len(point) == 2
            assert all(type(side) is int and 0 <= side <= SIDE for side in point)
