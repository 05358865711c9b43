# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail to the authority becomes a topic, if it comes from somebody the editor named."""

from datetime import timedelta

import pytest

from nahbar.radar.matter import Kind
from nahbar.topics.readers.mail import READER
from nahbar.topics.readers.mails.place import MailServerNameOdd, NameOdd
from nahbar.topics.readers.mails.senders import SenderIsEverybody, SenderOdd, SendersMissing
from nahbar.topics.readers.mails.trouble import FolderMissing
from nahbar.topics.readers.reader import Given
from nahbar.wire.mailbox import MAIL_BYTES
from tests.factories import AT
from tests.topics.readers.mailbox_double import SECRET, SETTINGS, Box, mail

ANSWER = "Noch etwas: Der Eintritt ist frei.\n\nAm 24. November 2026 um 10:00 schrieb Bauamt <bauamt@musterau.example>:\n> Am Samstag öffnet das Freibad.\n"


def read(box, cursor=None, departments=(), **settings):
    wanted = Given(
        settings={**SETTINGS, **settings}, secret=SECRET, cursor=cursor or {}, departments=departments
    )
    return READER.read(wanted, box, at=AT)


def look(box, **settings):
    return READER.look(Given(settings={**SETTINGS, **settings}, secret=SECRET), box, at=AT)[0]


def test_mail_becomes_one_topic_with_title_text_date_and_department():
    found = read(Box(mail(subject="WG: AW: [EXTERN] Freibad öffnet")), departments=("Bauamt", "Amt"))
    (item,) = found.items
    assert (item.title, item.text, item.published_at, item.kind, item.department, item.sender) == (
        "Freibad öffnet",
        "Am Samstag öffnet das Freibad.",
        AT,
        Kind.CONTRIBUTION,
        "Bauamt",
        "bauamt@musterau.example",
    )
    assert found.note == ""


def test_mail_is_read_once_and_only_new_ones_after():
    box = Box(mail())
    first = read(box)
    again = read(box, first.cursor)
    box.add(mail(subject="Kita"))
    third = read(box, again.cursor)
    assert ([len(one.items) for one in (first, again, third)], third.items[0].title) == ([1, 0, 1], "Kita")
    assert box.asked == [1, 2]


def test_folder_numbered_anew_is_read_anew_and_gives_the_same_names():
    box = Box(mail(Message_ID="<a@musterau.example>"))
    first = read(box)
    box.numbering = 8
    again = read(box, first.cursor)
    assert [one.identifier for one in again.items] == [one.identifier for one in first.items]


def test_strangers_are_counted_and_their_mails_never_fetched():
    others = [mail(sender=f"wer@anderswo{n}.example", subject="Gewinn") for n in range(3)]
    box = Box(*others, mail())
    found = read(box)
    assert (found.note, box.asked, len(found.items)) == (
        "3 Mails von fremden Absendern wurden nicht gelesen.", [4], 1,
    )  # fmt: skip
    assert "anderswo" not in repr(found)


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.musterau.example>"},
        {"Return_Path": "<>"},
        {"subject": "Automatische Antwort: Ihr Beitrag"},
        {"subject": "Abwesenheitsnotiz"},
        {"subject": "Gelesen: Freibad"},
        {"sender": "MAILER-DAEMON@musterau.example"},
    ],
    ids=str,
)
def test_automatic_mails_are_left_out_and_counted(header):
    found = read(Box(mail(**header)))
    assert (found.items, found.note.partition(" wurde ")[0]) == ((), "1 automatische Mail")


def test_mail_of_a_person_is_no_automatic_one():
    assert len(read(Box(mail(Auto_Submitted="no", subject="Gelesen haben wir viel"))).items) == 1


@pytest.mark.parametrize(
    ("said", "checked_by", "is_read"),
    [
        ("mx.musterau.example; spf=pass; dmarc=fail (p=none) header.from=musterau.example", "", False),
        ("mx.musterau.example; spf=pass; dmarc=pass", "", True),
        ("mx.musterau.example; dkim=pass (dmarc=fail)", "", True),
        ('mx.musterau.example; spf=pass smtp.mailfrom="; dmarc=fail"', "", True),
        ("mx.anderswo.example; dmarc=fail", "mx.musterau.example", True),
        ("MX.musterau.example 1; dmarc = fail", "mx.musterau.example", False),
    ],
)
def test_forged_sender_is_held_back_when_the_own_server_says_so(said, checked_by, is_read):
    found = read(Box(mail(Authentication_Results=said)), checked_by=checked_by)
    assert (len(found.items), "zurückgehalten" in found.note) == (int(is_read), not is_read)


