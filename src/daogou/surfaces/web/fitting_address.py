"""The address of the fitting room: who wears what, and which looks are kept to compare."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from daogou.sources.demo.people.figure import figures
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.dressing import DRAWN, MOST_WORN

MOST_KEPT = 4  # side by side; more are too small to compare
PATH = "/fitting-room"


@dataclass(frozen=True)
class FittingAddress:
    """Immutable; every change is a new address. ``kept``: tokens of pictures made before.

    ``occasion`` and ``budget``: of the outfits that are offered; "" for any.
    """

    who: str = ""
    wear: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    q: str = ""
    occasion: str = ""
    budget: str = ""

    @property
    def drawn(self) -> str:
        """The drawn person's name, "" where a photo is worn on."""
        return self.who.removeprefix(DRAWN) if self.who.startswith(DRAWN) else ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values."""
        if self.who:
            yield "who", self.who
        yield from (("wear", one) for one in self.wear)
        yield from (("kept", one) for one in self.kept)
        single = (("q", self.q), ("occasion", self.occasion), ("budget", self.budget))
        yield from ((name, value) for name, value in single if value)

    def href(self) -> str:
        """As a link has it."""
        query = urlencode(list(self.pairs()))
        return f"{PATH}?{query}" if query else PATH

    def worn_by(self, who: str) -> "FittingAddress":
        """The same clothes on somebody else."""
        return replace(self, who=who)

    def putting_on(self, product_id: str, instead_of: tuple[str, ...] = ()) -> "FittingAddress":
        """Something more, ``instead_of`` some things; the oldest goes where there is too much."""
        left = [one for one in self.wear if one != product_id and one not in instead_of]
        return replace(self, wear=(*left, product_id)[-MOST_WORN:])

    def taking_off(self, product_id: str) -> "FittingAddress":
        """Without it."""
        return replace(self, wear=tuple(one for one in self.wear if one != product_id))

    def keeping(self, token: str) -> "FittingAddress":
        """With this picture beside the next ones."""
        return replace(self, kept=(*(one for one in self.kept if one != token), token)[-MOST_KEPT:])

    def dropping(self, token: str) -> "FittingAddress":
        """Without a kept picture."""
        return replace(self, kept=tuple(one for one in self.kept if one != token))


def read_fitting_address(query: QueryParams) -> FittingAddress:
    """From a request; the first drawn person where nobody is named."""

    def several(name: str, most: int) -> tuple[str, ...]:
        given = (clean_text(one[:MAX_TEXT]) for one in query.getlist(name))
        return tuple(dict.fromkeys(one for one in given if one))[:most]

    return FittingAddress(
        who=clean_text(query.get("who", "")[:MAX_TEXT]) or DRAWN + figures()[0].id,
        wear=several("wear", MOST_WORN),
        kept=several("kept", MOST_KEPT),
        q=clean_text(query.get("q", "")[:MAX_TEXT]),
        occasion=clean_text(query.get("occasion", "")[:MAX_TEXT]),
        budget=clean_text(query.get("budget", "")[:MAX_TEXT]),
    )
