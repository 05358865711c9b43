# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of sources: look, choose, save, upload, read, pause, remove."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nahbar.authority.models import Membership, Person
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics.models import Source, Topic
from nahbar.topics.states import SourceKind
from tests import factories

pytestmark = pytest.mark.django_db

FEED = """<rss version="2.0"><channel><title>Musterau aktuell</title>
<item><title>Freibad öffnet</title><link>/freibad</link><guid>1</guid><description>Am Samstag um 9 Uhr.</description></item>
<item><title>Neue Linde</title><link>/linde</link><guid>2</guid></item></channel></rss>"""


def address(place, path=""):
    return f"/{place.slug}/themen/quellen/{path}"


def source(place, **values):
    given = {
        "kind": SourceKind.FEED,
        "title": "Rathaus",
        "url": "https://musterau.example/rss",
        "added_at": factories.AT,
    }
    return Source.objects.create(authority=place, **{**given, **values})


def test_sources_page_teaches_when_there_is_no_source(client, desk):
    text = client.get(address(desk)).content.decode()
    assert "Es gibt noch keine Quelle: Nennen Sie die Seite mit Ihren Pressemitteilungen" in text
    assert "Nachsehen, was es dort gibt" in text


def test_look_shows_items_and_saves_nothing_when_the_page_offers_one_feed(client, desk, site):
    site.page("/rss", FEED)
    site.page("/", '<html><head><link rel="alternate" type="application/rss+xml" href="rss"></head></html>')
    text = client.post(address(desk, "neu/feed/"), {"address": site.url("/")}).content.decode()
    assert "Eine Quelle wurde gefunden. Noch ist nichts gespeichert." in text
    assert "Jedes Lesen braucht 1 Abruf, bis zu 48-mal am Tag." in text
    assert "<strong>Musterau aktuell</strong>" in text
    assert "<li>Freibad öffnet</li>" in text
    assert Source.objects.count() == 0


def test_look_finds_a_site_without_https_when_the_person_names_no_scheme(client, desk, site):
    site.page("/rss", FEED)

    unnamed = client.post(address(desk, "neu/feed/"), {"address": f"{site.host}/rss"})
    named = client.post(address(desk, "neu/feed/"), {"address": f"https://{site.host}/rss"})

    assert f">{site.url('/rss')}</span>" in unnamed.content.decode()
    assert (unnamed.status_code, named.status_code) == (200, 422)


def test_look_lets_the_person_choose_when_the_page_offers_several_feeds(client, desk, site):
    site.page("/a", FEED)
    site.page("/b", FEED.replace("aktuell", "Vereine"))
    site.page(
        "/",
        "<link rel=alternate type=application/rss+xml href=/a><link rel=alternate type=application/rss+xml href=/b>",
    )
    text = client.post(address(desk, "neu/feed/"), {"address": site.url("/")}).content.decode()
    assert "2 Quellen wurden gefunden. Bitte wählen Sie die, die Sie meinen" in text
    assert text.count('type="radio"') == 2


def test_add_saves_and_reads_when_a_feed_was_chosen(client, desk, site):
    site.page("/rss", FEED)
    client.post(address(desk, "neu/feed/"), {"address": site.url("/rss")})
    answer = client.post(address(desk, "hinzufuegen/"), {"choice": "0"}, follow=True)
    assert "Musterau aktuell: 2 neue Themen." in answer.content.decode()
    assert sorted(Topic.objects.values_list("title", "link")) == [
        ("Freibad öffnet", site.url("/freibad")),
        ("Neue Linde", site.url("/linde")),
    ]


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/geheim", "http://10.0.0.7/", "http://169.254.169.254/latest/meta-data/", "localhost:22",
     "http://[::1]/", "http://2130706433/", "http://0x7f.1/"],
)  # fmt: skip
def test_look_refuses_with_a_sentence_when_the_address_is_private(client, desk, target):
    answer = client.post(address(desk, "neu/feed/"), {"address": target})
    assert answer.status_code == 422
    assert (
        "Sie führt in ein privates Netz, und Nahbar liest nur öffentliche Seiten." in answer.content.decode()
    )


def test_look_refuses_when_a_public_page_redirects_into_the_private_network(client, desk, site):
    site.page("/", "", status="302 Found", Location="http://10.0.0.7/geheim")
    answer = client.post(address(desk, "neu/feed/"), {"address": site.url("/")})
    assert answer.status_code == 422
    assert "Sie führt in ein privates Netz" in answer.content.decode()


@pytest.mark.parametrize("choice", ["0", "7", "-1", "x", ""])
def test_add_takes_nothing_when_it_was_not_among_what_was_found(client, desk, choice):
    answer = client.post(address(desk, "hinzufuegen/"), {"choice": choice}, follow=True)
    assert "Es wurde nichts ausgewählt." in answer.content.decode()
    assert Source.objects.count() == 0


