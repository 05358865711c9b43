# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading sources: new, edited, known, failing."""

from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar.matter import Kind, Pillar
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.topics import actions, tasks
from nahbar.topics.actions.asking import Asking
from nahbar.topics.actions.reading import Reading, _settled, file
from nahbar.topics.identity import item_key
from nahbar.topics.item import Item
from nahbar.topics.models import Source, Topic, Wording
from nahbar.topics.readers.reader import Candidate, Gathered, Given
from nahbar.topics.states import SourceKind, TopicState
from tests import factories
from tests.factories import AT
from tests.servers.pages import pages

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def source(place=None, **values):
    given = {"kind": SourceKind.FEED, "title": "Rathaus", "added_at": AT, "url": "https://stadt.example/rss"}
    return Source.objects.create(authority=place or factories.authority(), **{**given, **values})


def item(n=1, **values):
    given = {"identifier": f"id-{n}", "title": f"Titel {n}", "text": f"Text {n}", "link": f"https://stadt.example/{n}",
             "published_at": AT - timedelta(hours=n)}  # fmt: skip
    return Item(**{**given, **values})


def filed(of, *items, at=AT):
    reading = file(of, items, by=HOUSE, at=at)
    of.last_read_at = at
    of.save()
    return reading


def rss(*titles):
    rows = "".join(f"<item><title>{t}</title><guid>{t}</guid></item>" for t in titles)
    return f"<rss><channel><title>Stadt</title>{rows}</channel></rss>"


@pytest.fixture
def site(settings):
    with pages() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


def test_item_edited_updates_topic_and_keeps_the_old_words():
    of = source()
    filed(of, item(1, text="Um 9 Uhr."))
    assert filed(of, item(1, text="Um 10 Uhr."), at=AT + HOUR) == Reading(edited=1)
    topic, wording = Topic.objects.get(), Wording.objects.get()
    assert (topic.text, topic.changed_at, wording.text, wording.replaced_at) == (
        "Um 10 Uhr.",
        AT + HOUR,
        "Um 9 Uhr.",
        AT + HOUR,
    )
    assert Entry.objects.get(verb="topics.update").thing_id == topic.pk


def test_nothing_happens_when_only_blanks_changed():
    of = source()
    filed(of, item(1, text="Eins zwei"))
    assert filed(of, item(1, text="Eins\n\nzwei"), at=AT + HOUR) == Reading()
    assert Wording.objects.count() == 0


@pytest.mark.parametrize(
    "state", [TopicState.DROPPED, TopicState.TOLD, TopicState.KEPT, TopicState.POSTPONED]
)
def test_decision_stays_and_change_is_shown_when_the_source_edits(state):
    of = source()
    filed(of, item(1))
    Topic.objects.update(state=state, decided_at=AT)
    filed(of, item(1, title="Neuer Titel"), at=AT + HOUR)
    topic = Topic.objects.get()
    assert (topic.state, topic.title, topic.is_changed_since) == (state, "Neuer Titel", True)


def test_first_reading_takes_old_items_as_known():
    of = source()
    old = [item(n, published_at=AT - timedelta(days=30 + n)) for n in range(1, 50)]
    new = [item(100 + n, published_at=AT - timedelta(days=n)) for n in range(7)]
    assert filed(of, *new, *old) == Reading(new=7, known=49)
    assert Topic.objects.filter(state=TopicState.KNOWN).count() == 49


def test_first_reading_shows_the_five_newest_when_all_are_old():
    of = source()
    filed(of, *[item(n, published_at=AT - timedelta(days=100 + n)) for n in range(20)])
    news = Topic.objects.filter(state=TopicState.NOTICED).values_list("title", flat=True)
    assert sorted(news) == [f"Titel {n}" for n in range(5)]


def test_news_of_a_long_pause_are_new_when_the_source_is_read_again():
    of = source()
    filed(of, item(1))
    later = AT + timedelta(days=100)
    assert filed(of, item(2, published_at=AT + timedelta(days=10)), item(1), at=later) == Reading(new=1)


def test_what_is_still_to_come_is_news_however_old_its_announcement():
    of, ahead = source(), AT + timedelta(days=20)
    filed(of, *[item(n) for n in range(1, 7)])
    reading = filed(of, item(7, published_at=AT - timedelta(days=300), begins_at=ahead, kind=Kind.EVENT),
                    item(8, published_at=AT - timedelta(days=300), kind=Kind.JOB), item(9, published_at=AT, ends_at=AT - HOUR))  # fmt: skip
    assert reading == Reading(new=2, known=1)


def ended(of, *gone, at=AT + HOUR):
    of.cursor = {}
    gathered = Gathered(over=frozenset(item_key(one) for one in gone))
    return _settled(of, gathered, Asking(requests=1, seconds=1), by=HOUSE, at=at)


