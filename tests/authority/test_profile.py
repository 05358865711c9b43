# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An authority is founded once, and looks as it may look."""

import io
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import OperationalError, connection
from django.urls import get_resolver
from PIL import Image

from nahbar.authority import actions as authority
from nahbar.authority import first_run, logo, slugs
from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed, roles_of
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from tests import factories

PASSWORD = "ein-sehr-langes-geheimnis"


def values(**more):
    given = {
        "name": "Stadt Musterau",
        "level": "kommune",
        "land": "DE-NI",
        "admin_name": "Anna Admin",
        "admin_email": "Anna@Musterau.example",
        "password": PASSWORD,
    }
    return {**given, **more}


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#114488").save(out, format=form)
    return out.getvalue()


@pytest.mark.django_db
def test_first_authority_is_founded_when_the_link_is_ours(at) -> None:
    assert first_run.first_run_url() == f"http://127.0.0.1:8000/einrichten/{first_run.token()}/"
    town = first_run.found(first_run.token(), **values(logo=picture("JPEG", (2000, 1000))), at=at)
    assert (town.slug, town.land, town.logo_mime_type) == ("stadt-musterau", "DE-NI", "image/png")
    with Image.open(io.BytesIO(bytes(town.logo))) as small:
        assert (small.format, small.size) == ("PNG", (512, 256))
    admin = Person.objects.get()
    assert (admin.email, admin.check_password(PASSWORD)) == ("anna@musterau.example", True)
    assert roles_of(admin, town) == {Role.ADMINISTRATOR}
    line = Entry.objects.get()
    assert (line.verb, line.by_name, line.in_name_of) == ("authority.found", "Nahbar", "Anna Admin")


@pytest.mark.django_db
def test_link_opens_nothing_when_an_authority_exists(at) -> None:
    token = first_run.token()
    factories.authority()
    assert not first_run.is_valid(token)
    assert first_run.first_run_url() == ""
    with pytest.raises(authority.AlreadyFounded):
        first_run.found(token, **values(), at=at)
    assert Authority.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "first-run", "a:b"])