def test_only_the_first_word_of_a_server_counts():
    made = mail()
    made["Authentication-Results"] = "mx.musterau.example; dmarc=pass"
    made["Authentication-Results"] = "mx.musterau.example; dmarc=fail"
    assert len(read(Box(made)).items) == 1


@pytest.mark.parametrize(
    "sender",
    [
        '"bauamt@musterau.example" <wer@anderswo.example>',
        "bauamt@musterau.example <wer@anderswo.example>",
        "wer@anderswo.example <bauamt@musterau.example>",
        "bauamt@musterau.example, wer@anderswo.example",
        "<bauamt@musterau.example>, <wer@anderswo.example>",
        "bauamt@musterau.example(wer@anderswo.example",
        "wer@anderswo.example\\@musterau.example",
        "x@anderswo.example@musterau.example",
        "bauamt@xmusterau.example",
        "bauamt@sub.musterau.example",
        "bauamt@musterau.example.anderswo.example",
        "Bauamt",
        "",
    ],
)
def test_sender_that_could_be_read_as_another_is_a_stranger(sender):
    raw = b"From: " + sender.encode() + b"\nSubject: x\n\ntext\n"
    assert read(Box(raw)).items == ()


def test_two_from_lines_are_nobodys():
    raw = b"From: bauamt@musterau.example\nFrom: wer@anderswo.example\nSubject: x\n\ntext\n"
    assert read(Box(raw)).items == ()


@pytest.mark.parametrize(
    "sender",
    [
        "BAUAMT@Musterau.Example",
        "<bauamt@musterau.example>",
        '"Weber, Jana" <bauamt@musterau.example>',
        "=?utf-8?q?J=C3=A4ger?= (Bauamt) <bauamt@musterau.example>",
    ],
)
def test_sender_is_known_however_a_program_writes_it(sender):
    raw = b"From: " + sender.encode() + b"\nSubject: x\n\ntext\n"
    assert [one.sender for one in read(Box(raw)).items] == ["bauamt@musterau.example"]


def test_reply_updates_the_topic_of_what_it_answers():
    first = mail(Message_ID="<a@musterau.example>")
    later = mail(
        ANSWER, subject="AW: Freibad öffnet", sender="Kita <kita@musterau.example>", at=AT + timedelta(hours=-1),
        Message_ID="<b@musterau.example>", References="<zuvor@musterau.example> <a@musterau.example>",
    )  # fmt: skip
    box = Box(first)
    before = read(box)
    box.add(later)
    after = read(box, before.cursor)
    assert [one.identifier for one in after.items] == [one.identifier for one in before.items]
    assert after.items[0].text == (
        "Am Samstag öffnet das Freibad.\n\nNachtrag vom 24.11.2026:\nNoch etwas: Der Eintritt ist frei."
    )


def test_reply_and_what_it_answers_are_one_item_when_they_come_together():
    box = Box(mail(Message_ID="<a@x>"), mail(ANSWER, subject="Re: Freibad öffnet", In_Reply_To="<a@x>"))
    assert len(read(box).items) == 1


def test_reply_keeps_its_quotes_when_the_first_mail_was_moved_away():
    box = Box(mail(Message_ID="<a@x>"))
    before = read(box)
    box.mails.clear()
    box.mails[5] = bytes(mail(ANSWER, subject="AW: Freibad öffnet", References="<a@x>"))
    (item,) = read(box, before.cursor).items
    assert "> Am Samstag öffnet das Freibad." in item.text


def test_replies_to_a_mail_that_is_no_topic_are_topics_of_their_own():
    asked = {"References": "<aufruf@musterau.example>"}
    box = Box(
        mail("Kita baut um.", subject="AW: Themen gesucht", **asked),
        mail("Bad öffnet.", subject="AW: Themen gesucht", **asked),
    )
    assert len(read(box).items) == 2


