# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Council information systems: from an address to bodies, papers and meetings, whatever the server does wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.topics.address import AddressNotAllowed, AnswerRefused, AnswerUnusable
from nahbar.topics.readers import pdf, registry
from nahbar.topics.readers.oparl.entrance import NoBodies, NoOParlFound
from nahbar.topics.readers.oparl.thing import NotOParl
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from tests.factories import AT
from tests.topics.readers import papers
from tests.topics.readers.townhall import BODY, HOME, SYSTEM, TownHall, meeting, paper
from tests.topics.readers.window import Window

READ_ONCE = cache(pdf.read)
READER = registry.load(SourceKind.COUNCIL)
SETTINGS = {"paper": f"{BODY}/paper", "meeting": f"{BODY}/meeting"}
GIVEN = Given(BODY, SETTINGS)


@pytest.fixture(autouse=True)
def _each_file_is_opened_once(monkeypatch):
    monkeypatch.setattr(pdf, "read", READ_ONCE)


def looked(address, ask):
    return READER.look(Given(address), ask, at=AT)


def read(ask, cursor=None, at=AT, **settings):
    """One reading; the cursor goes through JSON as it does in the database."""
    given = replace(GIVEN, cursor=json.loads(json.dumps(cursor or {})), settings={**SETTINGS, **settings})
    return READER.read(given, ask, at=at)


def titles(gathered):
    return [item.title for item in gathered.items]


def through(hall, rounds=20):
    """Readings until one gives nothing; their items, and how many it took."""
    found, cursor = [], {}
    for number in range(rounds):
        hall.asked.clear()
        gathered = read(hall, cursor, at=AT + timedelta(minutes=number))
        found += gathered.items
        cursor = gathered.cursor
        if not gathered.items and not gathered.note:
            return found, number
    return found, rounds


# -- the way in ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SYSTEM, f"{HOME}/body", f"{HOME}/paper/1"])
def test_body_is_found_from_any_address_inside(address):
    hall = TownHall([paper(1, 5), paper(2, 3)])
    hall.answers.update({BODY: hall.body(), f"{HOME}/paper/1": {**paper(1, 5), "body": BODY}})
    (found,) = looked(address, hall)
    assert (found.address, found.title, dict(found.settings)) == (BODY, "Gemeinde Musterau", SETTINGS)
    assert [item.title[-1] for item in found.items] == ["2", "1"]


@pytest.mark.parametrize(
    ("page", "entrance"),
    [
        ('<p>Rat</p><a href="/oparl/v1.0/system">Schnittstelle</a>', SYSTEM),
        ("<p>Kein Verweis</p>", SYSTEM),
        ("<p>Kein Verweis</p>", "https://rat.musterau.example/ris/webservice/oparl/v1.0/system"),
        ("<p>Kein Verweis</p>", "https://rat.musterau.example/oparl/system"),
    ],
)
def test_entrance_is_found_from_the_web_page_of_the_council(page, entrance):
    hall = TownHall([paper(1, 5)])
    known = hall.answers.pop(SYSTEM)
    hall.answers |= {"https://rat.musterau.example/ris/": page, entrance: known}
    get = hall.get

    def other_pages_are_missing(url, **options):
        hall.answers.setdefault(url, 404) if "system" in url else None
        return get(url, **options)

    hall.get = other_pages_are_missing
    (found,) = looked("https://rat.musterau.example/ris/", hall)
    assert found.address == BODY


def test_each_body_is_a_candidate_when_there_are_several():
    hall = TownHall([paper(1, 5)])
    other = {**hall.body(), "id": f"{HOME}/body/2", "name": "Amt Musterland"}
    hall.answers[f"{HOME}/body"] = {
        "data": [hall.body(), other, {"id": f"{HOME}/body/3", "name": "ohne Listen"}]
    }
    assert [one.title for one in looked(SYSTEM, hall)] == ["Gemeinde Musterau", "Amt Musterland"]


