# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: found where they are advertised, with their last day, and over when they are gone."""

import json
import tarfile
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.matter import Kind
from nahbar.topics.feed import parse
from nahbar.topics.identity import item_key
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.jobs import agency
from nahbar.topics.readers.jobs.pages import ListGone, NoVacanciesFound
from nahbar.topics.readers.jobs.posting import item_of, postings
from nahbar.topics.readers.jobs.searches import EmployerMissing, EmployerUnknown, SearchOdd
from nahbar.topics.readers.pages.tree import grown
from nahbar.topics.readers.reader import Given
from nahbar.topics.readers.told import Told
from nahbar.topics.readers.vacancies import READER, PageMissing
from tests.corpus import corpus
from tests.topics.readers.agency_double import Agency, course, job
from tests.topics.readers.window import Window

AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
PAGE = "https://stadt.example/karriere"


def marked(*jobs):
    return f'<html><title>Karriere | Stadt</title><script type="application/ld+json">{json.dumps(list(jobs))}</script></html>'


def posting(title="Erzieherin (m/w/d)", number="7", **more):
    return {
        "@context": "https://schema.org", "@type": "JobPosting", "title": title, "datePosted": "2026-11-01", "validThrough": "2026-12-15",
        "identifier": {"@type": "PropertyValue", "value": number}, "employmentType": ["FULL_TIME", "PART_TIME"],
        "hiringOrganization": {"@type": "Organization", "name": "Stadt Musterau", "department": {"name": "Jugendamt"}},
        "jobLocation": {"@type": "Place", "address": {"postalCode": "12345", "addressLocality": "Musterau"}},
        "description": "<p>Kita <b>Sonnenschein</b>.</p>", **more,
    }  # fmt: skip


def look(window, address=PAGE, **given):
    return READER.look(Given(address, {"way": "page", **given}), window, at=AT)


def read(window, settings, cursor=None, at=AT, address=PAGE):
    return READER.read(Given(address, settings, cursor=cursor or {}), window, at=at)


def test_marked_vacancy_gives_its_last_day_department_and_place():
    (found,) = look(Window({PAGE: marked(posting())}))
    (item,) = found.items
    assert (found.settings, found.title) == ({"way": "marked"}, "Karriere | Stadt")
    assert (item.identifier, item.kind, item.department, item.place, item.link) == (
        "7",
        Kind.JOB,
        "Jugendamt",
        "12345 Musterau",
        PAGE,
    )
    assert item.published_at == datetime(2026, 11, 1, tzinfo=BERLIN).astimezone(UTC)
    assert item.ends_at == datetime(2026, 12, 15, 23, 59, tzinfo=BERLIN).astimezone(UTC)
    assert item.text == (
        "Arbeitgeber: Stadt Musterau\nBereich: Jugendamt\nOrt: 12345 Musterau\nArbeitszeit: Vollzeit, Teilzeit\n"
        "Bewerbung bis: 15.12.2026\n\nKita Sonnenschein."
    )


@pytest.mark.parametrize(
    ("until", "wanted"),
    [("2026-12-15T00:00:00+01:00", (15, 23, 59)), ("2026-12-15T12:00", (15, 12, 0)), ("15.12.2026", (15, 23, 59)), ("bald", None), ("", None)],
)  # fmt: skip
def test_last_day_lasts_until_its_end(until, wanted):
    (item,) = look(Window({PAGE: marked(posting(validThrough=until))}))[0].items
    day = wanted and datetime(2026, 12, *wanted, tzinfo=BERLIN).astimezone(UTC)
    assert item.ends_at == day


def test_vacancies_in_microdata_are_found():
    html = (
        '<div itemscope itemtype="http://schema.org/JobPosting"><h2 itemprop="title">Gärtner</h2><time itemprop="validThrough" datetime="2026-12-01">1.12.</time>'
        '<div itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Stadt</span></div>'
        '<div itemprop="description"><p>Im Stadtpark.</p></div></div>'
    )
    (item,) = look(Window({PAGE: html}))[0].items
    assert (item.title, item.text.splitlines()[0]) == ("Gärtner", "Arbeitgeber: Stadt")


def test_vacancies_that_share_a_number_stay_apart():
    (found,) = look(Window({PAGE: marked(posting("Erzieherin"), posting("Gärtner"))}))
    assert len({one.identifier for one in found.items}) == 2


