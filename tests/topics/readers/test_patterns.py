# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of news on pages: found whatever builds them, and found again by their description."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.topics.readers.pages.article import article
from nahbar.topics.readers.pages.patterns import find, select
from nahbar.topics.readers.pages.rows import Row
from nahbar.topics.readers.pages.structured import entries
from nahbar.topics.readers.pages.tree import grown
from nahbar.topics.readers.pages.written_dates import written
from tests.topics.readers import lists

URL = "https://musterau.example/aktuelles"


def found(page):
    return find(grown(page.encode()), url=URL, base=URL)


@pytest.mark.parametrize("built", lists.BUILT)
def test_list_is_found_first_with_titles_links_and_dates(built):
    best, *_ = found(lists.BUILT[built])
    assert [(row.link, row.date) for row in best.rows] == [
        (f"https://musterau.example{link}", best.rows[n].date) for n, link in enumerate(lists.LINKS)
    ]
    assert [row.date.date().isoformat() for row in best.rows] == list(lists.ISO)
    assert [title in row.title for row, title in zip(best.rows, lists.TITLES, strict=True)] == [True] * 5


@pytest.mark.parametrize("built", sorted(set(lists.BUILT) - {"date in the link's text"}))
def test_title_is_the_title_alone(built):
    assert [row.title for row in found(lists.BUILT[built])[0].rows] == list(lists.TITLES)


@pytest.mark.parametrize(
    "built", ["articles with time", "table", "flat headings", "cards that are links", "heading without link"]
)
def test_teaser_is_the_rest_without_title_date_and_more(built):
    assert {row.teaser for row in found(lists.BUILT[built])[0].rows} == {lists.TEASER}


@pytest.mark.parametrize("built", lists.BUILT)
def test_description_finds_the_list_again_when_news_were_added(built):
    page = lists.BUILT[built]
    best, *_ = found(page)
    newer = (
        page.replace("meldung-1", "meldung-9")
        .replace("Neue Kita", "Alte Kita")
        .replace("<h1>Aktuelles</h1>", "<h1>Neues</h1><p>Ein Hinweis der Stadt.</p>")
    )
    again = select(grown(newer.encode()), best.selector, url=URL, base=URL)
    assert [row.link.rpartition("-")[2] for row in again] == ["9", "2", "3", "4", "5"]
    assert "Alte Kita" in again[0].title


@pytest.mark.parametrize(
    "page",
    [
        "<p>Kein Verweis</p>",
        lists.page("<p>Ein Text ohne Liste.</p>"),
        "<main><p>Ein <a href='/a'>langer Verweis im Satz</a> geht weiter, und noch einer</p><p>Und <a href='/b'>noch ein Verweis darin</a> mit Text dahinter, der länger ist als der Verweis selbst, viel länger</p></main>",
        "<ul>" + "".join(f"<li><a href='/{n}'>Menü {n}</a></li>" for n in range(9)) + "</ul>",
        "<div>" + "".join(f"<a href='javascript:x({n})'>Eine Meldung mit langem Titel {n}</a>" for n in range(9)) + "</div>",
        "<div>" + "".join(f"<a href='/bild{n}.jpg'>Ein Bild mit langem Titel darunter {n}</a>" for n in range(9)) + "</div>",
    ],
)  # fmt: skip
def test_nothing_is_found_when_there_is_no_list(page):
    assert found(page) == ()


