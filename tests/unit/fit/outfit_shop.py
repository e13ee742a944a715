"""A small shop for outfits: every fact that a test needs, and no other."""

from daogou.core.product import Product, Variant
from daogou.fit.outfits.maker import OutfitMaker

CATEGORIES = {
    "shirt": ("Clothing", "Tops", "Shirts"),
    "blouse": ("Clothing", "Tops", "Blouses"),
    "skirt": ("Clothing", "Skirts"),
    "jeans": ("Clothing", "Bottoms", "Jeans"),
    "trousers": ("Clothing", "Bottoms", "Trousers"),
    "dress": ("Clothing", "Dresses"),
    "coat": ("Clothing", "Outerwear", "Coats"),
    "heels": ("Shoes", "Heels"),
    "sneakers": ("Shoes", "Sneakers"),
    "handbag": ("Bags", "Handbags"),
    "backpack": ("Bags", "Backpacks"),
    "scarf": ("Accessories", "Scarves"),
    "belt": ("Accessories", "Belts"),
    "pyjamas": ("Clothing", "Nightwear", "Pyjamas"),
}


def product(name, price=100.0, stock=5, currency="CNY", **attributes):
    """``product("red-skirt", style="elegant")``: the last word is the category, the first the colour."""
    colour, _, kind = name.rpartition("-")
    values = {"colour": colour.partition("-")[0], **attributes}
    given = {field: tuple(value.split("|")) for field, value in values.items() if value}
    return Product(
        id=name,
        titles={"en": name.replace("-", " "), "zh": f"商品 {name}"},
        category=CATEGORIES[kind],
        attributes=given,
        variants=(Variant(sku=name, price=price, stock=stock),),
        currency=currency,
    )


WOMEN = {"audience": "women"}
GOODS = (
    product("white-blouse", 200, style="elegant", occasion="office", material="silk", **WOMEN),
    product("green-blouse", 120, style="casual", occasion="everyday", material="cotton", **WOMEN),
    product("black-skirt", 260, style="elegant", occasion="office", material="wool", **WOMEN),
    product("blue-jeans", 180, style="casual", occasion="everyday", material="denim", **WOMEN),
    product("red-dress", 400, style="elegant", occasion="party", material="silk", season="summer", **WOMEN),
    product("black-heels", 300, style="elegant", occasion="office|party", material="leather", **WOMEN),
    product("white-sneakers", 150, style="casual", occasion="everyday", material="canvas", **WOMEN),
    product("black-handbag", 350, style="elegant", occasion="office|party", material="leather", **WOMEN),
    product("green-backpack", 90, style="casual", occasion="everyday", material="nylon"),
    product("grey-coat", 500, style="elegant", occasion="office", material="wool", season="winter", **WOMEN),
    product("grey-scarf", 80, style="elegant", material="wool", season="winter", **WOMEN),
    product("black-belt", 60, style="classic", material="leather", **WOMEN),
    product("navy-trousers", 220, style="business", occasion="office", audience="men"),
    product("white-shirt", 160, style="business", occasion="office", audience="men"),
    product("red-pyjamas", 100, **WOMEN),
)


def shop(*more, **options):
    """The goods, and more."""
    return OutfitMaker((*GOODS, *more), **options)
