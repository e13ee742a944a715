"""What a shopper asks of search."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Sort = Literal["relevance", "price_up", "price_down", "newest"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition that a product meets or not.

    Either ``values`` (any of them suffices; spelled as in the facets: ``field="colour"``,
    ``values=("red",)``) or a range ``low <= x <= high`` for ``field="price"``. ``excluded`` turns it
    round: "not heels". ``field="in_stock"`` takes no value. ``words`` are the query's words it was read
    from; empty if the shopper ticked a box.
    """

    field: str
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    excluded: bool = False
    words: str = ""

    @property
    def key(self) -> str:
        """A short stable name, by which a page asks to drop it: ``colour:red``, ``-category:heels``."""
        sign = "-" if self.excluded else ""
        if self.low is not None or self.high is not None:
            low = "" if self.low is None else f"{self.low:g}"
            high = "" if self.high is None else f"{self.high:g}"
            return f"{sign}{self.field}:{low}..{high}"
        return f"{sign}{self.field}:{'|'.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Query:
    """Words, a picture, a product to resemble, or a mix; plus filters.

    ``picture`` is uint8 [height, width, 3] RGB. ``like`` is a product id: "like this". ``language`` is the
    language of the answer's labels. ``filters`` are ticked by the shopper; ``dropped`` are keys of
    constraints understood from the words that the shopper took back. ``k`` hits from ``offset`` on.
    ``facets``: whether counts to narrow by are wanted; a further page of the same result needs none.
    """

    text: str = ""
    picture: NDArray[np.uint8] | None = field(default=None, compare=False)
    like: str = ""
    language: str = "en"
    filters: tuple[Constraint, ...] = ()
    dropped: frozenset[str] = frozenset()
    sort: Sort = "relevance"
    k: int = 24
    offset: int = 0
    facets: bool = True
