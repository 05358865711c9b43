# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail drop against a real Dovecot, over the real wire: from the first look to the topic."""

import ssl
from datetime import timedelta

import pytest

from nahbar.foundation import clock
from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source, Topic, TopicSender
from nahbar.topics.readers.mails import trouble
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import SourceKind
from nahbar.wire import mail_line
from tests import factories
from tests.servers import dovecot
from tests.topics.readers.mailbox_double import mail

pytestmark = [pytest.mark.servers, pytest.mark.django_db]


@pytest.fixture
def server(tmp_path, settings, monkeypatch):
    with dovecot.serving(tmp_path) as running:
        settings.ALLOW_PRIVATE = [f"localhost:{running.tls}", f"localhost:{running.plain}"]
        monkeypatch.setattr(mail_line, "tls_context", lambda: ssl.create_default_context(cafile=running.pem))
        yield running


def given(running, password=dovecot.PASSWORD, **said):
    wanted = {"server": "localhost", "port": running.tls, "user": dovecot.USER, "senders": "musterau.example"}
    return Given(settings={**wanted, **said}, secret={"password": password})


def look(place, wanted):
    return actions.look(place, wanted, kind=SourceKind.MAIL, by=HOUSE, at=clock.now())


def added(place, wanted):
    (found,) = look(place, wanted)
    secret = dict(wanted.secret)
    return actions.add_source(place, found, kind=SourceKind.MAIL, secret=secret, by=HOUSE, at=clock.now())


def read(source):
    actions.read(source, by=HOUSE, at=clock.now())
    return source.last_result


def fresh(**values):
    return bytes(mail(at=clock.now() - timedelta(hours=1), **values))


def test_mails_become_topics_and_strangers_are_counted(server):
    place = factories.authority(departments="Bauamt\nKita")
    for made in (
        fresh(),
        fresh(subject="Gewinn", sender="x@anderswo.example"),
        fresh(subject="Kita", Auto_Submitted="auto-replied"),
    ):
        server.deliver(made)
    source = added(place, given(server))
    assert read(source).endswith(
        "1 neues Thema. 1 Mail von einem fremden Absender wurde nicht gelesen. "
        "1 automatische Mail wurde ausgelassen (Abwesenheit, nicht zugestellt, Verteiler)."
    )  # fmt: skip
    topic = Topic.objects.get()
    assert (topic.title, topic.department, topic.sender.address, source.requests) == (
        "Freibad öffnet", "Bauamt", "bauamt@musterau.example", 1,
    )  # fmt: skip
    assert server.seen() == 0
    assert read(source) == "Nichts Neues."
    server.deliver(fresh(subject="Neue Kita"))
    assert read(source) == "1 neues Thema."
    assert dovecot.PASSWORD.encode() not in bytes(Source.objects.get().secret)


def test_reply_updates_its_topic_and_is_no_second_one(server):
    source = added(factories.authority(), given(server))
    server.deliver(fresh(Message_ID="<a@musterau.example>"))
    read(source)
    server.deliver(
        fresh(text="Der Eintritt ist frei.", subject="AW: Freibad öffnet", References="<a@musterau.example>")
    )
    assert read(source) == "1 Thema in der Quelle geändert."
    topic = Topic.objects.get()
    assert topic.text.startswith("Am Samstag öffnet das Freibad.\n\nNachtrag vom ")
    assert topic.wordings.count() == 1


def test_folder_with_umlauts_starttls_and_marking_as_read(server):
    server.deliver(fresh())
    server.deliver(fresh(), folder="Themen f&APw-r uns")
    (found,) = look(factories.authority(), given(server))
    assert "Themen für uns" in found.note
    source = added(
        factories.authority(),
        given(server, port=server.plain, way="starttls", folder="Themen für uns", mark="yes"),
    )
    assert read(source) == "1 neues Thema."
    (marked,) = (server.mails / ".Themen f&APw-r uns" / "cur").glob("*:2,*S*")
    assert marked.exists()


def test_moved_and_deleted_mails_do_no_harm(server):
    server.deliver(fresh())
    source = added(factories.authority(), given(server))
    read(source)
    for one in (server.mails / "cur").iterdir():
        one.unlink()
    server.deliver(fresh(subject="Kita"))
    assert read(source) == "1 neues Thema."


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"password": "falsch"}, trouble.PasswordWrong),
        ({"folder": "Gibt es nicht"}, trouble.FolderMissing),
        ({"port": 1}, trouble.MailServerNotAllowed),
        ({"server": "127.0.0.1"}, trouble.MailServerNotAllowed),
        ({"way": "starttls"}, trouble.MailServerSlow),
    ],
)
def test_what_is_in_the_way_is_said(server, monkeypatch, said, complaint):
    monkeypatch.setattr(mail_line, "CONNECT_SECONDS", 2.0)
    with pytest.raises(complaint):
        look(factories.authority(), given(server, **said))


def test_certificate_of_another_name_is_said(server, settings):
    settings.ALLOW_PRIVATE = ["127.0.0.1"]
    with pytest.raises(trouble.CertificateOdd):
        look(factories.authority(), given(server, server="127.0.0.1"))


def test_same_mailbox_is_not_added_twice_but_another_folder_is(server):
    place = factories.authority()
    server.deliver(fresh(), folder="Presse")
    added(place, given(server))
    with pytest.raises(actions.SourceKnown):
        added(place, given(server, senders="kita@musterau.example"))
    added(place, given(server, folder="Presse"))
    assert Source.objects.count() == 2


def test_mailbox_set_up_anew_gives_no_topic_twice(server):
    place = factories.authority()
    server.deliver(fresh())
    source = added(place, given(server))
    read(source)
    actions.remove(source, by=HOUSE, at=clock.now())
    assert read(added(place, given(server, senders="bauamt@musterau.example"))) == "Nichts Neues."
    assert Topic.objects.count() == 1


def test_addresses_of_senders_are_forgotten(server):
    server.deliver(fresh())
    read(added(factories.authority(), given(server)))
    assert actions.forget_senders(at=clock.now() + timedelta(days=59)) == 0
    assert actions.forget_senders(at=clock.now() + timedelta(days=62)) == 1
    assert TopicSender.objects.count() == 0