def test_bodies_that_open_are_candidates_when_another_does_not():
    hall = TownHall([paper(1, 5)])
    hall.answers |= {
        SYSTEM: {"id": SYSTEM, "body": [f"{HOME}/body/9", BODY]},
        BODY: hall.body(),
        f"{HOME}/body/9": 500,
    }
    assert [one.title for one in looked(SYSTEM, hall)] == ["Gemeinde Musterau"]


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("<p>Rat</p>", NoOParlFound),
        ("{kaputt", NoOParlFound),
        ({"type": "https://schema.oparl.org/1.1/System"}, NoBodies),
        ({"data": []}, NoBodies),
        ([[[[]]]], NoBodies),
        (500, NoOParlFound),
        (AnswerUnusable(host="x"), AnswerUnusable),
        (AddressNotAllowed(), AddressNotAllowed),
    ],
)
def test_sentence_is_said_when_there_is_no_council(answer, complaint):
    ask = Window({SYSTEM: answer}, most=15)
    ask.get = _missing_where_unknown(ask)
    with pytest.raises(complaint) as error:
        looked(SYSTEM, ask)
    assert len(str(error.value)) > 40


def _missing_where_unknown(ask):
    get = ask.get

    def asked(url, **options):
        ask.answers.setdefault(url, 404)
        return get(url, **options)

    return asked


# -- papers and meetings ---------------------------------------------------------------------------------------------


def test_paper_becomes_an_item_with_the_text_of_its_file():
    gathered = read(TownHall([paper(12, 5)]))
    (item,) = gathered.items
    assert (item.kind, item.title, item.department, item.link, item.identifier, item.published_at) == (
        Kind.PAPER,
        "Neue Kita in der Lindenstraße, Abschnitt 12",
        "Amt für Bildung",
        "https://rat.musterau.example/vorlage/12",
        f"{HOME}/paper/12",
        (AT - timedelta(days=5)).replace(hour=0, minute=0, second=0, microsecond=0),
    )
    assert item.text == (
        "Beschlussvorlage 2026/0012\n\nDie Gemeinde Musterau baut in der Lindenstrasse eine neue Kita fuer 60 Kinder."
    )


def test_meeting_becomes_an_event_with_its_public_points():
    (item,) = read(TownHall([], [meeting(4, 6)])).items
    assert (item.kind, item.title, item.begins_at, item.ends_at, item.place) == (
        Kind.EVENT, "Gemeinderat (4. Sitzung)", AT + timedelta(days=6), AT + timedelta(days=6, hours=2), "Rathaus, Großer Saal",
    )  # fmt: skip
    assert item.text == "Tagesordnung:\n2. Neue Kita in der Lindenstraße (beschlossen)"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Personalausschuss (nicht öffentlich)"},
        {"name": "Personalausschuss - nichtöffentliche Sitzung"},
        {"start": (AT - timedelta(days=40)).isoformat()},
        {"agendaItem": [], "invitation": None},
        {"deleted": True},
        {"agendaItem": [{"id": "x", "name": "Grundstückskauf", "public": False}]},
    ],
)
def test_meeting_is_left_out_when_nobody_is_invited_to_it(fields):
    assert read(TownHall([], [meeting(4, 6, **fields)])).items == ()


def test_meeting_that_falls_out_says_so():
    assert titles(read(TownHall([], [meeting(4, 6, cancelled=True)]))) == [
        "Entfällt: Gemeinderat (4. Sitzung)"
    ]


def test_meeting_is_named_after_who_meets_when_its_name_is_a_number():
    assert titles(read(TownHall([], [meeting(4, 6, name="SI/0507/26")]))) == ["Sitzung: Amt für Bildung"]


