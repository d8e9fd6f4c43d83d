"""The guard against internal addresses: an address is resolved once, checked, and then connected to as checked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import httpx

from bot.errors import BadInput, Later

Resolver = Callable[[str, int], Awaitable[list[str]]]
PORTS = frozenset({80, 443, 8080, 8443})
NAT64 = IPv6Network("64:ff9b::/96")
SITE_LOCAL = IPv6Network("fec0::/10")  # long deprecated, still routed inside some houses
TRIES = 3  # addresses of one host that are tried in turn


def checked_url(url: str, allowed: frozenset[str] = frozenset()) -> httpx.URL:
    """The address as httpx will read it; BadInput says what is wrong with it. A host:port in `allowed` may be internal."""
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise BadInput(f"{url[:200]!r} is no web address") from None
    if found.scheme not in {"http", "https"} or not found.host:
        raise BadInput(f"{url[:200]!r} is no http or https address")
    if found.userinfo:
        raise BadInput("an address with a user name or password in it is not fetched")
    if place_of(found) not in allowed and port_of(found) not in PORTS:
        raise BadInput(f"port {port_of(found)} is not fetched: only {', '.join(map(str, sorted(PORTS)))}")
    return found


def port_of(url: httpx.URL) -> int:
    """The port that will be connected to."""
    return url.port or (443 if url.scheme == "https" else 80)


def place_of(url: httpx.URL) -> str:
    """host:port, as the list of allowed internal hosts has it."""
    return f"{url.host}:{port_of(url)}"


def is_public(address: str) -> bool:
    """Whether an IP address leads to the open internet, whatever it is wrapped in."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _unwrapped(found)
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified)


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 one; a site-local one counts as loopback."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in SITE_LOCAL or int(address) >> 32 == 0:  # the second: IPv4-compatible ::a.b.c.d
        return IPv4Address("127.0.0.1")
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a host name, by the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to an address only after every address of its host has been found public, or its host:port is allowed."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend, resolver: Resolver, allowed: frozenset[str]) -> None:
        self._inner = inner
        self._resolver = resolver
        self._allowed = allowed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A stream to the host; BadInput where any of its addresses is internal."""
        addresses = await self._checked(host, port)
        fault: Exception | None = None
        for address in addresses[:TRIES]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                fault = failed
        raise fault or Later(f"{host} has no address")

    async def connect_unix_socket(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        """Never: no feed is on a Unix socket."""
        raise BadInput("a Unix socket is not fetched")

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError):
            raise Later(f"the name {host} is not found") from None
        if f"{host}:{port}" not in self._allowed and not all(map(is_public, addresses)):
            raise BadInput(f"{host} leads to an internal address, which is not fetched")
        return addresses
