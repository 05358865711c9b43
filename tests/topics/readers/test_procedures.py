# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Participation procedures: plans as data, notices as pages, and files somebody made to stop a reader."""

import io
import multiprocessing
import time
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.radar.matter import Kind
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.plans import gml, xplan
from nahbar.topics.readers.plans.gml import NotReadable
from nahbar.topics.readers.procedures import READER, NoNoticesFound, NoticesGone, PlanUnreadable
from nahbar.topics.readers.reader import FileUnreadable, Given
from tests.corpus import corpus
from tests.memory import growth
from tests.topics.readers.window import Window

AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
URL = "https://stadt.example/plan.gml"
PAGE = "https://stadt.example/bekanntmachungen"


def plan(body, *, kind="BP_Plan", version="5/3", name="GML_1", extra=""):
    ns = f"xmlns:xplan='http://www.xplanung.de/xplangml/{version}' xmlns:gml='http://www.opengis.net/gml/3.2'"
    return f"<?xml version='1.0' encoding='UTF-8'?><xplan:XPlanAuszug {ns}><gml:featureMember><xplan:{kind} gml:id='{name}'>{body}</xplan:{kind}></gml:featureMember>{extra}</xplan:XPlanAuszug>"


def tag(name, value):
    return f"<xplan:{name}>{value}</xplan:{name}>"


FULL = (
    "<gml:boundedBy><gml:Envelope srsName='EPSG:25833'><gml:lowerCorner>363000 5822000</gml:lowerCorner><gml:upperCorner>363670 5822740</gml:upperCorner></gml:Envelope></gml:boundedBy>"
    + tag("name", "Am Mühlbach") + tag("nummer", "12") + tag("beschreibung", "Wohnen für 300 Menschen.")
    + tag("externeReferenz", tag("XP_SpezExterneReferenz", tag("referenzName", "Begründung") + tag("referenzURL", "https://stadt.example/b.pdf")))
    + tag("externeReferenz", tag("XP_SpezExterneReferenz", tag("referenzName", "Online-Beteiligung") + tag("referenzURL", "https://beteiligung.example/12")))
    + tag("gemeinde", tag("XP_Gemeinde", tag("ags", "14730310") + tag("gemeindeName", "Musterau") + tag("ortsteilName", "Zwochau")))
    + tag("planArt", "3000") + tag("verfahren", "3000") + tag("rechtsstand", "2400")
    + tag("auslegungsStartDatum", "2025-01-07") + tag("auslegungsStartDatum", "2026-12-01")
    + tag("auslegungsEndDatum", "2025-02-07") + tag("auslegungsEndDatum", "2027-01-08")
    + tag("traegerbeteiligungsStartDatum", "2026-11-01") + tag("traegerbeteiligungsEndDatum", "2026-12-15")
    + tag("raeumlicherGeltungsbereich", "<gml:Polygon><gml:posList>363000 5822000 363670 5822740</gml:posList></gml:Polygon>")
)  # fmt: skip


def items(text):
    return xplan.items(gml.plans(text.encode() if isinstance(text, str) else text), at=AT)


