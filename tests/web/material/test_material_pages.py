# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import os
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nahbar.authority.models import Authority, Person
from nahbar.authority.states import Role
from nahbar.library import actions
from nahbar.library.actions import Words
from nahbar.library.models import MediaFile, Upload
from nahbar.stories.models import Material
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@dataclass
class Office:
    """A town, somebody with a role in it, and their browser."""

    role: Role = Role.EDITOR
    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.person: Person = factories.person(self.town, self.role, name="Erika Muster")
        self.browser = Client()
        self.browser.force_login(self.person)

    def address(self, path: str) -> str:
        return f"/{self.town.slug}/material/{path}"

    def get(self, path: str, **headers: str) -> Any:
        return self.browser.get(self.address(path), headers=headers)

    def post(self, path: str, **data: Any) -> Any:
        return self.browser.post(self.address(path), data)

    def patch(self, path: str, offset: int, data: bytes) -> Any:
        return self.browser.patch(
            path, data, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)}
        )

    def file(self, **words: str) -> MediaFile:
        editor = factories.person(self.town, Role.EDITOR)
        return actions.take_in(self.town, data=photo(), words=Words(**words), by=editor, at=AT).file


@pytest.fixture
def office() -> Office:
    return Office()


def photo(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Mustermann"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.frombytes("RGB", (60, 40), os.urandom(60 * 40 * 3)).save(out, kind, exif=exif)
    return out.getvalue()


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_list_teaches_when_there_is_nothing(office: Office) -> None:
    text = words(office.get(""))
    assert "Es gibt noch kein Material." in text
    assert "Hier stehen Ihre Bilder, Filme und Aufnahmen" in text


def test_list_says_first_what_lacks_rights_and_finds_by_words(office: Office) -> None:
    factories.file(office.town, title="Übung am Löschteich")
    factories.file(office.town, title="Kita", rights={"licence": "own"})
    text = words(office.get(""))
    assert "Für 1 Datei hat noch niemand die Rechte angegeben." in text
    found = words(office.get("?q=loeschteich"))
    assert "Übung am Löschteich" in found
    assert "Kita" not in found.split("Keine")[0]


def test_list_stays_small_in_queries_when_there_is_much(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    for _ in range(60):
        factories.file(office.town)
    with django_assert_max_num_queries(20):
        assert "Seite 1 von 3" in words(office.get(""))


def test_files_come_in_by_a_plain_form_each_with_its_own_refusal(office: Office) -> None:
    sent = [
        SimpleUploadedFile("bad.jpg", photo()),
        SimpleUploadedFile("virus.jpg", b"MZ\x90\x00"),
    ]
    answer = office.post("hochladen/", chosen=sent, author="Erika Muster", licence="own")
    assert answer.status_code == 422
    assert "virus.jpg: Die Datei wurde nicht übernommen, weil nur Bilder" in words(answer)
    kept = MediaFile.objects.get()
    assert (kept.file_name, kept.rights.licence, kept.rights.author) == ("bad.jpg", "own", "Erika Muster")


def test_plain_form_leads_to_the_list_and_says_what_was_there_already(office: Office) -> None:
    data = photo()
    for _ in range(2):
        answer = office.post("hochladen/", chosen=[SimpleUploadedFile("bad.jpg", data)])
        assert answer.status_code == 302
    assert "1 Datei war schon da und wurde nicht noch einmal aufgenommen." in words(office.get(""))
    assert MediaFile.objects.count() == 1


def test_plain_form_needs_its_token(office: Office) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.person)
    answer = strict.post(office.address("hochladen/"), {"chosen": SimpleUploadedFile("bad.jpg", photo())})
    assert (answer.status_code, MediaFile.objects.count()) == (403, 0)


def test_file_comes_piece_by_piece_and_goes_on_where_it_stopped(office: Office) -> None:
    data = photo("PNG")
    begun = office.post("hochladen/beginnen/", name="bad.png", size=str(len(data)))
    assert begun.status_code == 201
    at = begun.json()["at"]
    assert office.patch(at, 0, data[:700]).json() == {"received": 700, "size": len(data)}
    assert office.browser.get(at).json()["received"] == 700
    assert (office.patch(at, 0, data[:700]).status_code, office.patch(at, 0, b"").json()) == (
        409,
        {"received": 700},
    )
    assert office.patch(at, 700, data[700:]).json()["received"] == len(data)
    done = office.browser.post(f"{at}fertig/", {"author": "Erika Muster", "licence": "own"}).json()
    file = MediaFile.objects.get()
    assert done == {"at": office.address(f"{file.pk}/"), "said": "im Material", "new": True}
    assert office.browser.post(f"{at}fertig/").json()["at"] == done["at"]


def test_script_reads_a_sentence_when_a_file_is_refused(office: Office) -> None:
    begun = office.post("hochladen/beginnen/", name="x.mp4", size="20")
    answer = office.patch(begun.json()["at"], 0, b"MZ\x90" + b"\0" * 17)
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("Die Datei wurde nicht übernommen, weil nur Bilder")
    assert not Upload.objects.exists()


@pytest.mark.parametrize("size", ["", "-1", "0", "zehn", "9" * 40, "٣"])
def test_upload_does_not_begin_when_its_size_is_odd(office: Office, size: str) -> None:
    answer = office.post("hochladen/beginnen/", name="x", size=size)
    assert (answer.status_code, Upload.objects.count()) == (422, 0)


@pytest.mark.parametrize("offset", ["", "-5", "x", "9" * 40])
def test_piece_is_not_taken_when_its_place_is_odd(office: Office, offset: str) -> None:
    at = office.post("hochladen/beginnen/", name="x", size="20").json()["at"]
    answer = office.browser.patch(
        at, b"x", content_type="application/octet-stream", headers={"Upload-Offset": offset}
    )
    assert (answer.status_code, answer.json()) == (409, {"received": 0})


def test_upload_of_a_colleague_is_not_there(office: Office) -> None:
    at = office.post("hochladen/beginnen/", name="x", size="20").json()["at"]
    colleague = Office(town=office.town)
    assert {colleague.browser.get(at).status_code, colleague.patch(at, 0, b"x").status_code} == {404}


def test_original_is_handed_out_to_members_as_a_file_and_never_as_a_page(office: Office) -> None:
    file = office.file(title='Bad/..\\"böse".html')
    answer = office.get(f"{file.pk}/original/")
    assert b"Mustermann" in body(answer)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Disposition"]
    assert Office().browser.get(office.address(f"{file.pk}/original/")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=5-", 206, 5, None),
        ("bytes=-7", 206, -7, None),
        ("bytes=0-99999999", 206, 0, None),
        ("bytes=9-3", 200, 0, None),
        ("bytes=99999999-", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("evil", 200, 0, None),
    ],
)
def test_player_gets_the_part_it_asks_for(
    office: Office, asked: str, status: int, first: int, last: int | None
) -> None:
    file = office.file()
    whole = body(office.get(f"{file.pk}/original/"))
    answer = office.get(f"{file.pk}/original/", range=asked)
    wanted = whole[first : None if last is None else last + 1]
    assert (answer.status_code, body(answer)) == (status, wanted)
    assert answer["Content-Length"] == str(len(wanted))


def test_preview_carries_nothing_of_the_camera(office: Office) -> None:
    answer = office.get(f"{office.file().pk}/vorschau/")
    assert answer["Content-Type"] == "image/jpeg"
    assert b"Mustermann" not in answer.content
    assert b"Exif" not in answer.content


def test_rights_are_saved_and_shown(office: Office) -> None:
    file = office.file()
    given = {"licence": "cc_by", "author": "B. Beispiel", "credit_line": "Foto: B. Beispiel", "revision": 1}
    assert office.post(f"{file.pk}/rechte/", **given).status_code == 302
    page = office.get(f"{file.pk}/")
    assert "Rechte angegeben" in words(page)
    assert 'value="Foto: B. Beispiel"' in page.content.decode()


def test_typed_rights_stay_when_somebody_else_saved_meanwhile(office: Office) -> None:
    file = office.file()
    office.post(f"{file.pk}/rechte/", licence="own", revision=1)
    answer = office.post(f"{file.pk}/rechte/", licence="bought", note="Rechnung 7", revision=1)
    assert answer.status_code == 422
    assert "Gespeichert ist jetzt: eigenes Material" in words(answer)
    assert "Rechnung 7" in answer.content.decode()
    assert 'name="revision" value="2"' in answer.content.decode()


def test_contributor_sees_the_rights_and_cannot_change_them() -> None:
    office = Office(role=Role.CONTRIBUTOR)
    file = office.file()
    assert "Die Rechte gibt die Redaktion an." in words(office.get(f"{file.pk}/"))
    assert office.post(f"{file.pk}/rechte/", licence="own", revision=1).status_code == 403


def test_picture_is_taken_from_the_material_into_a_story_and_its_variant(office: Office) -> None:
    file = office.file(title="Bad", description="Ein rotes Becken", credit_line="Foto: Weber")
    story = factories.story(office.town, office.person)
    variant = factories.variant(story, factories.channel(office.town), office.person)
    assert "Bad" in words(office.get(f"waehlen/{story.pk}/?fassung={variant.pk}"))
    answer = office.post(f"waehlen/{story.pk}/", datei=file.pk, fassung=variant.pk)
    assert answer.status_code == 302
    material = Material.objects.get()
    assert (material.alt, material.credit) == ("Ein rotes Becken", "Foto: Weber")
    assert [row.material for row in variant.pictures.all()] == [material]
    assert "Kein Bild zur Auswahl" in words(office.get(f"waehlen/{story.pk}/"))


def test_used_file_says_where_and_cannot_be_removed(office: Office) -> None:
    file = office.file()
    story = factories.story(office.town, office.person, title="Freibad öffnet")
    factories.material(story, office.person, file=file)
    text = words(office.get(f"{file.pk}/"))
    assert "Freibad öffnet" in text
    assert "Endgültig löschen" not in text
    assert office.post(f"{file.pk}/entfernen/").status_code == 422
    assert MediaFile.objects.count() == 1


def test_unused_file_is_removed(office: Office) -> None:
    file = office.file()
    assert "Endgültig löschen" in words(office.get(f"{file.pk}/"))
    assert office.post(f"{file.pk}/entfernen/").status_code == 302
    assert not MediaFile.objects.exists()


def test_file_of_another_authority_is_not_there(office: Office) -> None:
    foreign = Office().file()
    for path in ("", "vorschau/", "original/"):
        assert office.get(f"{foreign.pk}/{path}").status_code == 404
    for path in ("rechte/", "worte/", "entfernen/"):
        assert office.post(f"{foreign.pk}/{path}", revision=1).status_code == 404
    story = factories.story(office.town, office.person)
    assert office.post(f"waehlen/{story.pk}/", datei=foreign.pk).status_code == 404
