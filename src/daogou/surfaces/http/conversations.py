"""Conversations that are going on, kept for a while in memory; whoever restarts the server begins anew."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from daogou.core.errors import NotFound
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.step import Step

KEEP_S = 2 * 3600  # after the last message: a lunch break, not a day
KEEP = 5_000  # conversations of some 10 kB


@dataclass
class _Kept:
    memory: Memory
    until: float
    turn: threading.Lock = field(
        default_factory=threading.Lock
    )  # two messages at once come one after another


class Conversations:
    """Memories by a token that cannot be guessed; where there are too many, who was silent longest goes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, keep: int = KEEP) -> None:
        self._clock = clock
        self._keep = keep
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, memory: Memory) -> str:
        """The token of a new conversation."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old()
            while len(self._kept) >= self._keep:
                self._kept.popitem(last=False)
            self._kept[token] = _Kept(memory, self._clock() + KEEP_S)
        return token

    def take(self, token: str, message: Message, answer: Callable[[Message, Memory], Step]) -> Step:
        """One turn; what it left in memory is what the next one finds.

        Raises:
            NotFound: no such conversation, or it was silent too long.
        """
        kept = self._touched(token)
        with kept.turn:
            step = answer(message, kept.memory)
            kept.memory = step.memory
        return step

    def knows(self, token: str) -> bool:
        """Whether that conversation still goes on."""
        with self._lock:
            self._forget_old()
            return token in self._kept

    def end(self, token: str) -> None:
        """Forget a conversation, if it is there."""
        with self._lock:
            self._kept.pop(token, None)

    def forget(self, shopper_id: str) -> int:
        """End all conversations of a shopper; how many there were."""
        with self._lock:
            theirs = [token for token, kept in self._kept.items() if kept.memory.shopper_id == shopper_id]
            for token in theirs:
                del self._kept[token]
        return len(theirs)

    def _touched(self, token: str) -> _Kept:
        with self._lock:
            self._forget_old()
            kept = self._kept.get(token)
            if kept is None:
                raise NotFound(
                    "That conversation is over.", hint="Leave `conversation` out to begin a new one."
                )
            kept.until = self._clock() + KEEP_S
            self._kept.move_to_end(token)
        return kept

    def _forget_old(self) -> None:
        now = self._clock()
        while self._kept and next(iter(self._kept.values())).until <= now:
            self._kept.popitem(last=False)
