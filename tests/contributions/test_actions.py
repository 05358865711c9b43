# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link is made, replaced and closed; what comes by it is a topic once, with an end for every name."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as given_by
from hypothesis import strategies as st

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.contributions import actions, queries, tasks
from nahbar.contributions.actions import Sent
from nahbar.contributions.actions.receiving import _title
from nahbar.contributions.models import Contribution, Knock, Photo
from nahbar.contributions.permissions import LinkOff
from nahbar.contributions.states import Audience
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.studio import intake
from nahbar.topics import actions as topics
from nahbar.topics.models import Source, Topic
from nahbar.topics.states import SourceKind, TopicState
from tests import factories
from tests.contributions.photos import photo

ANSWERS = {
    "happens": "Am 3. Dezember wird die neue Brücke am Mühlgraben geöffnet. Sie ist breiter als die alte.",
    "helps": "Allen, die mit dem Rad zur Schule fahren.",
    "shows": "Den Bauleiter, er macht das gern.",
}


def taken(shade=90):
    return intake.take_in(photo(shade=shade))


def sent(**values):
    return Sent(**{"answers": ANSWERS, **values})


def files():
    folder = Path(settings.MEDIA_ROOT) / "contributed"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_contribution_is_a_topic_that_the_radar_has_read(link, at):
    given = sent(shown="nobody", name="Bernd Bauer", contact="App. 12", photos=[taken(), taken(200)])

    received = actions.receive(link, given, at=at)

    topic = Topic.objects.get()
    assert (topic.title, topic.kind, topic.state, topic.department) == (
        "Am 3. Dezember wird die neue Brücke am Mühlgraben geöffnet",
        "contribution",
        TopicState.NOTICED,
        "Bauamt",
    )
    assert topic.text.startswith("Was passiert?\nAm 3. Dezember")
    assert "Wem hilft es?\nAllen, die mit dem Rad" in topic.text
    assert "Bernd" not in topic.text
    assert (topic.recognised_by > 0, topic.pillar != "", topic.expires_on is not None) == (True, True, True)
    assert [one.position for one in received.contribution.photos.all()] == [0, 1]
    assert len(files()) == 2
    source = Source.objects.get()
    assert (source.kind, source.last_result, source.last_read_at) == (
        SourceKind.CONTRIBUTIONS,
        "Zuletzt kamen 2 Fotos mit.",
        at,
    )


def test_record_says_by_which_link_it_came_and_names_nobody(link, at):
    actions.receive(link, sent(name="Bernd Bauer", contact="bauer@musterau.example"), at=at)

    entry = Entry.objects.get(verb="contributions.receive")

    assert (entry.by_id, entry.by_name) == (None, "Bauamt")
    assert "Bauer" not in str(entry.details)


def test_same_sent_twice_is_one_topic_and_another_photo_makes_another(link, at):
    first = actions.receive(link, sent(photos=[taken()], shown="nobody"), at=at)
    again = actions.receive(link, sent(photos=[taken()], shown="nobody"), at=at + timedelta(seconds=1))
    other = actions.receive(link, sent(photos=[taken(7)], shown="nobody"), at=at)

    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert again.contribution == first.contribution
    assert (Topic.objects.count(), len(files())) == (2, 2)


def test_same_words_are_new_when_they_come_a_year_later(link, at):
    actions.receive(link, sent(), at=at)
    actions.receive(link, sent(), at=at + timedelta(days=365))

    assert Topic.objects.count() == 2


def test_same_words_by_another_link_are_another_contribution(link, place, editor, at):
    other = actions.invite(place, title="Azubis", audience=Audience.TRAINEES, keep_days=7, by=editor, at=at)
    actions.receive(link, sent(), at=at)
    actions.receive(other, sent(), at=at)

    assert Contribution.objects.count() == 2
    assert Topic.objects.get(source=other.source).text.startswith("Was passiert gerade bei Ihnen?")


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"answers": {"happens": "  \x00 "}}, actions.NothingSaid),
        ({"photos": ["one"]}, actions.ShownMissing),
        ({"photos": ["one"], "shown": "maybe"}, actions.ShownMissing),
        ({"photos": ["one"] * 7, "shown": "nobody"}, actions.TooManyPhotos),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(link, at, values, refusal):
    values = {**values, "photos": [taken() for _ in values.get("photos", ())]}
    with pytest.raises(refusal):
        actions.receive(link, sent(**values), at=at)

    assert (Topic.objects.count(), files()) == (0, [])


def test_no_file_is_left_when_the_link_closes_while_it_is_sent(link, editor, at):
    topics.pause(link.source, by=editor, at=at)

    with pytest.raises(LinkOff):
        actions.receive(link, sent(photos=[taken()], shown="nobody"), at=at)

    assert (Topic.objects.count(), files()) == (0, [])


def test_old_link_takes_nothing_more_after_it_was_replaced(link, place, editor, at):
    token = queries.token_of(link)
    new = actions.replace(link, by=editor, at=at)

    with pytest.raises(LinkOff):  # a page that was open meanwhile
        actions.receive(link, sent(), at=at)
    assert queries.link_by_token(place.slug, token) is None
    assert queries.link_by_token(place.slug, queries.token_of(new)) == new


def test_token_is_found_in_its_authority_only_and_lies_nowhere_in_the_open(link, place):
    token = queries.token_of(link)

    assert len(token) >= 43  # 256 bits
    assert queries.link_by_token(factories.authority().slug, token) is None
    assert token.encode() not in bytes(link.token)
    assert token not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.COSIGNER, Role.APPROVER])
