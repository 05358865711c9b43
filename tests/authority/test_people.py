# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How people come in, and what keeps others out."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail as sent

from nahbar.authority import actions as authority
from nahbar.authority import mail, queries
from nahbar.authority.models import Invitation, Membership, Person
from nahbar.authority.permissions import NotAllowed, roles_of
from nahbar.authority.states import Role
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "ein-sehr-langes-geheimnis"


@pytest.fixture
def town():
    return factories.authority(name="Stadt Musterau")


@pytest.fixture
def admin(town):
    return factories.person(town, Role.ADMINISTRATOR, name="Anna Admin")


def token_in_mail() -> str:
    found = re.search(r"/einladung/([\w-]+)/", sent.outbox[-1].body)
    assert found is not None
    return found[1]


def invite(town, admin, at, **values) -> Invitation:
    given = {
        "email": "Neu@Musterau.example",
        "name": "Nele Neu",
        "roles": [Role.EDITOR],
        "by": admin,
        "at": at,
    }
    return authority.invite(town, **{**given, **values})


def verbs(town) -> list[str]:
    return list(Entry.objects.filter(authority_id=town.pk).values_list("verb", flat=True))


def test_invitation_lets_a_person_in_when_the_link_is_followed(town, admin, at) -> None:
    invitation = invite(town, admin, at, roles=[Role.COSIGNER, Role.EDITOR])
    assert sent.outbox[-1].to == ["neu@musterau.example"]
    assert sent.outbox[-1].subject == "Stadt Musterau lädt Sie zur Arbeit mit Nahbar ein"
    token = token_in_mail()
    assert token not in str(Invitation.objects.values())
    assert token not in str(Entry.objects.values())
    person = authority.accept(token, name="Nele Neu", function="Presse", password=PASSWORD, at=at)
    assert person.check_password(PASSWORD)
    assert (person.email, person.function) == ("neu@musterau.example", "Presse")
    assert roles_of(person, town) == {Role.EDITOR, Role.COSIGNER}
    assert verbs(town) == ["authority.invite", "authority.accept"]
    invitation.refresh_from_db()
    assert invitation.used_at == at


def test_invitation_opens_nothing_when_it_was_used(town, admin, at) -> None:
    invite(town, admin, at)
    token = token_in_mail()
    authority.accept(token, password=PASSWORD, at=at)
    with pytest.raises(authority.InvitationLapsed):
        authority.accept(token, password="ein-anderes-geheimnis", at=at)
    assert Person.objects.get(email="neu@musterau.example").check_password(PASSWORD)


def test_invitation_opens_nothing_when_seven_days_have_passed(town, admin, at) -> None:
    invite(town, admin, at)
    with pytest.raises(authority.InvitationLapsed):
        authority.accept(token_in_mail(), password=PASSWORD, at=at + timedelta(days=7))
    assert not Person.objects.filter(email="neu@musterau.example").exists()


def test_invitation_opens_nothing_when_it_was_taken_back(town, admin, at) -> None:
    invitation = invite(town, admin, at)
    authority.take_back_invitation(invitation, by=admin, at=at)
    authority.take_back_invitation(invitation, by=admin, at=at)
    with pytest.raises(authority.InvitationLapsed):
        authority.accept(token_in_mail(), password=PASSWORD, at=at)
    assert verbs(town) == ["authority.invite", "authority.take_back_invitation"]


def test_older_invitation_opens_nothing_when_a_newer_one_was_sent(town, admin, at) -> None:
    invite(town, admin, at)
    older = token_in_mail()
    invite(town, admin, at)
    with pytest.raises(authority.InvitationLapsed):
        authority.accept(older, password=PASSWORD, at=at)
    assert authority.accept(token_in_mail(), password=PASSWORD, at=at).name == "Nele Neu"


def test_invitation_opens_nothing_when_its_sender_is_no_administrator_any_more(town, admin, at) -> None:
    invite(town, admin, at, roles=[Role.ADMINISTRATOR])
    Membership.objects.filter(person=admin).delete()
    with pytest.raises(authority.InvitationLapsed):
        authority.accept(token_in_mail(), password=PASSWORD, at=at)


def test_person_keeps_name_and_password_when_invited_elsewhere(town, admin, at) -> None:
    elsewhere = factories.authority()
    known = factories.person(elsewhere, Role.EDITOR, name="Karl Kannt")
    invite(town, admin, at, email=known.email.upper(), name="Anders", roles=[Role.APPROVER])
    person = authority.accept(token_in_mail(), name="Ganz anders", password=PASSWORD, at=at)
    known.refresh_from_db()
    assert person.pk == known.pk
    assert known.name == "Karl Kannt"
    assert known.check_password("geheim-geheim")
    assert roles_of(known, town) == {Role.APPROVER}
    assert roles_of(known, elsewhere) == {Role.EDITOR}


def test_password_is_refused_when_it_is_easy(town, admin, at) -> None:
    invite(town, admin, at)
    with pytest.raises(authority.PasswordWeak):
        authority.accept(token_in_mail(), password="passwort1", at=at)
    assert Invitation.objects.get().used_at is None


def test_invitation_is_refused_when_it_names_no_role(town, admin, at) -> None:
    with pytest.raises(authority.RoleMissing):
        invite(town, admin, at, roles=[])
    assert sent.outbox == []


