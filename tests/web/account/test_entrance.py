# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way in: first run, invitation, login, own account."""

import re

import pytest
from django.core import mail as sent
from django.core.cache import cache
from django.test import Client

from nahbar.authority import actions as authority
from nahbar.authority import first_run
from nahbar.authority.models import Authority, Invitation, Person
from nahbar.authority.permissions import roles_of
from nahbar.authority.states import Role
from nahbar.foundation import clock
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "ein-sehr-langes-geheimnis"
FIRST = {
    "name": "Stadt Musterau",
    "level": "kommune",
    "land": "DE-NI",
    "time_zone": "Europe/Berlin",
    "colour": "#114488",
    "admin_name": "Anna Admin",
    "admin_email": "anna@musterau.example",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _no_attempts_counted():
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "de"})


def heading(response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


def test_start_says_where_the_link_is_when_nothing_is_founded(visitor) -> None:
    response = visitor.get("/")
    assert heading(response) == "Nahbar läuft, aber es ist noch keine Behörde eingerichtet"
    assert first_run.token() not in response.content.decode()


def test_first_run_ends_on_the_first_page_when_the_form_is_complete(visitor) -> None:
    url = f"/einrichten/{first_run.token()}/"
    assert heading(visitor.get(url)) == "Nahbar einrichten"
    response = visitor.post(url, FIRST)
    assert (response.status_code, response["Location"]) == (302, "/stadt-musterau/")
    assert visitor.get("/")["Location"] == "/stadt-musterau/"
    assert heading(visitor.post(url, {**FIRST, "name": "Zweite"})) == "Dieser Link öffnet nichts"
    assert Authority.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("colour", "#ffcc00", "weil weißer Text darauf schwer zu lesen ist"),
        ("land", "", "Bitte wählen Sie das Land: Manche Regeln sind von Land zu Land verschieden."),
        ("password", "kurz", "Passwort"),
        ("admin_email", "keine-adresse", "E-Mail-Adresse"),
    ],
)
def test_first_run_says_what_to_mend_when_a_field_is_odd(visitor, field, value, sentence) -> None:
    response = visitor.post(f"/einrichten/{first_run.token()}/", {**FIRST, field: value})
    found = re.search(rf'id="id_{field}_error".*?</p>', response.content.decode(), re.DOTALL)
    assert found is not None
    assert sentence in found[0]
    assert Authority.objects.count() == 0


def test_first_run_page_opens_nothing_when_the_link_is_guessed(visitor) -> None:
    response = visitor.post("/einrichten/geraten/", FIRST)
    assert (response.status_code, heading(response)) == (410, "Dieser Link öffnet nichts")
    assert Authority.objects.count() == 0


def invited(at, **values) -> tuple[Authority, str]:
    town = factories.authority(name="Stadt Musterau")
    admin = factories.person(town, Role.ADMINISTRATOR, name="Anna Admin")
    given = {"email": "nele@musterau.example", "name": "Nele Neu", "roles": [Role.EDITOR], **values}
    authority.invite(town, **given, by=admin, at=at)
    found = re.search(r"/einladung/[\w-]+/", sent.outbox[-1].body)
    assert found is not None
    return town, found[0]


def test_invited_person_works_at_once_when_the_form_is_complete(visitor) -> None:
    town, link = invited(clock.now())
    assert heading(visitor.get(link)) == "Mitarbeit bei Stadt Musterau"
    response = visitor.post(link, {"name": "Nele Neu", "function": "Presse", "password": PASSWORD})
    assert response["Location"] == f"/{town.slug}/"
    assert visitor.get("/")["Location"] == f"/{town.slug}/"
    assert visitor.get(link).status_code == 410


def test_invitation_page_refuses_when_the_password_is_easy(visitor) -> None:
    _town, link = invited(clock.now())
    response = visitor.post(link, {"name": "Nele Neu", "password": "nele neu nele"})
    assert response.status_code == 200
    assert not Person.objects.filter(email="nele@musterau.example").exists()


def test_invitation_does_not_open_an_account_when_the_person_has_one(visitor) -> None:
    known = factories.person(factories.authority(), Role.EDITOR, name="Karl Kannt")
    town, link = invited(clock.now(), email=known.email)
    response = visitor.post(link, {"name": "X", "password": PASSWORD})
    assert f"Bitte melden Sie sich zuerst als {known.email} an" in response.content.decode()
    assert roles_of(known, town) == frozenset()
    other = factories.person(town, Role.EDITOR)
    visitor.force_login(other, backend=BACKEND)
    visitor.post(link)
    assert roles_of(known, town) == frozenset()
    visitor.force_login(known, backend=BACKEND)
    assert visitor.post(link)["Location"] == f"/{town.slug}/"
    known.refresh_from_db()
    assert known.check_password("geheim-geheim")
    assert roles_of(known, town) == {Role.EDITOR}
    assert Invitation.objects.get().used_at is not None


