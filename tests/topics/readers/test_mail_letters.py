# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mails as programs write them and as nobody should: parts, encodings, attachments, bombs."""

import base64
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.topics.readers.mails.headers import headers, words
from nahbar.topics.readers.mails.judging import is_forged, judged
from nahbar.topics.readers.mails.letter import letter
from nahbar.topics.readers.mails.parts import PARTS, TooNested, taken_apart
from nahbar.topics.readers.mails.senders import Sender, department, proposed, senders
from tests.factories import AT
from tests.memory import growth
from tests.topics.readers.mailbox_double import mail

TEXT = "Am Samstag öffnet das Freibad."
PHOTO = b"\xff\xd8\xff" + b"\x00" * 20_000


def read(made):
    return letter(bytes(made), at=AT)


def raw(head, body=b"text"):
    return b"From: bauamt@musterau.example\r\nSubject: x\r\n" + head + b"\r\n\r\n" + body


def with_part(kind, body=b"", head=b""):
    """A text, and beside it one more part."""
    return raw(
        b'Content-Type: multipart/mixed; boundary="b"',
        b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT.encode() + b"\r\n--b\r\nContent-Type: " + kind + b"\r\n" + head + b"\r\n" + body + b"\r\n--b--\r\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "charset", ["utf-8", "iso-8859-15", "windows-1252", "utf-7-imap", "punycode", "", "utf-8\x00"]
)
@pytest.mark.parametrize("way", ["base64", "quoted-printable", "8bit", "x-odd"])
def test_text_is_read_in_every_encoding_and_guessed_where_none_is_known(charset, way):
    data = TEXT.encode(charset if charset in {"utf-8", "iso-8859-15", "windows-1252"} else "utf-8")
    body = {"base64": base64.encodebytes(data), "quoted-printable": data.replace(b"=", b"=3D")}.get(way, data)
    found = read(
        raw(f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {way}".encode(), body)
    )
    assert found.text == TEXT


def test_html_alone_is_read_as_a_reader_sees_it():
    made = mail()
    made.set_content(
        "<style>p{}</style><p>Am Samstag</p><p>öffnet <b>das Bad</b>.</p><script>x()</script>", subtype="html"
    )
    assert read(made).text == "Am Samstag\n\nöffnet das Bad."


def test_of_two_forms_of_the_text_the_plain_one_is_read_unless_it_is_empty():
    made = mail(TEXT)
    made.add_alternative("<p>anders</p>", subtype="html")
    empty = mail(" ")
    empty.add_alternative("<p>anders</p>", subtype="html")
    assert (read(made).text, read(empty).text) == (TEXT, "anders")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?q?Freibad_=C3=B6ffnet?=", "Freibad öffnet"),
        ("=?UTF-8?B?RnJlaWJhZCDD?= =?UTF-8?B?tmZmbmV0?=", "Freibad öffnet"),
        ("=?iso-8859-1*de?Q?=F6ffnet?= am Samstag", "öffnet am Samstag"),
        ("=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"),
        ("=?utf-8?b?%%%?= Rest", "Rest"),
        ("=?nix?x?y?=", "=?nix?x?y?="),
        ("WG: AW: Re[2]: [EXTERN] Fwd:  Freibad", "Freibad"),
        ("Reparatur: Brücke", "Reparatur: Brücke"),
        ("", TEXT),
    ],
)
def test_title_is_the_subject_as_people_read_it(subject, title):
    found = letter(f"From: a@b.example\r\nSubject: {subject}\r\n\r\n{TEXT}\r\n".encode(), at=AT)
    assert found.title == title


def test_flowed_lines_are_whole_again():
    found = read(
        raw(
            b"Content-Type: text/plain; format=flowed",
            b"Am Samstag \r\n\xc3\xb6ffnet das Bad.\r\nDer Eintritt ist frei.\r\n",
        )
    )
    assert found.text == "Am Samstag öffnet das Bad.\nDer Eintritt ist frei."


def test_photos_and_files_are_named_and_logos_are_not():
    made = mail(TEXT)
    made.add_attachment(PHOTO, maintype="image", subtype="jpeg", filename="bad.jpg")
    made.add_attachment(PHOTO, maintype="image", subtype="png", filename="bad.png", disposition="inline")
    made.add_attachment(
        b"x" * 500, maintype="image", subtype="png", filename="logo.png", disposition="inline"
    )
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    found = read(made)
    assert found.text == f"{TEXT}\n\nIn der Mail: 2 Fotos, 1 weitere Datei."


def test_mail_of_one_photo_alone_is_a_topic_by_its_subject():
    made = EmailMessage()
    made["From"], made["Subject"] = "bauamt@musterau.example", "Neue Rutsche"
    made.set_content(PHOTO, maintype="image", subtype="jpeg")
    found = read(made)
    assert (found.title, found.text) == ("Neue Rutsche", "In der Mail: 1 Foto.")


def test_attached_mail_keeps_its_subject_and_words():
    made = mail("Das wäre etwas.", subject="WG: Kita")
    made.add_attachment(mail("Die Rutsche ist da.", subject="AW: Neue Rutsche"))
    assert read(made).text == "Das wäre etwas.\n\nNeue Rutsche\n\nDie Rutsche ist da."


def test_winmail_is_named():
    assert "winmail.dat" in read(with_part(b"application/ms-tnef", b"x")).text


