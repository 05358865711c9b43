# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers on real pages and real councils' answers: what is found there, and in what time."""

import io
import json
import re
import subprocess
import tarfile
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from nahbar.radar.matter import Kind
from nahbar.topics.dates import moment
from nahbar.topics.readers import registry
from nahbar.topics.readers.oparl.meeting import Points, meeting_item
from nahbar.topics.readers.oparl.names import Names
from nahbar.topics.readers.oparl.paper import Files, paper_item
from nahbar.topics.readers.pages.article import article
from nahbar.topics.readers.pages.patterns import find, select
from nahbar.topics.readers.pages.structured import entries, things
from nahbar.topics.readers.pages.tree import base_of, grown
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from tests.corpus import corpus
from tests.topics.readers.labelled import LISTS
from tests.topics.readers.window import Window

pytestmark = pytest.mark.corpus
COUNCIL = registry.load(SourceKind.COUNCIL)


@cache
def files(name, archive=""):
    """Name in the archive to bytes."""
    with tarfile.open(
        fileobj=io.BytesIO((corpus(name) / f"{archive or name}.tar.xz").read_bytes())
    ) as opened:
        return {one.name: opened.extractfile(one).read() for one in opened.getmembers() if one.isfile()}


def address_of(page, name):
    """Where the page was found, as far as it or its file's name says."""
    said = re.search(rb'rel="canonical"[^>]{0,40}href="(http[^"]+)"', page)
    host = re.match(r"(.+?\.(?:de|at|ch|org|com|blog))(?=[.-])", name)
    return said[1].decode() if said else f"https://{host[1] if host else name}/"


# -- news pages ------------------------------------------------------------------------------------------------------


def test_labelled_lists_are_found_among_the_first_three_with_their_dates():
    found, first = set(), set()
    for path, page in files("html-pages-german").items():
        name = path.rpartition("/")[2]
        if name not in LISTS:
            continue
        url, tree = address_of(page, name), grown(page)
        patterns = find(tree, url=url, base=base_of(tree, url))[:3]
        shapes = [(len(one.rows), sum(1 for row in one.rows if row.date)) for one in patterns]
        found |= {name} if LISTS[name] in shapes else set()
        first |= {name} if shapes and shapes[0] == LISTS[name] else set()
    assert (len(LISTS), len(found), len(first)) == (34, 30, 30)


def test_every_description_finds_the_same_entries_again_in_time():
    for path, page in files("html-pages-german").items():
        url, started = address_of(page, path.rpartition("/")[2]), time.process_time()
        tree = grown(page)
        base = base_of(tree, url)
        for one in find(tree, url=url, base=base):
            assert select(tree, one.selector, url=url, base=base) == one.rows
        assert time.process_time() - started < 2.5


def test_articles_give_their_text():
    texts = [article(grown(page)).text for page in files("html-pages-german").values()]
    assert (len(texts), sum(len(text) > 200 for text in texts)) == (231, 227)
    assert sum("Cookie" in text[:300] for text in texts) <= 3


def test_structured_data_is_read_as_its_authors_expect():
    found = files("html-structured-data-extruct")
    right, total = 0, 0
    for path, page in found.items():
        tree = grown(page) if path.endswith(".html") else None
        expected = found.get(path.replace(".html", ".jsonld")) if tree is not None else None
        if tree is not None:
            entries(tree, url="https://x.example/", base="https://x.example/")
        if expected:
            total += 1
            told = [json.dumps(one, sort_keys=True) for one in things(tree)]
            wanted = json.loads(expected)
            right += all(
                json.dumps(one, sort_keys=True) in told
                for one in (wanted if isinstance(wanted, list) else [wanted])
            )
    assert (total, right) == (5, 5)


# -- councils --------------------------------------------------------------------------------------------------------


