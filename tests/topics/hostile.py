# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files somebody made to stop a feed reader: name to bytes, each just below 5 MB."""

# ruff: noqa: PLW0108 - made when asked for, or all of them lie in memory at once

from collections.abc import Callable

SIZE = 5 * 1024 * 1024 - 4096


def _filled(before: str, piece: str, after: str) -> bytes:
    room = SIZE - len(before.encode()) - len(after.encode())
    return (before + piece * (room // len(piece.encode())) + after).encode()


RSS = "<rss version='2.0'><channel><title>t</title>"
ITEM = RSS + "<item><title>t</title><description>"
END = "</description></item></channel></rss>"
BOMB = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12)
)

HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty elements": lambda: _filled(RSS, "<a/>", "</channel></rss>"),
    "many items": lambda: _filled(RSS, "<item><title>x</title></item>", "</channel></rss>"),
    "items just below the limit": lambda: (
        RSS + "<item><title>x</title><link>/1</link></item>" * 41_000 + "</channel></rss>"
    ).encode(),
    "deep": lambda: _filled(RSS, "<a>", ""),
    "deep below the limit": lambda: (RSS + "<item><title>x</title><description>" + "<a>" * 240_000).encode(),
    "attributes": lambda: _filled(RSS + "<item ", "a='' ", "/></channel></rss>"),
    "different attributes": lambda: (
        RSS + "<item " + " ".join(f"a{n}=''" for n in range(450_000)) + "/></channel></rss>"
    ).encode()[:SIZE],
    "attributes below the limit": lambda: (
        RSS + ("<item " + " ".join(f"a{n}=''" for n in range(25_000)) + "/>") * 12 + "</channel></rss>"
    ).encode()[:SIZE],
    "one long text": lambda: _filled(ITEM, "wort ", END),
    "one long text of astral letters": lambda: _filled(ITEM, "😀", END),
    "long texts": lambda: _filled(
        RSS,
        "<item><title>t</title><description>" + "wort " * 30_000 + "</description></item>",
        "</channel></rss>",
    ),
    "html in texts": lambda: _filled(
        RSS,
        "<item><title>t</title><description><![CDATA[" + "<b>w" * 200 + "]]></description></item>",
        "</channel></rss>",
    ),
    "html never closed": lambda: _filled(ITEM + "<![CDATA[", "<p><b><i><a href=x><table>", "]]>" + END),
    "escaped html": lambda: _filled(ITEM, "&lt;p>&lt;b>&lt;table>", END),
    "escaped html many times": lambda: _filled(
        RSS,
        "<item><title>t</title><description>" + "&lt;p>&lt;font>" * 400 + "</description></item>",
        "</channel></rss>",
    ),
    "entities": lambda: _filled(ITEM, "&uuml;", END),
    "unknown entities": lambda: _filled(ITEM, "&qqq;", END),
    "ampersands": lambda: _filled(ITEM, "&", END),
    "billion laughs": lambda: (
        BOMB + "]><rss><channel><item><title>&m;</title></item></channel></rss>"
    ).encode(),
    "quadratic entities": lambda: (
        "<!DOCTYPE rss [<!ENTITY a '" + "a" * 2_000_000 + "'>]>" + ITEM + "&a;" * 500_000 + END
    ).encode(),
    "document types": lambda: _filled("", "<!DOCTYPE x [", ""),
    "opening brackets": lambda: b"<" * SIZE,
    "bracket and blanks": lambda: b"<" + b" " * SIZE,
    "blanks": lambda: b" " * SIZE,
    "xml declarations": lambda: _filled("", "<?xml ", ""),
    "cdata never closed": lambda: _filled(ITEM + "<![CDATA[", "x]]", ""),
    "comments": lambda: _filled(RSS, "<!---->", "</channel></rss>"),
    "instructions": lambda: _filled(RSS, "<?a?>", "</channel></rss>"),
    "namespaces": lambda: (
        RSS + "".join(f"<a{n} xmlns:n{n}='u{n}'>" for n in range(100_000)) + "</channel></rss>"
    ).encode()[:SIZE],
    "same last line": lambda: _filled(
        RSS, "<item><title>t</title><description>x\n\nEnde</description></item>", "</channel></rss>"
    ),
    "long dates": lambda: _filled(
        RSS, "<item><title>t</title><pubDate>" + "1" * 4000 + "</pubDate></item>", "</channel></rss>"
    ),
    "long identifiers": lambda: _filled(
        RSS, "<item><title>t</title><guid>" + "1" * 40_000 + "</guid></item>", "</channel></rss>"
    ),
    "long links": lambda: _filled(
        RSS, "<item><title>t</title><link>http://" + "[" * 40_000 + "</link></item>", "</channel></rss>"
    ),
    "punycode": lambda: b"<?xml version='1.0' encoding='punycode'?>" + b"\xff" + b"a" * (SIZE - 100),
    "half utf-16": lambda: b"\xff\xfe" + b"\x00\xd8" * (SIZE // 2),
    "json deep": lambda: _filled("", '{"items":[', ""),
    "json lists": lambda: _filled('{"items":[', "[],", "[]]}"),
    "json lists below the limit": lambda: ('{"items":[' + "[]," * 199_000 + "[]]}").encode(),
    "json numbers": lambda: _filled('{"items":[', "1.5,", "1]}"),
    "json texts": lambda: _filled('{"items":[', '"ab",', '""]}'),
    "json digits": lambda: _filled('{"items":[{"id":', "9", "}]}"),
    "json items": lambda: _filled('{"items":[', '{"id":1,"title":"x"},', "{}]}"),
    "json html": lambda: _filled('{"items":[{"id":1,"content_html":"', "<p><b>x", '"}]}'),
    "json half letters": lambda: _filled('{"items":[{"id":1,"title":"', "\\ud800", '"}]}'),
}
