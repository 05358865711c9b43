# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests against a real server on this machine that misbehaves in every way we know."""

import gzip
import logging
import socket
import ssl
import threading
import time
import tracemalloc
import zlib

import pytest

from nahbar.channels.transport import AddressRefused, AnswerLost, File, NotSent
from nahbar.wire import http, line
from tests.servers.pages import pages
from tests.wire.certificate import certificate

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def site(settings):
    with pages() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


def get(site, path="/", *, limit=10_000, timeout=5.0, **more):
    return http.fetch(site.url(path), limit_bytes=limit, timeout=timeout, **more)


def endless(start, piece, pause=0.0):
    def answer(connection, _request):
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


def test_fetch_gives_page_and_headers_when_all_is_well(site):
    site.page("/", "Grüße", ETag='"7"')
    found = get(site)
    assert (found.url, found.status, found.body.decode(), found.not_modified) == (
        site.url("/"),
        200,
        "Grüße",
        False,
    )
    assert found.headers["etag"] == '"7"'


def test_fetch_says_not_modified_when_the_server_knows_the_mark(site):
    site.page("/", "", status="304 Not Modified")
    found = get(site, etag='"7"', last_modified="Tue, 24 Nov 2026 09:00:00 GMT")
    assert found.not_modified
    assert b'If-None-Match: "7"\r\nIf-Modified-Since: Tue, 24 Nov 2026 09:00:00 GMT' in site.asked[0]


@pytest.mark.parametrize(
    "answer",
    [
        endless(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.05),
        endless(OK, b"X-Slow: yes\r\n", 0.05),
        endless(b"H", b"", 0.05),
        lambda _connection, _request: time.sleep(3),
    ],
    ids=["body", "headers", "status", "silence"],
)
def test_fetch_stops_at_its_time_when_the_server_drips(site, answer):
    site.answers["/"] = answer
    before = time.monotonic()
    with pytest.raises(AnswerLost):
        get(site, timeout=0.4)
    assert time.monotonic() - before < 1.5


def test_fetch_stops_at_its_size_when_the_body_is_endless(site):
    site.answers["/"] = endless(OK + b"\r\n", b"x" * 1000)
    with pytest.raises(AnswerLost, match="larger than 10000 bytes"):
        get(site)


def test_fetch_takes_exactly_its_size_and_not_a_byte_more(site):
    site.page("/", b"x" * 10_000)
    assert len(get(site).body) == 10_000
    site.page("/", b"x" * 10_001)
    with pytest.raises(AnswerLost):
        get(site)


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_fetch_unpacks_when_the_answer_is_packed(site, kind):
    packed = {"gzip": gzip.compress(b"Text" * 100), "deflate": zlib.compress(b"Text" * 100)}[kind]
    site.page("/", packed, Content_Encoding=kind)
    assert get(site).body == b"Text" * 100


def test_fetch_counts_unpacked_bytes_when_the_answer_is_a_bomb(site):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(squeeze.compress(b"\0" * 1_000_000) for _ in range(200)) + squeeze.flush()
    site.page("/", bomb, Content_Encoding="gzip")
    before = time.monotonic()
    with pytest.raises(AnswerLost, match="larger than"):
        get(site, limit=1_000_000)
    assert time.monotonic() - before < 0.5


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x", "br"),
        (gzip.compress(gzip.compress(b"x")), "gzip, gzip"),
        (b"not packed", "gzip"),
        (gzip.compress(b"x" * 99)[:-9], "gzip"),
    ],
    ids=["brotli", "twice", "broken", "cut"],
)
def test_fetch_loses_the_answer_when_it_cannot_be_unpacked(site, body, encoding):
    site.page("/", body, Content_Encoding=encoding)
    with pytest.raises(AnswerLost):
        get(site)


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\r\n\r\n", OK + b"Content-Length: 50\r\n\r\nshort", OK + b"Content-Length: x\r\n\r\n",
     OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", OK + b"X: " + b"y" * 200_000],
    ids=["nothing", "nonsense", "short", "length", "chunk", "header"],
)  # fmt: skip
def test_answer_is_lost_when_it_is_broken(site, answer):
    site.answers["/"] = answer
    with pytest.raises(AnswerLost):
        http.transport().request("POST", site.url("/"), json={"text": "Hallo"})
    assert len(site.asked) == 1


