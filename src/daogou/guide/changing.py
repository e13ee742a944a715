"""How a list shall change: cheaper, a size up, another colour, more of it, something like this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from daogou.core.errors import NotFound
from daogou.core.product import Product
from daogou.core.query import Constraint, Query
from daogou.fit.sizes.ordering import next_size
from daogou.guide.floor import Shop
from daogou.guide.memory import Memory, Wanted
from daogou.guide.understood import Change
from daogou.guide.wanting import values_of, with_conditions


@dataclass(frozen=True)
class Changed:
    """``wanted``: what to look for now; ``skip``: ids not to show again; ``asks``: a field to ask about."""

    wanted: Wanted
    skip: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True)
class Changes:
    """Applies changes; ``pointed``: products that the message points at."""

    shop: Shop
    memory: Memory
    pointed: tuple[str, ...] = ()

    def __call__(self, change: Change, wanted: Wanted) -> Changed:
        """What is wanted after the change; as it was where there is nothing to change it by."""
        match change:
            case "cheaper" | "dearer":
                return Changed(self._priced(wanted, change == "cheaper"))
            case "larger" | "smaller":
                return self._sized(wanted, 1 if change == "larger" else -1)
            case "other_colour":
                return self._recoloured(wanted)
            case "similar":
                return self.alike(wanted, self.anchor or next(iter(self.memory.shown), ""))
            case "other" | "more":
                return Changed(wanted, (*self.memory.shown, *self.memory.seen))
            case "reset":
                return Changed(Wanted())
        return self.alike(wanted, self.anchor if self.pointed else "")

    @property
    def anchor(self) -> str:
        """The one product that is pointed at or spoken of, "" if none is."""
        if self.pointed:
            return self.pointed[0] if len(self.pointed) == 1 else ""
        return self.memory.focus

    def alike(self, wanted: Wanted, product_id: str) -> Changed:
        """Like that product; of its kind, where no kind is asked for."""
        known = self.shop.products([product_id] if product_id else [])
        if not known:
            return Changed(wanted)
        own = () if values_of(wanted, "category") else self._kind(known[0])
        kept = tuple(one for one in wanted.constraints if one.field != "words" or one.excluded)
        return Changed(replace(wanted, constraints=(*own, *kept), like=product_id), (product_id,))

    def _priced(self, wanted: Wanted, cheaper: bool) -> Wanted:
        """Below the price of what is spoken of, else below the middle of those shown; or above."""
        ids = [self.anchor] if self.anchor else (self.pointed or self.memory.shown)
        prices = [p.price for p in self.shop.products(ids) if p.price is not None]
        if not prices:
            return wanted
        middle = median(prices)
        step = 1.0 if middle == round(middle) else 0.01
        old = next((one for one in wanted.constraints if one.field == "price" and not one.excluded), None)
        low, high = (old.low, old.high) if old else (None, None)
        if cheaper:
            high = round(middle - step, 2)
            low = low if low is not None and low < high else None
        else:
            low = round(middle + step, 2)
            high = high if high is not None and high > low else None
        others = tuple(one for one in wanted.constraints if one.field != "price")
        return replace(wanted, constraints=(*others, Constraint("price", low=low, high=high)))

    def _sized(self, wanted: Wanted, step: int) -> Changed:
        """The next size; where none was named, it is asked for."""
        sizes = values_of(wanted, "size")
        others = replace(wanted, constraints=tuple(c for c in wanted.constraints if c.field != "size"))
        if len(sizes) != 1:
            return Changed(others, asks="size")
        found = next_size(sizes[0], self._sizes(others), step)
        if not found:
            return Changed(others, asks="size")
        return Changed(replace(others, constraints=(*others.constraints, Constraint("size", (found,)))))

    def _sizes(self, wanted: Wanted) -> list[str]:
        """Sizes of what is wanted, in any size."""
        if not (wanted.constraints or wanted.words or wanted.like):
            return []
        query = Query(text=wanted.words, like=wanted.like, filters=wanted.constraints, k=1)
        facets = self.shop.search(query).facets
        return [value.value for facet in facets if facet.field == "size" for value in facet.values]

    def _recoloured(self, wanted: Wanted) -> Changed:
        """Like what is spoken of, in none of its colours; else in another colour than was asked for."""
        colours = values_of(wanted, "colour")
        open_colour = replace(wanted, constraints=tuple(c for c in wanted.constraints if c.field != "colour"))
        if self.anchor:
            alike = self.alike(open_colour, self.anchor)
            return replace(alike, wanted=_without_colours(alike.wanted, self._colours(self.anchor, wanted)))
        if colours:
            return Changed(_without_colours(open_colour, colours))
        return Changed(wanted, asks="colour")

    def _colours(self, product_id: str, wanted: Wanted) -> tuple[str, ...]:
        """The product's colours, as the filter spells them."""
        raw = [value for p in self.shop.products([product_id]) for value in p.attributes.get("colour", ())]
        linked = (self.shop.concepts.link("colour", value) or value for value in raw)
        return tuple(dict.fromkeys((*linked, *values_of(wanted, "colour"))))

    def _kind(self, product: Product) -> tuple[Constraint, ...]:
        """Its narrowest category, where products can be filtered by it."""
        for step in reversed(product.category):
            linked = self.shop.concepts.link("category", step) or step
            kind = Constraint("category", (linked,))
            try:
                if self.shop.meets(product.id, kind):
                    return (kind,)
            except NotFound:
                return ()
        return ()


def _without_colours(wanted: Wanted, colours: Sequence[str]) -> Wanted:
    excluded = [Constraint("colour", tuple(colours), excluded=True)] if colours else []
    return replace(wanted, constraints=with_conditions(wanted.constraints, excluded))
