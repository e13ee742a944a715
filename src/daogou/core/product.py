"""A product as every room knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be put into a cart.

    ``options``: what tells it from its siblings, e.g. ``{"size": "M", "colour": "red"}``. ``price`` is in
    the product's currency, in whole units (12.5 is twelve and a half), None if the feed gives none.
    ``list_price`` is the price before a sale. ``stock`` counts pieces; None means unknown, taken as
    available.
    """

    sku: str
    options: Mapping[str, str] = field(default_factory=dict)
    price: float | None = None
    list_price: float | None = None
    stock: int | None = None

    @property
    def in_stock(self) -> bool:
        """Can be bought now."""
        return self.stock is None or self.stock > 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is: ``source`` is an http(s) URL or a path, which begins in the folder that
    ``[feed] pictures`` names, else in the shop's own.

    ``alt`` says in words what it shows, ``role`` what it is for: the first ``main`` picture is the one
    that is searched.
    """

    source: str
    alt: str = ""
    role: Literal["main", "gallery", "swatch"] = "main"


@dataclass(frozen=True, slots=True)
class Product:
    """What a shop sells.

    ``titles`` and ``descriptions`` map a language code (``en``, ``zh``) to text; a feed in one language
    fills one. ``category`` is the path from broad to narrow, ``("Apparel", "Dresses")``, as the feed
    spells it. ``attributes`` map a lower-case name to its values, ``{"colour": ("red",)}``; standard
    names: ``colour material pattern style season occasion audience fit neckline sleeve length``.
    ``videos`` and ``models`` (3D: GLB, glTF, OBJ) are sources like a ``Picture``'s.
    """

    id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    brand: str = ""
    category: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    pictures: tuple[Picture, ...] = ()
    videos: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    currency: str = ""
    url: str = ""

    def title(self, language: str = "en") -> str:
        """The title in that language, else in whichever language there is."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)

    def description(self, language: str = "en") -> str:
        """The description in that language, else in whichever language there is."""
        return self.descriptions.get(language) or next(iter(self.descriptions.values()), "")

    @property
    def price(self) -> float | None:
        """The lowest price of a variant that can be bought, else of any variant; None if unknown."""
        priced = [v for v in self.variants if v.price is not None]
        on_sale = [v for v in priced if v.in_stock] or priced
        return min((v.price for v in on_sale if v.price is not None), default=None)

    @property
    def in_stock(self) -> bool:
        """At least one variant can be bought; a product without variants counts as available."""
        return not self.variants or any(v.in_stock for v in self.variants)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes that can be bought now, in the feed's order, each once."""
        sizes = (v.options.get("size", "") for v in self.variants if v.in_stock)
        return tuple(dict.fromkeys(s for s in sizes if s))