def test_points_are_opened_when_the_server_gives_only_their_addresses():
    hall = TownHall([], [meeting(4, 6, agendaItem=[f"{HOME}/point/9"])])
    hall.answers[f"{HOME}/point/9"] = {"id": f"{HOME}/point/9", "name": "Haushalt 2027"}
    assert read(hall).items[0].text == "Tagesordnung:\nHaushalt 2027"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"name": "2026/0012"}, "Beschlussvorlage 2026/0012 – Vorlage"),
        ({"name": ""}, "Beschlussvorlage 2026/0012 – Vorlage"),
        ({"name": "Antrag der Fraktion;\nhier: Radweg"}, "Antrag der Fraktion; hier: Radweg"),
        ({"name": ["Radweg"]}, "Radweg"),
    ],
)
def test_paper_has_a_title_people_read(fields, title):
    assert titles(read(TownHall([paper(12, 5, **fields)]))) == [title]


def test_paper_is_published_when_it_was_entered_and_not_on_the_day_of_the_meeting():
    (item,) = read(TownHall([paper(1, 2, date=(AT + timedelta(days=9)).date().isoformat())])).items
    assert item.published_at == AT - timedelta(days=2)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-07-01T18:00:00", datetime(2026, 7, 1, 16, tzinfo=UTC)),
        ("2026-07-01T18:00:00+02:00", datetime(2026, 7, 1, 16, tzinfo=UTC)),
        ("2026-07-01T18:00:00Z", datetime(2026, 7, 1, 18, tzinfo=UTC)),
        ("2026-12-01T18:00", datetime(2026, 12, 1, 17, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, tzinfo=UTC)),
    ],
)
def test_moment_without_a_zone_is_meant_in_germany(said, meant):
    at = datetime(2026, 6, 30, tzinfo=UTC)
    hall = TownHall([], [meeting(4, 6, start=said, end="", modified="2026-06-29")])
    assert [item.begins_at for item in read(hall, at=at).items] == [meant]


def test_names_are_learned_from_the_list_of_organisations_in_a_few_requests():
    hall = TownHall([paper(n, 5, underDirectionOf=[f"{HOME}/organization/{n}"]) for n in range(1, 13)])
    rows = [{"id": f"{HOME}/organization/{n}", "name": f"Amt {n}"} for n in range(1, 13)]
    hall.answers[f"{HOME}/organizations"] = {
        "data": rows[:8],
        "links": {"next": f"{HOME}/organizations?page=2"},
    }
    hall.answers[f"{HOME}/organizations?page=2"] = {
        "data": rows[8:],
        "links": {"next": f"{HOME}/organizations"},
    }
    gathered = read(hall, organization=f"{HOME}/organizations")
    assert [item.department for item in gathered.items] == [f"Amt {n}" for n in range(1, 13)]
    assert len([url for url in hall.asked if "organization" in url]) == 2
    hall.asked.clear()
    hall.things.append(paper(40, 1, underDirectionOf=[f"{HOME}/organization/4"]))
    assert read(hall, gathered.cursor, organization=f"{HOME}/organizations").items[0].department == "Amt 4"
    assert len([url for url in hall.asked if "organization" in url]) == 0


# -- files -----------------------------------------------------------------------------------------------------------


def test_text_of_the_server_is_taken_when_it_gives_one():
    hall = TownHall(
        [paper(1, 5, mainFile={"id": "x", "text": "Der Rat beschließt. " * 20, "accessUrl": f"{HOME}/pdf/1"})]
    )
    assert "Der Rat beschließt." in read(hall).items[0].text
    assert f"{HOME}/pdf/1" not in hall.asked


def test_likeliest_further_file_is_read_when_there_is_no_main_file():
    files = [
        {"id": n, "name": n, "accessUrl": f"{HOME}/pdf/{n}"}
        for n in ("Protokoll_TOP_3", "Anlage 1", "Vorlage_Kita")
    ]
    hall = TownHall([paper(1, 5, mainFile=None, auxiliaryFile=files)])
    read(hall)
    assert [url for url in hall.asked if "/pdf/" in url] == [f"{HOME}/pdf/Vorlage_Kita"]


