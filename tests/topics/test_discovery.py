# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds a page offers; nothing is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.topics.discovery import Offer, offers

URL = "https://stadt.example/rathaus/"


def found(page):
    return [one.url for one in offers(page.encode(), url=URL)]


def test_declared_feed_is_found_with_its_title():
    page = '<html><head><link rel="alternate feed" type="application/rss+xml; charset=utf-8" title="Presse" href="rss.xml">'
    assert offers(page.encode(), url=URL) == (Offer("https://stadt.example/rathaus/rss.xml", "Presse"),)


def test_base_of_the_page_counts_when_there_is_one():
    page = '<base href="/neu/"><link rel=alternate type=application/atom+xml href="atom">'
    assert found(page) == ["https://stadt.example/neu/atom"]


def test_linked_feeds_come_after_declared_ones_and_comments_last():
    page = (
        '<link rel=alternate type=application/rss+xml href=/comments/feed title="Kommentare">'
        '<a href="/service/rss">Alle Feeds</a><link rel=alternate type=application/feed+json href=/feed.json>'
        '<a href="/x?view=1">RSS abonnieren</a>'
    )
    assert found(page) == [
        "https://stadt.example/feed.json",
        "https://stadt.example/service/rss",
        "https://stadt.example/x?view=1",
        "https://stadt.example/comments/feed",
    ]


def test_feed_is_given_once_when_it_is_offered_twice():
    page = '<link rel=alternate type=text/xml href=/rss><a href="/rss#top">RSS</a><a href="feed://stadt.example/rss">RSS</a>'
    assert found(page) == ["https://stadt.example/rss"]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Keine</p>",
        '<a href="/presse">Presse</a><a href="/kindergarten-feedback">Feedback</a>',
        '<link rel="alternate" hreflang="en" href="/en/">',
        '<link rel="stylesheet" type="application/rss+xml" href="/rss">',
        '<a href="javascript:rss()">RSS</a><a href="mailto:rss@stadt.example">RSS</a><a href="http://[/rss">RSS</a>',
        '<a href="https://ich:geheim@stadt.example/rss">RSS</a>',
        "<!-- <a href='/rss'>RSS</a> -->",
    ],
)
def test_nothing_is_found_when_the_page_offers_nothing(page):
    assert found(page) == []


def test_at_most_ten_are_given_when_a_page_offers_a_hundred():
    assert len(found("".join(f'<a href="/rss/{n}">x</a>' for n in range(100)))) == 10


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/\"'= alinkhrefbsty&;:.-", max_size=300))
def test_offers_never_raises_whatever_the_page(page):
    assert isinstance(offers(page.encode(), url=URL), tuple)