@pytest.mark.parametrize(
    "selector",
    ["", "div", "div > > a", "a[href]", "div > script", "x" * 5000, "..", "ul > li:hover", "html > body > "],
)
def test_description_that_is_none_selects_nothing(selector):
    assert select(grown(b"<div><p>x</p></div>"), selector, url=URL, base=URL) == ()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("24.11.2026", "2026-11-24T00:00:00+00:00"),
        ("4. März 2026", "2026-03-04T00:00:00+00:00"),
        ("Musterau, 04. Mrz. 2026", "2026-03-04T00:00:00+00:00"),
        ("1.6.26", "2026-06-01T00:00:00+00:00"),
        ("3. Jänner 2026", "2026-01-03T00:00:00+00:00"),
        ("24.11.2026, 10:30 Uhr", "2026-11-24T09:30:00+00:00"),
        ("24. Juli 2026 um 10.30 Uhr", "2026-07-24T08:30:00+00:00"),
        ("2026-11-24", "2026-11-24T00:00:00+00:00"),
        ("vom 12. - 14. Mai 2026", "2026-05-14T00:00:00+00:00"),
        ("32.13.2026 und 24.12.2026", "2026-12-24T00:00:00+00:00"),
    ],
)
def test_date_is_read_as_people_write_it(text, iso):
    assert written(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    ["", "Version 1.2.3", "192.168.1.20", "31.02.2026", "Tel. 01234 56.78.90", "Nr. 12/2026", "01.01.1800"],
)
def test_no_date_is_seen_when_there_is_none(text):
    assert written(text) is None


# -- structured data -------------------------------------------------------------------------------------------------


def test_entries_are_taken_from_structured_data():
    page = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Startseite","item":"/"}]},
      {"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":
        {"@type":["NewsArticle"],"headline":"Neue Kita &amp; Hort","url":"/a","datePublished":"2026-11-24T10:00:00+01:00","description":"<p>Kurz</p>"}},
        {"@type":"ListItem","url":"/b","name":"Sperrung"}]}]}</script>
      <article itemscope itemtype="https://schema.org/BlogPosting"><a itemprop="url" href="/c"><h3 itemprop="headline">Stadtradeln</h3></a>
      <div itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Jemand</span></div>
      <meta itemprop="datePublished" content="2026-11-20"></article>"""
    assert entries(grown(page.encode()), url=URL, base=URL) == (
        Row("Neue Kita & Hort", "https://musterau.example/a", datetime(2026, 11, 24, 9, tzinfo=UTC), "Kurz"),
        Row("Sperrung", "https://musterau.example/b"),
        Row("Stadtradeln", "https://musterau.example/c", datetime(2026, 11, 20, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 100_000,
        '{"a":' * 9000,
        "null",
        '{"@type":"NewsArticle"}',
        '{"@type":"NewsArticle","headline":7,"url":["javascript:x"]}',
        '{"@type":{"x":1},"itemListElement":3}',
        '{"@type":"NewsArticle","headline":"x","url":"/x"}' + "x" * 600_000,
    ],
)
def test_structured_data_that_is_broken_gives_nothing(script):
    tree = grown(f'<script type="application/ld+json">{script}</script><p>x</p>'.encode())
    assert entries(tree, url=URL, base=URL) == ()


# -- articles --------------------------------------------------------------------------------------------------------


def test_article_is_its_text_without_what_stands_around_it():
    words = "Die Stadt Musterau eröffnet am Montag die neue Kita in der Lindenstraße mit Platz für 60 Kinder."
    made = article(grown(lists.article("Neue Kita", words, words.replace("60", "70")).encode()))
    assert made.text.split("\n\n")[:2] == [words, words.replace("60", "70")]
    assert (made.title, made.published_at.date().isoformat(), "Konzert" in made.text, "Rathaus" in made.text.split("\n")[0]) == (
        "Neue Kita", "2026-11-24", False, False,
    )  # fmt: skip


def test_article_gives_the_body_its_structured_data_names():
    body = "Der ganze Text der Meldung steht hier. " * 10
    page = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}","datePublished":"2026-11-24"}}</script><p>Anderes</p>'
    made = article(grown(page.encode()))
    assert (made.text, made.published_at) == (body.strip(), datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize("page", ["<p>", "<html></html>", "<nav><p>" + "Wort " * 50 + "</p></nav>"])
def test_article_without_text_is_empty(page):
    made = article(grown(page.encode()))
    assert made.text in {"", "Wort " * 49 + "Wort"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/\"'= adivulphrefbsty&;:.-12026", max_size=400))
def test_nothing_raises_whatever_the_page(page):
    tree = grown(page.encode())
    if tree is not None:
        assert isinstance(find(tree, url=URL, base=URL), tuple)
        assert isinstance(entries(tree, url=URL, base=URL), tuple)
        assert isinstance(article(tree).text, str)
