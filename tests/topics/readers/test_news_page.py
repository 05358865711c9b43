# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""News pages without a feed: a list is confirmed once and read again and again, politely and never as garbage."""

import json
from datetime import timedelta

import pytest

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import AddressNotAllowed, AddressUnreachable, AnswerRefused, AnswerUnusable
from nahbar.topics.readers import registry
from nahbar.topics.readers.news_page import IsFeed, NoListFound, PageChanged, PageUnreadable
from nahbar.topics.readers.pages import manners
from nahbar.topics.readers.pages.manners import PageForbidden, RulesUnknown
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from tests.factories import AT
from tests.topics.readers import lists, papers
from tests.topics.readers.window import Window

READER = registry.load(SourceKind.NEWS_PAGE)
SITE = "https://musterau.example"
URL = f"{SITE}/aktuelles"
ROBOTS = f"{SITE}/robots.txt"
WORDS = "In der Stadt Musterau geht es um {n}. Alle Bürgerinnen und Bürger sind eingeladen, sich zu beteiligen und zu fragen."


def site(built="articles with time", **answers):
    """The news page, and behind each entry its article."""
    window = Window({URL: lists.BUILT[built], **answers})
    for number, (link, title) in enumerate(zip(lists.LINKS, lists.TITLES, strict=True), start=1):
        window.answers[SITE + link] = lists.article(title, WORDS.format(n=f"Meldung {number}"))
    return window


def looked(window, address=URL):
    return READER.look(Given(address), window, at=AT)


@pytest.fixture
def saved():
    return dict(looked(site())[0].settings)


def read(window, settings, cursor=None, at=AT):
    window.asked.clear()
    return READER.read(
        Given(URL, json.loads(json.dumps(settings)), cursor=json.loads(json.dumps(cursor or {}))),
        window,
        at=at,
    )


# -- set up ----------------------------------------------------------------------------------------------------------


def test_list_is_offered_with_its_entries_to_confirm():
    window = site()
    first, *others = looked(window)
    assert (first.address, first.title, [item.title for item in first.items]) == (
        URL,
        "Aktuelles – Stadt Musterau",
        list(lists.TITLES),
    )
    assert (first.note, len(others) <= 2, window.asked) == (
        "5 von 5 Einträgen haben ein Datum.",
        True,
        [ROBOTS, URL],
    )


def test_three_lists_at_most_are_offered_each_with_a_name_of_its_own():
    body = "".join(
        f'<section class="{name}"><ul>' + "".join(f'<li>{n}.11.2026 <a href="/{name}/{n}">Eine Meldung aus {name} mit Nummer {n}</a></li>' for n in range(1, 9)) + "</ul></section>"
        for name in ("rathaus", "kultur", "sport", "schule")
    )  # fmt: skip
    found = looked(Window({URL: lists.page(body)}))
    assert [one.title for one in found] == [
        "Aktuelles – Stadt Musterau", "Aktuelles – Stadt Musterau (Liste 2)", "Aktuelles – Stadt Musterau (Liste 3)",
    ]  # fmt: skip


def test_structured_data_is_offered_first_when_the_page_has_it():
    things = [{"@type": "NewsArticle", "headline": f"Meldung Nummer {n}", "url": f"/m/{n}"} for n in range(4)]
    page = (
        f'<html><script type="application/ld+json">{json.dumps(things)}</script>{lists.BUILT["table"]}</html>'
    )
    found = looked(Window({URL: page}))
    assert (found[0].settings["list"], len(found[0].items)) == ("structured", 4)


def test_feed_is_named_when_the_page_declares_one():
    page = lists.BUILT["table"].replace(
        "<title>", '<link rel="alternate" type="application/rss+xml" href="/rss"><title>'
    )
    assert "https://musterau.example/rss" in looked(Window({URL: page}))[0].note


def test_http_is_tried_when_the_person_named_no_scheme_and_https_is_not_there():
    page = lists.BUILT["table"]
    assert (
        looked(
            Window({"http://musterau.example/aktuelles": page, ROBOTS: AddressUnreachable(host="x")}),
            "musterau.example/aktuelles",
        )[0].address
        == "http://musterau.example/aktuelles"
    )


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({URL: "<p>Nichts</p>"}, NoListFound),
        ({URL: "kein HTML"}, PageUnreadable),
        ({URL: papers.made("PDF")}, PageUnreadable),
        ({URL: "<rss><channel><item><title>x</title></item></channel></rss>"}, IsFeed),
        ({URL: 404}, AnswerRefused),
        ({URL: AnswerUnusable(host="x")}, AnswerUnusable),
        ({URL: AddressNotAllowed()}, AddressNotAllowed),
        ({}, AddressUnreachable),
        ({ROBOTS: "User-agent: *\nDisallow: /", URL: lists.BUILT["table"]}, PageForbidden),
        ({ROBOTS: "User-agent: Nahbar\nDisallow: /aktuelles", URL: lists.BUILT["table"]}, PageForbidden),
        ({ROBOTS: 503, URL: lists.BUILT["table"]}, RulesUnknown),
        ({ROBOTS: AnswerUnusable(host="x"), URL: lists.BUILT["table"]}, RulesUnknown),
    ],
)  # fmt: skip
def test_sentence_is_said_when_the_page_cannot_be_used(answers, complaint):
    with pytest.raises(complaint) as error:
        looked(Window(answers))
    assert len(str(error.value)) > 40