def test_plan_gives_kind_number_area_stand_and_the_days_to_take_part():
    (item,) = items(plan(FULL))
    assert item.title == "Vorhabenbezogener Bebauungsplan Nr. 12: Am Mühlbach"
    assert item.text == (
        "Art: Vorhabenbezogener Bebauungsplan\nNummer: 12\nGebiet: Musterau, Zwochau\nGröße: reicht über rund 670 Meter mal 740 Meter\n"
        "Stand: Öffentliche Auslegung\nVerfahren: Beschleunigtes Verfahren (§ 13a BauGB)\n"
        "Öffentliche Auslegung: vom 07.01.2025 bis 07.02.2025\nÖffentliche Auslegung: vom 01.12.2026 bis 08.01.2027\n"
        "Beteiligung der Träger öffentlicher Belange: vom 01.11.2026 bis 15.12.2026\n"
        "Stellungnahme: https://beteiligung.example/12\nBegründung: https://stadt.example/b.pdf\n\nWohnen für 300 Menschen."
    )
    assert (item.kind, item.place, item.link) == (
        Kind.PROCEDURE,
        "Musterau, Zwochau",
        "https://beteiligung.example/12",
    )
    assert item.begins_at == datetime(2026, 12, 1, tzinfo=BERLIN).astimezone(UTC)
    assert item.ends_at == datetime(2027, 1, 8, 23, 59, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize("version", ["4/0", "4/1", "5/0", "5/1", "5/2", "5/4", "6/0", "6/1"])
def test_plan_is_read_in_every_version(version):
    assert (
        items(plan(FULL, version=version))[0].title == "Vorhabenbezogener Bebauungsplan Nr. 12: Am Mühlbach"
    )


@pytest.mark.parametrize(
    ("kind", "body", "title", "first"),
    [
        (
            "FP_Plan",
            tag("planArt", "1000") + tag("auslegungsStartDatum", "2026-12-01"),
            "Flächennutzungsplan: Am See",
            (2026, 12, 1),
        ),
        ("RP_Plan", tag("auslegungStartDatum", "2026-12-01"), "Regionalplan: Am See", (2026, 12, 1)),
        ("LP_Plan", "", "Landschaftsplan: Am See", None),
        (
            "BP_Plan",
            tag("fruehzeitigeOeffentlichkeitsbeteiligungsStartDatum", "2026-12-02"),
            "Bebauungsplan: Am See",
            (2026, 12, 2),
        ),
        (
            "BP_Plan",
            tag("traegerbeteiligungsStartDatum", "2026-12-03"),
            "Bebauungsplan: Am See",
            (2026, 12, 3),
        ),
        ("BP_Plan", tag("auslegungsStartDatum", "morgen"), "Bebauungsplan: Am See", None),
        ("BP_Plan", tag("nummer", "Nr. 3b"), "Bebauungsplan Nr. 3b: Am See", None),
    ],
)
def test_kinds_of_plans_and_their_days_are_known(kind, body, title, first):
    (item,) = items(plan(tag("name", "Am See") + body, kind=kind))
    begins = first and datetime(*first, tzinfo=BERLIN).astimezone(UTC)
    assert (item.title, item.begins_at) == (title, begins)


def test_plan_keeps_its_name_when_its_file_is_written_anew():
    first, second = items(plan(FULL)), items(plan(FULL.replace("2027-01-08", "2027-01-31"), name="GML_2"))
    assert first[0].identifier == second[0].identifier == "xplan:BP_Plan:14730310:12"
    assert first[0].ends_at != second[0].ends_at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_right_however_the_file_is_encoded(encoding):
    (item,) = items(plan(FULL).replace("encoding='UTF-8'", "encoding='UTF-7'").encode(encoding))
    assert item.title == "Vorhabenbezogener Bebauungsplan Nr. 12: Am Mühlbach"


def test_several_plans_of_one_file_are_several_items_and_one_without_a_name_is_left_out():
    other = f"<xplan:FP_Plan gml:id='GML_9'>{tag('name', 'Ganze Stadt')}</xplan:FP_Plan><xplan:BP_Plan gml:id='GML_8'/><xplan:BP_Bereich>{tag('name', 'Kein Plan')}</xplan:BP_Bereich>"
    assert len(items(plan(FULL, extra=other))) == 2


def packed(*files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def test_archive_gives_the_plan_inside():
    assert items(packed(("Begruendung.pdf", "x"), ("xplan.gml", plan(FULL))))[0].place == "Musterau, Zwochau"


def test_look_and_read_take_a_plan_by_its_address():
    window = Window({URL: plan(FULL)})
    window.headers[URL] = {"etag": "1"}
    (found,) = READER.look(Given(URL, {"only": "procedures"}), window, at=AT)
    assert (found.title, found.settings) == (
        "Vorhabenbezogener Bebauungsplan Nr. 12: Am Mühlbach",
        {"way": "plan"},
    )
    first = READER.read(Given(URL, found.settings), window, at=AT)
    assert len(first.items) == 1
    assert READER.read(Given(URL, found.settings, cursor=first.cursor), window, at=AT).is_unchanged


def test_file_is_read_and_another_file_is_left_to_other_readers():
    assert len(READER.look(Given(file=plan(FULL).encode(), file_name="p.gml"), Window(), at=AT)[0].items) == 1
    for other in (b"BEGIN:VCALENDAR", b"<rss/>", packed(("a.txt", "x")), plan("<a>").encode()[:-90]):
        with pytest.raises(FileUnreadable):
            READER.look(Given(file=other, file_name="x"), Window(), at=AT)


NOTICES = (
    "Bekanntmachung über die öffentliche Auslegung des Bebauungsplans Nr. 12 „Am Mühlbach“",
    "Öffentliche Ausschreibung: Reinigung der Grundschule",
    "Frühzeitige Beteiligung zum Flächennutzungsplan, 4. Änderung",
    "Bekanntmachung der Haushaltssatzung 2027",
)


def notices(*numbers):
    rows = "".join(
        f'<li class="notice"><a href="/bekanntmachungen/{n}">{NOTICES[n]}</a> <span class="date">{20 + n}.11.2026</span></li>'
        for n in numbers
    )
    return f"<html><title>Bekanntmachungen</title><body><main><ul>{rows}</ul></main></body></html>"


@pytest.fixture
def board():
    window = Window({PAGE: notices(0, 1, 2, 3)})
    for n, title in enumerate(NOTICES):
        text = (
            f"<p>{title}. Die Unterlagen können im Rathaus, Zimmer 12, während der Öffnungszeiten eingesehen werden; Auskunft gibt das Amt.</p>"
            * 3
        )
        window.answers[f"{PAGE}/{n}"] = f"<html><body><main><h1>{title}</h1>{text}</main></body></html>"
    return window


@pytest.mark.parametrize(("only", "wanted"), [("procedures", [0, 2]), ("all", [0, 1, 2, 3])])
def test_page_of_notices_gives_those_that_are_wanted(board, only, wanted):
    found = READER.look(Given(PAGE, {"only": only}), board, at=AT)[0]
    assert [one.title for one in found.items] == [NOTICES[n] for n in wanted]
    reading = READER.read(Given(PAGE, found.settings), board, at=AT)
    assert [one.title for one in reading.items] == [NOTICES[n] for n in wanted]
    assert {one.kind for one in reading.items} == {Kind.NOTICE}
    assert "Zimmer 12" in reading.items[0].text
    assert list(READER.read(Given(PAGE, found.settings, cursor=reading.cursor), board, at=AT).items) == []


def test_page_built_differently_is_said(board):
    found = READER.look(Given(PAGE, {"only": "all"}), board, at=AT)[0]
    board.answers[PAGE] = "<html><p>Neu</p></html>"
    with pytest.raises(NoticesGone):
        READER.read(Given(PAGE, found.settings), board, at=AT)


def test_page_without_anything_says_what_to_do():
    with pytest.raises(NoNoticesFound):
        READER.look(Given(PAGE), Window({PAGE: "<html><p>Willkommen</p></html>"}), at=AT)


OPEN = "<X xmlns='http://www.xplanung.de/xplangml/5/3' xmlns:gml='http://www.opengis.net/gml/3.2'><BP_Plan gml:id='a'><name>N</name>"
CLOSE = "</BP_Plan></X>"
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12))
    + "]>"
)
HOSTILE = {
    "laughs": lambda: LAUGHS + OPEN + "<beschreibung>&m;</beschreibung>" + CLOSE,
    "hidden doctype": lambda: (LAUGHS + OPEN + CLOSE).encode("utf-16"),
    "late doctype": lambda: OPEN + "<a>" + " " * 200_000 + "<!ENTITY a SYSTEM 'file:///etc/passwd'>" + CLOSE,
    "outside file": lambda: "<!DOCTYPE x SYSTEM 'http://10.0.0.1/x.dtd'>" + OPEN + CLOSE,
    "deep": lambda: OPEN + "<a>" * 2_000_000,
    "many": lambda: OPEN + "<a/>" * 1_200_000 + CLOSE,
    "just as many as may be": lambda: OPEN + "<a/>" * 990_000 + CLOSE,
    "coordinates": lambda: (
        OPEN + "<g><gml:posList>" + "363557.4 5823582.3 " * 1_500_000 + "</gml:posList></g>" + CLOSE
    ),
    "100 MB of coordinates": lambda: b"363557.4 5823582.3 " * 5_500_000,
    "attributes": lambda: OPEN + "<a " + " ".join(f"a{n}=''" for n in range(400_000)) + "/>" + CLOSE,
    "namespaces": lambda: OPEN + "".join(f"<a xmlns:n{n}='u{n}'/>" for n in range(200_000)) + CLOSE,
    "values": lambda: OPEN + "".join(f"<a{n}>x</a{n}>" for n in range(200_000)) + CLOSE,
    "long value": lambda: OPEN + "<beschreibung>" + "wort " * 5_000_000 + "</beschreibung>" + CLOSE,
    "plans": lambda: OPEN + CLOSE[:10] + "<BP_Plan><name>N</name></BP_Plan>" * 200_000 + "</X>",
    "comments": lambda: OPEN + "<!---->" * 3_000_000 + CLOSE,
    "zip bomb": lambda: packed(("x.gml", OPEN + " " * 60_000_000 + CLOSE)),
    "many members": lambda: packed(*((f"{n}.pdf", "") for n in range(2_000))),
    "broken zip": lambda: packed(("x.gml", plan(FULL)))[:-40],
}


