# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mailbox opened through the guard, against a server that misbehaves in every way we know."""

import ssl
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.wire import mail_line, mailbox
from nahbar.wire.folder_names import decoded, encoded
from nahbar.wire.imap_answers import folders, heads, numbers
from nahbar.wire.mailbox import NoMailbox, Server, Trouble
from tests.memory import growth
from tests.servers.mailboxes import mailboxes
from tests.wire.certificate import certificate

NAME = "localhost"
MAIL = b"From: bauamt@musterau.example\r\nSubject: Freibad\r\n\r\nEs \xc3\xb6ffnet.\r\n"


@pytest.fixture(scope="module")
def pem(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("mail"), NAME)


@pytest.fixture
def trusted(pem, monkeypatch):
    monkeypatch.setattr(mail_line, "tls_context", lambda: ssl.create_default_context(cafile=pem))


@pytest.fixture
def server(pem, trusted, settings):
    with mailboxes(pem) as running:
        settings.ALLOW_PRIVATE = [f"{NAME}:{running.port}"]
        yield running


def at(running, **more):
    return Server(NAME, running.port, "social", "geheim", **more)


def visit(running, seconds=5.0, **more):
    """Everything a reading asks."""
    with mailbox.opened(at(running, **more), seconds=seconds) as box:
        found = box.folders(), box.choose("INBOX"), box.since(date(2026, 11, 1))
        return *found, box.heads(found[2]), [box.mail(number) for number in found[2]]


def trouble(running, seconds=5.0, **more):
    with pytest.raises(NoMailbox) as caught:
        visit(running, seconds, **more)
    return caught.value.trouble


def test_mails_are_found_and_fetched_and_none_is_marked(server):
    server.holds(MAIL, MAIL.replace(b"Freibad", b"Kita"))
    names, numbering, found, tops, whole = visit(server)
    assert (names, numbering, found, whole[0]) == (("INBOX",), 7, (1, 2), MAIL)
    assert [(one.number, one.size, b"Subject: " in one.data) for one in tops] == [
        (1, len(MAIL), True),
        (2, len(MAIL) - 3, True),
    ]
    said = b"\n".join(server.asked).upper()
    assert b"EXAMINE" in said
    assert b"PEEK" in said
    assert b"STORE" not in said
    assert b"DELETE" not in said


def test_mail_is_marked_when_asked(server):
    server.holds(MAIL)
    with mailbox.opened(at(server), seconds=5) as box:
        box.choose("INBOX", may_mark=True)
        box.mark(1)
    assert any(b"+FLAGS.SILENT (\\Seen)" in line for line in server.asked)


def test_starttls_encrypts_before_the_password_and_asks_anew_what_the_server_can(pem, trusted, settings):
    with mailboxes(pem, is_tls=False) as running:
        settings.ALLOW_PRIVATE = [f"{NAME}:{running.port}"]
        said = [
            b"* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n",
            b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
        ]
        running.answers[b"CAPABILITY"] = lambda talk: talk.say(said.pop(0) + talk.tag + b" OK done\r\n")
        running.holds(MAIL)
        assert visit(running, is_tls=False)[4] == [MAIL]
    commands = [line.split()[1] for line in running.asked[:4]]
    assert commands == [b"CAPABILITY", b"STARTTLS", b"CAPABILITY", b"AUTHENTICATE"]


@pytest.mark.parametrize(("can", "is_tls"), [(b"AUTH=PLAIN", False), (b"", False), (b"AUTH=PLAIN", True)])
def test_password_is_never_sent_in_the_open(pem, trusted, settings, can, is_tls):
    with mailboxes(pem, is_tls=False) as running:
        settings.ALLOW_PRIVATE = [f"{NAME}:{running.port}"]
        running.answers[b"CAPABILITY"] = b"* CAPABILITY IMAP4rev1 " + can + b"\r\n"
        assert trouble(running, is_tls=is_tls) is Trouble.NO_TLS
    assert not any(b"AUTHENTICATE" in line or b"LOGIN" in line for line in running.asked)


