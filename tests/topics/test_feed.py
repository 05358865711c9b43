# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading feeds: what is in them, and what they cannot do to us."""

import io
import json
import multiprocessing
import tarfile
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.topics.feed import MAX_BYTES, Feed, Unreadable, Why, parse
from nahbar.topics.item import Item
from tests.corpus import corpus
from tests.memory import growth
from tests.topics.hostile import HOSTILE

URL = "https://stadt.example/presse/feed.xml"


def rss(items, *, head=""):
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Stadt</title>{head}{items}</channel></rss>"
    )


def only(data, **more):
    feed = parse(data.encode() if isinstance(data, str) else data, url=URL, **more)
    assert isinstance(feed, Feed), feed
    assert len(feed.items) == 1
    return feed.items[0]


def test_rss_gives_title_text_link_and_moment():
    item = only(
        rss(
            "<item><title>Freibad &amp; Sauna</title><link>/freibad</link><guid>7</guid>"
            "<pubDate>Tue, 24 Nov 2026 10:30:00 +0100</pubDate>"
            "<description><![CDATA[<p>Am <b>Samstag</b>.</p><p>Um 9&nbsp;Uhr.</p>]]></description></item>"
        )
    )
    assert item == Item(
        "7",
        "Freibad & Sauna",
        "Am Samstag.\n\nUm 9 Uhr.",
        "https://stadt.example/freibad",
        datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    )


def test_atom_gives_text_written_as_open_markup():
    item = only(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><entry><id>urn:1</id><title type="html">A &amp;amp; B</title>'
        '<link rel="enclosure" href="/bild.jpg"/><link href="/a"/><updated>2026-11-24T10:00:00Z</updated>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Eins</p><p>Zwei &lt; drei</p></div></content>'
        "<source><title>Fremd</title></source></entry></feed>"
    )
    assert (item.title, item.text, item.link) == ("A & B", "Eins\n\nZwei < drei", "https://stadt.example/a")
    assert item.published_at == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_rdf_gives_items_beside_the_channel():
    item = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>S</title></channel>'
        '<item rdf:about="/a"><title>A</title><link>/a</link><dc:date>2026-11-24</dc:date></item></rdf:RDF>'
    )
    assert (item.identifier, item.title, item.published_at) == ("/a", "A", datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed_gives_items(version):
    whole = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "Stadt",
        "items": [{"id": 7, "url": "/a", "title": "A", "content_html": "<p>Eins<p>Zwei", "date_published": "2026-11-24T10:00:00+01:00"}],
    }  # fmt: skip
    item = only(json.dumps(whole))
    assert item == Item(
        "7", "A", "Eins\n\nZwei", "https://stadt.example/a", datetime(2026, 11, 24, 9, tzinfo=UTC)
    )