# -- reading ---------------------------------------------------------------------------------------------------------


def test_new_entries_come_with_their_articles_text(saved):
    gathered = read(site(), saved)
    assert [(item.title, item.link, item.identifier, item.published_at.date().isoformat(), item.text) for item in gathered.items] == [
        (title, SITE + link, SITE + link, date, WORDS.format(n=f"Meldung {n}"))
        for n, (title, link, date) in enumerate(zip(lists.TITLES, lists.LINKS, lists.ISO, strict=True), start=1)
    ]  # fmt: skip
    assert gathered.note == ""


def test_unchanged_page_costs_one_request(saved):
    window = site()
    cursor = read(window, saved).cursor
    gathered = read(window, saved, cursor, at=AT + timedelta(hours=1))
    assert (gathered.items, window.asked) == ((), [URL])
    window.headers[URL] = {"etag": '"1"'}
    cursor = read(window, saved, cursor, at=AT + timedelta(hours=2)).cursor
    assert read(window, saved, cursor, at=AT + timedelta(hours=3)).is_unchanged


def test_only_the_new_article_is_opened_when_one_was_added(saved):
    window = site()
    cursor = read(window, saved).cursor
    window.answers[URL] = (
        lists.BUILT["articles with time"].replace("meldung-1", "meldung-9").replace("Neue Kita", "Alte Kita")
    )
    window.answers[f"{SITE}/aktuelles/meldung-9"] = lists.article(
        "Alte Kita", WORDS.format(n="die alte Kita")
    )
    gathered = read(window, saved, cursor, at=AT + timedelta(hours=1))
    assert [item.title for item in gathered.items] == ["Alte Kita in der Lindenstraße eröffnet"]
    assert window.asked == [URL, ROBOTS, f"{SITE}/aktuelles/meldung-9"]
    assert "Pressestelle" not in gathered.items[0].text  # a line all articles share is the site's


def test_changed_title_is_read_again(saved):
    window = site()
    cursor = read(window, saved).cursor
    window.answers[URL] = lists.BUILT["articles with time"].replace(
        "Sperrung der Auenbrücke", "Auenbrücke wieder frei"
    )
    assert [item.title for item in read(window, saved, cursor).items] == ["Auenbrücke wieder frei ab Montag"]


def test_many_entries_are_taken_over_in_several_readings(saved):
    rows = "".join(
        f'<article class="news-list__item"><h3><a href="/m/{n}">Meldung mit der Nummer {n} aus dem Rathaus</a></h3><p class="date"><time datetime="2026-11-20">20.11.</time></p></article>'
        for n in range(45)
    )  # fmt: skip
    window = Window({URL: lists.page(f'<div class="news-list">{rows}</div>')})
    window.answers.update({f"{SITE}/m/{n}": lists.article("x", WORDS.format(n=n)) for n in range(45)})
    settings = dict(looked(window)[0].settings)
    counts, cursor, notes = [], {}, []
    for _ in range(4):
        gathered = read(window, settings, cursor)
        cursor = gathered.cursor
        counts.append(len(gathered.items))
        notes.append(gathered.note)
    assert counts == [20, 20, 5, 0]
    assert notes == [
        "25 weitere Einträge folgen bei den nächsten Lesungen.",
        "5 weitere Einträge folgen bei den nächsten Lesungen.",
        "",
        "",
    ]


def test_old_entries_of_a_new_source_are_taken_over_without_opening_them(saved):
    window = site()
    gathered = read(window, saved, at=AT + timedelta(days=200))
    assert ([item.text for item in gathered.items], window.asked) == ([lists.TEASER] * 5, [ROBOTS, URL])


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (lists.BUILT["table"], "another list"),
        ("<html><body><p>Diese Seite wird gerade umgebaut.</p></body></html>", "no list"),
        (lists.BUILT["articles with time"].replace("time", "span").replace("11.2026", "").replace("2026-11", ""), "no dates"),
        (lists.page("<p>Fehler 500</p>"), "error page with status 200"),
    ],
)  # fmt: skip
def test_page_built_differently_is_a_sentence_and_no_items(saved, page, why):
    with pytest.raises(PageChanged) as error:
        read(Window({URL: page}), saved)
    assert "anders aufgebaut" in str(error.value), why


