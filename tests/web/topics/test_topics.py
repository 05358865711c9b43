# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of topics, the page of one, an own idea."""

from datetime import timedelta

import pytest

from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics.models import Topic, Wording
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def address(place, path=""):
    return f"/{place.slug}/themen/{path}"


def test_list_begins_with_the_numbers_when_there_are_topics(client, desk):
    for _ in range(2):
        factories.topic(desk)
    factories.topic(desk, state="kept", decided_at=AT, changed_at=AT + timedelta(hours=1))
    text = client.get(address(desk)).content.decode()
    assert "2 neue Themen, 1 seit Ihrer Entscheidung in der Quelle geändert." in " ".join(text.split())


def test_list_teaches_when_it_is_empty(client, desk):
    text = client.get(address(desk)).content.decode()
    assert "Keine neuen Themen." in text
    assert "Hier stehen bald Ihre Themen" in text
    assert f'href="/{desk.slug}/themen/quellen/"' in text


def test_list_shows_only_own_topics_when_another_authority_has_some(client, desk):
    factories.topic(factories.authority(), title="Fremdes Geheimnis")
    mine = factories.topic(desk, title="Eigenes Freibad")
    text = client.get(address(desk, "?stand=alle")).content.decode()
    assert "Eigenes Freibad" in text
    assert "Fremdes Geheimnis" not in text
    assert str(mine.pk) in text


def test_list_finds_words_and_state_when_filtered(client, desk):
    factories.topic(desk, title="Linde gepflanzt", state="kept")
    factories.topic(desk, title="Linde gefällt")
    factories.topic(desk, title="Freibad offen")
    text = client.get(address(desk, "?stand=neu&q=linde")).content.decode()
    assert "Linde gefällt" in text
    assert "Linde gepflanzt" not in text
    assert "Freibad offen" not in text
    assert (
        "Nichts passt zu Ihrer Suche" in client.get(address(desk, "?stand=neu&q=nirgends")).content.decode()
    )


def test_list_shows_everything_when_the_filter_is_odd(client, desk):
    factories.topic(desk, title="Freibad offen")
    for odd in ("?stand=quatsch", "?seite=-1", "?seite=viele", "?q=%00"):
        assert "Freibad offen" in client.get(address(desk, odd)).content.decode()


@pytest.mark.parametrize(
    ("to", "label"), [("kept", "behalten"), ("postponed", "später"), ("dropped", "weggelegt")]
)
def test_decision_is_told_and_can_be_undone_when_made_without_script(client, desk, to, label):
    topic = factories.topic(desk, title="Freibad")
    page = client.post(address(desk, f"{topic.pk}/entscheiden/"), {"to": to}, follow=True)
    text = page.content.decode()
    assert f"„Freibad“ ist jetzt: {label}." in text
    assert "Rückgängig" in text
    client.post(address(desk, f"{topic.pk}/entscheiden/"), {"to": "noticed", "undo": "1"})
    topic.refresh_from_db()
    assert topic.state == "noticed"
    assert [one.verb for one in Entry.objects.order_by("number")][-1] == "topics.take_up"


def test_decision_gives_a_piece_with_undo_and_new_numbers_when_made_with_htmx(client, desk):
    topic = factories.topic(desk, title="Freibad", changed_at=AT - timedelta(days=30))
    head = {"HX-Request": "true"}
    text = client.post(
        address(desk, f"{topic.pk}/entscheiden/"), {"to": "dropped"}, headers=head
    ).content.decode()
    assert "<html" not in text
    assert "„Freibad“ ist jetzt: weggelegt." in text
    assert 'hx-swap-oob="true">Keine neuen Themen.' in text
    again = client.post(
        address(desk, f"{topic.pk}/entscheiden/"), {"to": "noticed", "undo": "1"}, headers=head
    ).content.decode()
    assert f'id="thema-{topic.pk}"' in again
    assert "1 neues Thema." in again


def test_decision_is_refused_when_the_topic_is_told(client, desk):
    topic = factories.topic(desk, state="told")
    answer = client.post(address(desk, f"{topic.pk}/entscheiden/"), {"to": "dropped"})
    assert answer.status_code == 422
    assert "Aus ihm ist schon eine Geschichte geworden." in answer.content.decode()


