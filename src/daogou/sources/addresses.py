"""Which network addresses a feed may send us to: public ones only, also after names are resolved."""

import ipaddress
import socket
from collections.abc import Callable

from daogou.core.errors import FetchFailed, RefusedAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MayVisit = Callable[[Address], bool]
Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def is_public(address: Address) -> bool:
    """Neither private, loopback, link-local, shared, reserved nor multicast, in whatever wrapping."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _wrapped(address)):
        return is_public(inner)
    closed = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_reserved
        or address.is_multicast
        or address.is_unspecified
    )
    return address.is_global and not closed


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64)."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them.

    Raises:
        FetchFailed: there is no such name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"There is no host {host!r}.", hint="Check the picture's URL.") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def address_to_visit(host: str, port: int, may_visit: MayVisit, resolve: Resolve = resolved) -> str:
    """The address to connect to: what was checked is what is visited, whatever the name says next time.

    Raises:
        RefusedAddress: one of the host's addresses is not to be visited.
        FetchFailed: there is no such host.
    """
    found = resolve(host.strip("[]"), port)
    for text in found:
        if not may_visit(ipaddress.ip_address(text.partition("%")[0])):
            raise RefusedAddress(
                f"{host} leads to {text}, which is no public address.",
                hint="Pictures inside the shop's own network are given as files: [feed] pictures.",
            )
    if not found:
        raise FetchFailed(f"There is no host {host!r}.", hint="Check the picture's URL.")
    return found[0]