def test_main_file_is_opened_when_only_its_address_is_given():
    hall = TownHall([paper(1, 5, mainFile=f"{HOME}/file/1")])
    hall.answers[f"{HOME}/file/1"] = {
        "id": f"{HOME}/file/1",
        "downloadUrl": "http://rat.musterau.example/oparl/v1.0/pdf/1",
    }
    assert "Lindenstrasse" in read(hall).items[0].text
    assert hall.asked[-1] == f"{HOME}/pdf/1"


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (404, "1 Datei ergab keinen Text: Die Datei ließ sich nicht abrufen."),
        (papers.made(""), "1 Datei ergab keinen Text: Das PDF ist ein eingescanntes Bild ohne Text."),
        (
            papers.locked(papers.made("x")),
            "1 Datei ergab keinen Text: Das PDF ist mit einem Kennwort gesperrt.",
        ),
        (b"<html>Wartung</html>", "1 Datei ergab keinen Text: Die Datei ist kein PDF."),
        (AddressNotAllowed(), "1 Datei ergab keinen Text: Die Datei ließ sich nicht abrufen."),
    ],
)
def test_paper_is_taken_over_without_text_when_its_file_gives_none(answer, note):
    hall = TownHall([paper(1, 5)])
    hall.answers[f"{HOME}/pdf/1"] = answer
    gathered = read(hall)
    assert ([item.text for item in gathered.items], gathered.note) == (["Beschlussvorlage 2026/0001"], note)


def test_paper_waits_for_its_file_when_the_server_fails_and_comes_without_it_after_three_tries():
    hall = TownHall([paper(1, 5), paper(2, 5)])
    hall.broken[f"{HOME}/pdf/1"] = 503
    cursor, seen = {}, []
    for _ in range(4):
        gathered = read(hall, cursor)
        cursor = gathered.cursor
        seen.append([item.title[-1] for item in gathered.items])
    assert seen == [["2"], [], ["1"], []]


# -- lists -----------------------------------------------------------------------------------------------------------


def test_first_reading_takes_the_last_90_days():
    hall = TownHall([paper(n, n * 10) for n in range(1, 30)])
    found, _ = through(hall)
    assert sorted(int(item.title.rsplit(" ", 1)[1]) for item in found) == list(range(1, 9))


def test_unchanged_council_costs_two_requests():
    hall = TownHall([paper(1, 5)], [meeting(4, 6)])
    cursor = read(hall).cursor
    hall.asked.clear()
    gathered = read(hall, cursor, at=AT + timedelta(hours=4))
    assert (gathered.items, len(hall.asked)) == ((), 2)


def test_changed_paper_comes_again_and_only_that():
    hall = TownHall([paper(1, 5), paper(2, 5)])
    cursor = read(hall).cursor
    hall.things[0] = paper(
        1, 5, name="Neue Kita: Kosten gestiegen", modified=(AT + timedelta(hours=1)).isoformat()
    )
    assert titles(read(hall, cursor, at=AT + timedelta(hours=4))) == ["Neue Kita: Kosten gestiegen"]


def test_deleted_paper_is_no_item():
    gone = {
        "id": f"{HOME}/paper/3",
        "deleted": True,
        "created": paper(3, 2)["created"],
        "modified": paper(3, 2)["modified"],
    }
    assert [title[-1] for title in titles(read(TownHall([paper(1, 5), gone])))] == ["1"]


def test_old_paper_that_was_touched_is_no_news():
    hall = TownHall([paper(1, 900, modified=(AT - timedelta(days=1)).isoformat()), paper(2, 1)])
    assert [title[-1] for title in titles(read(hall))] == ["2"]