@pytest.mark.parametrize("odd", ["", "told", "quatsch"])
def test_decision_is_not_there_when_it_is_none(client, desk, odd):
    topic = factories.topic(desk)
    assert client.post(address(desk, f"{topic.pk}/entscheiden/"), {"to": odd}).status_code == 404
    topic.refresh_from_db()
    assert topic.state == "noticed"


def test_topic_of_another_authority_is_not_there(client, desk):
    other = factories.topic(factories.authority(), title="Fremdes Geheimnis")
    assert client.get(address(desk, f"{other.pk}/")).status_code == 404
    assert client.post(address(desk, f"{other.pk}/entscheiden/"), {"to": "dropped"}).status_code == 404
    other.refresh_from_db()
    assert other.state == "noticed"


def test_officer_sees_but_does_not_decide(client):
    place = factories.authority()
    client.force_login(factories.person(place, Role.OFFICER))
    topic = factories.topic(place)
    text = client.get(address(place)).content.decode()
    assert topic.title in text
    assert "Weglegen" not in text
    assert client.post(address(place, f"{topic.pk}/entscheiden/"), {"to": "dropped"}).status_code == 403


def test_topic_page_shows_evidence_and_the_way_to_a_story(client, desk):
    topic = factories.topic(
        desk, title="Freibad", text="Es öffnet.\n\nUm 9 Uhr.", link="https://stadt.example/freibad"
    )
    text = client.get(address(desk, f"{topic.pk}/")).content.decode()
    assert ">Es öffnet.\n\nUm 9 Uhr.</blockquote>" in text
    assert 'href="https://stadt.example/freibad"' in text
    assert f'action="/{desk.slug}/geschichten/eroeffnen/"' in text
    assert f'name="topic" value="{topic.pk}"' in text
    assert "Geschichte daraus machen" in text


def test_topic_page_compares_wordings_when_the_source_was_edited(client, desk):
    later = AT + timedelta(hours=2)
    topic = factories.topic(
        desk, title="Freibad", text="Es öffnet um 10 Uhr.", state="told", decided_at=AT, changed_at=later
    )
    Wording.objects.create(topic=topic, title="Freibad", text="Es öffnet um 9 Uhr.", replaced_at=later)
    text = client.get(address(desk, f"{topic.pk}/")).content.decode()
    assert "Die Quelle hat sich seither geändert" in text
    assert "<del>9</del>" in text
    assert "<ins>10</ins>" in text


def test_topic_page_shows_markup_as_text_when_a_feed_contains_some(client, desk):
    topic = factories.topic(desk, title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    for path in ("", f"{topic.pk}/"):
        text = client.get(address(desk, path)).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_own_idea_becomes_a_topic(client, desk):
    given = {"title": "  Neue  Bänke ", "text": "Im Park.", "link": "stadt.example/park"}
    text = client.post(address(desk, "eigenes/"), given, follow=True).content.decode()
    assert "Ihre Idee ist notiert." in text
    topic = Topic.objects.get()
    assert (topic.title, topic.text, topic.link) == ("Neue Bänke", "Im Park.", "https://stadt.example/park")
    assert Entry.objects.get(verb="topics.notice").thing_id == topic.pk


def test_own_idea_is_kept_in_the_form_when_the_link_is_odd(client, desk):
    answer = client.post(address(desk, "eigenes/"), {"title": "Bänke", "link": "javascript:alert(1)"})
    assert answer.status_code == 422
    assert 'value="Bänke"' in answer.content.decode()
    assert Topic.objects.count() == 0


@pytest.mark.parametrize("page", ["themen/eigenes/", "geschichten/neu/"])
def test_form_for_something_new_is_refused_when_the_person_only_reads(client, page):
    place = factories.authority()
    client.force_login(factories.person(place, Role.OFFICER))
    assert client.get(f"/{place.slug}/{page}").status_code == 403
    client.force_login(factories.person(place, Role.CONTRIBUTOR))
    assert client.get(f"/{place.slug}/{page}").status_code == 200