def test_login_leads_to_the_own_authority_when_password_is_right(visitor) -> None:
    town = factories.authority()
    person = factories.person(town, Role.EDITOR, language="en")
    assert heading(visitor.get("/konto/anmelden/")) == "Anmelden"
    response = visitor.post("/konto/anmelden/", {"login": person.email.upper(), "password": "geheim-geheim"})
    assert response["Location"] == "/"
    assert response.cookies["nahbar_language"].value == "en"
    assert visitor.get("/")["Location"] == f"/{town.slug}/"


def test_login_says_what_to_do_when_password_is_wrong(visitor) -> None:
    person = factories.person(factories.authority(), Role.EDITOR)
    for email in (person.email, "niemand@musterau.example"):
        response = visitor.post("/konto/anmelden/", {"login": email, "password": "falsch"})
        assert "weil Mail-Adresse und Passwort nicht zusammengehören" in response.content.decode()


def test_login_stops_when_it_was_tried_too_often(visitor) -> None:
    person = factories.person(factories.authority(), Role.EDITOR)
    for _ in range(10):
        visitor.post("/konto/anmelden/", {"login": person.email, "password": "falsch"})
    response = visitor.post("/konto/anmelden/", {"login": person.email, "password": "geheim-geheim"})
    assert "weil es zu viele Versuche gab" in response.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_login_is_closed_when_the_person_signs_by_mail_link_only(visitor, at) -> None:
    town = factories.authority()
    admin = factories.person(town, Role.ADMINISTRATOR)
    signer = authority.add_signer(town, email="lea@musterau.example", name="Lea", by=admin, at=at)
    visitor.post("/konto/anmelden/", {"login": signer.email, "password": ""})
    visitor.post("/konto/passwort/vergessen/", {"email": signer.email})
    assert "_auth_user_id" not in visitor.session
    assert sent.outbox == []


def test_password_is_set_anew_when_the_mail_link_is_followed(visitor) -> None:
    person = factories.person(factories.authority(), Role.EDITOR)
    response = visitor.post("/konto/passwort/vergessen/", {"email": person.email})
    assert response["Location"] == "/konto/passwort/gesendet/"
    assert sent.outbox[0].subject == "Neues Passwort für Nahbar setzen"
    found = re.search(r"/konto/passwort/neu/\S+", sent.outbox[0].body)
    assert found is not None
    form = visitor.get(found[0], follow=True)
    assert heading(form) == "Neues Passwort setzen"
    visitor.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert heading(Client(headers={"accept-language": "de"}).get(found[0])) == "Dieser Link gilt nicht mehr"


def test_no_mail_is_sent_when_nobody_has_the_address(visitor) -> None:
    response = visitor.post("/konto/passwort/vergessen/", {"email": "niemand@musterau.example"})
    assert response["Location"] == "/konto/passwort/gesendet/"
    assert sent.outbox == []


@pytest.mark.parametrize(
    "path", ["registrieren/", "adressen/", "bestaetigen/", "passwort/setzen/", "signup/"]
)
def test_pages_nobody_needs_lead_nowhere(visitor, path) -> None:
    visitor.force_login(factories.person(factories.authority(), Role.EDITOR), backend=BACKEND)
    for response in (visitor.get(f"/konto/{path}"), visitor.post(f"/konto/{path}", {"email": "x@x.example"})):
        assert response.status_code == 404
    assert Person.objects.count() == 1


def test_start_lets_choose_when_a_person_belongs_to_several(visitor) -> None:
    first, second = factories.authority(name="Amt A"), factories.authority(name="Amt B")
    person = factories.person(first, Role.EDITOR)
    factories.Membership.objects.create(
        authority=second, person=person, role=Role.EDITOR, granted_at=factories.AT
    )
    factories.authority(name="Fremdes Amt")
    visitor.force_login(person, backend=BACKEND)
    page = visitor.get("/")
    assert heading(page) == "Wo möchten Sie arbeiten?"
    assert re.findall(r'class="kern-label">(Amt .|Fremdes Amt)<', page.content.decode()) == ["Amt A", "Amt B"]


def test_own_account_is_saved_when_the_form_is_complete(visitor) -> None:
    person = factories.person(factories.authority(), Role.OFFICER)
    visitor.force_login(person, backend=BACKEND)
    given = {"name": "Olga Neu", "function": "Datenschutz", "language": "en", "theme": "dark"}
    response = visitor.post("/konto/", given)
    assert response["Location"] == "/konto/"
    assert response.cookies["nahbar_language"].value == "en"
    person.refresh_from_db()
    assert {key: getattr(person, key) for key in given} == given


def test_own_account_asks_for_login_when_nobody_is_signed_in(visitor) -> None:
    assert visitor.get("/konto/")["Location"] == "/konto/anmelden/?next=/konto/"


def test_password_changes_when_the_present_one_is_known(visitor) -> None:
    person = factories.person(factories.authority(), Role.EDITOR)
    visitor.force_login(person, backend=BACKEND)
    new = {"password1": PASSWORD, "password2": PASSWORD}
    wrong = visitor.post("/konto/passwort/", {"oldpassword": "falsch", **new})
    assert "Das ist nicht Ihr jetziges Passwort." in wrong.content.decode()
    visitor.post("/konto/passwort/", {"oldpassword": "geheim-geheim", **new})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert "_auth_user_id" in visitor.session