def test_what_was_said_before_tls_is_refused(pem, trusted, settings):
    with mailboxes(pem, is_tls=False) as running:
        settings.ALLOW_PRIVATE = [f"{NAME}:{running.port}"]
        running.answers[b"CAPABILITY"] = b"* CAPABILITY IMAP4rev1 STARTTLS\r\n"
        running.injected = b"* CAPABILITY IMAP4rev1 LOGIN\r\n"
        assert trouble(running, is_tls=False) is Trouble.NO_TLS
    assert running.asked[-1].endswith(b"STARTTLS")


def test_certificate_of_another_name_is_refused(pem, settings, tmp_path, monkeypatch):
    other = certificate(tmp_path, "anderswo.example")
    monkeypatch.setattr(mail_line, "tls_context", lambda: ssl.create_default_context(cafile=other))
    with mailboxes(other) as running:
        settings.ALLOW_PRIVATE = [f"{NAME}:{running.port}"]
        assert trouble(running) is Trouble.CERTIFICATE
    assert running.asked == []


def test_certificate_nobody_signed_is_refused(server, monkeypatch):
    monkeypatch.setattr(mail_line, "tls_context", ssl.create_default_context)
    assert trouble(server) is Trouble.CERTIFICATE


def test_private_address_is_refused_unless_the_operator_allows_it(server, settings):
    settings.ALLOW_PRIVATE = []
    assert trouble(server) is Trouble.ADDRESS_REFUSED
    settings.ALLOW_PRIVATE = [f"{NAME}:1"]
    assert trouble(server) is Trouble.ADDRESS_REFUSED


def test_nobody_listens(server):
    server.port = 1
    assert trouble(server) in {Trouble.UNREACHABLE, Trouble.ADDRESS_REFUSED}


@pytest.mark.parametrize(
    ("host", "said", "expected"),
    [
        (NAME, b"NO [AUTHENTICATIONFAILED] Authentication failed.", Trouble.WRONG_PASSWORD),
        (NAME, b"NO AUTHENTICATE failed. BasicAuthBlocked", Trouble.NO_PASSWORDS),
        (NAME, b"NO Basic authentication is disabled.", Trouble.NO_PASSWORDS),
        (NAME, b"BAD what", Trouble.WRONG_PASSWORD),
    ],
)
def test_login_that_is_refused_says_why(server, host, said, expected):
    server.answers[b"AUTHENTICATE"] = lambda talk: talk.say(talk.tag + b" " + said + b"\r\n")
    assert trouble(server) is expected


def test_server_that_takes_no_passwords_is_told_from_a_wrong_one(server):
    server.answers[b"CAPABILITY"] = b"* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2\r\n"
    assert trouble(server) is Trouble.NO_PASSWORDS


def test_user_name_cannot_smuggle_a_command(server):
    server.answers[b"CAPABILITY"] = b"* CAPABILITY IMAP4rev1\r\n"
    with mailbox.opened(Server(NAME, server.port, 'a" "b', 'c"d'), seconds=5):
        pass
    assert server.asked[1].split(b" ", 1)[1] == b'LOGIN "a\\" \\"b" "c\\"d"'


def test_folder_that_is_missing(server):
    server.answers[b"EXAMINE"] = lambda talk: talk.say(talk.tag + b" NO nothing there\r\n")
    assert trouble(server) is Trouble.NO_FOLDER


def test_folder_that_may_only_be_looked_at(server):
    server.answers[b"SELECT"] = b"* OK [READ-ONLY] look\r\n"
    with mailbox.opened(at(server), seconds=5) as box, pytest.raises(NoMailbox) as caught:
        box.choose("INBOX", may_mark=True)
    assert caught.value.trouble is Trouble.READ_ONLY


