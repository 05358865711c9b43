# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages, lists, files and servers somebody made to stop a reader: a sentence or items, in seconds, in little memory."""

import json
import multiprocessing
import time
from datetime import timedelta

import pytest

from nahbar.foundation.complaint import Complaint
from nahbar.topics.actions.asking import Asking
from nahbar.topics.address import AddressNotAllowed, AnswerUnusable
from nahbar.topics.readers import pdf, pdf_child, registry
from nahbar.topics.readers.reader import Candidate, Gathered, Given
from nahbar.topics.states import SourceKind
from tests.factories import AT
from tests.memory import growth
from tests.servers.pages import pages
from tests.topics.readers import lists, papers
from tests.topics.readers.hostile_pages import ANSWERS, PAGES
from tests.topics.readers.townhall import BODY, SYSTEM
from tests.topics.readers.window import Window

SITE = "https://musterau.example"
NEWS = registry.load(SourceKind.NEWS_PAGE)
COUNCIL = registry.load(SourceKind.COUNCIL)
SAVED = {"list": "div.news-list > article.news-list__item", "is_dated": True}


def outcome(deed):
    """Whether what a reader did is an answer: candidates, what it gathered, or a sentence."""
    try:
        found = deed()
    except Complaint as complaint:
        return len(str(complaint)) > 30
    return isinstance(found, Gathered) or all(isinstance(one, Candidate) for one in found)


def visits_page(data):
    window = Window({f"{SITE}/aktuelles": lists.BUILT["articles with time"]})
    window.answers.update({SITE + link: data for link in lists.LINKS[:2]})
    return [
        outcome(lambda: NEWS.look(Given(f"{SITE}/a"), Window({f"{SITE}/a": data}), at=AT)),
        outcome(lambda: NEWS.read(Given(f"{SITE}/aktuelles", SAVED), window, at=AT)),
        outcome(lambda: NEWS.read(Given(f"{SITE}/a", SAVED), Window({f"{SITE}/a": data}), at=AT)),
    ]


def asks_council(data):
    window = Window({SYSTEM: data, f"{BODY}/paper": data, f"{BODY}/meeting": data})
    get = window.get

    def whatever_was_asked(url, **options):
        window.answers.setdefault(url, data if "modified_since" in url else 404)
        return get(url, **options)

    window.get = whatever_was_asked
    saved = {"paper": f"{BODY}/paper", "meeting": f"{BODY}/meeting"}
    return [
        outcome(lambda: COUNCIL.look(Given(SYSTEM), window, at=AT)),
        outcome(lambda: COUNCIL.read(Given(BODY, saved), window, at=AT)),
    ]


def _measured(deed, make, results):
    data = make()
    started = time.process_time()
    with growth() as grown:
        answers = deed(data)
    spent = time.process_time() - started
    results.put((all(answers), spent, grown.megabytes))


def measured(deed, make):
    """In a process of its own, because the memory once taken is not given back."""
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()
    child = fork.Process(target=_measured, args=(deed, make, results))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    return results.get()


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("name", PAGES)
def test_hostile_page_is_answered_in_seconds_and_250_mb(name):
    is_answer, spent, grown = measured(visits_page, PAGES[name])
    assert is_answer
    assert spent < 6
    assert grown < 250


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("name", ANSWERS)
def test_hostile_list_of_a_council_is_answered_in_seconds_and_250_mb(name):
    is_answer, spent, grown = measured(asks_council, ANSWERS[name])
    assert is_answer
    assert spent < 6
    assert grown < 250


def test_hostile_pdf_is_given_up_below_300_mb():
    # The kernel holds the child to it; a peak measured from here would tell that of this process, which it began as.
    assert pdf_child.MEMORY <= 300_000_000
    assert pdf.read(papers.bomb(40)).why == pdf.Why.TOO_HEAVY


# -- servers: through the real window --------------------------------------------------------------------------------


@pytest.fixture
def server(settings):
    with pages() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


def ask():
    return Asking(requests=15, seconds=20, apart=0)


def endless(connection, _request):
    """A gigabyte, piece by piece, for as long as somebody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<ul>")
    for _ in range(16_000):
        connection.sendall(b"<li><a href='/x'>x</a>" * 3000)


@pytest.mark.parametrize("reader", [NEWS, COUNCIL])
def test_gigabyte_is_not_read_to_the_end(server, reader):
    server.answers["/a"] = endless
    with pytest.raises(AnswerUnusable):
        reader.look(Given(server.url("/a")), ask(), at=AT)


@pytest.mark.parametrize("reader", [NEWS, COUNCIL])
def test_redirects_without_end_are_a_sentence(server, reader):
    server.page("/a", "", status="302 Found", Location="/a")
    with pytest.raises(AnswerUnusable):
        reader.look(Given(server.url("/a")), ask(), at=AT)


@pytest.mark.parametrize("reader", [NEWS, COUNCIL])
@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:9/", "http://[::1]:9/", "http://169.254.169.254/latest", "file:///etc/passwd"],
)
def test_private_address_is_refused_when_a_server_leads_there(server, reader, target):
    server.page("/a", "", status="302 Found", Location=target)
    with pytest.raises(AddressNotAllowed):
        reader.look(Given(server.url("/a")), ask(), at=AT)


@pytest.mark.parametrize("reader", [NEWS, COUNCIL])
def test_private_address_is_refused_when_somebody_gives_it(reader):
    with pytest.raises(AddressNotAllowed):
        reader.look(Given("http://127.0.0.1:9/"), ask(), at=AT)


def test_article_in_a_private_network_is_not_opened(server):
    inner = server.page(
        "/intern",
        lists.article("Geheim", "Ein Geheimnis des Hauses, das niemand von außen lesen darf, auch nicht so."),
    )
    page = lists.BUILT["articles with time"].replace(
        '"/aktuelles/meldung-1"', f'"{inner.replace("127.0.0.1", "127.0.0.2")}"'
    )
    url = server.page("/aktuelles", page)
    gathered = NEWS.read(Given(url, SAVED), ask(), at=AT)
    assert "Geheimnis" not in "".join(item.text for item in gathered.items)
    assert not [request for request in server.asked if b"/intern" in request]


def test_papers_file_in_a_private_network_is_not_opened(server):
    paper = {
        "id": server.url("/paper/1"), "name": "Neue Kita in der Lindenstraße", "created": (AT - timedelta(days=1)).isoformat(),
        "mainFile": {"id": "x", "downloadUrl": f"http://127.0.0.2:{server.port}/intern.pdf"},
    }  # fmt: skip
    server.page("/intern.pdf", papers.made("Ein Geheimnis"))
    body = json.dumps({"data": [paper]})
    server.page(
        f"/paper?modified_since={(AT - timedelta(days=90)).isoformat().replace(':', '%3A').replace('+', '%2B')}",
        body,
    )
    gathered = COUNCIL.read(Given(server.url("/body"), {"paper": server.url("/paper")}), ask(), at=AT)
    assert [item.title for item in gathered.items] == ["Neue Kita in der Lindenstraße"]
    assert "Geheimnis" not in gathered.items[0].text
    assert not [request for request in server.asked if b"/intern" in request]