def test_invitation_stands_when_the_mail_server_refuses(town, admin, at, monkeypatch) -> None:
    def refuse(*_args, **_kwargs):
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(mail.MailNotSent) as refusal:
        invite(town, admin, at)
    assert str(refusal.value) == (
        "Die Mail an neu@musterau.example wurde nicht versandt, weil der Mailserver sie nicht angenommen hat. Alles "
        "andere ist gespeichert. Bitte lassen Sie die Mail-Einstellungen prüfen und senden Sie die Mail dann erneut."
    )
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_people_stay_as_they_are_when_somebody_else_than_an_administrator_acts(town, admin, at, role) -> None:
    somebody = factories.person(town, role)
    pending = invite(town, admin, at)
    before = (
        Membership.objects.count(),
        Person.objects.count(),
        Invitation.objects.count(),
        Entry.objects.count(),
    )
    for attempt in (
        lambda: invite(town, somebody, at),
        lambda: authority.add_signer(town, email="x@x.example", name="X", by=somebody, at=at),
        lambda: authority.grant(town, person=somebody, role=Role.ADMINISTRATOR, by=somebody, at=at),
        lambda: authority.revoke(town, person=admin, role=Role.ADMINISTRATOR, by=somebody, at=at),
        lambda: authority.take_back_invitation(pending, by=somebody, at=at),
        lambda: authority.describe(town, name="Anders", by=somebody, at=at),
        lambda: authority.join(
            town, email="x@x.example", name="X", roles=[role], password=PASSWORD, by=somebody, at=at
        ),
        lambda: authority.introduce(
            admin, name="X", function="", language="de", theme="", by=somebody, at=at
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    after = (
        Membership.objects.count(),
        Person.objects.count(),
        Invitation.objects.count(),
        Entry.objects.count(),
    )
    assert after == before


def test_signer_cannot_log_in_when_added_without_a_login(town, admin, at) -> None:
    signer = authority.add_signer(
        town,
        email="Leitung@musterau.example",
        name="Lea Leitung",
        role=Role.APPROVER,
        function="Leitung",
        by=admin,
        at=at,
    )
    assert not signer.has_usable_password()
    assert roles_of(signer, town) == {Role.APPROVER}
    assert set(queries.signers(town)) == {admin, signer}
    again = authority.add_signer(
        town, email="leitung@musterau.example", name="X", role=Role.APPROVER, by=admin, at=at
    )
    assert again.name == "Lea Leitung"
    assert verbs(town) == ["authority.add_signer"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR, Role.OFFICER])
def test_signer_is_refused_when_the_role_needs_a_login(town, admin, at, role) -> None:
    with pytest.raises(authority.SignerRoleOdd):
        authority.add_signer(town, email="x@x.example", name="X", role=role, by=admin, at=at)


def test_signer_gets_a_login_when_invited_later(town, admin, at) -> None:
    signer = authority.add_signer(town, email="x@x.example", name="X", by=admin, at=at)
    invite(town, admin, at, email="x@x.example")
    authority.accept(token_in_mail(), password=PASSWORD, at=at)
    signer.refresh_from_db()
    assert signer.check_password(PASSWORD)
    assert roles_of(signer, town) == {Role.COSIGNER, Role.EDITOR}


def test_role_is_given_once_when_granted_twice(town, admin, at) -> None:
    somebody = factories.person(town, Role.EDITOR)
    for _ in range(2):
        authority.grant(town, person=somebody, role=Role.APPROVER, by=admin, at=at)
    assert queries.roles_by_person(town)[somebody.pk] == [Role.EDITOR, Role.APPROVER]
    assert verbs(town) == ["authority.grant"]


def test_role_is_refused_when_the_person_belongs_elsewhere(town, admin, at) -> None:
    stranger = factories.person(factories.authority(), Role.EDITOR)
    with pytest.raises(authority.NotAMember):
        authority.grant(town, person=stranger, role=Role.EDITOR, by=admin, at=at)
    assert roles_of(stranger, town) == frozenset()


def test_administrator_stays_when_nobody_else_could_log_in_as_one(town, admin, at) -> None:
    signer = authority.add_signer(town, email="x@x.example", name="X", by=admin, at=at)
    authority.grant(town, person=signer, role=Role.ADMINISTRATOR, by=admin, at=at)
    with pytest.raises(authority.LastAdministrator):
        authority.revoke(town, person=admin, role=Role.ADMINISTRATOR, by=admin, at=at)
    second = factories.person(town, Role.ADMINISTRATOR)
    authority.revoke(town, person=admin, role=Role.ADMINISTRATOR, by=second, at=at)
    assert roles_of(admin, town) == frozenset()
    assert list(queries.authorities_of(admin)) == []


def test_name_is_noted_everywhere_when_a_person_changes_it(town, admin, at) -> None:
    other = factories.authority()
    Membership.objects.create(authority=other, person=admin, role=Role.EDITOR, granted_at=at)
    authority.introduce(
        admin, name="Anna Neu", function="Presse", language="en", theme="dark", by=admin, at=at
    )
    assert (admin.name, admin.language, admin.theme) == ("Anna Neu", "en", "dark")
    for place in (town, other):
        line = Entry.objects.get(authority_id=place.pk)
        assert (line.verb, line.by_name, line.details["old_name"]) == (
            "authority.introduce",
            "Anna Neu",
            "Anna Admin",
        )
    authority.introduce(admin, name="Anna Neu", function="Presse", language="de", theme="", by=admin, at=at)
    assert Entry.objects.count() == 2


def test_house_lets_somebody_in_when_on_the_command_line(town, at) -> None:
    person = authority.join(
        town, email="a@b.example", name="Ada", roles=[Role.EDITOR], password=PASSWORD, by=HOUSE, at=at
    )
    assert person.check_password(PASSWORD)
    assert roles_of(person, town) == {Role.EDITOR}
