# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars: what will happen, when by which clock, what was moved and called off."""

import io
import tarfile
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.matter import Kind
from nahbar.topics.address import AnswerRefused
from nahbar.topics.identity import doubles, item_key, keys
from nahbar.topics.item import Item
from nahbar.topics.readers.calendar import READER, CalendarTooLarge, NoCalendarFound
from nahbar.topics.readers.events import ical
from nahbar.topics.readers.events.occurrence import BERLIN, Span, item_of, spoken
from nahbar.topics.readers.reader import FileUnreadable, Given
from tests.corpus import corpus
from tests.topics.readers.window import Window

AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
URL = "https://stadt.example/kalender.ics"


def calendar(*events, head=""):
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}" + "".join(events) + "END:VCALENDAR\r\n"


def event(uid="1", begin="DTSTART:20261202T180000", title="Bürgerforum", more=""):
    name = f"UID:{uid}\r\n" if uid else ""
    return f"BEGIN:VEVENT\r\n{name}{begin}\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"


def items(text, at=AT):
    found = ical.read(text.encode() if isinstance(text, str) else text, at=at)
    return [item_of(one) for one in found.occurrences]


def only(text, at=AT):
    found = items(text, at)
    assert len(found) == 1, found
    return found[0]


def berlin(*parts):
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)


def test_event_gives_when_where_what_and_its_link():
    more = "DTEND:20261202T200000\r\nLOCATION:Rathaus\\, Saal 2\r\nDESCRIPTION:<p>Es geht um <b>Wind</b>.</p>\\n\r\nURL:https://stadt.example/f\r\n"
    assert only(calendar(event(more=more))) == Item(
        "1",
        "Bürgerforum",
        "Wann: Mittwoch, 2. Dezember 2026, 18:00 bis 20:00 Uhr\nWo: Rathaus, Saal 2\n\nEs geht um Wind.",
        "https://stadt.example/f",
        None,
        Kind.EVENT,
        berlin(2026, 12, 2, 18),
        berlin(2026, 12, 2, 20),
        "Rathaus, Saal 2",
    )


@pytest.mark.parametrize(
    ("begin", "head", "wanted"),
    [
        ("DTSTART:20261202T180000", "", (2026, 12, 2, 18)),
        ("DTSTART:20261202T170000Z", "", (2026, 12, 2, 18)),
        ("DTSTART:20270402T160000Z", "", None),
        ("DTSTART;TZID=Europe/Berlin:20261202T180000", "", (2026, 12, 2, 18)),
        ('DTSTART;TZID="W. Europe Standard Time":20261202T180000', "", (2026, 12, 2, 18)),
        ("DTSTART;TZID=Mitteleuropäische Zeit:20261202T180000", "", (2026, 12, 2, 18)),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20261202T170000", "", (2026, 12, 2, 18)),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam\\, Berlin\\, Bern:20261202T180000", "", (2026, 12, 2, 18)),
        ("DTSTART;TZID=Eigene:20261202T180000", "BEGIN:VTIMEZONE\r\nTZID:Eigene\r\nX-LIC-LOCATION:Europe/London\r\nEND:VTIMEZONE\r\n", (2026, 12, 2, 19)),
        ("DTSTART;TZID=Eigene:20261202T180000", "BEGIN:VTIMEZONE\r\nTZID:Eigene\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n", (2026, 12, 2, 19)),
        ("DTSTART;TZID=Eigene:20261202T180000", "BEGIN:VTIMEZONE\r\nTZID:Eigene\r\nBEGIN:STANDARD\r\nTZOFFSETTO:-9999\r\nEND:STANDARD\r\n", (2026, 12, 2, 18)),
        ("DTSTART;TZID=Nirgends:20261202T180000", "", (2026, 12, 2, 18)),
        ("DTSTART;TZID=../../etc/passwd:20261202T180000", "", (2026, 12, 2, 18)),
        ("DTSTART:20261202T180000", "X-WR-TIMEZONE:Europe/London\r\n", (2026, 12, 2, 19)),
        ("DTSTART:20261202T180000", "X-WR-TIMEZONE:UTC\r\n", (2026, 12, 2, 18)),
        ("DTSTART;VALUE=DATE;TZID=America/New_York:20261202", "X-WR-TIMEZONE:UTC\r\n", (2026, 12, 2, 0)),
    ],
)  # fmt: skip
def test_moment_is_right_whatever_the_zone_is_called(begin, head, wanted):
    found = items(calendar(event(begin=begin), head=head))
    assert [one.begins_at for one in found] == ([berlin(*wanted)] if wanted else [])