def test_article_that_fails_is_tried_again_and_then_taken_over_with_the_lists_words(saved):
    window = site()
    window.answers[SITE + lists.LINKS[1]] = 503
    cursor, seen = {}, []
    for _ in range(4):
        gathered = read(window, saved, cursor)
        cursor = gathered.cursor
        seen.append([item.text == lists.TEASER for item in gathered.items])
    assert seen == [[False] * 4, [], [True], []]


@pytest.mark.parametrize(
    "answer",
    [404, AddressNotAllowed(), AddressUnreachable(host="x"), "<p></p>", b"\x00" * 99, b"%PDF-kaputt"],
)
def test_entry_whose_article_says_nothing_comes_with_the_lists_words(saved, answer):
    window = site()
    window.answers[SITE + lists.LINKS[0]] = answer
    gathered = read(window, saved)
    assert (len(gathered.items), gathered.items[0].text) == (5, lists.TEASER)
    assert gathered.note == "Von 1 Eintrag ließ sich nur übernehmen, was in der Liste steht."


def test_title_the_list_cut_short_is_whole_again(saved):
    window = site()
    window.answers[URL] = lists.BUILT["articles with time"].replace(
        "in der Lindenstraße eröffnet", "in der Linden…"
    )
    assert read(window, saved).items[0].title == lists.TITLES[0]
    window.answers[SITE + lists.LINKS[0]] = lists.article("Stadt Musterau", WORDS.format(n="x"))
    assert read(window, saved).items[0].title == "Neue Kita in der Linden…"


def test_day_that_is_still_to_come_is_no_day_of_publication(saved):
    window = site()
    window.answers[URL] = lists.BUILT["articles with time"].replace("2026-11-24", "2026-12-24")
    assert read(window, saved).items[0].published_at is None


def test_notice_as_pdf_comes_with_its_text(saved):
    window = site()
    window.answers[SITE + lists.LINKS[0]] = papers.made(
        "Bekanntmachung der Stadt Musterau zum Bebauungsplan Lindenstrasse"
    )
    assert (
        read(window, saved).items[0].text
        == "Bekanntmachung der Stadt Musterau zum Bebauungsplan Lindenstrasse"
    )


def test_entry_on_another_site_is_not_opened():
    window = Window(
        {
            URL: lists.BUILT["table"].replace(
                'href="/aktuelles/meldung-2"', 'href="https://presse.musterau.example/2"'
            )
        }
    )
    gathered = read(window, dict(looked(window)[0].settings))
    assert len(gathered.items) == 5
    assert not [url for url in window.asked if "presse." in url]


def test_article_the_rules_forbid_is_not_opened(saved):
    window = site(**{ROBOTS: "User-agent: *\nDisallow: /aktuelles/meldung-2"})
    gathered = read(window, saved)
    assert (len(gathered.items), SITE + lists.LINKS[1] in window.asked) == (5, False)


def test_page_is_left_alone_when_the_rules_changed_and_they_are_asked_for_once_a_day(saved):
    window = site()
    cursor = read(window, saved).cursor
    window.answers[ROBOTS] = "User-agent: *\nDisallow: /aktuelles"
    read(window, saved, cursor, at=AT + timedelta(hours=23))
    with pytest.raises(PageForbidden):
        read(window, saved, cursor, at=AT + timedelta(hours=25))
    assert window.asked == [ROBOTS]


def test_site_is_given_the_time_it_asks_for(saved, monkeypatch):
    waits = []
    monkeypatch.setattr(manners.time, "sleep", waits.append)
    gathered = read(site(**{ROBOTS: "User-agent: *\nCrawl-delay: 25"}), saved)
    assert (waits, len(gathered.items), gathered.note) == (
        [25.0, 25.0],
        2,
        "3 weitere Einträge folgen bei den nächsten Lesungen.",
    )


def test_reading_that_may_ask_no_more_keeps_what_it_has(saved):
    window = site()
    window.most = 4
    gathered = read(window, saved)
    assert (len(gathered.items), gathered.note) == (2, "3 weitere Einträge folgen bei den nächsten Lesungen.")
    window.most = 80
    assert len(read(window, saved, gathered.cursor).items) == 3


@pytest.mark.parametrize("saved", [{}, {"list": 7}, {"list": "blink"}, {"list": None, "is_dated": "x"}])
def test_settings_that_are_none_are_a_sentence(saved):
    with pytest.raises(Complaint):
        read(site(), saved)


@pytest.mark.parametrize(
    "cursor",
    [
        {"known": 3, "frame": {}, "rules_at": 1},
        {"known": [1], "etag": 7, "is_waiting": "x"},
        {"known": {"a": 1}},
    ],
)
def test_cursor_that_is_broken_begins_anew(saved, cursor):
    assert len(read(site(), saved, cursor).items) == 5
