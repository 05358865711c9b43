# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages and OParl answers somebody made to stop a reader: name to bytes, each just below what is read."""

# ruff: noqa: PLW0108 - made when asked for, or all of them lie in memory at once

import json
from collections.abc import Callable

PAGE = 3 * 1024 * 1024 - 4096
LIST = 5 * 1024 * 1024 - 4096
TAGS = 59_000


def _filled(before: str, piece: str, after: str, size: int = PAGE) -> bytes:
    room = size - len(before.encode()) - len(after.encode())
    return (before + piece * (room // len(piece.encode())) + after).encode()


def _tags(before: str, piece: str, after: str = "") -> bytes:
    return (before + piece * (TAGS // piece.count("<")) + after).encode()[:PAGE]


PAGES: dict[str, Callable[[], bytes]] = {
    "one line": lambda: _filled("<p>", "x", "</p>", 1024 * 1024),
    "one line of words": lambda: _filled("<p>", "Wort ", "</p>"),
    "too many tags": lambda: _filled("", "<p>a", ""),
    "deep": lambda: _tags("", "<div>"),
    "deep with links": lambda: _tags("", "<div><a href='/x'>Eine Meldung mit Titel</a>"),
    "deep lists": lambda: _tags("", "<ul><li><a href='/x'>Eine Meldung mit Titel</a>"),
    "links side by side": lambda: _tags("<main>", "<a href='/x'>Eine Meldung mit langem Titel</a>"),
    "different links": lambda: (
        "<ul>" + "".join(f"<li><a href='/{n}'>Eine Meldung mit Titel {n}</a> 01.11.2026</li>" for n in range(14_000))
    ).encode(),
    "links in boxes": lambda: _tags("<main>", "<div><div><div><div><a href='/x'>Meldung mit Titel</a></div></div></div></div>"),
    "every class another": lambda: (
        "<main>" + "".join(f"<div class='k{'abcdefghij'[n % 10]}-{'x' * (n % 30)} a b c d'><a href='/{n}'>Meldung mit Titel</a></div>" for n in range(14_000))
    ).encode(),
    "classes without end": lambda: _filled("<ul><li class='", "a" * 9 + " ", "'><a href='/x'>Eine Meldung</a></li></ul>"),
    "attributes": lambda: _tags("<ul>", "<li " + "a='' " * 9 + "><a href='/x'>Eine Meldung</a></li>"),
    "attributes in one tag": lambda: ("<div " + " ".join(f"a{n}=''" for n in range(30_000)) + ">").encode(),
    "paragraphs": lambda: _tags("<main>", "<p>Ein Absatz, der lang genug ist, um für laufenden Text gehalten zu werden.</p>"),
    "paragraphs inside each other": lambda: _tags("<main>", "<section>Ein Absatz, der lang genug ist, um für laufenden Text gehalten zu werden."),
    "spans": lambda: _tags("<main><p>", "<span>Wort</span>"),
    "spans inside each other": lambda: _tags("<main><p>", "<span>Wort "),
    "lists of links": lambda: _tags("<main>", "<ul><li><a href='/x'>Wort</a></li></ul>"),
    "times": lambda: _tags("<ul>", "<li><time datetime='x'>y</time><a href='/x'>Eine Meldung mit Titel</a></li>"),
    "dates": lambda: _filled("<ul><li><a href='/x'>Eine Meldung mit Titel</a>", "1.1.1.", "</li></ul>"),
    "digits": lambda: _filled("<ul><li><a href='/x'>Eine Meldung mit Titel</a><p>", "1", "</p></li></ul>"),
    "entities": lambda: _filled("<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><p>", "&b;", "</p>"),
    "opening brackets": lambda: b"<" * TAGS + b"a" * 1000,
    "headings": lambda: _tags("<main>", "<h2><a href='/x'>Eine Meldung mit Titel</a></h2>"),
    "headings and rest": lambda: (
        "<main>" + "".join(f"<h2><a href='/{n}'>Eine Meldung mit Titel {n}</a></h2><p>x</p><p>y</p>" for n in range(9000))
    ).encode(),
    "links of 40 kB": lambda: _filled("<ul>", "<li><a href='/" + "x" * 40_000 + "'>Eine Meldung</a></li>", "</ul>"),
    "broken links": lambda: _tags("<ul>", "<li><a href='http://['>Eine Meldung mit Titel</a></li>"),
    "bases": lambda: _tags("", "<base href='http://x'><a href='y'>Eine Meldung mit Titel</a>"),
    "scripts": lambda: _tags("", "<script type='application/ld+json'>{}</script>"),
    "one script": lambda: _filled("<script type='application/ld+json'>[", "{},", "{}]</script>"),
    "script below the limit": lambda: (
        "<script type='application/ld+json'>["
        + ",".join('{"@type":"NewsArticle","headline":"x","url":"/x"}' for _ in range(9000))
        + "]</script>"
    ).encode(),
    "crumbs": lambda: (
        "<script type='application/ld+json'>["
        + ",".join('{"@type":"ListItem","name":"x","item":"/x"}' for _ in range(4900))
        + "]</script>"
    ).encode(),
    "microdata inside each other": lambda: _tags("", "<div itemscope itemtype='https://schema.org/NewsArticle'>"),
    "microdata side by side": lambda: _tags("", "<p itemscope itemtype='https://schema.org/NewsArticle'><b itemprop='name'>x</b>"),
    "half letters": lambda: b"\xff\xfe" + b"\x00\xd8" * (PAGE // 2),
}  # fmt: skip

ANSWERS: dict[str, Callable[[], bytes]] = {
    "deep": lambda: _filled("", '{"data":[', "", LIST),
    "lists": lambda: _filled('{"data":[', "[],", "[]]}", LIST),
    "lists below the limit": lambda: ('{"data":[' + "[]," * 190_000 + "[]]}").encode(),
    "numbers": lambda: _filled('{"data":[', "1.5,", "1]}", LIST),
    "digits": lambda: _filled('{"data":[{"id":', "9", "}]}", LIST),
    "text": lambda: _filled('{"data":[{"id":"https://x.example/1","name":"', "x", '"}]}', LIST),
    "half letters": lambda: _filled('{"data":[{"id":"https://x.example/1","name":"', "\\ud800", '"}]}', LIST),
    "things": lambda: json.dumps({"data": [{"id": f"https://x.example/{n}", "name": "Eine Vorlage"} for n in range(80_000)]}).encode()[:LIST],
    "points": lambda: json.dumps(
        {"data": [{"id": "https://x.example/1", "name": "Rat", "start": "2026-11-30T10:00:00Z", "agendaItem": [{"name": "x" * 400, "number": str(n)} for n in range(9000)]}]}
    ).encode(),
    "names inside each other": lambda: ('{"name":' * 900 + "1" + "}" * 900).encode(),
    "not a number": lambda: b'{"data":[{"id":NaN,"name":Infinity,"modified":-Infinity}]}',
    "same key again": lambda: _filled("{", '"data":[],', '"data":[]}', LIST),
    "page": lambda: _filled("<html><body>", "<p>Wartung</p>", "</body></html>", LIST),
}  # fmt: skip