HUGE = b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n"
HOSTILE = {
    "endless lines": lambda talk: talk.forever(b"* 1 EXISTS\r\n"),
    "one endless line": lambda talk: talk.forever(b"x" * 65536),
    "endless literal": lambda talk: (talk.say(HUGE), talk.forever(b"x" * 65536)),
    "literal of a lying size": lambda talk: talk.say(b"* 1 FETCH (UID 1 BODY[] {50}\r\nshort)\r\n" + talk.tag),
    "literal of no size": lambda talk: talk.say(b"* 1 FETCH (UID 1 BODY[] {" + b"9" * 5000 + b"}\r\n"),
    "never answering": lambda _talk: time.sleep(2),
    "dripping": lambda talk: talk.forever(b"*", pause=0.05),
    "endless literals": lambda talk: talk.forever(b"* 1 FETCH (UID 1 BODY[] {60000}\r\n" + b"x" * 60000 + b")\r\n"),
    "garbage": lambda talk: talk.say(bytes(range(256)) * 40 + b"\r\n"),
    "a tag nobody used": lambda talk: talk.say(b"ZZZZ9 OK done\r\n"),
    "hanging up": lambda talk: talk.connection.close(),
    "endless asking on": lambda talk: talk.forever(b"+ go on\r\n"),
    "farewell": lambda talk: talk.say(b"* BYE so long\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *((name, b"UID FETCH") for name in HOSTILE),
        *((name, command) for name in ("endless lines", "garbage", "hanging up") for command in (b"UID SEARCH", b"LIST", b"EXAMINE", b"AUTHENTICATE")),
    ],
)  # fmt: skip
def test_hostile_answer_ends_in_a_trouble_within_its_time(server, name, command):
    server.holds(MAIL)
    server.answers[command] = HOSTILE[name]
    before = time.monotonic()
    with pytest.raises(NoMailbox):
        visit(server, seconds=0.5)
    assert time.monotonic() - before < 5


def test_hostile_literal_costs_little_memory(server):
    server.holds(MAIL)
    server.answers[b"UID FETCH"] = HOSTILE["endless literals"]
    with growth() as grown:
        assert trouble(server, seconds=20) is Trouble.TOO_MUCH
    assert grown.megabytes < 200


def test_mail_that_claims_to_be_small_is_cut_at_the_limit(server, monkeypatch):
    monkeypatch.setattr(mailbox, "MAIL_BYTES", 100)
    server.answers[b"UID FETCH"] = (
        b"* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[]<0> {101}\r\n" + b"x" * 101 + b")\r\n"
    )
    with mailbox.opened(at(server), seconds=5) as box:
        box.choose("INBOX")
        with pytest.raises(NoMailbox) as caught:
            box.mail(1)
    assert caught.value.trouble is Trouble.TOO_MUCH


def test_answers_of_other_mails_than_asked_are_left_out(server):
    server.answers[b"UID FETCH"] = b"* 9 FETCH (UID 9 BODY[]<0> {3}\r\nabc)\r\n"
    with mailbox.opened(at(server), seconds=5) as box:
        box.choose("INBOX")
        assert (box.mail(1), box.heads((1, 2))) == (None, ())


def test_password_is_in_no_text_of_the_server(pem):
    assert "geheim" not in repr(Server(NAME, 993, "social", "geheim"))


def test_folder_names_with_umlauts():
    assert encoded("Entwürfe & Ideen") == "Entw&APw-rfe &- Ideen"
    rows = [
        b'(\\HasNoChildren) "/" "Entw&APw-rfe"',
        b'(\\Noselect) "/" Alle',
        (b'() "." {4}', b"A &-"),
        b"odd",
    ]
    assert folders(rows) == ("Entwürfe", "A &")


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_every_folder_name_is_the_same_after_its_way(name):
    assert decoded(encoded(name)) == name


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=80), st.tuples(st.binary(max_size=80), st.binary(max_size=20)), st.none()
        )
    )
)
def test_no_answer_makes_the_reading_of_it_fail(data):
    assert isinstance((folders(data), numbers(data), list(heads(data))), tuple)