def test_full_text_is_taken_when_there_is_a_teaser_too():
    item = only(
        rss(
            "<item><title>T</title><description>Kurz</description><content:encoded "
            'xmlns:content="http://purl.org/rss/1.0/modules/content/">Lang und gut</content:encoded></item>'
        )
    )
    assert item.text == "Lang und gut"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode("cp1252"), ""),
        ("<rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode("cp1252"), "text/xml; charset=windows-1252"),
        ("<rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode("cp1252"), ""),
        ("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode(), ""),
        ("<?xml version='1.0' encoding='utf-16'?><rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode("utf-16"), ""),
        ("<rss><channel><item><title>Grüße „x“</title></item></channel></rss>".encode("utf-8-sig"), ""),
        (b"<rss><channel><item><title>Gr&uuml;&szlig;e &bdquo;x&ldquo;</title></item></channel></rss>", ""),
        (b"<rss><channel><item><title>Gr&amp;uuml;&amp;szlig;e &#8222;x&#8220;</title></item></channel></rss>", ""),
    ],
)  # fmt: skip
def test_umlauts_are_right_however_they_are_encoded(data, content_type):
    assert only(data, content_type=content_type).title == "Grüße „x“"


def test_broken_feed_gives_what_is_readable():
    feed = parse(
        rss("<item><title>Eins</title><b></item><item><title>Zwei & drei</title></item>")[:-20].encode()
    )
    assert [item.title for item in feed.items] == ["Eins", "Zwei & drei"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.de", "data:text/html,x", "http://[", "x" * 3000]
)
def test_link_is_empty_when_it_is_no_web_address(link):
    assert only(rss(f"<item><title>T</title><link>{link}</link></item>")).link == ""


def test_closing_line_all_items_share_is_not_the_item_s():
    frame = "&lt;hr>&lt;p>Übersicht: https://stadt.example&lt;/p>"
    bare = rss(
        "".join(f"<item><title>T{n}</title><description>Text {n}</description></item>" for n in range(5))
    )
    framed = rss(
        "".join(
            f"<item><title>T{n}</title><description>Text {n}{frame}</description></item>" for n in range(5)
        )
    )
    assert parse(framed.encode()).items == parse(bare.encode()).items


def test_entities_of_the_document_type_are_not_resolved(tmp_path):
    secret = tmp_path / "geheim"
    secret.write_text("streng-geheim")
    data = (
        f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'><!ENTITY y 'viel'>]>"
        + rss("<item><title>T &x;&y;</title></item>")[21:]
    )
    read = parse(data.encode())
    assert "streng-geheim" not in repr(read)
    assert "viel" not in repr(read)


@pytest.mark.parametrize(
    ("data", "why", "sentence"),
    [
        (b"", Why.EMPTY, "Die Datei ist leer."),
        (b" \n ", Why.EMPTY, "Die Datei ist leer."),
        (b"<!doctype html><html><body>Hallo</body></html>", Why.PAGE, "Das ist eine Webseite, kein Feed."),
        (b"<opml><body/></opml>", Why.OTHER, "Das ist kein Feed: Gelesen werden RSS, Atom und JSON Feed."),
        (b'{"a": 1}', Why.OTHER, "Das ist kein Feed: Gelesen werden RSS, Atom und JSON Feed."),
        (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj <</Type /Catalog>>", Why.OTHER, "Das ist kein Feed: Gelesen werden RSS, Atom und JSON Feed."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Why.OTHER, "Das ist kein Feed: Gelesen werden RSS, Atom und JSON Feed."),
        (b'{"items": [', Why.BROKEN, "Der Feed ist beschädigt, keine Meldung war lesbar. Wer die Website betreibt, kann ihn reparieren."),
        (b"x" * (MAX_BYTES + 1), Why.TOO_LARGE, "Die Datei ist größer als 5 MB. Ein Feed mit den neuesten Meldungen genügt."),
        (b"<a>" * 300_000, Why.TOO_MUCH, "Die Datei hat weit mehr Auszeichnungen als ein Feed. Sie wurde zur Sicherheit nicht gelesen."),
    ],
)  # fmt: skip
def test_file_says_why_when_it_cannot_be_read(data, why, sentence):
    read = parse(data)
    assert read == Unreadable(why)
    assert read.sentence == sentence


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(alphabet="<>/&;rsitemchanld[]!CDAT=\"' \n", max_size=300).map(str.encode)
)
def test_parse_never_raises_whatever_comes(data):
    for framed in (data, b"<rss><channel><item>" + data, b'{"items":[' + data):
        assert isinstance(parse(framed, url=URL), Feed | Unreadable)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200)), max_size=6))
def test_items_are_storable_whatever_json_says(rows):
    data = json.dumps({"items": [{"id": n, "title": t, "content_text": x} for n, (t, x) in enumerate(rows)]})
    for item in parse(data.encode()).items:
        assert 0 < len(item.title) <= 500
        assert "\0" not in item.title + item.text
        (item.title + item.text).encode("utf-8")


def _measured(name, results):
    data = HOSTILE[name]()
    started = time.process_time()
    with growth() as grown:
        read = parse(data)
    spent = time.process_time() - started
    results.put((len(data), isinstance(read, Feed | Unreadable), spent, grown.megabytes))


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_takes_less_than_two_seconds_and_200_mb(name):
    # In a process of its own, because the memory once taken is not given back.
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()
    child = fork.Process(target=_measured, args=(name, results))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    size, is_answer, spent, grown = results.get()
    assert size <= MAX_BYTES
    assert is_answer
    assert spent < 2
    assert grown < 200


def files(name):
    with tarfile.open(fileobj=io.BytesIO((corpus(name) / f"{name}.tar.xz").read_bytes())) as archive:
        for member in archive.getmembers():
            if member.isfile():
                yield member.name, archive.extractfile(member).read()


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "total", "readable"), [("feeds-feedparser", 1001, 998), ("feeds-w3c-feedvalidator", 1064, 907)]
)
def test_corpus_is_read_or_says_why_in_time(name, total, readable):
    counted = Counter()
    with growth() as grown:
        for _path, data in files(name):
            started = time.process_time()
            read = parse(data, url=URL)
            assert time.process_time() - started < 2
            counted[type(read)] += 1
            if isinstance(read, Unreadable):
                assert len(read.sentence) > 15
    assert grown.megabytes < 200
    assert (sum(counted.values()), counted[Feed]) == (total, readable)
