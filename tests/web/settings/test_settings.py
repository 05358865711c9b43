# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting up: what is done, what comes next, who may."""

import re
from uuid import uuid4

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from nahbar.authority import mail
from nahbar.authority.models import Invitation, Membership, Person
from nahbar.authority.permissions import roles_of
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.web.settings import progress
from nahbar.web.settings.urls import urlpatterns
from tests import factories

pytestmark = pytest.mark.django_db
DESCRIBED = {
    "name": "Stadt Neuau",
    "level": "kommune",
    "land": "DE-NI",
    "time_zone": "Europe/Berlin",
    "colour": "#114488",
    "own_contacts": "0551 1234",
    "late_after_hours": "24",
}


@pytest.fixture
def town():
    return factories.authority(name="Stadt Musterau")


@pytest.fixture
def admin(town):
    return factories.person(town, Role.ADMINISTRATOR, name="Anna Admin")


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "de"})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def answer(response) -> str:
    found = re.search(r'<p class="nb-answer">(.*?)</p>', response.content.decode(), re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


def test_overview_names_the_next_step_when_something_is_missing(town, admin) -> None:
    page = signed_in(admin).get(reverse("settings:overview", args=[town.slug]))
    assert answer(page) == "Noch nicht bereit zu senden. Als Nächstes: Personen."
    factories.person(town, Role.APPROVER)
    page = signed_in(admin).get(reverse("settings:overview", args=[town.slug]))
    assert answer(page) == "Noch nicht bereit zu senden. Als Nächstes: Kanäle."
    factories.channel(town)
    page = signed_in(admin).get(reverse("settings:overview", args=[town.slug]))
    assert answer(page) == "Bereit zu senden. Noch lohnend: Quellen."


def test_steps_do_not_count_what_belongs_to_others(town, admin) -> None:
    other = factories.authority()
    factories.person(other, Role.APPROVER)
    factories.channel(other)
    factories.channel(town, state="broken")
    assert [step.is_done for step in progress.steps(town)] == [True, False, False, False, False]


def test_authority_is_described_when_an_administrator_saves(town, admin) -> None:
    client, url = signed_in(admin), reverse("settings:authority", args=[town.slug])
    assert client.post(url, DESCRIBED)["Location"] == url
    town.refresh_from_db()
    assert (town.name, town.own_contacts, town.late_after_hours) == ("Stadt Neuau", "0551 1234", 24)
    page = client.get(url).content.decode()
    assert "Anna Admin hat die Angaben zur Behörde „Stadt Neuau“ geändert." in page
    assert "Sie können das ändern, weil Sie die Rolle Administration haben." in page


def test_authority_stays_when_the_colour_is_too_light(town, admin) -> None:
    url = reverse("settings:authority", args=[town.slug])
    response = signed_in(admin).post(url, {**DESCRIBED, "colour": "#ffcc00"})
    assert response.status_code == 422
    assert "weil weißer Text darauf schwer zu lesen ist" in response.content.decode()
    town.refresh_from_db()
    assert town.name == "Stadt Musterau"


def test_invitation_is_written_when_an_administrator_invites(town, admin) -> None:
    form = {
        "invite-name": "Nele Neu",
        "invite-email": "nele@musterau.example",
        "invite-roles": ["editor", "approver"],
    }
    client = signed_in(admin)
    page = client.post(reverse("settings:invite", args=[town.slug]), form, follow=True).content.decode()
    assert "Die Einladung an nele@musterau.example ist geschrieben." in page
    assert Invitation.objects.get().roles == ["editor", "approver"]
    assert [letter.to for letter in sent.outbox] == [["nele@musterau.example"]]
    assert re.search(r"/einladung/[\w-]+/", page) is None
    client.post(reverse("settings:take_back", args=[town.slug, Invitation.objects.get().pk]))
    assert "Nele Neu, nele@" not in client.get(reverse("settings:people", args=[town.slug])).content.decode()


def test_people_page_shows_only_own_people(town, admin) -> None:
    factories.person(factories.authority(), Role.EDITOR, name="Fremde Frieda")
    factories.person(town, Role.EDITOR, name="Edda Eigen")
    page = signed_in(admin).get(reverse("settings:people", args=[town.slug]))
    assert answer(page) == "2 Personen gehören zur Behörde, 2 können mitzeichnen."
    assert re.findall(r"<h3>(.*?)</h3>", page.content.decode()) == ["Anna Admin", "Edda Eigen"]


def test_roles_change_when_an_administrator_gives_and_takes_them(town, admin) -> None:
    somebody, client = factories.person(town, Role.EDITOR), signed_in(admin)
    client.post(reverse("settings:grant", args=[town.slug, somebody.pk]), {"role": "approver"})
    client.post(reverse("settings:revoke", args=[town.slug, somebody.pk]), {"role": "editor"})
    assert roles_of(somebody, town) == {Role.APPROVER}
    refused = client.post(reverse("settings:revoke", args=[town.slug, admin.pk]), {"role": "administrator"})
    assert refused.status_code == 422
    assert "Bitte geben Sie diese Rolle zuerst einer weiteren Person." in refused.content.decode()


def test_signer_is_added_when_an_administrator_names_one(town, admin) -> None:
    form = {"signer-name": "Lea Leitung", "signer-email": "lea@musterau.example", "signer-role": "approver"}
    signed_in(admin).post(reverse("settings:add_signer", args=[town.slug]), form)
    lea = Person.objects.get(email="lea@musterau.example")
    assert (roles_of(lea, town), lea.has_usable_password()) == ({Role.APPROVER}, False)


def test_mail_page_shows_own_mails_without_their_links_when_they_are_files(
    town, admin, settings, tmp_path
) -> None:
    settings.EMAIL_BACKEND = "nahbar.authority.outbox.Outbox"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    other = factories.authority()
    mail.send(to="fremd@nachbarau.example", subject="Fremde Mail", text="x", authority=other.pk)
    mail.send(to=admin.email, subject="Auch fremd", text="x", authority=other.pk)
    mail.send(to=admin.email, subject="Grüße aus Musterau", text="/einladung/geheim/", authority=town.pk)
    page = signed_in(admin).get(reverse("settings:mail", args=[town.slug])).content.decode()
    assert str(tmp_path / "outbox") in page
    assert re.findall(r"<span>([^<]*)<br><span class=\"nb-muted\">[^<]*@", page) == ["Grüße aus Musterau"]
    assert "geheim" not in page
    assert (tmp_path / "outbox").stat().st_mode & 0o077 == 0
    reader = factories.person(town, Role.EDITOR)
    assert (
        "Grüße aus Musterau"
        not in signed_in(reader).get(reverse("settings:mail", args=[town.slug])).content.decode()
    )


def test_trial_mail_goes_to_the_one_who_asks(town, admin) -> None:
    signed_in(admin).post(reverse("settings:try_mail", args=[town.slug]))
    assert [letter.to for letter in sent.outbox] == [[admin.email]]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR, Role.LEADERSHIP])
