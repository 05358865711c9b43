# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting up a mail drop: what the editor sees, types and never sees again."""

from datetime import timedelta

import pytest

from nahbar.cli.running import ROUNDS
from nahbar.foundation import clock
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.topics import actions
from nahbar.topics.actions.asking import Asking
from nahbar.topics.models import Source, Topic, TopicSender
from nahbar.wire.mailbox import NoMailbox, Trouble
from tests import factories
from tests.topics.readers.mailbox_double import SECRET, SETTINGS, Box, mail

pytestmark = pytest.mark.django_db
SAID = {**SETTINGS, **SECRET, "way": "tls", "mark": "no"}


@pytest.fixture
def box(monkeypatch):
    made = Box(mail(at=clock.now() - timedelta(hours=1)), mail(sender="x@anderswo.example"))

    def opened(ask, server):
        ask.requests += 1
        return made.mailbox(server)

    monkeypatch.setattr(Asking, "mailbox", opened)
    return made


@pytest.fixture
def refusing(box, monkeypatch):
    """From here on the mailbox is in this trouble."""

    def begin(trouble):
        def refused(*_args, **_more):
            raise NoMailbox(trouble)

        monkeypatch.setattr(box, "choose", refused)

    return begin


def set_up(client, desk, **said):
    found = client.post(f"/{desk.slug}/themen/quellen/neu/mail/", {**SAID, **said})
    saved = client.post(f"/{desk.slug}/themen/quellen/hinzufuegen/", {"choice": "0"}, follow=True)
    return found.content.decode(), saved.content.decode()


def test_page_proposes_the_own_domain_and_says_that_senders_can_be_forged(client, desk):
    desk.own_contacts = "115\nrathaus@stadt-musterau.example\nstadt@gmx.de"
    desk.save()
    page = client.get(f"/{desk.slug}/themen/quellen/neu/mail/").content.decode()
    assert "stadt-musterau.example\nmusterau.example</textarea>" in page
    assert "gmx.de" not in page
    assert "Ein Absender lässt sich fälschen" in page
    assert 'type="password"' in page


def test_mail_drop_is_set_up_and_the_password_is_in_no_page_and_no_row(client, desk, box):
    found, saved = set_up(client, desk)
    assert "Die Anmeldung hat geklappt. 1 Mail von einem fremden Absender wurde nicht gelesen." in found
    assert "Jedes Lesen ist eine Anmeldung bei Ihrem Mailserver, einmal in der Stunde." in found
    assert "1 neues Thema." in saved
    source = Source.objects.get()
    kept = repr([source.settings, source.cursor, bytes(source.secret), list(Entry.objects.values())])
    assert "geheim" not in found + saved + kept + repr(dict(client.session))
    assert box.server.password == "geheim"


def test_sender_stands_beside_the_topic_until_its_day_and_its_page_asks_little(
    client, desk, box, django_assert_max_num_queries
):
    set_up(client, desk)
    topic = Topic.objects.get()
    with django_assert_max_num_queries(40):
        page = client.get(f"/{desk.slug}/themen/{topic.pk}/").content.decode()
    assert "Eingesandt von bauamt@musterau.example, für Rückfragen." in page
    assert "anderswo" not in page
    (forget,) = (run for name, run, _every in ROUNDS if name == "forgetting")
    assert [forget(clock.now() + timedelta(days=days)) for days in (59, 62, 62)] == [0, 1, 0]
    assert "bauamt@musterau.example" not in client.get(f"/{desk.slug}/themen/{topic.pk}/").content.decode()
    assert Entry.objects.filter(verb="topics.forget_senders", authority_id=desk.pk).count() == 1


def test_senders_of_each_authority_are_its_own(client, desk, box):
    set_up(client, desk)
    other = factories.authority()
    topic = Topic.objects.get()
    assert TopicSender.objects.get().authority == desk
    assert client.get(f"/{other.slug}/themen/{topic.pk}/").status_code == 404
    assert not Entry.objects.filter(authority_id=other.pk).exists()


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (Trouble.WRONG_PASSWORD, "hat die Anmeldung abgelehnt"),
        (Trouble.NO_PASSWORDS, "OAuth unterstützt Nahbar bei Postfächern nicht"),
        (Trouble.CERTIFICATE, "Das Zertifikat von mail.musterau.example"),
        (Trouble.SLOW, "hat zu lange nicht geantwortet"),
        (Trouble.ADDRESS_REFUSED, "NAHBAR_ALLOW_PRIVATE"),
        (Trouble.NO_TLS, "offen wird das Passwort nie gesendet"),
        (Trouble.UNREACHABLE, "antwortet an diesem Port nicht"),
        (Trouble.TOO_MUCH, "mehr gesendet, als ein Besuch bringen darf"),
        (Trouble.ODD, "antwortet kein Mailserver"),
        (Trouble.READ_ONLY, "das Konto darf nur lesen"),
    ],
)
def test_what_is_in_the_way_is_a_sentence_and_nothing_typed_is_lost_but_the_password(
    client, desk, refusing, trouble, sentence
):
    refusing(trouble)
    answer = client.post(f"/{desk.slug}/themen/quellen/neu/mail/", SAID)
    page = answer.content.decode()
    assert (answer.status_code, sentence.lower() in page.lower()) == (422, True)
    assert 'value="social@musterau.example"' in page
    assert "geheim" not in page


def test_trouble_later_stands_with_the_source_and_tries_again_less_often(client, desk, refusing):
    set_up(client, desk)
    source = Source.objects.get()
    refusing(Trouble.WRONG_PASSWORD)
    waits = []
    for _ in range(3):
        actions.read(source, by=HOUSE, at=clock.now())
        waits.append(round((source.next_read_at - clock.now()) / timedelta(hours=1)))
    assert waits == [1, 2, 4]
    assert "hat die Anmeldung abgelehnt" in client.get(f"/{desk.slug}/themen/quellen/").content.decode()
