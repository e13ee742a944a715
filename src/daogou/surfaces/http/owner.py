"""Who may do what only the shop's owner may, while there is no login: nobody, unless it is sure to be them.

``serve.owner_actions`` is ``local`` unless shop.toml says otherwise: the server must have been told to listen
on this machine alone, and the request must come from this machine, ask for this machine by name, and have
come through no proxy. A page of another site that the owner has open can meet all of that but one: browsers
say where a request comes from, and it must not be elsewhere. What is not known counts as not met.
"""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

from daogou.surfaces.graph.refusal import NotAllowed
from daogou.surfaces.http.serving import Serving

# what proxies add; one that adds none of them and hides the name that was asked for speaks HTTP 1.0 mostly
_OF_PROXIES = (
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
    "via",
    "cf-connecting-ip",
    "true-client-ip",
)


def check_owner(request: Request, serving: Serving) -> None:
    """Raises NotAllowed unless this is the owner as far as anybody can tell."""
    if not is_owner(request, serving):
        raise NotAllowed(
            "Only the shop's owner may do that, on the shop's own machine.",
            hint="Use the command line there, or read about serve.owner_actions in docs/operating.md.",
        )


def is_owner(request: Request, serving: Serving) -> bool:
    """Whether the request may do what only an owner may."""
    match serving.shop.settings.serve.owner_actions:
        case "on":
            return _is_own_page(request.headers)
        case "local":
            return _is_own_page(request.headers) and _is_local(request, serving.host)
        case _:
            return False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address; a name that is not ``localhost`` is not sure."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_local(request: Request, listens_on: str) -> bool:
    return (
        is_loopback(listens_on)
        and request.client is not None
        and is_loopback(request.client.host)
        and is_loopback(_name_in(request.headers.get("host", "")))
        and request.scope.get("http_version") != "1.0"
        and not any(name in request.headers for name in _OF_PROXIES)
    )


def _is_own_page(headers: Mapping[str, str]) -> bool:
    """No page of another site: a program that is no browser says neither."""
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def _name_in(host_header: str) -> str:
    try:
        return urlsplit(f"//{host_header}").hostname or ""
    except ValueError:  # no such header can be read: [::1
        return ""
