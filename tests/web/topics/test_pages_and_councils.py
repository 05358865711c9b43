# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the set-up page to topics: a news page without a feed, and a council information system."""

import json
from datetime import timedelta

import pytest

from nahbar.foundation import clock
from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source, Topic
from tests.topics.readers import lists, papers

pytestmark = pytest.mark.django_db
WORDS = "In der Stadt Musterau geht es um {title}, und alle Bürgerinnen und Bürger sind eingeladen, sich zu beteiligen."


def address(place, path=""):
    return f"/{place.slug}/themen/quellen/{path}"


def set_up(client, desk, kind, url):
    """The two pages a person sees: what was found, and after the choice what came of it."""
    found = client.post(address(desk, f"neu/{kind}/"), {"address": url}).content.decode()
    saved = client.post(address(desk, "hinzufuegen/"), {"choice": "0"}, follow=True).content.decode()
    return found, saved


def test_news_page_is_set_up_read_and_noticed_when_it_is_rebuilt(client, desk, site):
    url = site.page("/aktuelles", lists.BUILT["articles with time"])
    for link, title in zip(lists.LINKS, lists.TITLES, strict=True):
        site.page(link, lists.article(title, WORDS.format(title=title)))

    found, saved = set_up(client, desk, "news_page", url)
    assert "<strong>Aktuelles – Stadt Musterau</strong>" in found
    assert "5 von 5 Einträgen haben ein Datum." in found
    assert f"<li>{lists.TITLES[0]}" in found
    assert "Aktuelles – Stadt Musterau: " in saved
    assert {topic.title: topic.text for topic in Topic.objects.all()} == {
        title: WORDS.format(title=title) for title in lists.TITLES
    }

    site.page("/aktuelles", lists.BUILT["table"].replace("Meldung", "Ding"))
    source = Source.objects.get()
    reading = actions.read(source, by=HOUSE, at=clock.now() + timedelta(hours=1))
    assert "Die Seite ist anders aufgebaut als beim Einrichten" in reading.problem
    assert (source.is_failing, Topic.objects.count()) == (True, 5)


def test_council_is_set_up_and_its_papers_and_meetings_become_topics(client, desk, site):
    body = {"id": site.url("/oparl/body"), "name": "Gemeinde Musterau", "paper": site.url("/oparl/paper")}
    paper = {
        "id": site.url("/oparl/paper/1"),
        "name": "Neue Kita in der Lindenstraße",
        "paperType": "Beschlussvorlage",
        "reference": "2026/0012",
        "mainFile": {
            "id": "x",
            "accessUrl": site.page("/datei.pdf", papers.made("Die Gemeinde baut eine Kita.")),
        },
        "created": (clock.now() - timedelta(days=2)).isoformat(),
    }
    page = json.dumps({"data": [paper]}).encode()
    whole = f"HTTP/1.1 200 OK\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page

    class EveryQuestion(dict):
        def get(self, path, default=None):
            return whole if path.startswith("/oparl/paper?") else super().get(path, default)

    site.answers = EveryQuestion(site.answers)
    site.page("/oparl/system", json.dumps({"type": "https://schema.oparl.org/1.1/System", "body": [body]}))
    url = site.page("/", '<p>Rat</p><a href="/oparl/system">OParl</a>')

    found, saved = set_up(client, desk, "council", url)
    assert "<strong>Gemeinde Musterau</strong>" in found
    assert "<li>Neue Kita in der Lindenstraße" in found
    assert "Gemeinde Musterau: 1 neues Thema." in saved
    assert Topic.objects.get().text == "Beschlussvorlage 2026/0012\n\nDie Gemeinde baut eine Kita."


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("news_page", "Auf dieser Seite wurde keine Liste mit Meldungen gefunden"),
        ("council", "wurde keine OParl-Schnittstelle gefunden"),
    ],
)
def test_set_up_says_what_is_missing_in_a_sentence(client, desk, site, kind, sentence):
    answer = client.post(address(desk, f"neu/{kind}/"), {"address": site.page("/", "<p>Willkommen</p>")})
    assert (answer.status_code, sentence in answer.content.decode(), Source.objects.count()) == (422, True, 0)