def test_newer_vacancy_that_left_the_page_is_over_and_an_older_one_is_unknown():
    window = Window(
        {
            PAGE: marked(
                posting("A", "1", datePosted="2026-11-01"),
                posting("B", "2", datePosted="2026-11-10"),
                posting("C", "3", datePosted="2026-10-01"),
            )
        }
    )
    first = read(window, {"way": "marked"})
    window.answers[PAGE] = marked(posting("A", "1", datePosted="2026-11-01"))
    assert read(window, {"way": "marked"}, first.cursor).over == {item_key("2")}


def test_page_without_vacancies_ends_them_when_it_stays_so():
    window = Window({PAGE: marked(posting())})
    first = read(window, {"way": "marked"})
    window.answers[PAGE] = "<html><p>Zurzeit keine Stellen.</p></html>"
    second = read(window, {"way": "marked"}, first.cursor)
    third = read(window, {"way": "marked"}, second.cursor)
    assert (second.over, third.over) == (frozenset(), {item_key("7")})


FEED = "<rss><channel><title>Stellen</title>{}</channel></rss>"
ROW = "<item><title>{0}</title><guid>{0}</guid><pubDate>Tue, {1} Nov 2026 10:00:00 +0100</pubDate></item>"


def test_feed_gives_jobs():
    window = Window({PAGE: FEED.format(ROW.format("A", 10) + ROW.format("B", 17))})
    (found,) = look(window)
    assert ({one.kind for one in found.items}, found.settings) == ({Kind.JOB}, {"way": "feed"})
    first = read(window, found.settings)
    window.answers[PAGE] = FEED.format(ROW.format("A", 10))
    assert read(window, found.settings, first.cursor).over == {item_key("B")}


TITLES = (
    "Erzieherin für die Kita am See (m/w/d)",
    "Gärtner für den Stadtpark (m/w/d)",
    "Bauingenieurin im Tiefbauamt (m/w/d)",
)


def listed(*numbers):
    rows = "".join(
        f'<li class="job"><h3><a href="/karriere/{n}">{TITLES[n]}</a></h3><p>Stadt Musterau, Vollzeit</p></li>'
        for n in numbers
    )
    return f"<html><title>Stellen</title><body><main><ul class='jobs'>{rows}</ul></main></body></html>"


@pytest.fixture
def board():
    window = Window({PAGE: listed(0, 1, 2)})
    for n, title in enumerate(TITLES):
        window.answers[f"{PAGE}/{n}"] = marked(posting(title, str(n)))
    return window


def test_list_leads_to_the_marked_vacancies_behind_it(board):
    found = look(board)[0]
    reading = read(board, found.settings)
    assert [(one.title, one.identifier, one.ends_at is not None) for one in reading.items] == [
        (title, f"{PAGE}/{n}", True) for n, title in enumerate(TITLES)
    ]
    again = read(board, found.settings, reading.cursor)
    assert (list(again.items), again.over) == ([], frozenset())


def test_list_opens_what_it_may_and_goes_on_with_the_next_reading(board):
    settings = look(board)[0].settings
    board.most = board.requests + 3
    first = read(board, settings)
    board.most += 80
    second = read(board, settings, first.cursor)
    assert [one.title for one in (*first.items, *second.items)] == list(TITLES)
    assert "2" in first.note


@pytest.mark.parametrize("answer", [404, 410, "<html><p>Diese Stelle ist besetzt.</p></html>"])
def test_vacancy_that_left_the_list_is_over_when_its_page_says_so(board, answer):
    settings = look(board)[0].settings
    first = read(board, settings)
    board.answers |= {PAGE: listed(0, 1), f"{PAGE}/2": answer}
    assert read(board, settings, first.cursor).over == {item_key(f"{PAGE}/2")}


@pytest.mark.parametrize("answer", [None, 500, 403])
def test_vacancy_that_left_the_list_stays_when_nobody_knows(board, answer):
    settings = look(board)[0].settings
    first = read(board, settings)
    board.answers |= {PAGE: listed(0, 1)} | ({f"{PAGE}/2": answer} if answer else {})
    assert read(board, settings, first.cursor).over == frozenset()


def test_list_that_is_gone_is_said_and_ends_nothing(board):
    settings = look(board)[0].settings
    first = read(board, settings)
    board.answers[PAGE] = "<html><h1>Neue Website</h1></html>"
    with pytest.raises(ListGone):
        read(board, settings, first.cursor)


def test_page_without_anything_says_what_to_do():
    with pytest.raises(NoVacanciesFound):
        look(Window({PAGE: "<html><p>Willkommen</p></html>"}))
    with pytest.raises(PageMissing):
        look(Window(), address=" ")


