"""What a shopper did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

EventKind = Literal["view", "search", "cart", "buy", "rate", "return"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one shopper; ``id`` makes sending it twice harmless.

    ``value`` is the rating (1..5) of a ``rate``, the count of a ``buy`` or ``cart``; ``text`` is the
    query of a ``search``, the words of a review that came with a ``rate``, the size or sku of a ``buy``, why
    it came back of a ``return``.
    """

    id: str
    shopper_id: str
    kind: EventKind
    product_id: str
    at: datetime
    value: float = 1.0
    text: str = ""