def test_link_opens_nothing_when_its_token_is_not_ours(token: str, at) -> None:
    with pytest.raises(authority.AlreadyFounded):
        first_run.found(token, **values(), at=at)
    assert Authority.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_authority_is_founded_once_when_two_press_at_the_same_moment(at) -> None:
    token, together, outcomes = first_run.token(), Barrier(2), []

    def press(number: int) -> None:
        together.wait(5)
        while len(outcomes) < 2:
            try:
                first_run.found(
                    token, **values(name=f"Stadt {number}", admin_email=f"a{number}@b.example"), at=at
                )
                outcomes.append("founded")
                break
            except authority.AlreadyFounded:
                outcomes.append("refused")
                break
            except OperationalError:  # SQLite in memory, as in tests, does not wait for a lock
                sleep(0.01)
        connection.close()

    threads = [Thread(target=press, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["founded", "refused"]
    assert (Authority.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_first_authority_is_refused_when_the_database_remembers_a_founding(at) -> None:
    authority.found(**values(), first=True, at=at)
    with pytest.raises(authority.AlreadyFounded):
        authority.found(**values(name="Zweite"), first=True, at=at)
    second = authority.found(**values(name="Stadt Musterau"), at=at)
    assert second.slug == "stadt-musterau-2"


@pytest.mark.django_db
def test_authority_is_not_founded_when_a_person_tries(at) -> None:
    admin = factories.person(factories.authority(), Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        authority.found(**values(), by=admin, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["konto", "static", "musterau"])
def test_slug_is_refused_when_it_is_reserved_or_taken(slug: str, at) -> None:
    factories.authority(slug="musterau")
    with pytest.raises(authority.SlugTaken):
        authority.found(**values(slug=slug), at=at)


def test_slug_is_free_when_the_name_is_a_word_of_the_house() -> None:
    assert slugs.slug_of("Konto", is_taken=lambda _: False) == "konto-2"
    assert slugs.slug_of("Öffentliche Straße Süd", is_taken=lambda _: False) == "oeffentliche-strasse-sued"
    assert slugs.slug_of("東京", is_taken=lambda _: False) == "behoerde-1"
    assert len(slugs.slug_of("a" * 200, is_taken=lambda _: False)) <= slugs.LONGEST


def test_every_address_of_the_house_is_reserved() -> None:
    first_parts = {str(entry.pattern).split("/")[0] for entry in get_resolver().url_patterns}
    for entry in get_resolver().url_patterns:
        if not str(entry.pattern):
            first_parts |= {str(inner.pattern).split("/")[0] for inner in entry.url_patterns}
    words = {part for part in first_parts if part and not part.startswith("<")} | {"static", "media"}
    assert [word for word in sorted(words) if not slugs.is_reserved(word)] == []


@pytest.mark.django_db
def test_description_changes_only_what_is_given(at) -> None:
    town = factories.authority(name="Stadt Musterau")
    admin = factories.person(town, Role.ADMINISTRATOR)
    authority.describe(town, colour="#114488", own_contacts="0551 1234", logo=picture(), by=admin, at=at)
    assert (town.name, town.colour, town.own_contacts) == ("Stadt Musterau", "#114488", "0551 1234")
    assert Entry.objects.get().details == {"changed": ["colour", "own_contacts", "logo", "logo_mime_type"]}
    authority.describe(town, colour="#114488", own_contacts="0551 1234", by=admin, at=at)
    assert Entry.objects.count() == 1
    authority.describe(town, logo=b"", by=admin, at=at)
    assert (bytes(town.logo), town.logo_mime_type) == (b"", "")
    authority.rename(town, name="Stadt Neuau", by=admin, at=at)
    assert (town.name, Entry.objects.last().details["old_name"]) == ("Stadt Neuau", "Stadt Musterau")


@pytest.mark.django_db
def test_time_zone_is_refused_when_nobody_knows_it(at) -> None:
    town = factories.authority()
    admin = factories.person(town, Role.ADMINISTRATOR)
    with pytest.raises(authority.TimeZoneUnknown):
        authority.describe(town, time_zone="Europe/Musterau", by=admin, at=at)


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)])
def test_contrast_is_measured_as_wcag_says(colour: str, ratio: float) -> None:
    assert round(logo.contrast_with_white(colour), 2) == ratio


def test_colour_is_refused_when_white_text_is_hard_to_read() -> None:
    assert logo.readable_colour("#767676") == "#767676"
    with pytest.raises(logo.ColourTooLight) as refusal:
        logo.readable_colour("#ffcc00")
    assert str(refusal.value) == (
        "Die Farbe wurde nicht übernommen, weil weißer Text darauf schwer zu lesen ist: Der Kontrast beträgt 1,5 zu 1, "
        "nötig sind 4,5 zu 1. Bitte wählen Sie einen dunkleren Ton."
    )


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "#123456;"])
def test_colour_is_refused_when_it_is_not_six_digits(colour: str) -> None:
    with pytest.raises(logo.ColourOdd):
        logo.readable_colour(colour)


@pytest.mark.parametrize("data", [b"", b"<svg onload='x'/>", b"GIF89a" + b"x" * 50, picture()[:60]])
def test_logo_is_refused_when_it_is_no_picture_we_read(data: bytes) -> None:
    with pytest.raises(logo.LogoUnreadable):
        logo.as_png(data)


def test_logo_is_refused_when_it_has_too_many_pixels() -> None:
    out = io.BytesIO()
    Image.new("1", (5000, 4000)).save(out, format="PNG")
    assert len(out.getvalue()) < 10_000
    with pytest.raises(logo.LogoTooLarge):
        logo.as_png(out.getvalue())


def test_logo_is_refused_when_it_has_too_many_bytes() -> None:
    with pytest.raises(logo.LogoTooLarge):
        logo.as_png(b"x" * (logo.MAX_BYTES + 1))


def test_logo_loses_what_else_the_file_carried() -> None:
    out = io.BytesIO()
    source = Image.new("RGB", (10, 10))
    exif = source.getexif()
    exif[0x010E] = "Geheimer Ort"
    source.save(out, format="JPEG", exif=exif)
    assert b"Geheimer Ort" in out.getvalue()
    assert b"Geheimer Ort" not in logo.as_png(out.getvalue())