def _in_its_own_process(answer):
    found, megabytes = {}, 0
    for name, make in HOSTILE.items():
        data = make()
        data = data.encode() if isinstance(data, str) else data  # the text is let go
        began = time.process_time()
        with growth() as grown:
            try:
                outcome = len(gml.plans(data))
            except NotReadable as error:
                outcome = error.why
        found[name] = (outcome, time.process_time() - began)
        megabytes = max(megabytes, grown.megabytes)
    answer.put((found, megabytes))


def test_hostile_plans_are_read_or_refused_in_seconds_and_little_memory():
    answer = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(target=_in_its_own_process, args=(answer,))
    process.start()
    found, megabytes = answer.get(timeout=120)
    process.join()
    assert {name: outcome for name, (outcome, _) in found.items()} == {
        "laughs": "doctype", "hidden doctype": "doctype", "late doctype": "doctype", "outside file": "doctype", "deep": "too_much", "many": "too_much",
        "just as many as may be": 1, "coordinates": 1, "100 MB of coordinates": "too_large", "attributes": 1, "namespaces": 1,
        "values": 1, "long value": 1, "plans": 200, "comments": 1, "zip bomb": "too_large", "many members": "empty_archive",
        "broken zip": "broken",
    }  # fmt: skip
    assert max(seconds for _, seconds in found.values()) < 6
    assert megabytes < 300