def test_topic_is_over_when_its_source_tells_of_it_no_more():
    of = source()
    filed(
        of,
        item(1, kind=Kind.JOB, text="Bewerben Sie sich bis 31.12.2029."),
        item(2, ends_at=AT - HOUR),
        item(3, kind=Kind.JOB),
    )
    assert ended(of, "id-1", "id-2", "id-9") == Reading(ended=1)
    topic = Topic.objects.get(title="Titel 1")
    actions.catch_up(at=AT + HOUR)
    topic.refresh_from_db()
    assert (topic.ends_at, topic.expires_on) == (AT + HOUR, (AT + HOUR).date())
    assert of.last_result == "1 ist vorbei."
    assert Topic.objects.get(title="Titel 3").ends_at is None


def test_topic_is_open_again_when_its_source_tells_of_it_again():
    of = source()
    filed(of, item(1, kind=Kind.JOB))
    ended(of, "id-1")
    filed(of, item(1, kind=Kind.JOB), at=AT + 2 * HOUR)
    actions.catch_up(at=AT + 2 * HOUR)
    topic = Topic.objects.get()
    assert (topic.ends_at, topic.expires_on is None or topic.expires_on > AT.date()) == (None, True)


def test_conclusions_stay_when_the_source_tells_the_same_again():
    of = source(factories.authority(name="Musterau", departments="Bauhof"))
    told = item(1, title="Der Bauhof räumt Schnee in Musterau", text="Der Bauhof ist in Musterau unterwegs.")
    filed(of, told)
    actions.catch_up(at=AT)
    concluded = Topic.objects.values("place", "department", "recognised_by").get()
    assert concluded["department"] == "Bauhof"
    filed(of, told, at=AT + HOUR)
    assert Topic.objects.values("place", "department", "recognised_by").get() == concluded


def test_topic_expires_anew_when_only_its_date_changes():
    of = source()
    filed(of, item(1, ends_at=AT + timedelta(days=3)))
    actions.catch_up(at=AT)
    filed(of, item(1, ends_at=AT + timedelta(days=9)))
    actions.catch_up(at=AT)
    assert Topic.objects.get().expires_on == (AT + timedelta(days=9)).date()


def test_day_is_told_for_what_its_list_says_until_a_person_says_otherwise():
    of = source()
    day = item(1, kind=Kind.DAY, pillar=Pillar.RECRUITING, ends_at=AT + HOUR)
    filed(of, day)
    actions.catch_up(at=AT)
    topic = Topic.objects.get()
    assert topic.pillar == Pillar.RECRUITING
    actions.assign(
        topic, pillar="image", department="", by=factories.person(of.authority, Role.EDITOR), at=AT
    )
    filed(of, item(1, kind=Kind.DAY, pillar=Pillar.RECRUITING, text="Neu", ends_at=AT + HOUR))
    actions.catch_up(at=AT)
    assert Topic.objects.get().pillar == "image"


def test_item_of_two_sources_is_one_topic_when_the_link_is_the_same():
    place = factories.authority()
    filed(source(place), item(1))
    assert (
        filed(source(place, url="https://stadt.example/atom"), item(7, link="http://www.stadt.example/1"))
        == Reading()
    )
    assert Topic.objects.count() == 1


def test_item_is_a_topic_of_its_own_in_another_authority():
    filed(source(), item(1))
    assert filed(source(), item(1)) == Reading(new=1)


def test_topics_are_recognised_when_a_source_is_removed_and_added_again():
    place = factories.authority()
    by = factories.person(place, Role.EDITOR)
    first = source(place)
    filed(first, item(1))
    actions.remove(first, by=by, at=AT)
    again = source(place)
    assert filed(again, item(1)) == Reading()
    assert Topic.objects.get().source == again


def test_reading_asks_with_the_mark_of_the_last_time(site):
    of = source(url=site.page("/rss", rss("Eins"), ETag='"7"', Last_Modified="Tue, 24 Nov 2026 09:00:00 GMT"))
    assert actions.read(of, by=HOUSE, at=AT).new == 1
    assert of.next_read_at == AT + timedelta(minutes=30)
    site.page("/rss", "", status="304 Not Modified")
    assert actions.read(of, by=HOUSE, at=AT + HOUR) == Reading()
    assert b'If-None-Match: "7"' in site.asked[1]
    assert (of.last_result, of.is_failing) == ("Nichts Neues.", False)