def test_nothing_changes_when_somebody_else_than_an_administrator_posts(town, admin, role) -> None:
    reader = factories.person(town, role)
    pending = Invitation.objects.create(
        authority=town,
        email="x@x.example",
        name="X",
        roles=["editor"],
        invited_by=admin,
        token_digest="0" * 64,
        created_at=factories.AT,
        expires_at=factories.AT.replace(year=2099),
    )
    form = {
        **DESCRIBED,
        "role": "administrator",
        "invite-name": "N",
        "invite-email": "n@x.example",
        "invite-roles": ["administrator"],
        "signer-name": "S",
        "signer-email": "s@x.example",
        "signer-role": "approver",
    }
    client, said = signed_in(reader), {}
    things = {"grant": reader.pk, "revoke": admin.pk, "take_back": pending.pk}
    for entry in urlpatterns:
        args = [town.slug, things.get(entry.name, uuid4())] if entry.pattern.converters else [town.slug]
        url = reverse(f"settings:{entry.name}", args=args)
        said[entry.name] = client.post(url, form).status_code
    reading = {"overview": 405, "people": 405, "mail": 405}
    assert said == {entry.name: reading.get(entry.name, 403) for entry in urlpatterns}
    town.refresh_from_db()
    pending.refresh_from_db()
    assert (town.name, pending.expires_at.year) == ("Stadt Musterau", 2099)
    assert (Person.objects.count(), Membership.objects.count(), Entry.objects.count()) == (2, 2, 0)
    assert sent.outbox == []


@pytest.mark.parametrize("name", ["overview", "authority", "people", "mail"])
def test_officer_reads_every_page_and_finds_no_form(town, name) -> None:
    officer = factories.person(town, Role.OFFICER)
    response = signed_in(officer).get(reverse(f"settings:{name}", args=[town.slug]))
    assert response.status_code == 200
    main = response.content.decode().split('id="inhalt"')[1]
    assert re.findall(r'<form[^>]*method="post"', main) == []