@pytest.mark.parametrize("knows_since", [True, False])
@pytest.mark.parametrize("is_oldest_first", [True, False])
def test_long_archive_is_read_from_its_newest_end(knows_since, is_oldest_first):
    things = [paper(n, n) for n in range(1, 400)]
    hall = TownHall(reversed(things) if is_oldest_first else things, knows_since=knows_since)
    found, rounds = through(hall)
    assert len({item.identifier for item in found}) == len(found) == 89
    assert rounds <= 4


def test_reading_goes_on_where_it_ended_when_it_may_ask_no_more():
    hall = TownHall([paper(n, 20) for n in range(1, 61)], size=20, most=25)
    found, rounds = through(hall)
    assert len({item.identifier for item in found}) == len(found) == 60
    assert rounds >= 3
    assert all(item.text.endswith("60 Kinder.") for item in found)


def test_reading_goes_on_behind_a_page_that_fails_every_time():
    hall = TownHall([paper(n, 20) for n in range(1, 41)])
    since = [url for url in _asked_pages(hall) if "page=3" in url]
    hall.broken = dict.fromkeys(since, 500)
    found, _ = through(hall)
    assert len(found) == 30
    hall.broken = {}


def _asked_pages(hall):
    through(hall, rounds=1)
    return [url for url in hall.answers if "modified_since" in url]


def test_pages_that_lead_in_a_circle_end():
    hall = TownHall([paper(1, 5)])
    page = hall.page(f"{BODY}/paper")
    get = hall.page
    hall.page = lambda url: (
        {**page, "links": {"next": f"{BODY}/paper?page=1"}} if "/paper" in url else get(url)
    )
    gathered = read(hall)
    assert (len(gathered.items), len(hall.asked) < 10) == (1, True)


def test_pages_that_never_end_are_ended():
    hall = TownHall()
    numbers = iter(range(10_000))

    def endless(url):
        n = next(numbers)
        return {
            "data": [{"id": f"{HOME}/paper/{n}", "deleted": True}],
            "links": {"next": f"{BODY}/paper?page={n + 2}"},
        }

    plain = hall.page
    hall.page = lambda url: endless(url) if "/paper" in url else plain(url)
    gathered = read(hall)
    assert (gathered.items, len(hall.asked) <= 80) == ((), True)
    assert gathered.note == "Nicht alles passte in diese Lesung; die nächste macht dort weiter."


def test_list_without_frame_and_with_wrong_members_gives_what_is_right():
    hall = TownHall()
    whole = [
        paper(1, 5),
        None,
        7,
        "x",
        [],
        {"id": 3},
        {"id": "mailto:x", "name": "y"},
        paper(2, 5, name={"de": "falsch"}),
    ]
    plain = hall.page
    hall.page = lambda url: whole if "/paper" in url else plain(url)
    gathered = read(hall)
    assert titles(gathered) == [
        "Neue Kita in der Lindenstraße, Abschnitt 1",
        "Beschlussvorlage 2026/0002 – Vorlage",
    ]
    assert gathered.note == "2 Einträge ohne Namen oder Datum wurden ausgelassen."


def test_question_the_server_does_not_know_is_left_out():
    hall = TownHall([paper(1, 5)])
    plain = hall.page
    hall.page = lambda url: 400 if "modified_since" in url else plain(url)
    assert len(read(hall).items) == 1


def test_sentence_is_said_when_neither_list_opens():
    hall = TownHall()
    hall.page = lambda _url: 500
    with pytest.raises(AnswerRefused):
        read(hall)
    hall.page = lambda _url: "<html>Wartung</html>"
    with pytest.raises(NotOParl):
        read(hall)
    with pytest.raises(Complaint):
        read(hall, paper="", meeting="javascript:alert(1)")


def test_one_list_is_read_when_the_other_is_broken():
    hall = TownHall([paper(1, 5)])
    plain = hall.page
    hall.page = lambda url: 500 if "/meeting" in url else plain(url)
    gathered = read(hall)
    assert (len(gathered.items), "500" in gathered.note) == (1, True)