JOBS = (
    job("10000-1", "Sachbearbeitung Bürgeramt"),
    job(
        "10000-2",
        "Ausbildung Verwaltungsfachangestellte",
        offer=4,
        externeUrl="https://stadt.example/karriere/2",
    ),
    job("10000-3", "Praktikum Bauhof", offer=34),
    job("10000-4", "Lagerist", employer="Firma Musterau GmbH"),
)


def search(way="jobs", **more):
    return {"way": way, "employer": "Stadt Musterau", "place": "", "radius": None, **more}


def test_job_search_gives_work_apprenticeships_and_internships_of_the_employer():
    window = Agency(JOBS)
    (found,) = READER.look(Given(settings=search(radius=25, place="Musterau")), window, at=AT)
    assert [one.title for one in found.items] == [
        "Sachbearbeitung Bürgeramt",
        "Ausbildung Verwaltungsfachangestellte",
        "Praktikum Bauhof",
    ]
    reading = READER.read(Given(settings=found.settings), window, at=AT)
    assert [(one.link, one.place) for one in reading.items[:2]] == [
        ("https://www.arbeitsagentur.de/jobsuche/jobdetail/10000-1", "Markt 1, 12345 Musterau"),
        ("https://stadt.example/karriere/2", "Markt 1, 12345 Musterau"),
    ]
    assert reading.items[1].text == (
        "Arbeitgeber: Stadt Musterau\nOrt: Markt 1, 12345 Musterau\nArbeitszeit: Vollzeit, Teilzeit\nBeginn: 01.02.2027\n\n"
        "Art: Ausbildung oder duales Studium\n\nVergütung: TVöD E 9a\n\nWir suchen: Ausbildung Verwaltungsfachangestellte."
    )


def test_job_search_asks_for_new_and_changed_advertisements_alone_and_sees_filled_ones():
    window = Agency(JOBS)
    first = READER.read(Given(settings=search()), window, at=AT)
    window.asked.clear()
    window.jobs = [
        job(
            "10000-1", "Sachbearbeitung Bürgeramt", modifikationsTimestamp="2026-11-26T10:00:00", text="Neu."
        ),
        JOBS[1],
    ]
    second = READER.read(Given(settings=search(), cursor=first.cursor), window, at=AT)
    assert [one.identifier for one in second.items] == ["arbeitsagentur:10000-1"]
    assert second.over == {item_key("arbeitsagentur:10000-3")}
    assert sum("jobdetails" in one for one in window.asked) == 1


def test_job_search_goes_on_with_the_next_reading():
    window = Agency([job(f"1-{n}", f"Stelle {n}") for n in range(60)])
    counts, cursor = [], {}
    for _ in range(4):
        reading = READER.read(Given(settings=search(), cursor=cursor), window, at=AT)
        counts.append(len(reading.items))
        cursor = reading.cursor
    assert counts == [25, 25, 10, 0]


def test_job_search_does_not_end_what_lies_behind_its_last_page():
    window = Agency([job(f"1-{n}", f"Stelle {n}") for n in range(600)])
    first = READER.read(Given(settings=search()), window, at=AT)
    window.jobs = window.jobs[50:]
    assert READER.read(Given(settings=search(), cursor=first.cursor), window, at=AT).over == frozenset()


def test_job_search_offers_employers_with_these_words_when_the_name_is_not_exact():
    found = READER.look(Given(settings=search(employer="musterau")), Agency(JOBS), at=AT)
    assert [one.settings["employer"] for one in found] == ["Stadt Musterau", "Firma Musterau GmbH"]


def test_job_without_its_whole_advertisement_is_told_by_the_list():
    reading = READER.read(Given(settings=search()), Agency([job("10000-1", "Bürgeramt", text="")]), at=AT)
    assert [one.title for one in reading.items] == ["Bürgeramt"]


def test_search_without_or_with_an_unknown_name_says_what_to_do():
    with pytest.raises(EmployerMissing):
        READER.look(Given(settings=search(employer=" ")), Agency(), at=AT)
    with pytest.raises(EmployerUnknown, match="Nirgendwo"):
        READER.look(Given(settings=search(employer="Nirgendwo")), Agency(JOBS), at=AT)


COURSES = (course(1, "Pflegefachfrau"), course(2, "Physiotherapie", (99, "Andere Schule")))