@cache
def huertgenwald():
    """The recorded answers of one small municipality: address to bytes."""
    packed = corpus("oparl-huertgenwald-dump") / "test-data" / "cache_huertgenwald.tar.zst"
    plain = subprocess.run(["zstd", "-dc", str(packed)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as opened:
        return {
            one.name.removeprefix("./").removesuffix(".json"): opened.extractfile(one).read()
            for one in opened.getmembers()
            if one.isfile()
        }


class Recorded(Window):
    """A server that knows the recorded pages alone: no question what changed since, no files, no single objects."""

    base = "https://sdnetrim.kdvz-frechen.de/rim4220/webservice/oparl/v1.0/"

    def get(self, url, **options):
        bare = re.sub(r"\?page=1$", "", re.sub(r"[?&]modified_since=[^&]*", "", url)).removeprefix(self.base)
        self.answers[url] = huertgenwald().get(bare, 404)
        return super().get(url, **options)


def readings(make, given, at, *, rounds=30):
    """Readings hour by hour until one leaves nothing open: their items, and the requests of the last."""
    found, cursor, window = [], {}, None
    for number in range(rounds):
        window = make()
        gathered = COUNCIL.read(
            Given(given.address, given.settings, cursor=json.loads(json.dumps(cursor))),
            window,
            at=at + timedelta(minutes=number),
        )
        found += gathered.items
        cursor = gathered.cursor
        assert window.requests <= 80
        if not gathered.items:
            break
    return found, window.requests


def test_small_municipality_gives_what_three_months_brought():
    at = datetime(2021, 9, 7, 12, tzinfo=UTC)
    (body,) = COUNCIL.look(Given(f"{Recorded.base}system"), Recorded(), at=at)
    assert (body.title, len(body.items), body.items[0].published_at.date().isoformat()) == (
        "Gemeinde Hürtgenwald",
        5,
        "2021-09-03",
    )
    found, requests = readings(Recorded, Given(body.address, body.settings), at)
    expected = set()
    for name, data in huertgenwald().items():
        for one in json.loads(data)["data"] if name.startswith("body/1/paper") else ():
            changed = moment(one.get("modified", ""))
            if not one.get("deleted") and changed >= at - timedelta(days=90):
                day = min(filter(None, (moment(one.get("date", "")), moment(one["created"]))))
                expected |= {one["id"]} if day >= at - timedelta(days=90) else set()
    papers = [item for item in found if item.kind == Kind.PAPER]
    assert {item.identifier for item in papers} == expected
    assert (len(papers), len(expected), requests) == (len(expected), 61, 4)
    meetings = [item for item in found if item.kind == Kind.EVENT]
    assert [(item.title, item.begins_at.isoformat()) for item in meetings] == [
        ("Rechnungsprüfungsausschuss (1. Sitzung)", "2021-08-26T16:00:00+00:00"),
        ("Gemeinderat (8. Sitzung)", "2021-09-16T16:00:00+00:00"),
    ]


class Karlsruhe(Window):
    """A large city's papers and meetings, given out by a server that knows modified_since; texts stand in the files."""

    home = "https://web1.karlsruhe.de/oparl/bodies/0001"
    size = 100

    def __init__(self):
        super().__init__()
        self.lists = karlsruhe()

    def get(self, url, **options):
        asked = parse_qs(urlsplit(url).query)
        name = urlsplit(url).path.rpartition("/")[2]
        if url.startswith(self.home) and name in self.lists:
            since = moment(asked.get("modified_since", ["1990-01-01"])[0])
            number = int(asked.get("page", ["1"])[0])
            fresh = [one for one in self.lists[name] if moment(one["modified"]) >= since]
            links = (
                {"next": f"{self.home}/{name}?page={number + 1}"} if number * self.size < len(fresh) else {}
            )
            self.answers[url] = {"data": fresh[(number - 1) * self.size : number * self.size], "links": links}
        else:
            self.answers[url] = self.lists["names"].get(url, 404)
        return super().get(url, **options)


@cache
def karlsruhe():
    papers = {}
    found = files("oparl-karlsruhe-papers", "papers-and-texts")
    for name, data in found.items():
        if name.endswith(".json"):
            one = json.loads(data)
            one["mainFile"] = {
                "id": one["id"] + "/text",
                "text": found[name.replace(".json", ".txt")].decode(),
            }
            papers[one["id"]] = one
    meetings = [json.loads(data) for data in files("oparl-karlsruhe-papers", "meetings").values()]
    names = json.loads((corpus("oparl-karlsruhe-papers") / "organizations.json").read_bytes())
    return {
        "papers": list(papers.values()),
        "meetings": meetings,
        "organizations": names,
        "names": {one["id"]: one for one in names},
    }


def test_large_city_gives_its_papers_with_text_and_department():
    at = datetime(2025, 4, 15, 12, tzinfo=UTC)
    given = Given(
        Karlsruhe.home,
        {
            "paper": f"{Karlsruhe.home}/papers",
            "meeting": f"{Karlsruhe.home}/meetings",
            "organization": f"{Karlsruhe.home}/organizations",
        },
    )
    found, requests = readings(Karlsruhe, given, at)
    papers = [item for item in found if item.kind == Kind.PAPER]
    day = (at - timedelta(days=90)).isoformat()
    expected = {
        one["id"]
        for one in karlsruhe()["papers"]
        if one["modified"] >= day and min(one["date"], one["created"]) >= day[:10]
    }
    assert {item.identifier for item in papers} == expected
    assert len(papers) == len(expected) > 20
    assert [item.title for item in papers if len(item.text) < 300 or not item.link] == []
    assert sum(bool(item.department) for item in papers) / len(papers) > 0.8
    meetings = [item.title for item in found if item.kind == Kind.EVENT]
    assert len(meetings) > 20
    assert [title for title in meetings if title.endswith("(nicht öffentlich)")] == []
    assert requests <= 3


def every_object():
    """Papers and meetings of all sets, as they are."""
    for name in (
        "oparl-meine-stadt-testdata/oparl/Paper.json",
        "oparl-meine-stadt-testdata/oparl-missing/meeting.json",
    ):
        folder, _, path = name.partition("/")
        yield json.loads((corpus(folder) / path).read_bytes())
    for name in ("Paper-01", "Meeting-01"):
        yield json.loads((corpus("oparl-schema") / "examples" / f"{name}.json").read_bytes())
    yield from karlsruhe()["papers"]
    yield from karlsruhe()["meetings"]
    for data in huertgenwald().values():
        whole = json.loads(data)
        yield from [one for one in whole.get("data", []) if not one.get("deleted")]


def test_every_paper_and_meeting_becomes_an_item():
    closed = Window(most=0)
    counted = {"Paper": 0, "Meeting": 0}
    for one in every_object():
        kind = one.get("type", "").rpartition("/")[2]
        if kind == "Paper":
            item = paper_item(one, near=one["id"], names=Names({}, None), files=None)
            assert item.link.startswith("http") or not one.get("web")
        elif kind == "Meeting":
            item = meeting_item(
                {
                    **one,
                    "agendaItem": [point for point in one.get("agendaItem", []) if isinstance(point, dict)],
                },
                near=one["id"],
                names=Names({}, None),
                points=Points(closed, most=0),
            )
            assert item.begins_at.tzinfo == UTC
        else:
            continue
        counted[kind] += 1
        assert item.title.strip() == item.title != ""
        assert "\n" not in item.title
    assert counted == {"Paper": 2476, "Meeting": 598}
    assert Files(closed, most=0).note == ""
