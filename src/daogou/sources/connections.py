"""Network connections that go to checked addresses only and end with their time."""

import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from daogou.sources.addresses import MayVisit, Resolve, address_to_visit

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Deadline(threading.local):
    """When the current thread's work has to be over: a peer that drips its bytes gains nothing."""

    at = float("inf")

    def begin(self, seconds: float) -> None:
        """From now on, so many seconds."""
        self.at = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        """Seconds left; at most 0 when it is over."""
        return self.at - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """The shorter of a timeout and what is left.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        if self.left_s <= 0:
            raise httpcore.ReadTimeout("took too long")
        return min(self.left_s, timeout if timeout is not None else self.left_s)


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens connections to the address that passed the check, never to the name."""

    def __init__(self, may_visit: MayVisit, resolve: Resolve, deadline: Deadline) -> None:
        self._may_visit = may_visit
        self._resolve = resolve
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's public addresses."""
        address = address_to_visit(host, port, self._may_visit, self._resolve)
        timeout = self._deadline.within(timeout)
        stream = self._network.connect_tcp(address, port, timeout, local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends with the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
