"""A shop of four garments, for tests of what a message means."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from daogou.core.product import Language, Product, Variant
from daogou.core.query import Constraint
from daogou.search.understanding import Read

WORDS = {
    "red": ("colour", "red"),
    "红色": ("colour", "red"),
    "blue": ("colour", "blue"),
    "蓝色": ("colour", "blue"),
    "green": ("colour", "green"),
    "dress": ("category", "dress"),
    "连衣裙": ("category", "dress"),
    "boots": ("category", "boots"),
}


def garment(product_id: str, colour: str, category: str, price: float) -> Product:
    return Product(
        product_id,
        {"en": f"{colour} {category}"},
        category=(category,),
        attributes={"colour": (colour,)},
        variants=(Variant(f"{product_id}-m", {"size": "M"}, price),),
    )


GARMENTS = (
    garment("d1", "red", "dress", 300),
    garment("d2", "blue", "dress", 200),
    garment("d3", "blue", "dress", 250),
    garment("b1", "green", "boots", 500),
)


@dataclass
class Rack:
    garments: dict[str, Product] = field(default_factory=lambda: {one.id: one for one in GARMENTS})

    def products(self, product_ids: Sequence[str]) -> list[Product]:
        return [self.garments[one] for one in product_ids if one in self.garments]

    def meets(self, product_id: str, constraint: Constraint) -> bool:
        product = self.garments[product_id]
        values = product.category if constraint.field == "category" else product.attributes[constraint.field]
        return bool({*values} & {*constraint.values}) != constraint.excluded

    def read(self, text: str, language: Language) -> Read:
        found = tuple(
            Constraint(*_pair(meaning), words=word) for word, meaning in WORDS.items() if word in text.lower()
        )
        return Read(language=language, text=text, filters=found)


def _pair(meaning: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    return meaning[0], (meaning[1],)