def test_reply_under_a_new_subject_is_a_new_matter():
    box = Box(mail(Message_ID="<a@x>"), mail("Anderes.", subject="Neue Kita", References="<a@x>"))
    assert len({one.identifier for one in read(box).items}) == 2


def test_same_mail_in_the_folder_twice_is_one_topic():
    one = mail()
    (item,) = read(Box(one, one)).items
    assert item.text.count("Freibad") == 1


def test_mails_too_large_are_counted_and_never_fetched(monkeypatch):
    monkeypatch.setattr("nahbar.topics.readers.mails.visit.MAIL_BYTES", 10)
    box = Box(mail())
    found = read(box)
    assert (found.items, box.asked, "größer als 25 MB" in found.note) == ((), [], True)
    assert MAIL_BYTES == 25 * 1024 * 1024


def test_fifty_mails_a_visit_and_the_rest_with_the_next():
    box = Box(*(mail(subject=f"Thema {n}") for n in range(53)))
    first = read(box)
    second = read(box, first.cursor)
    assert (len(first.items), first.note, len(second.items), second.note) == (
        50, "3 weitere Mails kommen mit den nächsten Lesungen.", 3, "",
    )  # fmt: skip


def test_visit_ends_before_it_brings_too_much_and_goes_on_there():
    box = Box(mail(), mail(subject="Kita"))
    box.room = len(box.mails[1]) + 10
    first = read(box)
    box.room = 10**9
    assert [one.title for one in (*first.items, *read(box, first.cursor).items)] == ["Freibad öffnet", "Kita"]


def test_mails_stay_unread_unless_the_editor_chose_otherwise():
    quiet, marking = Box(mail()), Box(mail(), mail(sender="wer@anderswo.example"))
    read(quiet)
    read(marking, mark="yes")
    assert (quiet.marked, marking.marked) == ([], [1])


def test_preview_logs_in_shows_the_newest_five_and_fetches_no_mail():
    box = Box(*(mail(subject=f"Thema {n}") for n in range(7)), mail(sender="wer@anderswo.example"))
    box.names = ("INBOX", "Ideen für uns")
    found = look(box)
    assert [one.title for one in found.items] == [f"Thema {n}" for n in (6, 5, 4, 3, 2)]
    assert (box.asked, box.logins, found.requests) == ([], 1, 1)
    assert found.note == (
        "Die Anmeldung hat geklappt. 1 Mail von einem fremden Absender wurde nicht gelesen. Ordner dort: INBOX, Ideen für uns."
    )
    assert found.cost == "Jedes Lesen ist eine Anmeldung bei Ihrem Mailserver, einmal in der Stunde."
    assert "geheim" not in repr(found)


def test_folder_that_is_missing_names_those_there_are():
    box = Box()
    box.names = ("INBOX", "Presse")
    with pytest.raises(FolderMissing) as caught:
        look(box, folder="Themen")
    assert "INBOX, Presse" in str(caught.value)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"senders": ""}, SendersMissing),
        ({"senders": "gmail.com"}, SenderIsEverybody),
        ({"senders": "*"}, SenderOdd),
        ({"senders": "musterau"}, SenderOdd),
        ({"server": "mail server"}, MailServerNameOdd),
        ({"server": ""}, MailServerNameOdd),
        ({"port": 70_000}, MailServerNameOdd),
        ({"user": "social\r\nA1 DELETE INBOX"}, NameOdd),
        ({"folder": "INBOX\r\n"}, type(None)),
        ({"folder": "IN\nBOX"}, NameOdd),
    ],
)
def test_set_up_refuses_what_cannot_be(said, complaint):
    if complaint is type(None):
        assert look(Box(), **said).title == "social@musterau.example"
        return
    with pytest.raises(complaint):
        look(Box(), **said)


def test_server_port_and_senders_are_taken_as_people_write_them():
    box = Box(
        b"From: amt@" + "müstadt.example".encode("idna") + b"\n\nx\n",
        "From: amt@müstadt.example\n\nx\n".encode(),
    )
    found = look(
        box,
        server=" imaps://Mail.Musterau.example/ ",
        way="starttls",
        senders="@müstadt.example; *@musterau.example,\n<x@gmail.com>",
    )
    assert (box.server.host, box.server.port, box.server.is_tls) == ("mail.musterau.example", 143, False)
    assert len(found.items) == 2