def test_whole_days_end_on_their_last_day():
    one = only(calendar(event(begin="DTSTART;VALUE=DATE:20261205", more="DTEND;VALUE=DATE:20261207\r\n")))
    assert (one.begins_at, one.ends_at) == (berlin(2026, 12, 5), berlin(2026, 12, 6, 23, 59))
    assert one.text == "Wann: Samstag, 5. Dezember 2026 bis Sonntag, 6. Dezember 2026"


def test_event_that_has_begun_is_there_until_it_ends():
    text = calendar(
        event(begin="DTSTART:20261126T180000", more="DURATION:P2D\r\n"), event("2", "DTSTART:20261101T180000")
    )
    assert [one.identifier for one in items(text)] == ["1"]


def test_event_far_ahead_waits():
    assert items(calendar(event(begin="DTSTART:20270901T180000"))) == []


def test_series_gives_its_next_three_dates_each_a_topic_of_its_own():
    more = (
        "RRULE:FREQ=WEEKLY\r\nEXDATE:20261209T180000\r\nURL:https://stadt.example/markt\r\nDURATION:PT2H\r\n"
    )
    found = items(calendar(event("markt", "DTSTART:20150107T180000", more=more)))
    assert [one.identifier for one in found] == ["markt#2026-12-02", "markt#2026-12-16", "markt#2026-12-23"]
    assert found[0].ends_at == berlin(2026, 12, 2, 20)
    assert doubles([keys(one) for one in found]) == [0, 1, 2]
    assert len({one.link for one in found}) == 3


def test_series_keeps_its_names_when_a_later_reading_sees_it():
    text = calendar(event("markt", "DTSTART:20150107T180000", more="RRULE:FREQ=WEEKLY\r\n"))
    first, later = items(text), items(text, AT + timedelta(days=7))
    assert [one.identifier for one in later][:2] == [one.identifier for one in first][1:]


def test_series_holds_its_hour_on_the_wall_when_summer_begins():
    text = calendar(
        event("k", "DTSTART;TZID=Europe/Berlin:20270327T190000", more="RRULE:FREQ=WEEKLY;COUNT=2\r\n")
    )
    found = items(text, AT + timedelta(days=90))
    assert [one.begins_at for one in found] == [berlin(2027, 3, 27, 19), berlin(2027, 4, 3, 19)]


def test_single_date_of_a_series_is_moved_or_called_off_alone():
    series = event(
        "rat", "DTSTART;TZID=Europe/Berlin:20261201T170000", "Ratssitzung", "RRULE:FREQ=WEEKLY;COUNT=3\r\n"
    )
    moved = event(
        "rat",
        "DTSTART;TZID=Europe/Berlin:20261209T190000",
        "Ratssitzung",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261208T170000\r\n",
    )
    off = event(
        "rat",
        "DTSTART;TZID=Europe/Berlin:20261215T170000",
        "Ratssitzung",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261215T170000\r\nSTATUS:CANCELLED\r\n",
    )
    found = items(calendar(series, moved, off))
    assert [(one.identifier, one.title, one.begins_at) for one in found] == [
        ("rat#2026-12-01", "Ratssitzung", berlin(2026, 12, 1, 17)),
        ("rat#2026-12-08", "Ratssitzung", berlin(2026, 12, 9, 19)),
        ("rat#2026-12-15", "Abgesagt: Ratssitzung", berlin(2026, 12, 15, 17)),
    ]


def test_newest_version_counts_when_an_event_stands_twice():
    old = event(title="Alt", more="SEQUENCE:1\r\nLAST-MODIFIED:20261101T000000Z\r\n")
    new = event(begin="DTSTART:20261203T180000", title="Neu", more="SEQUENCE:2\r\n")
    assert [one.title for one in items(calendar(new, old))] == ["Neu"]


def test_different_events_under_one_name_are_all_there():
    found = items(calendar(event("x", title="Lesung"), event("x", "DTSTART:20261203T180000", "Konzert")))
    assert [one.title for one in found] == ["Lesung", "Konzert"]
    assert len({one.identifier for one in found}) == 2


def test_private_events_never_become_topics():
    assert items(calendar(event(more="CLASS:PRIVATE\r\n"), event("2", more="CLASS:CONFIDENTIAL\r\n"))) == []