def test_links_are_made_and_replaced_by_those_who_write_only(link, place, at, role):
    somebody = factories.person(place, role)
    stranger = factories.person(factories.authority(), Role.EDITOR)
    for by in (somebody, stranger):
        with pytest.raises(NotAllowed):
            actions.replace(link, by=by, at=at)
        with pytest.raises(NotAllowed):
            actions.invite(place, title="X", audience=Audience.TRAINEES, keep_days=1, by=by, at=at)


@pytest.mark.parametrize(("title", "refusal"), [(" ", actions.NameMissing), ("Bauamt", actions.NameTaken)])
def test_link_needs_a_name_of_its_own(link, place, editor, title, refusal):
    with pytest.raises(refusal):
        actions.invite(
            place, title=title, audience=Audience.TRAINEES, keep_days=1, by=editor, at=factories.AT
        )


def test_same_name_is_fine_in_another_authority(link, at):
    other = factories.authority()
    actions.invite(
        other, title="Bauamt", audience=Audience.TRAINEES, keep_days=1,
        by=factories.person(other, Role.EDITOR), at=at,
    )  # fmt: skip


def test_name_and_contact_go_after_the_days_that_were_promised(link, at):
    actions.receive(link, sent(name="Bernd Bauer", contact="App. 12"), at=at)

    tasks.tend(at + timedelta(days=30) - timedelta(minutes=1))
    assert Contribution.objects.get().name == "Bernd Bauer"
    tasks.tend(at + timedelta(days=30))

    one = Contribution.objects.get()
    assert (one.name, one.contact, one.look_at) == ("", "", None)
    assert Entry.objects.get(verb="contributions.forget").details == {"gone": ["name", "contact"]}
    assert "Bauer" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("dropped_after", [0, 5, 29, 31, 59, 200])
def test_photos_of_a_dropped_topic_go_as_many_days_later(link, at, dropped_after):
    actions.receive(link, sent(shown="nobody", photos=[taken()]), at=at)
    dropped = at + timedelta(days=dropped_after)
    for day in range(400):
        now = at + timedelta(days=day)
        if now == dropped:
            topics.drop(Topic.objects.get(), by=HOUSE, at=now)
        tasks.tend(now)
        if not Photo.objects.exists():
            break

    assert (day, files()) == (dropped_after + 30, [])


@pytest.mark.parametrize("decide", [topics.keep, topics.mark_told])
def test_photos_stay_a_year_when_the_topic_was_kept_or_told(link, at, decide):
    actions.receive(link, sent(shown="nobody", photos=[taken()]), at=at)
    decide(Topic.objects.get(), by=HOUSE, at=at)
    for day in range(365):
        tasks.tend(at + timedelta(days=day))
    assert len(files()) == 1

    tasks.tend(at + timedelta(days=366))

    assert (Photo.objects.count(), files()) == (0, [])


def test_photos_follow_the_topic_that_stands_for_the_matter(link, place, at):
    received = actions.receive(link, sent(shown="nobody", photos=[taken()]), at=at)
    lead = factories.topic(place, state=TopicState.KEPT)
    Topic.objects.filter(pk=received.contribution.topic_id).update(part_of=lead, state=TopicState.DROPPED)

    tasks.tend(at + timedelta(days=40))

    assert len(queries.of_matter(lead)[0].photos.all()) == 1


def test_files_a_crash_left_behind_are_swept_and_others_stay(link, at):
    actions.receive(link, sent(shown="nobody", photos=[taken()]), at=at)
    lost = Path(settings.MEDIA_ROOT) / "contributed" / ("a" * 32)
    lost.mkdir(parents=True)
    (lost / ("b" * 64)).write_bytes(b"x")

    assert tasks.sweep(at - timedelta(days=400)) == 0
    assert tasks.sweep(at + timedelta(days=4000)) == 1
    assert len(files()) == 1


def test_sending_is_counted_by_link_and_by_address_and_forgotten_after_an_hour(
    link, place, editor, at, monkeypatch
):
    monkeypatch.setattr("nahbar.contributions.actions.knocking.MOST_BY_LINK", 4)
    monkeypatch.setattr("nahbar.contributions.actions.knocking.MOST_BY_ORIGIN", 3)
    other = actions.invite(place, title="Azubis", audience=Audience.TRAINEES, keep_days=7, by=editor, at=at)
    for _ in range(3):
        actions.knock(link, address="192.0.2.7", at=at)
    for one in (link, other):
        with pytest.raises(actions.TooOften):
            actions.knock(one, address="192.0.2.7", at=at)
    actions.knock(link, address="192.0.2.8", at=at)
    with pytest.raises(actions.TooOften):
        actions.knock(link, address="192.0.2.9", at=at)
    assert "192.0.2" not in str(list(Knock.objects.values()))

    later = at + timedelta(hours=1)
    actions.knock(link, address="192.0.2.7", at=later)
    tasks.tend(later)

    assert Knock.objects.count() == 1


def test_contributions_of_a_removed_link_keep_their_topic(link, editor, at):
    actions.receive(link, sent(name="Bernd", shown="nobody", photos=[taken()]), at=at)
    topics.remove(Source.objects.get(), by=editor, at=at)

    tasks.tend(at + timedelta(days=30))

    assert (Contribution.objects.get().name, Topic.objects.count(), len(files())) == ("", 1, 1)


@given(st.text())
@given_by(suppress_health_check=[HealthCheck.too_slow])
def test_title_is_short_and_one_line_whatever_somebody_writes(text):
    title = _title(text)

    assert len(title) <= 120
    assert "\n" not in title
    assert bool(title) == bool(text.split("\n", 1)[0].strip()) or not title.strip()
