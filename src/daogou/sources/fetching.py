"""Picture bytes from a URL: bounded in size and time, from public addresses only, retried."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpcore

from daogou.core.errors import BadPicture, FetchFailed, RefusedAddress
from daogou.core.files import replacing
from daogou.core.settings import PicturesSection
from daogou.sources.addresses import MayVisit, Resolve, is_public, resolved
from daogou.sources.connections import Deadline, GuardedNetwork

MAX_REDIRECTS = 5  # a shop's CDN needs one or two
FIRST_PAUSE_S = 0.5  # doubled after every failure
CONNECTIONS = 16  # to all hosts together
REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 500, 502, 503, 504)  # worth another try
SIGNATURE_BYTES = 12  # WebP's is the longest
_HEADERS = (("User-Agent", "daogou"), ("Accept", "image/*"), ("Accept-Encoding", "identity"))


Check = Callable[[str, bytes], None]


class Fetcher:
    """Downloads pictures; threads may share one.

    ``may_visit`` and ``resolve`` are what tests replace to reach a server of their own. ``check`` refuses
    what does not begin as it should, by where it comes from and its first bytes; else pictures are asked for.
    """

    def __init__(
        self,
        settings: PicturesSection,
        *,
        may_visit: MayVisit = is_public,
        resolve: Resolve = resolved,
        pause: Callable[[float], None] = time.sleep,
        check: Check | None = None,
    ) -> None:
        self._check = check or check_signature
        self._settings = settings
        self._deadline = Deadline()
        self._pause = pause
        network = GuardedNetwork(may_visit, resolve, self._deadline)
        self._pool = httpcore.ConnectionPool(max_connections=CONNECTIONS, network_backend=network)

    def fetch(self, url: str, target: Path) -> None:
        """Put the picture at the URL into the file, whole or not at all.

        Raises:
            RefusedAddress: no http(s), or it leads into private address space, now or after a redirect.
            BadPicture: larger than allowed, or no picture.
            FetchFailed: no answer, or one that says no, within the time for all tries together.
        """
        self._deadline.begin(self._settings.timeout_s)
        with replacing(target) as file:
            for attempt in range(self._settings.retries + 1):
                wait = FIRST_PAUSE_S * 2**attempt
                try:
                    return self._follow(url, file)
                except _PassingError as error:
                    if attempt == self._settings.retries or wait >= self._deadline.left_s:
                        raise FetchFailed(
                            str(error), hint="Try the URL in a browser; import again."
                        ) from error
                self._pause(wait)

    def close(self) -> None:
        """Close the connections that are kept open for further pictures."""
        self._pool.close()

    def _follow(self, url: str, file: Path) -> None:
        for _ in range(MAX_REDIRECTS + 1):
            check_scheme(url)
            location = self._one_answer(url, file)
            if not location:
                return
            url = urljoin(url, location)
        raise FetchFailed(
            f"{url} is redirected more than {MAX_REDIRECTS} times.", hint="Give its last address."
        )

    def _one_answer(self, url: str, file: Path) -> str:
        """The address that the answer sends to; empty once the picture is in the file."""
        left = max(self._deadline.left_s, 0.001)
        timeout = {"connect": left, "read": left, "write": left, "pool": left}
        try:
            with self._pool.stream("GET", url, headers=_HEADERS, extensions={"timeout": timeout}) as answer:
                if answer.status in REDIRECTS:
                    return _header(answer, b"location") or _refused(url, answer.status)
                if answer.status != 200:
                    _refused(url, answer.status)
                self._save(url, answer, file)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            raise _PassingError(f"{url}: {_said(error)}.") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError, TypeError) as error:
            raise FetchFailed(f"{url}: {_said(error)}.", hint="Check the picture's URL.") from error
        return ""

    def _save(self, url: str, answer: httpcore.Response, file: Path) -> None:
        limit = self._settings.max_bytes
        declared = _header(answer, b"content-length")
        if declared.isdigit() and int(declared) > limit:
            raise _too_large(url, limit)
        size, start = 0, b""
        with file.open("wb") as stream:
            for chunk in answer.iter_stream():
                if len(start) < SIGNATURE_BYTES:
                    start += chunk
                    if len(start) >= SIGNATURE_BYTES:  # an error page is refused before it is downloaded
                        self._check(url, start)
                size += len(chunk)
                if size > limit:
                    raise _too_large(url, limit)
                stream.write(chunk)
        self._check(url, start)


class _PassingError(Exception):
    """Something that another try may mend."""


def check_scheme(url: str) -> None:
    """Refuse what is no http(s) address of a host.

    Raises:
        RefusedAddress: it is not.
    """
    try:
        parts = urlsplit(url)
        is_fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine:
        raise RefusedAddress(f"{url[:200]!r} is no http(s) address.", hint="Only http and https are fetched.")


_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def check_signature(where: str, start: bytes) -> None:
    """Refuse bytes that do not begin like a picture: an error page, say.

    Raises:
        BadPicture: they do not.
    """
    is_webp = start.startswith(b"RIFF") and start[8:12] == b"WEBP"
    is_avif = start[4:8] == b"ftyp"
    if not (start.startswith(_SIGNATURES) or is_webp or is_avif):
        raise BadPicture(
            f"{where} is no picture: it begins with {start[:12]!r}.",
            hint="JPEG, PNG, WebP, GIF, BMP, TIFF and AVIF are read.",
        )


def _header(answer: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")


def _refused(url: str, status: int) -> str:
    if status in PASSING:
        raise _PassingError(f"{url} answers {status}.")
    raise FetchFailed(f"{url} answers {status}.", hint="Check the picture's URL.")


def _too_large(url: str, limit: int) -> BadPicture:
    return BadPicture(
        f"{url} is larger than {limit} bytes.", hint="Raise max_bytes under [pictures], or shrink it."
    )


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
