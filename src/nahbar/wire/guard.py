# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which addresses may be reached: public ones, and the private ones the operator named."""

import ipaddress
import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from nahbar.channels.transport import AddressRefused, NotSent

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Ranges Python's ipaddress calls global, though a server inside may answer there.
ODD_NETWORKS: tuple[Network, ...] = (
    ipaddress.ip_network("100.64.0.0/10"),  # carrier NAT
    ipaddress.ip_network("192.88.99.0/24"),  # former 6to4 relays
    ipaddress.ip_network("64:ff9b:1::/48"),  # local NAT64
    ipaddress.ip_network("fec0::/10"),  # former site-local
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator allowed beyond public addresses; a port of None means every port."""

    networks: tuple[tuple[Network, int | None], ...] = ()
    hosts: frozenset[tuple[str, int | None]] = frozenset()

    def has(self, host: str, port: int, address: Address) -> bool:
        """Whether this private address may be reached under this name and port."""
        if self.hosts & {(host.lower(), port), (host.lower(), None)}:
            return True
        return any(
            address.version == network.version and address in network and only in {None, port}
            for network, only in self.networks
        )


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address to connect to."""

    address: str
    is_private: bool


def allowed(entries: Iterable[str]) -> Allowed:
    """Reads entries such as 10.1.0.0/16, 127.0.0.1:2583, [::1]:2583, pds.intern or pds.intern:443."""
    networks: list[tuple[Network, int | None]] = []
    hosts: set[tuple[str, int | None]] = set()
    for entry in entries:
        name, port = _split(entry.strip())
        try:
            networks.append((ipaddress.ip_network(name, strict=False), port))
        except ValueError:
            hosts.add((name.lower(), port))
    return Allowed(tuple(networks), frozenset(hosts))


def _split(entry: str) -> tuple[str, int | None]:
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return name, int(rest[1:]) if rest[1:].isdigit() else None
    name, colon, port = entry.rpartition(":")
    if colon and port.isdigit() and ":" not in name:
        return name, int(port)
    return entry, None


def is_public(address: Address) -> bool:
    """Whether the address, and the one hidden in it (mapped, 6to4, Teredo, NAT64), is a public one."""
    if isinstance(address, ipaddress.IPv6Address):
        hidden = _hidden(address)
        if hidden is not None:
            return is_public(hidden)
    if any(address.version == network.version and address in network for network in ODD_NETWORKS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _hidden(address: ipaddress.IPv6Address) -> Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def targets(host: str, port: int, *, exceptions: Allowed, seconds: float) -> tuple[Target, ...]:
    """The addresses of a host that may be connected to.

    Whoever connects uses these and asks no name server again: a second answer could be a private one.

    Raises:
        NotSent: the name has no address, or the name server did not answer in time.
        AddressRefused: all addresses are private and not allowed.

    """
    found: list[Target] = []
    for text in _resolve(host, port, seconds):
        address = ipaddress.ip_address(text.partition("%")[0])
        if is_public(address):
            found.append(Target(text, is_private=False))
        elif exceptions.has(host, port, address):
            found.append(Target(text, is_private=True))
    if not found:
        raise AddressRefused(f"{host}: this address lies in a private network")
    return tuple(found)


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """Addresses from the system's resolver, which knows no time limit of its own: hence the thread."""
    answer: list[str] = []
    fault: list[Exception] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, ValueError, OverflowError) as error:
            fault.append(error)

    thread = threading.Thread(target=ask, daemon=True, name="wire-resolve")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise NotSent(f"{host}: the name server did not answer")
    if fault or not answer:
        raise NotSent(f"{host}: this name has no address") from (fault[0] if fault else None)
    return answer
