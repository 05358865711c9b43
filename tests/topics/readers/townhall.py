# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The council information system of Musterau, an invented town: sound, or broken in the ways real ones are."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from nahbar.topics.dates import moment
from tests.factories import AT
from tests.topics.readers import papers
from tests.topics.readers.window import Window

HOME = "https://rat.musterau.example/oparl/v1.0"
SYSTEM = f"{HOME}/system"
BODY = f"{HOME}/body/1"
FILE = papers.made("Die Gemeinde Musterau baut in der Lindenstrasse eine neue Kita fuer 60 Kinder.")


def stamp(days):
    return (AT - timedelta(days=days)).isoformat()


def paper(n, days, **fields):
    """Paper n, published so many days ago."""
    return {
        "id": f"{HOME}/paper/{n}",
        "type": "https://schema.oparl.org/1.0/Paper",
        "name": f"Neue Kita in der Lindenstraße, Abschnitt {n}",
        "reference": f"2026/{n:04}",
        "date": stamp(days)[:10],
        "paperType": "Beschlussvorlage",
        "mainFile": {"id": f"{HOME}/file/{n}", "name": "Vorlage", "mimeType": "application/pdf", "accessUrl": f"{HOME}/pdf/{n}"},
        "underDirectionOf": [f"{HOME}/organization/7"],
        "web": f"https://rat.musterau.example/vorlage/{n}",
        "created": stamp(days),
        "modified": stamp(days),
        **fields,
    }  # fmt: skip


def meeting(n, days, **fields):
    """Meeting n, so many days from now."""
    return {
        "id": f"{HOME}/meeting/{n}",
        "type": "https://schema.oparl.org/1.0/Meeting",
        "name": f"Gemeinderat ({n}. Sitzung)",
        "start": (AT + timedelta(days=days)).isoformat(),
        "end": (AT + timedelta(days=days, hours=2)).isoformat(),
        "location": {"id": f"{HOME}/location/1", "description": "Rathaus, Großer Saal"},
        "organization": [f"{HOME}/organization/7"],
        "agendaItem": [
            {"id": f"{HOME}/point/1", "number": "1.", "name": "Eröffnung der Sitzung"},
            {
                "id": f"{HOME}/point/2",
                "number": "2.",
                "name": "Neue Kita in der Lindenstraße",
                "result": "beschlossen",
            },
            {"id": f"{HOME}/point/3", "number": "3", "name": "Grundstückskauf", "public": False},
        ],
        "created": stamp(200),
        "modified": stamp(3),
        **fields,
    }


class TownHall(Window):
    """Lists of papers and meetings in pages of `size`; `knows_since`: whether modified_since is understood."""

    def __init__(self, things=(), meetings=(), *, size=10, knows_since=True, most=80):
        super().__init__(most=most)
        self.things, self.meetings = list(things), list(meetings)
        self.size, self.knows_since = size, knows_since
        self.answers = {
            SYSTEM: {"id": SYSTEM, "type": "https://schema.oparl.org/1.0/System", "body": f"{HOME}/body"},
            f"{HOME}/body": {"data": [self.body()], "links": {}},
            f"{HOME}/organization/7": {"id": f"{HOME}/organization/7", "name": "Amt für Bildung"},
        }
        self.broken = {}

    def body(self):
        lists = {"paper": f"{BODY}/paper", "meeting": f"{BODY}/meeting"}
        return {"id": BODY, "type": "https://schema.oparl.org/1.0/Body", "name": "Gemeinde Musterau", **lists}

    def get(self, url, **options):
        path = urlsplit(url).path
        if url in self.broken:
            self.answers[url] = self.broken[url]
        elif path.startswith("/oparl/v1.0/pdf/") and url not in self.answers:
            self.answers[url] = FILE
        elif url.startswith(f"{BODY}/"):
            self.answers[url] = self.page(url)
        return super().get(url, **options)

    def page(self, url):
        asked = parse_qs(urlsplit(url).query)
        things = self.meetings if "/meeting" in url else self.things
        since = asked.get("modified_since", [""])[0]
        if since and self.knows_since:
            things = [one for one in things if moment(one["modified"]) >= moment(since)]
        number = int(asked.get("page", ["1"])[0])
        last = max(-(-len(things) // self.size), 1)
        bare = url.partition("?")[0]
        mark = f"modified_since={since.replace('+', '%2B')}&" if since and self.knows_since else ""
        links = {name: f"{bare}?{mark}page={n}" for name, n in (("first", 1), ("last", last), ("prev", number - 1), ("next", number + 1)) if 1 <= n <= last}  # fmt: skip
        return {"data": things[(number - 1) * self.size : number * self.size], "links": links}
