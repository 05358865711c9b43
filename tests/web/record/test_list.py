# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record as people read it."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

import nahbar
from nahbar.authority.states import Role
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE
from nahbar.web.record.sentences import SENTENCES
from tests import factories

pytestmark = pytest.mark.django_db
ROOMS = (
    "topics",
    "stories",
    "variants",
    "approval",
    "planning",
    "publishing",
    "dialogue",
    "impact",
    "authority",
)


@pytest.fixture
def town():
    return factories.authority()


@pytest.fixture
def reader(town) -> Client:
    client = Client(headers={"accept-language": "de"})
    officer = factories.person(town, Role.OFFICER)
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def note(town, verb: str, at, by=HOUSE, thing=None, **values):
    pk = thing.pk if thing else None
    return record.note(verb, authority=town.pk, thing=("topic", pk, "Freibad"), by=by, at=at, **values)


def lines(response) -> list[str]:
    found = re.findall(r'<li id="zeile-\d+">\s*<span>(.*?)</span>', response.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in found]


def test_lines_are_sentences_newest_first_when_an_officer_reads(town, reader, at) -> None:
    editor = factories.person(town, Role.EDITOR, name="Edda <Eins>")
    note(town, "topics.keep", at, by=editor, in_name_of="Amtsleitung")
    note(town, "authority.invite", at, details={"roles": ["editor", "long_gone"]})
    note(town, "unknown.verb", at)
    note(factories.authority(), "topics.drop", at)
    url = reverse("record:list", args=[town.slug])
    assert lines(reader.get(url)) == [
        "Nahbar: unknown.verb „Freibad“",
        "Nahbar hat Freibad eingeladen, Rolle: Redaktion, long_gone.",
        "Edda &lt;Eins&gt; hat das Thema „Freibad“ behalten. Im Namen von Amtsleitung.",
    ]


def test_lines_are_filtered_when_a_thing_or_a_part_is_asked_for(town, reader, at) -> None:
    topic = factories.topic(town)
    note(town, "topics.keep", at, thing=topic)
    note(town, "stories.open", at)
    url = reverse("record:list", args=[town.slug])
    assert lines(reader.get(url, {"thing": str(topic.pk)})) == ["Nahbar hat das Thema „Freibad“ behalten."]
    assert lines(reader.get(url, {"room": "stories"})) == ["Nahbar hat die Geschichte „Freibad“ eröffnet."]
    assert len(lines(reader.get(url, {"thing": "x", "room": "x", "before": "x"}))) == 2


def test_pages_go_on_when_there_are_many_lines(town, reader, at) -> None:
    for _ in range(53):
        note(town, "topics.keep", at)
    url = reverse("record:list", args=[town.slug])
    first = reader.get(url)
    assert len(lines(first)) == 50
    older = re.search(r'href="([^"]*before=4)"', first.content.decode())
    assert older is not None
    assert len(lines(reader.get(older[1]))) == 3


def test_page_warns_when_the_chain_is_broken(town, reader, at) -> None:
    note(town, "topics.keep", at)
    url = reverse("record:list", args=[town.slug])
    assert "Der Verlauf wurde von Hand verändert" not in reader.get(url).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET by_name = 'x'")
    assert "Der Verlauf wurde von Hand verändert" in reader.get(url).content.decode()


def test_whole_record_is_checked_when_asked_for(town, reader, at) -> None:
    for _ in range(2):
        note(town, "topics.keep", at)
    url = reverse("record:list", args=[town.slug])
    assert "Jede Zeile ist, wie sie geschrieben wurde" in reader.get(url, {"check": "1"}).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_entry WHERE number = 1")
    page = reader.get(url, {"check": "1"}).content.decode()
    assert "Ab Zeile 1 gehören die Zeilen nicht mehr zusammen" in page


def test_record_cannot_be_written_when_somebody_posts(town, reader) -> None:
    assert reader.post(reverse("record:list", args=[town.slug])).status_code == 405


def test_every_verb_has_its_sentence() -> None:
    source = Path(nahbar.__file__).parent
    verbs: set[str] = set()
    for room in ROOMS:
        for path in [*(source / room).glob("actions/*.py"), *(source / room).glob("*.py")]:
            text = path.read_text(encoding="utf-8")
            verbs |= set(re.findall(rf'"({room}\.[a-z_]+)"', text)) if "actions" in str(path) else set()
            verbs |= {f"{room}.{verb}" for verb in re.findall(r'note\(\s*"([a-z_]+)"', text)}
    assert verbs >= {"authority.found", "authority.invite", "topics.keep", "publishing.enqueue"}
    assert sorted(verbs - set(SENTENCES)) == []


def test_signature_says_what_was_answered_and_by_which_door(town, reader):
    details = {"answer": "objected", "door": "mail_link"}
    thing = ("round", town.pk, "Freibad öffnet")
    signer = factories.person(town, Role.APPROVER, name="Sven Leitung")
    record.note("approval.sign", authority=town.pk, thing=thing, by=signer, at=factories.AT, details=details)
    page = reader.get(reverse("record:list", args=(town.slug,))).content.decode()
    said = "Sven Leitung hat in der Mitzeichnung von „Freibad öffnet“ geantwortet: Einwand, über den Link in der Mail."
    assert said in page