@pytest.mark.parametrize(
    "made",
    [
        raw(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data", b"x"),
        raw(
            b'Content-Type: multipart/encrypted; boundary="b"',
            b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nx\r\n--b--",
        ),
        raw(
            b"Content-Type: text/plain",
            b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----",
        ),
    ],
    ids=["S/MIME", "PGP/MIME", "PGP"],
)
def test_encrypted_mail_is_recognised(made):
    assert read(made).is_sealed


def test_signed_mails_are_read_without_their_signature():
    smime = with_part(
        b"application/pkcs7-signature; name=smime.p7s", b"x", b"Content-Disposition: attachment\r\n"
    ).replace(b"mixed", b"signed")
    pgp = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"
    assert (read(smime).text, read(mail(pgp)).text) == (TEXT, TEXT)


def test_date_of_tomorrow_is_now():
    late = raw(b"Date: Tue, 01 Jan 2999 09:00:00 +0000")
    odd = raw(b"Date: gestern")
    assert [read(one).sent_at for one in (late, odd)] == [AT, AT]


def nested(depth):
    body = b"Content-Type: text/plain\r\n\r\ntief\r\n"
    for number in range(depth):
        body = (
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
            + body
            + b"--b%d--\r\n" % number
        )
    return b"From: a@b.example\r\n" + body


def attached(depth):
    return b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: x\r\n\r\ntext"


SIZE = 24 * 1024 * 1024
MANY = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'


@pytest.mark.parametrize(
    "made",
    [nested(21), attached(21), MANY + b"--b\r\n\r\nx\r\n" * (PARTS + 1)],
    ids=["deep", "attached", "many"],
)
def test_mail_of_too_many_parts_is_none(made):
    with pytest.raises(TooNested):
        taken_apart(made)


def test_twenty_levels_are_read():
    assert read(nested(20)).text == "tief"


BOMBS = {
    "parts": MANY + b"--b\r\n\r\n" * (SIZE // 7),
    "boundary everywhere": MANY + b" --b" * (SIZE // 4),
    "deep and long": nested(19).replace(b"tief", b"--b0x\r\n" * (SIZE // 7)),
    "one header": b"Subject: " + b"x" * SIZE,
    "many headers": b"A: b\r\n" * (SIZE // 6),
    "folded header": b"Subject: x\r\n" + b" x\r\n" * (SIZE // 4),
    "encoded words": b"Subject: " + b"=?utf-8?q?x?= " * (SIZE // 14),
    "parameters": b"Content-Type: text/plain" + b';a="' * (SIZE // 4),
    "from": b"From: " + b'"(<@' * (SIZE // 4),
    "references": b"References: " + b"<" * SIZE,
    "lines": b"Subject: x\r\n\r\n" + b"\r\n" * (SIZE // 2),
    "quotes": b"Subject: x\r\n\r\n" + b"> a\r\n" * (SIZE // 5),
    "base64": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUFB" * (SIZE // 4),
    "odd base64": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"%Q=" * (SIZE // 3),
    "html": b"Content-Type: text/html\r\n\r\n" + b"<p><b><table>" * (SIZE // 13),
    "signed again and again": b"Subject: x\r\n\r\n"
    + b"-----BEGIN PGP SIGNED MESSAGE-----\n\n" * (SIZE // 36),
    "empty": b"",
    "line end alone": b"\n",
}


@pytest.mark.parametrize("name", list(BOMBS))
def test_mail_made_to_hang_costs_little_time_and_memory(name):
    before = time.process_time()
    with growth() as grown:
        for work in (
            lambda: letter(BOMBS[name], at=AT),
            lambda: judged(headers(BOMBS[name][:65536]), senders("a.example")),
        ):
            try:
                work()
            except TooNested:
                continue
    assert time.process_time() - before < 3
    assert grown.megabytes < 150


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from([b"", MANY, b"Content-Type: message/rfc822\r\n\r\n", b"Subject: =?"]),
)
def test_no_mail_makes_the_reading_of_it_fail(data, head):
    found = letter(head + data, at=AT)
    assert found.title
    assert "\x00" not in found.text + found.title


@given(
    st.lists(
        st.sampled_from(
            [
                b"--b\r\n",
                b"--b--\r\n",
                b"\r\n",
                b"Content-Type: multipart/mixed; boundary=b\r\n",
                b"text\r\n",
                b"Content-Type: text/html\r\n",
                b"\n",
                b"--b",
            ]
        ),
        max_size=25,
    )
)
def test_no_mail_of_oddly_ordered_parts_makes_it_fail(pieces):
    assert letter(MANY + b"".join(pieces), at=AT).title


@given(st.text(max_size=200))
def test_no_header_makes_the_reading_of_it_fail(text):
    found = headers(
        f"From: {text}\nAuthentication-Results: {text}\nSubject: {text}".encode("utf-8", "replace")
    )
    assert isinstance((words(text), judged(found, senders("a.example")), is_forged(found)), tuple)


@pytest.mark.parametrize(
    ("address", "name", "department_name"),
    [
        ("bauamt@x.example", "", "Bauamt"),
        ("jana@x.example", "Jana Weber (Bauamt)", "Bauamt"),
        ("buergerbuero@x.example", "", "Bürgerbüro"),
        ("jana@x.example", "Amt für Jugend und Soziales, Stadt Musterau", "Amt für Jugend und Soziales"),
        ("jana@x.example", "Bauamtmann", ""),
        ("jana@x.example", "", ""),
    ],
)
def test_department_is_known_by_the_senders_name(address, name, department_name):
    known = ("Bauamt", "Bürgerbüro", "Jugend", "Amt für Jugend und Soziales", "–")
    assert department(Sender(address, name), known) == department_name


def test_house_is_proposed_as_sender_and_nobodys_provider():
    assert proposed(
        ["115\nrathaus@Musterau.example", "jana@gmx.de", "kita@musterau.example, x@stadt-musterau.de"]
    ) == ("musterau.example\nstadt-musterau.de")