def test_broken_events_do_not_lose_the_others_and_are_counted():
    text = calendar(event("a", "DTSTART:irgendwann"), event("b", "DTSTART:20261301T250000"), event("c", more="RRULE:FREQ=SELTEN\r\n"),
                    "BEGIN:VEVENT\r\nDTSTART:20261202T180000\r\nEND:VEVENT\r\n", event("d"))  # fmt: skip
    found = ical.read(text.encode(), at=AT)
    assert ([one.identifier for one in found.occurrences], found.broken) == (["d"], 4)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "https://a:b@stadt.example/", "/nur/pfad", "https://[::1"],
)
def test_link_is_left_out_when_it_leads_to_no_web_page(link):
    assert not only(calendar(event(more=f"URL:{link}\r\n"))).link


def test_folded_lines_and_windows_letters_are_read():
    text = calendar(event(title="Bürger\r\n forum im \r\n\tSchloß")).encode("cp1252")
    assert only(text).title == "Bürgerforum im Schloß"


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        (Span(datetime(2026, 12, 2, 18, tzinfo=BERLIN)), "Mittwoch, 2. Dezember 2026, 18:00 Uhr"),
        (Span(datetime(2026, 12, 2, 22, tzinfo=BERLIN), datetime(2026, 12, 3, 2, tzinfo=BERLIN)), "Mittwoch, 2. Dezember 2026, 22:00 bis 02:00 Uhr"),
        (Span(datetime(2026, 12, 2, 18, tzinfo=BERLIN), datetime(2026, 12, 4, 18, tzinfo=BERLIN)), "Mittwoch, 2. Dezember 2026, 18:00 Uhr bis Freitag, 4. Dezember 2026, 18:00 Uhr"),
        (Span(datetime(2026, 12, 2, tzinfo=BERLIN), None, is_all_day=True), "Mittwoch, 2. Dezember 2026"),
    ],
)  # fmt: skip
def test_time_is_written_as_one_says_it(span, wanted):
    assert spoken(span) == wanted


def test_look_reads_webcal_and_shows_what_comes():
    found = READER.look(
        Given("webcal://stadt.example/kalender.ics"),
        Window({URL: calendar(event(), head="X-WR-CALNAME:Stadt\r\n")}),
        at=AT,
    )
    assert [(one.address, one.title, len(one.items), one.requests) for one in found] == [(URL, "Stadt", 1, 1)]


def test_look_finds_the_calendar_file_a_page_links_to():
    page = "<html><title>Termine</title><a href='/kalender.ics'>Abonnieren</a><a href='/einer.ics'>Termin</a><a href='/weg.ics'>x</a></html>"
    window = Window({"https://stadt.example/termine": page, URL: calendar(event(), event("2", title="Konzert")),
                     "https://stadt.example/einer.ics": calendar(event()), "https://stadt.example/weg.ics": 404})  # fmt: skip
    found = READER.look(Given("stadt.example/termine"), window, at=AT)
    assert [one.address for one in found] == [URL]


MARKED = """<html><head><title>Termine | Stadt</title><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[
 {"@type":"Event","name":"Neujahrs&shy;empfang","startDate":"2027-01-10T11:00","endDate":"2027-01-10","url":"/empfang",
  "location":{"@type":"Place","name":"Rathaus","address":{"streetAddress":"Markt 1","postalCode":"12345","addressLocality":"Musterau"}},
  "description":"<p>Alle sind eingeladen.</p>","eventStatus":"https://schema.org/EventScheduled"},
 {"@type":["MusicEvent"],"name":"Konzert","startDate":"2026-12-05","eventStatus":"https://schema.org/EventCancelled"},
 {"@type":"Event","name":"Vorbei","startDate":"2026-01-10T11:00:00+01:00"},
 {"@type":"Event","name":"Ohne Tag"},{"@type":"NewsArticle","headline":"Kein Termin"}]}</script></head><body>
<div itemscope itemtype="https://schema.org/Event"><a itemprop="url" href="/lesung"><span itemprop="name">Lesung</span></a>
<time itemprop="startDate" datetime="2026-12-03T19:30+01:00">3.12.</time><div itemprop="location" itemscope itemtype="https://schema.org/Place">
<span itemprop="name">Bibliothek</span></div></div></body></html>"""


