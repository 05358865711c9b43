# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A delivery waits, is decided on or ends; what nobody took goes with it, what somebody uses stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_by
from hypothesis import strategies as st

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.contributions import actions, queries, tasks
from nahbar.contributions.actions import Wish
from nahbar.contributions.models import Assignment, Delivery, StudioRules
from nahbar.contributions.permissions import LinkOff
from nahbar.contributions.states import NEXT, Audience, DeliveryState
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.record.models import Entry
from nahbar.stories import actions as stories
from nahbar.studio import ffmpeg
from nahbar.topics import actions as topics
from tests import factories
from tests.contributions.photos import photo

MONTH = timedelta(days=30)


@pytest.fixture
def trainees(place, editor, at):
    return actions.invite(place, title="Azubis", audience=Audience.TRAINEES, keep_days=30, by=editor, at=at)


@pytest.fixture
def bring(trainees, tmp_path, at):
    """A delivery with one photo, sent or still arriving."""

    def brought(*, shade: int = 90, is_sent: bool = True) -> Delivery:
        one = actions.begin_delivery(trainees, None, at=at).delivery
        path = Path(tmp_path) / f"{shade}.jpg"
        path.write_bytes(photo(shade=shade))
        actions.bring_whole(one, path, file_name="IMG.jpg", at=at)
        return actions.send(one, seen="nobody", at=at) if is_sent else one

    return brought


@pytest.mark.parametrize("kind", ["mp4", "mov", "webm"])
def test_film_is_kept_without_place_device_and_names(trainees, tmp_path, at, kind):
    path = tmp_path / f"clip.{kind}"
    codec = ("libvpx",) if kind == "webm" else ("libx264", "-pix_fmt", "yuv420p")
    seen = ("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=1", "-c:v", *codec)
    said = {
        "location": "+53.0793+008.8017/",
        "artist": "Petra Privat",
        "comment": "Fernsprecher 12",
        "title": "Zuhause",
    }
    words = [part for name, value in said.items() for part in ("-metadata", f"{name}={value}")]
    assert ffmpeg.run((*seen, *words, "-movflags", "use_metadata_tags", "-y", str(path))).code == 0
    assert b"Petra Privat" in path.read_bytes()
    one = actions.begin_delivery(trainees, None, at=at).delivery

    file = actions.bring_whole(one, path, file_name="clip", at=at)

    kept = media.path_of(file.digest).read_bytes()
    assert (file.kind, file.width, file.height, round(file.seconds)) == ("film", 160, 120, 1)
    assert [value for value in said.values() if value.encode() in kept] == []


def test_what_nobody_took_ends_with_its_delivery_and_the_record_says_so(bring, at):
    one = bring()
    digest = MediaFile.objects.get().digest

    tasks.end_deliveries(at + MONTH - timedelta(seconds=1))
    assert Delivery.objects.count() == 1
    tasks.end_deliveries(at + MONTH)

    assert (Delivery.objects.count(), MediaFile.objects.count()) == (0, 0)
    assert not media.path_of(digest).exists()
    entry = Entry.objects.get(verb="contributions.end_delivery")
    assert (entry.thing_name, entry.details) == (one.via, {"files": 1})


@pytest.mark.parametrize("use", ["taken", "in a story", "once in a story", "licence", "had before"])
def test_what_somebody_decided_to_keep_stays_when_the_delivery_ends(bring, place, editor, at, use):
    if use == "had before":
        actions.take(bring(), by=editor, at=at)
    one = bring()
    file = MediaFile.objects.select_related("rights", "authority").get()
    story = factories.story(place, editor)
    if use == "taken":
        actions.take(one, by=editor, at=at)
    if use in {"in a story", "once in a story"}:
        material = stories.use(story, file, by=editor, at=at)
        assert material.is_uncleared
    if use == "once in a story":
        stories.remove_material(material, by=editor, at=at)
    if use == "licence":
        library.settle_rights(file, library.Said(licence="permission"), revision=1, by=editor, at=at)

    tasks.end_deliveries(at + MONTH)

    assert (Delivery.objects.count(), MediaFile.objects.count()) == (0, 1)
    assert media.path_of(file.digest).exists()


def test_upload_without_the_last_tap_counts_as_sent_after_a_day_and_an_empty_one_is_forgotten(
    bring, trainees, at
):
    one = bring(is_sent=False)
    actions.begin_delivery(trainees, None, at=at)

    tasks.end_deliveries(at + timedelta(hours=24))

    assert [(row.pk, row.state, row.seen) for row in Delivery.objects.all()] == [
        (one.pk, DeliveryState.SENT, "")
    ]


def test_same_photo_in_two_deliveries_stays_while_one_of_them_is_undecided(bring, editor, at):
    first, second = bring(), bring()

    actions.discard(first, by=editor, at=at)
    assert MediaFile.objects.count() == 1
    actions.take(second, by=editor, at=at)
    tasks.end_deliveries(at + 2 * MONTH)
    assert MediaFile.objects.count() == 1