def test_add_takes_nothing_when_it_was_found_for_another_authority(client, desk, site):
    other = factories.authority()
    person = Person.objects.get(pk=client.session["_auth_user_id"])
    Membership.objects.create(authority=other, person=person, role=Role.EDITOR, granted_at=factories.AT)
    site.page("/rss", FEED)
    client.post(address(other, "neu/feed/"), {"address": site.url("/rss")})
    client.post(address(desk, "hinzufuegen/"), {"choice": "0"})
    assert Source.objects.count() == 0


def test_new_page_is_not_there_when_nothing_of_this_kind_is_read(client, desk):
    assert client.get(address(desk, "neu/own/")).status_code == 404


@pytest.mark.parametrize(
    "odd", ["javascript:alert(1)", "file:///etc/passwd", "http://", "https://ich:geheim@stadt.example/"]
)
def test_look_says_what_an_address_is_when_it_is_none(client, desk, odd):
    answer = client.post(address(desk, "neu/feed/"), {"address": odd})
    assert answer.status_code == 422
    assert "Es ist keine Adresse einer Webseite." in answer.content.decode()


def test_look_says_that_there_is_no_feed_when_the_page_offers_none(client, desk, site):
    site.page("/", "<html><a href='/presse'>Presse</a></html>")
    answer = client.post(address(desk, "neu/feed/"), {"address": site.url("/")})
    assert answer.status_code == 422
    assert "Die Seite bietet weder RSS noch Atom noch JSON Feed an." in answer.content.decode()


def test_upload_makes_topics_when_the_file_is_a_feed(client, desk):
    file = SimpleUploadedFile("presse.xml", FEED.encode())
    answer = client.post(address(desk, "hochladen/"), {"file": file}, follow=True)
    assert "Musterau aktuell (presse.xml): 2 neue Themen." in answer.content.decode()
    assert Topic.objects.filter(authority=desk).count() == 2


def test_upload_says_why_when_the_file_is_no_feed(client, desk):
    file = SimpleUploadedFile("brief.pdf", b"%PDF-1.7 geheim")
    answer = client.post(address(desk, "hochladen/"), {"file": file})
    assert answer.status_code == 422
    assert "Die Datei brief.pdf wurde nicht übernommen." in answer.content.decode()
    assert Source.objects.count() == 0


def test_read_says_why_once_when_the_source_fails(client, desk, site):
    failing = source(desk, url=site.url("/weg"))
    for _ in range(2):
        answer = client.post(address(desk, f"{failing.pk}/lesen/"), follow=True)
    assert "Der Server antwortete mit Code 404." in answer.content.decode()
    assert "1 Quelle liefert Ihnen Themen, 1 ist zurzeit nicht lesbar." in answer.content.decode()
    failing.refresh_from_db()
    assert (failing.is_failing, failing.failures) == (True, 2)
    assert Entry.objects.filter(verb="topics.fail").count() == 1


def test_source_is_paused_resumed_and_removed_while_its_topics_stay(client, desk):
    made = source(desk)
    topic = factories.topic(desk, source=made)
    client.post(address(desk, f"{made.pk}/anhalten/"))
    made.refresh_from_db()
    assert (made.is_paused, made.next_read_at) == (True, None)
    client.post(address(desk, f"{made.pk}/fortsetzen/"))
    made.refresh_from_db()
    assert made.is_paused is False
    text = client.post(address(desk, f"{made.pk}/entfernen/"), follow=True).content.decode()
    assert "„Rathaus“ ist entfernt. Die Themen daraus sind noch da." in text
    topic.refresh_from_db()
    assert topic.source is None


@pytest.mark.parametrize("verb", ["lesen", "anhalten", "fortsetzen", "entfernen"])
def test_source_of_another_authority_is_not_there(client, desk, verb):
    other = source(factories.authority(), title="Fremde Quelle")
    assert client.post(address(desk, f"{other.pk}/{verb}/")).status_code == 404
    assert "Fremde Quelle" not in client.get(address(desk)).content.decode()
    assert Source.objects.filter(pk=other.pk, is_paused=False).exists()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.OFFICER, Role.COSIGNER])
def test_sources_are_read_only_when_the_role_does_not_write(client, role):
    place = factories.authority()
    made = source(place)
    client.force_login(factories.person(place, role))
    text = client.get(address(place)).content.decode()
    assert "Rathaus" in text
    assert "Nachsehen, was es dort gibt" not in text
    assert client.post(address(place, "neu/feed/"), {"address": "https://stadt.example"}).status_code == 403
    assert client.post(address(place, f"{made.pk}/entfernen/")).status_code == 403
    assert Source.objects.filter(pk=made.pk).exists()