def test_every_reason_is_a_sentence():
    for data in (
        LAUGHS + OPEN + CLOSE,
        OPEN + "<a>" * 100,
        "<X xmlns='http://www.xplanung.de/xplangml/5/3'/>",
        OPEN[:-30],
    ):
        with pytest.raises(PlanUnreadable, match=r"^.{40,}$"):
            READER.read(Given(URL, {"way": "plan"}), Window({URL: data}), at=AT)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["name", "nummer", "planArt", "rechtsstand", "auslegungsStartDatum", "auslegungsEndDatum", "inkrafttretensDatum"]),
                          st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(["2026-12-01", "0000-00-00", "9999-12-31", "1000", "<b>x</b>"])), max_size=12))  # fmt: skip
def test_any_values_give_a_plan_or_none(values):
    raw = gml.Raw(
        "BP_Plan", "GML_1", {name: [value] for name, value in values}, "EPSG:25832", ["1 2", "nan inf"]
    )
    assert all(one.title and one.identifier for one in xplan.items([raw], at=AT))


@pytest.mark.corpus
def test_real_plan_is_read():
    data = (corpus("xplanung-gml") / "bp_plan1.gml").read_bytes()
    (item,) = READER.look(Given(file=data, file_name="bp_plan1.gml"), Window(), at=AT)[0].items
    assert (item.kind, item.place, item.begins_at) == (Kind.PROCEDURE, "Wustermark, Elstal", None)
    assert [line.partition(":")[0] for line in item.text.splitlines()[:5]] == [
        "Art",
        "Gebiet",
        "Größe",
        "Stand",
        "Verfahren",
    ]
    assert item.link.endswith(".pdf")
