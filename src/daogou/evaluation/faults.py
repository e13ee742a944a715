"""Known faults put into a real catalogue, so that it is known what the doctor should find."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PIL import Image

from daogou.core.product import Picture, Product
from daogou.language.concepts import concepts
from daogou.trust.colour_claims import UNJUDGED, alike, claimed_colours

SHARE = 0.04  # of the products get each fault, every product one at most


@dataclass
class Ward:
    """A catalogue with faults. ``files``: each product's picture; ``ill``: check -> ids it should find.

    A copy of a product counts once, under the copy's id.
    """

    products: list[Product]
    files: list[Path]
    ill: dict[str, set[str]] = field(default_factory=dict)


Fault = Callable[[Ward, int, np.random.Generator, Path], str]


def inject(products: Sequence[Product], files: Sequence[Path], *, seed: int, folder: Path) -> Ward:
    """A catalogue with every fault; new and damaged picture files go to ``folder``."""
    ward = Ward(list(products), list(files))
    random = np.random.default_rng(seed)
    order = random.permutation(len(products))
    count = int(SHARE * len(products))
    for place, (check, fault) in enumerate(FAULTS.items()):
        rows = order[place * count : (place + 1) * count]
        found = (fault(ward, int(row), random, folder) for row in rows)
        ward.ill[check] = {product_id for product_id in found if product_id}
    return ward


def wrong_colour(ward: Ward, row: int, random: np.random.Generator, folder: Path) -> str:
    """Another colour, one that nobody takes for the true one, in the attribute and in the title."""
    product = ward.products[row]
    own = claimed_colours(product)
    known = sorted(concepts().all["colour"])
    unlike = [c for c in known if c not in UNJUDGED and not any(alike(c, said) for said in own)]
    if not own or UNJUDGED & set(own) or not unlike:
        return ""
    label = concepts().label("colour", str(random.choice(unlike)), "en")
    title = product.title().replace(product.attributes["colour"][0], label)
    attributes = {**product.attributes, "colour": (label,)}
    ward.products[row] = replace(product, titles={"en": title}, attributes=attributes)
    return product.id


def broken_picture(ward: Ward, row: int, random: np.random.Generator, folder: Path) -> str:
    """A file cut off after a third, an empty one, or a page of text; or no picture at all."""
    product = ward.products[row]
    whole = ward.files[row].read_bytes()
    kinds = (whole[: len(whole) // 3], b"", b"<html>404 not found</html>", None)
    content = kinds[random.integers(len(kinds))]
    if content is None:
        ward.products[row] = replace(product, pictures=())
    else:
        ward.files[row] = folder / f"broken-{product.id}.jpg"
        ward.files[row].write_bytes(content)
    return product.id


def copied(ward: Ward, row: int, random: np.random.Generator, folder: Path) -> str:
    """The product again under another id: its words turned round or misspelt, its picture saved again."""
    product = ward.products[row]
    copy_id = f"copy-{product.id}"
    file = folder / f"{copy_id}.jpg"
    with Image.open(io.BytesIO(ward.files[row].read_bytes())) as image:
        scale = random.uniform(0.5, 1.5)
        size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
        image.convert("RGB").resize(size).save(file, "JPEG", quality=int(random.integers(40, 90)))
    title = SPELLINGS[random.integers(len(SPELLINGS))](product.title(), random)
    picture = (Picture(f"images/{copy_id}.jpg"),)
    ward.products.append(replace(product, id=copy_id, titles={"en": title}, pictures=picture))
    ward.files.append(file)
    return copy_id


def missing_attribute(ward: Ward, row: int, random: np.random.Generator, folder: Path) -> str:
    """One attribute deleted."""
    product = ward.products[row]
    if not product.attributes:
        return ""
    gone = str(random.choice(sorted(product.attributes)))
    rest = {name: values for name, values in product.attributes.items() if name != gone}
    ward.products[row] = replace(product, attributes=rest)
    return product.id


def unknown_category(ward: Ward, row: int, random: np.random.Generator, folder: Path) -> str:
    """A warehouse code instead of a category."""
    product = ward.products[row]
    code = "".join(random.choice([*"BCDFGHKLMNPQRTVWXZ"], 4)) + str(random.integers(100, 999))
    ward.products[row] = replace(product, category=(code,))
    return product.id


def slipped_price(product: Product, random: np.random.Generator) -> Product:
    """Prices ten or a hundred times too high or too low."""
    factor = float(random.choice([0.01, 0.1, 10, 100]))
    slipped = tuple(replace(v, price=v.price * factor if v.price else v.price) for v in product.variants)
    return replace(product, variants=slipped)


def _turned_round(title: str, random: np.random.Generator) -> str:
    return " ".join(str(word) for word in random.permutation(title.split()))


def _misspelt(title: str, random: np.random.Generator) -> str:
    words = title.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    place = int(random.integers(1, max(2, len(words[longest]) - 1)))
    words[longest] = words[longest][:place] + words[longest][place + 1 :]
    return " ".join(words)


SPELLINGS: tuple[Callable[[str, np.random.Generator], str], ...] = (
    lambda title, random: title.upper(),
    _turned_round,
    _misspelt,
)
FAULTS: dict[str, Fault] = {
    "colours": wrong_colour,
    "pictures": broken_picture,
    "text_duplicates": copied,
    "attributes": missing_attribute,
    "categories": unknown_category,
}
