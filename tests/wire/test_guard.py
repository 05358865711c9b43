# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which addresses may be reached, however they are spelled."""

import ipaddress
import socket
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.channels.transport import AddressRefused, NotSent
from nahbar.wire import guard


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.178.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:5ef5:79fb:0:0:f5ff:fffe",
        "2001:db8::1",
    ],
)
def test_address_is_refused_when_it_is_not_public(spelling):
    with pytest.raises(AddressRefused):
        guard.targets(spelling, 443, exceptions=guard.Allowed(), seconds=5)


@pytest.mark.parametrize(
    "spelling", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_address_is_given_when_it_is_public(spelling):
    assert guard.targets(spelling, 443, exceptions=guard.Allowed(), seconds=5) == (
        guard.Target(spelling, is_private=False),
    )


@settings(max_examples=60, deadline=None)
@given(st.ip_addresses(v=4))
def test_mapped_address_is_judged_like_the_address_in_it(address):
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    assert guard.is_public(mapped) == guard.is_public(address)


@settings(max_examples=60, deadline=None)
@given(st.ip_addresses())
def test_address_is_never_public_when_python_calls_it_private(address):
    if not address.is_global or address.is_multicast or address.is_loopback or address.is_link_local:
        hidden = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
        assert hidden is not None or not guard.is_public(address)


@pytest.mark.parametrize(
    ("entry", "host", "port", "fits"),
    [
        ("127.0.0.0/8", "127.0.0.1", 80, True),
        ("10.0.0.0/8", "127.0.0.1", 80, False),
        ("127.0.0.1:2583", "127.0.0.1", 2583, True),
        ("127.0.0.1:2583", "127.0.0.1", 2584, False),
        ("127.0.0.1:2583", "2130706433", 2583, True),
        ("localhost", "localhost", 80, True),
        ("LOCALHOST:80", "localhost", 80, True),
        ("localhost:80", "localhost", 81, False),
        ("[::1]:2583", "::1", 2583, True),
        ("[::1]:2583", "::1", 80, False),
        ("::1", "::1", 80, True),
        ("fd00::/8", "fd12::1", 80, True),
        ("pds.intern", "127.0.0.1", 80, False),
    ],
)
def test_private_address_is_given_only_when_the_operator_allowed_it(entry, host, port, fits):
    exceptions = guard.allowed([entry])
    if fits:
        assert all(one.is_private for one in guard.targets(host, port, exceptions=exceptions, seconds=5))
    else:
        with pytest.raises(AddressRefused):
            guard.targets(host, port, exceptions=exceptions, seconds=5)


def test_only_public_addresses_are_given_when_a_name_has_both(monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("10.0.0.1", "93.184.215.14")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: rows)
    assert guard.targets("stadt.example", 443, exceptions=guard.Allowed(), seconds=5) == (
        guard.Target("93.184.215.14", is_private=False),
    )


def test_name_is_not_sent_when_the_name_server_is_silent(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: [over.wait(5)][1:])
    with pytest.raises(NotSent, match="name server"):
        guard.targets("stadt.example", 443, exceptions=guard.Allowed(), seconds=0.05)
    over.set()


def test_name_is_not_sent_when_it_has_no_address():
    with pytest.raises(NotSent) as caught:
        guard.targets("gibt-es-nicht.invalid", 443, exceptions=guard.Allowed(), seconds=10)
    assert type(caught.value) is NotSent