def test_fetch_follows_redirects_and_tells_the_last_address(site):
    for n in range(5):
        site.page(f"/{n}", "", status="301 Moved Permanently", Location=f"{n + 1}")
    site.page("/5", "angekommen")
    assert (get(site, "/0").url, get(site, "/0").body) == (site.url("/5"), b"angekommen")


def test_fetch_gives_up_when_redirects_do_not_end(site):
    site.page("/", "", status="302 Found", Location="/")
    with pytest.raises(AnswerLost, match="more than 5"):
        get(site)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433:1/", "http://localhost:1/",
     "file:///etc/passwd", "gopher://x/", "http://ich:geheim@93.184.215.14/", "//10.0.0.1/"],
)  # fmt: skip
def test_fetch_refuses_when_a_redirect_leads_astray(site, target):
    site.page("/", "", status="302 Found", Location=target)
    with pytest.raises(AddressRefused):
        get(site)


def test_transport_follows_no_redirect(site):
    site.page("/", "", status="302 Found", Location="/da")
    assert http.transport().request("GET", site.url("/")).status == 302
    assert len(site.asked) == 1


def test_transport_refuses_plain_http_when_the_address_is_public(monkeypatch):
    row = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: [row])
    with pytest.raises(AddressRefused, match="only https"):
        http.transport().request("GET", "http://stadt.example/")