def test_page_gives_the_events_it_marks():
    page = "https://stadt.example/termine"
    (found,) = READER.look(Given(page), Window({page: MARKED}), at=AT)
    assert found.title == "Termine | Stadt"
    assert [(one.title, one.begins_at, one.ends_at, one.place, one.link) for one in found.items] == [
        ("Lesung", berlin(2026, 12, 3, 19, 30), None, "Bibliothek", "https://stadt.example/lesung"),
        ("Abgesagt: Konzert", berlin(2026, 12, 5), berlin(2026, 12, 5, 23, 59), "", ""),
        ("Neujahrsempfang", berlin(2027, 1, 10, 11), None, "Rathaus, Markt 1, 12345 Musterau", "https://stadt.example/empfang"),
    ]  # fmt: skip
    assert "1" in found.note


def test_page_without_anything_says_what_to_do():
    page = "https://stadt.example/"
    with pytest.raises(NoCalendarFound, match="iCal"):
        READER.look(Given(page), Window({page: "<html><p>Willkommen</p></html>"}), at=AT)


def test_file_is_read_and_another_file_is_left_to_other_readers():
    given = Given(file=calendar(event()).encode(), file_name="termine.ics")
    assert [one.title for one in READER.look(given, Window(), at=AT)[0].items] == ["Bürgerforum"]
    with pytest.raises(FileUnreadable):
        READER.look(Given(file=b"<rss/>", file_name="feed.xml"), Window(), at=AT)


def test_event_taken_out_of_the_calendar_is_over():
    window = Window({URL: calendar(event("a"), event("b", title="Konzert"))})
    first = READER.read(Given(URL), window, at=AT)
    window.answers[URL] = calendar(event("b", title="Konzert"))
    second = READER.read(Given(URL, cursor=first.cursor), window, at=AT + timedelta(hours=1))
    assert (first.over, second.over) == (frozenset(), {item_key("a")})


def test_calendar_emptied_by_mistake_ends_nothing():
    window = Window({URL: calendar(event("a"))})
    first = READER.read(Given(URL), window, at=AT)
    window.answers[URL] = calendar()
    assert READER.read(Given(URL, cursor=first.cursor), window, at=AT).over == frozenset()


def test_unchanged_calendar_is_looked_through_once_a_day():
    window = Window({URL: calendar(event())})
    window.headers[URL] = {"etag": '"1"'}
    first = READER.read(Given(URL), window, at=AT)
    soon = READER.read(Given(URL, cursor=first.cursor), window, at=AT + timedelta(hours=6))
    later = READER.read(Given(URL, cursor=first.cursor), window, at=AT + timedelta(hours=21))
    assert (soon.is_unchanged, later.is_unchanged, len(later.items)) == (True, False, 1)


def test_refusal_of_the_server_is_said():
    with pytest.raises(AnswerRefused):
        READER.read(Given(URL), Window({URL: 403}), at=AT)


BIG = 8 * 1024 * 1024
HOSTILE = {
    "endless line": lambda: calendar("X" * (BIG - 200)),
    "many lines": lambda: calendar("A:b\n" * 399_000),
    "more lines": lambda: calendar("A:b\n" * 500_000),
    "many events": lambda: calendar(event("") * 60_000),
    "deep": lambda: calendar("BEGIN:VEVENT\n" * 300_000),
    "parameters": lambda: calendar("BEGIN:VEVENT\nDTSTART" + ";A=b" * 1_000_000 + ":1\n"),
    "quotes": lambda: calendar('BEGIN:VEVENT\nDTSTART;A="' + "x" * 4_000_000 + "\n"),
    "folds": lambda: calendar("BEGIN:VEVENT\nSUMMARY:x" + "\n y" * 1_900_000 + "\n"),
    "rules": lambda: calendar(*(event(str(n), "DTSTART:19010101T000000", more="RRULE:FREQ=DAILY;COUNT=50000\r\n") for n in range(5000))),
    "dates": lambda: calendar(event(more="RDATE:" + "20261203T180000," * 300_000 + "\r\n")),
    "left out": lambda: calendar(event(more="RRULE:FREQ=DAILY\r\n" + ("EXDATE:" + "20261203T180000," * 600 + "\r\n") * 700)),
    "escapes": lambda: calendar(event(title="\\n" * 3_000_000)),
    "html": lambda: calendar(event(more="DESCRIPTION:" + "<b><p>" * 1_000_000 + "\r\n")),
    "zones": lambda: calendar(*(f"BEGIN:VTIMEZONE\nTZID:{n}\nEND:VTIMEZONE\n" for n in range(100_000))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_calendar_is_read_or_refused_in_seconds(name):
    text = HOSTILE[name]()
    began = time.process_time()
    try:
        found = READER.read(Given(URL), Window({URL: text}), at=AT)
        assert len(found.items) <= 300
    except (CalendarTooLarge, NoCalendarFound):
        pass
    assert time.process_time() - began < 8


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "TZID:x", "UID:1", "UID:", "SUMMARY:A",
    "DTSTART:20261203T180000Z", "DTSTART;TZID=x:20261203T180000", "DTSTART;VALUE=DATE:20261203", "DTEND:20261203", "DURATION:P1D",
    "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;COUNT=2", "RECURRENCE-ID:20261204T180000Z", "RDATE:20261205T180000/PT1H", "EXDATE:20261204",
    "STATUS:CANCELLED", "SEQUENCE:9", ":::", ";=", " gefaltet", "\x00\ufffd", "DTSTART:00010101T000000", "DTSTART:99991231T235959Z",
]), max_size=40))  # fmt: skip
def test_any_mixture_of_lines_gives_items_or_nothing(lines):
    found = ical.read("\r\n".join(["BEGIN:VCALENDAR", *lines]).encode(), at=AT)
    assert all(isinstance(item_of(one), Item) for one in found.occurrences)