def test_same_photo_in_two_deliveries_goes_with_the_last_of_them(bring, editor, at):
    first, second = bring(), bring()

    tasks.end_deliveries(at)
    actions.take_back(first, at=at)
    assert MediaFile.objects.count() == 1
    actions.discard(second, by=editor, at=at)
    assert MediaFile.objects.count() == 0


def test_only_who_writes_decides_and_only_once(bring, place, editor, at):
    one = bring()
    contributor = factories.person(place, Role.CONTRIBUTOR)
    stranger = factories.person(factories.authority(), *Role)

    for decide in (actions.take, actions.discard):
        for who in (contributor, stranger):
            with pytest.raises(NotAllowed):
                decide(one, by=who, at=at)
    with pytest.raises(NotAllowed):
        actions.ask_back(one, "Wer?", by=contributor, at=at)
    actions.take(one, by=editor, at=at)
    for decide in (actions.take, actions.discard):
        with pytest.raises(actions.AlreadyDecided):
            decide(one, by=editor, at=at)


def test_question_needs_words(bring, editor, at):
    with pytest.raises(actions.QuestionMissing):
        actions.ask_back(bring(), "  ", by=editor, at=at)


def test_nothing_comes_by_a_link_that_was_replaced_or_switched_off(bring, trainees, editor, at):
    one = bring(is_sent=False)
    actions.replace(trainees, by=editor, at=at)
    with pytest.raises(LinkOff):
        actions.send(one, seen="nobody", at=at)
    with pytest.raises(LinkOff):
        actions.begin_delivery(trainees, None, at=at)
    trainees.refresh_from_db()
    topics.pause(trainees.source, by=editor, at=at)
    with pytest.raises(LinkOff):
        actions.begin_delivery(trainees, None, at=at)


def test_assignment_is_for_trainees_has_a_title_and_a_day_to_come(link, trainees, editor, at):
    today = at.date()
    given = {"today": today, "by": editor, "at": at}

    with pytest.raises(actions.NotForTrainees):
        actions.assign(link, Wish("Bauhof"), **given)
    with pytest.raises(actions.TitleMissing):
        actions.assign(trainees, Wish("  "), **given)
    with pytest.raises(actions.DayPast):
        actions.assign(trainees, Wish("Bauhof", until=today - timedelta(days=1)), **given)
    other = factories.person(link.authority, Role.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        actions.assign(trainees, Wish("Bauhof"), today=today, by=other, at=at)
    one = actions.assign(trainees, Wish("Bauhof", until=today), **given)
    assert list(queries.open_assignments(trainees, today)) == [one]
    assert list(queries.open_assignments(trainees, today + timedelta(days=1))) == []


def test_assignments_are_forgotten_more_than_a_year_after_their_last_day(trainees, editor, at):
    actions.assign(trainees, Wish("Bauhof", until=at.date()), today=at.date(), by=editor, at=at)

    tasks.end_deliveries(at + timedelta(days=364))
    assert Assignment.objects.count() == 1
    tasks.end_deliveries(at + timedelta(days=400))
    assert Assignment.objects.count() == 0


def test_house_says_the_rules_in_its_own_words_and_may_go_back_to_ours(place, editor, at):
    ours = queries.studio_rules(place)
    assert len(ours) == 10

    actions.set_rules(place, ["  Erst   fragen. ", "", "x" * 300, *["y"] * 30], by=editor, at=at)
    own = queries.studio_rules(place)
    assert (own[0], len(own[1]), len(own)) == ("Erst fragen.", 200, 15)
    actions.set_rules(place, own, by=editor, at=at)
    assert Entry.objects.filter(verb="contributions.set_rules").count() == 1
    actions.set_rules(place, [], by=editor, at=at)
    assert queries.studio_rules(place) == ours
    assert not StudioRules.objects.exists()


@pytest.mark.django_db
@given_by(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    steps=st.lists(
        st.sampled_from(["send", "ask", "take", "discard", "tend", "back"]), min_size=1, max_size=6
    )
)
def test_delivery_only_ever_moves_along_its_table(bring, editor, at, steps):
    one = bring(is_sent=False)
    before: DeliveryState | None = DeliveryState.ARRIVING
    do = {
        "send": lambda: actions.send(one, seen="nobody", at=at),
        "ask": lambda: actions.ask_back(one, "Wer?", by=editor, at=at),
        "take": lambda: actions.take(one, by=editor, at=at),
        "discard": lambda: actions.discard(one, by=editor, at=at),
        "tend": lambda: tasks.end_deliveries(at + timedelta(hours=25)),
        "back": lambda: actions.take_back(one, at=at),
    }
    for name in steps:
        try:
            do[name]()
        except (
            actions.DeliveryGone,
            actions.AlreadyDecided,
            actions.NothingBrought,
        ):
            refused = Delivery.objects.filter(pk=one.pk).first()
            assert (DeliveryState(refused.state) if refused else None) == before
            continue
        row = Delivery.objects.filter(pk=one.pk).first()
        after = DeliveryState(row.state) if row else None
        if before is not None and after not in {before, None}:
            assert after in NEXT[before]
        before = after
    Delivery.objects.all().delete()
    MediaFile.objects.all().delete()
