"""A design as a product: titles, descriptions, attributes, variants and the name of its picture."""

from collections.abc import Iterator

from daogou.core.product import Picture, Product
from daogou.sources.demo.descriptions import chinese_description, english_description
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.sizes import variants
from daogou.sources.demo.titles import brand_name, chinese_title, english

# WebP: a third of a JPEG's bytes on smooth cloth, and every browser since 2020 shows it
PICTURE_SUFFIX = ".webp"


def demo_products(count: int, seed: int) -> Iterator[Product]:
    """Products only, nothing drawn, streamed: for benchmarks of any size."""
    return (product_of(design) for design in designs(count, seed))


def product_of(design: Design) -> Product:
    """The product that this design becomes."""
    title = english(design)
    return Product(
        id=design.id,
        titles={"zh": chinese_title(design), "en": title},
        descriptions={"zh": chinese_description(design), "en": english_description(design)},
        brand=brand_name(design),
        category=tuple(design.kind["path"]),
        attributes=_attributes(design),
        variants=variants(design),
        pictures=(Picture(source=design.id + PICTURE_SUFFIX, alt=title),),
        currency="CNY",
    )


def _attributes(design: Design) -> dict[str, tuple[str, ...]]:
    values = {
        "colour": (design.colour, design.second),
        "material": (design.material,),
        "pattern": (design.pattern,),
        "style": (design.style,),
        "season": design.seasons,
        "occasion": design.occasions,
        "audience": (design.audience,),
        "fit": (design.fit,),
        "neckline": (design.neckline,),
        "sleeve": (design.sleeve,),
        "length": (design.length,),
    }
    said = {name: tuple(v for v in several if v) for name, several in values.items()}
    return {name: several for name, several in said.items() if several}