def test_apprenticeship_search_finds_the_school_and_its_offers():
    window = Agency(courses=COURSES)
    (found,) = READER.look(
        Given(settings=search("courses", employer="pflegeschule"), land="DE-TH"), window, at=AT
    )
    assert "re=TH%C3%9C" in window.asked[0]
    assert (found.settings["provider"], [one.title for one in found.items]) == ("3264", ["Pflegefachfrau"])
    first = READER.read(Given(settings=found.settings), window, at=AT)
    assert first.items[0].place == "Schulstr. 1, 12345 Musterau"
    assert "Abschluss: Pflegefachkraft" in first.items[0].text
    window.courses = [COURSES[1]]
    assert READER.read(Given(settings=found.settings, cursor=first.cursor), window, at=AT).over == {
        item_key("ausbildungssuche:1")
    }


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "<html>",
        "{}",
        '{"stellenangebote": 5}',
        "[" * 300_000,
        '{"stellenangebote": [1, {"refnr": {}}]}',
    ],
)
@pytest.mark.parametrize("way", ["jobs", "courses"])
def test_changed_search_is_said_and_breaks_nothing(way, answer):
    class Odd(Window):
        def get(self, url, **_more):
            self.answers[url] = answer
            return super().get(url, limit_bytes=10**7)

    try:
        reading = READER.read(Given(settings=search(way, provider="1")), Odd(), at=AT)
        assert list(reading.items) == []
    except SearchOdd:
        pass


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["refnr", "titel", "arbeitsort", "ort", "plz", "externeUrl", "id", "angebot", "beginn"]), one, max_size=4),
                    max_leaves=12))  # fmt: skip
def test_any_answer_gives_vacancies_or_none(row):
    for made in (agency.job(row, 4, row), agency.course(row, "1")) if isinstance(row, dict) else ():
        assert made is None or item_of(made).kind is Kind.JOB


HOSTILE = {
    "scopes": "<div itemscope itemtype='http://schema.org/JobPosting'>" * 50_000,
    "properties": "<div itemscope itemtype='http://schema.org/JobPosting'>" + "<b itemprop='title description'>x</b>" * 40_000,
    "json": '<script type="application/ld+json">' + "[" * 400_000 + "</script>",
    "postings": '<script type="application/ld+json">[' + '{"@type":"JobPosting","title":"x"},' * 9_000 + "0]</script>",
    "identifiers": '<script type="application/ld+json">[' + '{"@type":"JobPosting","title":"x","identifier":{"value":{}}},' * 4_000 + "0]</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read_or_refused_in_seconds(name):
    began = time.process_time()
    tree = grown(f"<html>{HOSTILE[name]}</html>".encode())
    if tree is not None:
        assert len(postings(tree, url=PAGE)) <= 300
    assert time.process_time() - began < 4


@pytest.mark.corpus
def test_searches_ask_and_understand_as_their_descriptions_say():
    described = corpus("bundesapi")
    window = Agency(JOBS, COURSES, described=described)
    (found,) = READER.look(Given(settings=search(place="Musterau", radius=25)), window, at=AT)
    assert len(READER.read(Given(settings=found.settings), window, at=AT).items) == 3
    for land in agency.LANDS:
        (found,) = READER.look(
            Given(settings=search("courses", employer="Pflegeschule"), land=f"DE-{land}"), window, at=AT
        )
    assert len(READER.read(Given(settings=found.settings), window, at=AT).items) == 1
    assert window.refused == []
    window.get(agency.JOBS + "/pc/v4/jobs?wer=x", limit_bytes=1, headers=agency.JOBS_KEY)
    window.get(agency.JOBS + "/pc/v4/jobs?page=1", limit_bytes=1)
    assert window.refused == ["no parameter wer", "no key"]


@pytest.mark.corpus
def test_real_job_feeds_are_jobs_and_most_that_end_stay_so():
    ended, came_back, cursor = set(), set(), {}
    with tarfile.open(corpus("jobs-torgau") / "feed-versions.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if not member.name.endswith(".xml"):
                continue
            items = parse(archive.extractfile(member).read()).items
            assert len(items) == 100
            came_back |= ended & {item_key(one.identifier) for one in items}
            ended |= Told(cursor).missing_among(items)
            cursor = {"told": Told.now(items)}
    assert len(ended) > 500
    assert len(came_back) < len(ended) * 0.1


@pytest.mark.corpus
def test_real_advertisement_is_read_in_full():
    folder = corpus("bundesapi") / "deutschland-tests" / "tests" / "verena"
    wanted = json.loads((folder / "ausschreibung_correct_result.json").read_text())
    window = Window(
        {
            PAGE: listed(0, 1, 2),
            **{f"{PAGE}/{n}": (folder / "ausschreibung_test_input.html").read_bytes() for n in range(3)},
        }
    )
    reading = read(window, {"way": "list", "list": look(window)[0].settings["list"]})
    text = " ".join(reading.items[0].text.split())
    assert all(
        words in text
        for words in (wanted["deadline"], wanted["contact"]["phone"], wanted["comments"], wanted["duration"])
    )