def test_failing_source_says_why_once_and_waits_longer_each_time(site):
    of = source(url=site.url("/weg"))
    waits = []
    for n in range(8):
        at = AT + n * timedelta(days=2)
        assert actions.read(of, by=HOUSE, at=at).problem.startswith(
            "127.0.0.1 hat die Seite nicht herausgegeben"
        )
        waits.append((of.next_read_at - at) / timedelta(minutes=30))
    assert waits == [1, 2, 4, 8, 16, 32, 48, 48]
    site.page("/weg", rss("Eins"))
    actions.read(of, by=HOUSE, at=AT)
    assert [one.verb for one in Entry.objects.order_by("number")] == [
        "topics.fail",
        "topics.read",
        "topics.recover",
    ]


def test_source_waits_as_long_as_it_asks_for(site):
    of = source(url=site.page("/rss", "", status="429 Too Many Requests", Retry_After="7200"))
    actions.read(of, by=HOUSE, at=AT)
    assert of.next_read_at == AT + 2 * HOUR


def test_topics_stay_when_the_feed_turns_into_a_page(site):
    of = source(url=site.page("/rss", rss("Eins")))
    actions.read(of, by=HOUSE, at=AT)
    site.page("/rss", "<html><body>Wartung</body></html>")
    reading = actions.read(of, by=HOUSE, at=AT + HOUR)
    assert reading.problem.startswith("Das ließ sich nicht als Feed lesen. Das ist eine Webseite, kein Feed.")
    assert Topic.objects.count() == 1


def test_run_reads_what_is_due_and_nothing_else(site):
    place = factories.authority()
    due = source(place, url=site.page("/1", rss("Eins")), next_read_at=AT)
    source(place, url=site.page("/2", rss("Zwei")), next_read_at=AT + HOUR)
    source(place, url=site.page("/3", rss("Drei")), next_read_at=AT, is_paused=True)
    source(place, url=site.url("/weg"), next_read_at=AT - HOUR)
    assert tasks.run(AT) == 2
    assert list(Topic.objects.values_list("title", flat=True)) == ["Eins"]
    assert tasks.run(AT) == 0
    due.refresh_from_db()
    assert due.last_result == "1 neues Thema."


def test_run_goes_on_when_one_source_breaks_the_program(site, monkeypatch, caplog):
    place = factories.authority()
    source(place, url="https://stadt.example/1", title="bricht", next_read_at=AT - HOUR)
    source(place, url=site.page("/2", rss("Zwei")), next_read_at=AT)
    real = actions.read

    def breaking(of, **more):
        if of.title == "bricht":
            raise RuntimeError("kaputt")
        return real(of, **more)

    monkeypatch.setattr(actions, "read", breaking)
    assert tasks.run(AT) == 2
    assert Topic.objects.count() == 1
    assert Source.objects.get(title="bricht").next_read_at == AT + tasks.AFTER_A_FAULT
    assert "could not be read" in caplog.text


def test_upload_of_the_same_file_again_changes_topics_instead_of_doubling_them():
    place = factories.authority()
    by = factories.person(place, Role.EDITOR)
    for words in ("um 9", "um 10"):
        data = f"<rss><channel><item><guid>1</guid><title>Freibad</title><description>{words}</description></item></channel></rss>"
        actions.upload(place, name="a.xml", data=data.encode(), by=by, at=AT)
    assert (Source.objects.count(), Topic.objects.get().text, Wording.objects.get().text) == (
        1,
        "um 10",
        "um 9",
    )


def test_add_source_refuses_when_the_feed_is_a_source_already(site):
    place = factories.authority()
    by = factories.person(place, Role.EDITOR)
    site.page("/rss", rss("Eins"))
    again = site.page("/rss?utm_source=x", rss("Eins"))
    actions.add_source(place, Candidate(site.url("/rss"), "Stadt", ()), by=by, at=AT)
    with pytest.raises(actions.SourceKnown, match="„Stadt“ wird schon gelesen"):
        actions.add_source(place, Candidate(again, "Stadt", ()), by=by, at=AT)
    assert Source.objects.count() == 1


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.OFFICER, Role.APPROVER, Role.LEADERSHIP])
def test_sources_are_for_those_who_write(role):
    place = factories.authority()
    by = factories.person(place, role)
    of = source(place)
    for verb in (actions.read, actions.pause, actions.resume, actions.remove):
        with pytest.raises(NotAllowed):
            verb(of, by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.upload(place, name="a.xml", data=b"<rss/>", by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.add_source(place, Candidate("https://stadt.example", "Stadt", ()), by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.look(place, Given("https://stadt.example"), by=by, at=AT)


def test_editor_of_another_authority_may_nothing():
    stranger = factories.person(factories.authority(), Role.ADMINISTRATOR)
    of = source()
    topic = factories.topic(of.authority)
    with pytest.raises(NotAllowed):
        actions.remove(of, by=stranger, at=AT)
    with pytest.raises(NotAllowed):
        actions.drop(topic, by=stranger, at=AT)