def test_nothing_is_sent_when_the_connection_is_refused(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.ALLOW_PRIVATE = ("127.0.0.1",)
    with pytest.raises(NotSent) as caught:
        http.transport().request("POST", f"http://127.0.0.1:{port}/", json={})
    assert type(caught.value) is NotSent


def test_answer_is_lost_when_the_server_takes_the_request_and_is_silent(site, monkeypatch):
    monkeypatch.setattr(http, "TRANSPORT_SECONDS", 0.3)
    site.answers["/"] = lambda _connection, _request: time.sleep(2)
    with pytest.raises(AnswerLost):
        http.transport().request("POST", site.url("/"), content=b"x")
    assert len(site.asked) == 1


def test_answer_is_lost_when_the_server_hangs_up_after_accepting(site):
    site.answers["/"] = lambda connection, _request: connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(AnswerLost):
        http.transport().request("POST", site.url("/"), content=b"x")


def test_transport_answer_is_limited_in_size(site, monkeypatch):
    monkeypatch.setattr(http, "TRANSPORT_BYTES", 1000)
    site.page("/", b"x" * 1001)
    with pytest.raises(AnswerLost, match="larger than 1000"):
        http.transport().request("GET", site.url("/"))


def test_transport_sends_query_form_and_file_as_given(site):
    got = []

    def answer(connection, request):
        head, _, body = request.partition(b"\r\n\r\n")
        length = next(int(row[16:]) for row in head.split(b"\r\n") if row.startswith(b"Content-Length: "))
        while len(body) < length:
            body += connection.recv(65536)
        got.append(body)
        connection.sendall(OK + b"Content-Length: 2\r\n\r\n{}")

    site.answers["/?a=b&q=%C3%BC"] = answer
    window = http.transport()
    sent = window.request(
        "POST",
        site.url("/?a=b"),
        query={"q": "ü"},
        form={"w": ["1", "2"]},
        files={"bild": File("b.png", b"\x89PNG" * 50_000, "image/png")},
    )
    assert sent.json() == {}
    assert got[0].count(b'name="w"') == 2
    assert b'name="bild"; filename="b.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG' in got[0]


@pytest.mark.parametrize("way", ["whole", "part"])
def test_file_is_sent_piece_by_piece_with_its_length(site, tmp_path, way):
    size, got = 40_000_000, []
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(size)

    def answer(connection, request):
        head, _, body = request.partition(b"\r\n\r\n")
        length = next(int(row[16:]) for row in head.split(b"\r\n") if row.startswith(b"Content-Length: "))
        come = len(body)
        while come < length:
            come += len(connection.recv(65536))
        got.append((come, length))
        connection.sendall(OK + b"Content-Length: 2\r\n\r\n{}")

    site.answers["/film"] = answer
    given = {"content": path} if way == "whole" else {"files": {"film": File("f.mp4", path, "video/mp4")}}
    tracemalloc.start()
    try:
        assert http.transport().request("POST", site.url("/film"), **given).json() == {}
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert got[0][0] == got[0][1] >= size


def test_nothing_is_sent_when_the_file_is_gone(site, tmp_path):
    with pytest.raises(NotSent, match="cannot be read"):
        http.transport().request("POST", site.url("/film"), content=tmp_path / "film.mp4")
    assert site.asked == []


def test_name_is_asked_once_and_kept_in_host_when_it_could_change(site, settings, monkeypatch):
    real, asked = socket.getaddrinfo, []

    def changing(host, *args, **kwargs):
        if host != "stadt.example":
            return real(host, *args, **kwargs)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    settings.ALLOW_PRIVATE = (f"stadt.example:{site.port}",)
    site.page("/", "da")
    assert http.transport().request("GET", f"http://stadt.example:{site.port}/").body == b"da"
    assert asked == ["stadt.example"]
    assert f"Host: stadt.example:{site.port}".encode() in site.asked[0]


@pytest.fixture
def secure(monkeypatch, settings, tmp_path):
    """A TLS server named stadt.example, reached on this machine; yields its port and the names it was asked for."""
    file = certificate(tmp_path, "stadt.example")
    names = []
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(file)
    inside.sni_callback = lambda _socket, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=file)
    monkeypatch.setattr(http, "tls_context", lambda: trusting)
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: real("127.0.0.1" if str(host).endswith(".example") else host, *a, **k),
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.ALLOW_PRIVATE = ("127.0.0.1",)

        def serve():
            connection, _ = listener.accept()
            try:
                with inside.wrap_socket(connection, server_side=True) as stream:
                    stream.recv(65536)
                    stream.sendall(OK + b"Content-Length: 2\r\n\r\nda")
            except OSError:
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1], names


def test_tls_asks_for_and_checks_the_name_when_the_address_is_pinned(secure):
    port, names = secure
    assert http.transport().request("GET", f"https://stadt.example:{port}/").body == b"da"
    assert names == ["stadt.example"]


def test_nothing_is_sent_when_the_certificate_is_another_s(secure):
    port, _ = secure
    with pytest.raises(NotSent) as caught:
        http.transport().request("POST", f"https://dorf.example:{port}/", content=b"x")
    assert type(caught.value) is NotSent


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "stadt.example",
        "http:///x",
        "http://[::1",
        "ftp://stadt.example/",
    ],
)
def test_address_is_refused_when_it_is_none(odd):
    with pytest.raises(AddressRefused):
        http.fetch(odd, limit_bytes=10)


def test_nothing_secret_is_logged_or_said_when_a_request_fails(site, caplog):
    site.answers["/x?token=geheim"] = b""
    with caplog.at_level(logging.DEBUG), pytest.raises(AnswerLost) as caught:
        http.transport().request(
            "GET", site.url("/x?token=geheim"), headers={"Authorization": "Bearer geheim"}
        )
    assert "geheim" not in str(caught.value)
    said = [record for record in caplog.records if record.name.startswith("nahbar")]
    assert said == []


def test_machine_s_certificates_are_trusted_too():
    context = line.tls_context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
