# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Federal Employment Agency's two searches as a window: strict where the OpenAPI files are there.

With `described` (a folder of OpenAPI files) every question is checked against its description: path, names and types
of parameters, the key; and every answer against its schema. What is not described is refused with 400 or 403.
"""

import base64
import json
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml
from openapi_schema_validator import OAS30Validator

from nahbar.topics.address import AskedTooOften, host_of
from nahbar.wire.http import Fetched

PARTS = {
    "/jobboerse/jobsuche-service": ("jobsuche-api", "jobboerse-jobsuche"),
    "/infosysbub/absuche": ("ausbildungssuche-api", "infosysbub-absuche"),
}


def job(number, title, employer="Stadt Musterau", **more):
    return {
        "refnr": number, "titel": title, "beruf": "Verwaltungsfachangestellte/r", "arbeitgeber": employer, "offer": 1,
        "arbeitsort": {"plz": 12345, "ort": "Musterau", "strasse": "Markt 1"}, "aktuelleVeroeffentlichungsdatum": "2026-11-20",
        "eintrittsdatum": "2027-02-01", "modifikationsTimestamp": "2026-11-20T10:00:00", "text": f"Wir suchen: {title}.", **more,
    }  # fmt: skip


def course(number, title, provider=(3264, "Pflegeschule Musterau"), **more):
    return {
        "id": number,
        "angebot": {"id": number + 1, "titel": title, "inhalt": "<p>Inhalte nach Gesetz</p>", "zugang": "<h4>Alter</h4><p>17 Jahre</p>",
                    "abschlussbezeichnung": "Pflegefachkraft", "bildungsart": {"id": 102, "bezeichnung": "Berufsausbildung"},
                    "bildungsanbieter": {"id": provider[0], "name": provider[1]}},
        "dauer": {"id": 8, "bezeichnung": "3 Jahre"}, "aktualisierungsdatum": 1795000000000,
        "adresse": {"strasse": "Schulstr. 1", "ortStrasse": {"plz": 12345, "name": "Musterau"}}, **more,
    }  # fmt: skip


class Agency:
    """Keeps jobs and courses; `asked` is each address, `refused` why it refused one."""

    def __init__(self, jobs=(), courses=(), *, described=None, most=80):
        self.jobs, self.courses = list(jobs), list(courses)
        self.asked, self.refused = [], []
        self.most = most
        self.rules = {
            prefix: yaml.safe_load((described / name / "openapi.yaml").read_text()) if described else None
            for prefix, (name, _key) in PARTS.items()
        }

    @property
    def requests(self):
        return len(self.asked)

    def get(self, url, *, limit_bytes, etag="", last_modified="", headers=None):
        if self.requests >= self.most:
            raise AskedTooOften(host=host_of(url))
        self.asked.append(url)
        parts = urlsplit(url)
        assert (parts.scheme, parts.hostname) == ("https", "rest.arbeitsagentur.de")
        prefix = next(one for one in PARTS if parts.path.startswith(one))
        if (headers or {}).get("X-API-Key") != PARTS[prefix][1]:
            return self._refuse(url, 403, "no key")
        path, query = (
            parts.path.removeprefix(prefix),
            dict(parse_qsl(parts.query, strict_parsing=bool(parts.query))),
        )
        template = self._template(prefix, path)
        if why := self._odd(prefix, template, query):
            return self._refuse(url, 400, why)
        status, answer = self._answer(path, query)
        if status == 200 and self.rules[prefix]:
            schema = self.rules[prefix]["paths"][template]["get"]["responses"]["200"]["content"][
                "application/json"
            ]["schema"]
            OAS30Validator({**schema, "components": self.rules[prefix]["components"]}).validate(answer)
        return Fetched(url, status, {}, json.dumps(answer).encode(), not_modified=False)

    def _refuse(self, url, status, why):
        self.refused.append(why)
        return Fetched(url, status, {}, b"{}", not_modified=False)

    def _template(self, prefix, path):
        known = (
            self.rules[prefix]["paths"]
            if self.rules[prefix]
            else {"/pc/v4/jobs": 0, "/pc/v1/ausbildungsangebot": 0}
        )
        if path in known or not self.rules[prefix]:
            return path
        head = path.rpartition("/")[0]
        return next((one for one in known if one.rpartition("/")[0] == head and "{" in one), path)

    def _odd(self, prefix, template, query):
        """Why the question is not one the description knows."""
        if not self.rules[prefix]:
            return ""
        if template not in self.rules[prefix]["paths"]:
            return f"no path {template}"
        known = {
            one["name"]: one["schema"]
            for one in self.rules[prefix]["paths"][template]["get"]["parameters"]
            if one["in"] == "query"
        }
        for name, value in query.items():
            if name not in known:
                return f"no parameter {name}"
            allowed = known[name].get("enum")
            if known[name]["type"] == "integer" and not value.isdecimal():
                return f"{name} is no number"
            # The description writes its only umlaut as it stands in an address.
            if allowed and value not in {unquote(str(one)) for one in allowed}:
                return f"{name} may not be {value}"
        return ""

    def _answer(self, path, query):
        if path == "/pc/v4/jobs":
            return 200, self._jobs(query)
        if path.startswith("/pc/v4/jobdetails/"):
            number = base64.b64decode(unquote(path.rpartition("/")[2])).decode()
            row = next((one for one in self.jobs if one["refnr"] == number and one["text"]), None)
            if row is None:
                return 404, {}
            return 200, {"stellenangebotsTitel": row["titel"], "referenznummer": number, "verguetung": "TVöD E 9a",
                         "stellenangebotsBeschreibung": row["text"], "arbeitszeitmodelle": ["VOLLZEIT", "TEILZEIT"]}  # fmt: skip
        if path == "/pc/v1/ausbildungsangebot":
            return 200, self._courses(query)
        return 404, {}

    def _jobs(self, query):
        rows = [one for one in self.jobs if one["offer"] == int(query["angebotsart"])]
        if "arbeitgeber" in query:
            rows = [one for one in rows if one["arbeitgeber"] == query["arbeitgeber"]]
        if "was" in query:
            rows = [
                one
                for one in rows
                if query["was"].casefold() in f"{one['titel']} {one['arbeitgeber']}".casefold()
            ]
        if "wo" in query:
            rows = [one for one in rows if one["arbeitsort"]["ort"] == query["wo"]]
        size, page = int(query["size"]), int(query["page"])
        shown = [
            {k: v for k, v in one.items() if k not in {"text", "offer"}}
            for one in rows[(page - 1) * size : page * size]
        ]
        whole = {"maxErgebnisse": str(len(rows)), "page": str(page), "size": str(size)}
        return {**whole, "stellenangebote": shown} if shown else whole

    def _courses(self, query):
        rows = self.courses
        if "ban" in query:
            rows = [one for one in rows if str(one["angebot"]["bildungsanbieter"]["id"]) == query["ban"]]
        size, page = int(query["size"]), int(query["page"])
        named = {
            str(one["angebot"]["bildungsanbieter"]["id"]): one["angebot"]["bildungsanbieter"]["name"]
            for one in rows
        }
        answer = {"page": {"size": size, "totalElements": len(rows), "totalPages": -(-len(rows) // size), "number": page},
                  "aggregations": {"ANBIETER": {number: {"anzahlErgebnisse": 1, "name": name} for number, name in named.items()}}}  # fmt: skip
        shown = rows[page * size : (page + 1) * size]
        return {**answer, "_embedded": {"termine": shown}} if shown else answer
