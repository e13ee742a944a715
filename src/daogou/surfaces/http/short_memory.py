"""Things of shoppers' that are kept for half an hour, in memory, under a token that cannot be guessed."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

KEEP_S = 30 * 60  # a shopping trip; then it is forgotten


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    value: T
    size: int
    until: float


class ShortMemory(Generic[T]):
    """Values by token; the oldest goes when ``keep_bytes`` are full. Never on disk."""

    def __init__(self, keep_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._keep_bytes = keep_bytes
        self._clock = clock
        self._kept: OrderedDict[str, _Kept[T]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, value: T, size: int, token: str = "") -> str:
        """The token under which the value of ``size`` bytes can be had; a new one unless one is given."""
        token = token or secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old()
            self._kept.pop(token, None)
            self._make_room(size)
            self._kept[token] = _Kept(value, size, self._clock() + KEEP_S)
        return token

    def get(self, token: str) -> T | None:
        """A kept value, or None where it never was, or is forgotten."""
        with self._lock:
            self._forget_old()
            found = self._kept.get(token)
        return found.value if found else None

    def _forget_old(self) -> None:
        now = self._clock()
        while self._kept and next(iter(self._kept.values())).until <= now:
            self._kept.popitem(last=False)

    def _make_room(self, size: int) -> None:
        used = sum(one.size for one in self._kept.values())
        while self._kept and used + size > self._keep_bytes:
            _, oldest = self._kept.popitem(last=False)
            used -= oldest.size