@pytest.mark.corpus
def test_real_odd_calendars_are_read():
    counted = {}
    with tarfile.open(corpus("icalendar-edge") / "icalendar-edge.tar.xz") as archive:
        for member in archive.getmembers():
            if member.name.endswith(".ics"):
                data = archive.extractfile(member).read()
                moments = (
                    datetime(year, month, 1, tzinfo=UTC) for year in range(1996, 2027) for month in (1, 5, 9)
                )
                found = [made for at in moments if (made := ical.read(data, at=at))]
                names = {one.identifier for made in found for one in made.occurrences}
                counted[member.name.removeprefix("icalendar-edge/")] = len(names)
    assert len(counted) == 77
    told = {name.rpartition("/")[2]: n for name, n in counted.items() if n}
    # All that hold an event with a begin and a name; a series of weeks gives a date for each.
    assert told.pop("issue_466_convert_tzid_with_slash.ics") > 20
    assert told == {
        "alarm_etar_future.ics": 1, "alarm_etar_notification_clicked.ics": 1, "alarm_google_acknowledged.ics": 1,
        "alarm_thunderbird_2_future.ics": 1, "alarm_thunderbird_future.ics": 1, "created_calendar_with_unicode_fields.ics": 2,
        "example.ics": 3, "issue_104_broken_calendar.ics": 1, "issue_1050_all_components.ics": 1, "issue_1050_simple_calendar.ics": 1,
        "issue_1081_tzid_param.ics": 1, "issue_1231_recurrence.ics": 1, "issue_127_categories_with_commas.ics": 1,
        "issue_165_missing_event.ics": 3, "issue_313_globally_unique_tzid.ics": 3, "issue_321_assert_dst_offset_is_not_false.ics": 1,
        "issue_350.ics": 1, "issue_351_whitespace_in_property_and_params.ics": 1, "issue_526_calendar_with_different_events.ics": 2,
        "issue_526_calendar_with_event_subset.ics": 1, "issue_526_calendar_with_shuffeled_events.ics": 2,
        "issue_836_do_not_quote_tzid.ics": 1, "pacific_fiji.ics": 1, "parsing_error.ics": 3, "property_params.ics": 1, "rfc_7529.ics": 4,
        "timezone_same_start.ics": 1, "timezone_same_start_and_offset.ics": 1, "timezoned.ics": 1,
    }  # fmt: skip


@pytest.mark.corpus
def test_events_marked_on_real_pages_are_found():
    from nahbar.topics.readers.events import marked  # noqa: PLC0415
    from nahbar.topics.readers.pages.tree import grown  # noqa: PLC0415

    titles = set()
    with tarfile.open(
        corpus("html-structured-data-extruct") / "html-structured-data-extruct.tar.xz"
    ) as archive:
        for member in archive.getmembers():
            if member.name.endswith(".html"):
                tree = grown(io.BytesIO(archive.extractfile(member).read()).read())
                for year in range(2011, 2018):
                    for month in (1, 5, 9):
                        found, _ = (
                            marked.occurrences(
                                tree, url="https://x.example/a", at=datetime(year, month, 1, tzinfo=UTC)
                            )
                            if tree is not None
                            else ((), 0)
                        )
                        titles |= {one.title for one in found}
    assert {"Miami Heat at Philadelphia 76ers - Game 3 (Home Game 1)", "FedExForum", "Typhoon with Radiation City", "Elysian Fields",
            "Julius Caesar at Shakespeare's Globe", "Years & Years"} <= titles  # fmt: skip
