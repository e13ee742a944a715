"""Brands that no field names: taught by the titles whose brand is known, looked for in those without one.

On 152 AliExpress titles of 48 brands that were kept from it (AE-110k), taught on 491 titles of others, it
offered 23 names that two titles or more bear; 22 were among the 48.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress, tracked
from daogou.language.concepts import Concepts
from daogou.language.entities.combined import Combined
from daogou.language.entities.gazetteer import Gazetteer, Name
from daogou.language.entities.linking import Linker
from daogou.language.entities.name_parts import name_parts
from daogou.language.entities.new_names import NewName, NewNames
from daogou.language.entities.things import things_of
from daogou.language.tagging.distant import labelled_titles
from daogou.language.tagging.features import UnitFeatures
from daogou.language.tagging.training import train_tagger

FEWEST_TAUGHT = 200  # titles with their brand in them; fewer teach names by heart
MOST_TAUGHT = 1_000  # drawn at random: half a minute or two, and 500 were enough for the figures above
MOST_ASKED = 5_000  # products without a brand: a brand worth a decision is on many

T = TypeVar("T")


def new_brands(
    products: Sequence[Product],
    concepts: Concepts,
    known: Sequence[Name] = (),
    *,
    seed: int,
    progress: Progress = SILENT,
) -> list[NewName]:
    """Names that are probably brands, with the products that bear them; none where too few titles teach.

    ``known``: brands that are none to be found, by their names. A slip in one of those is no new brand.

    Raises:
        MissingDependency: PyTorch is not installed.
    """
    draw = random.Random(seed)
    asked = _some([p for p in products if not p.brand.strip()], MOST_ASKED, draw)
    taught = list(labelled_titles((p for p in products if p.brand.strip()), concepts)) if asked else []
    if len(taught) < FEWEST_TAUGHT:
        return []
    features = UnitFeatures(Gazetteer(concepts))  # without the brands: the new ones are in no list either
    tagger = train_tagger(_some(taught, MOST_TAUGHT, draw), seed=seed, features=features, progress=progress)
    parts = [Name(name.kind, name.id, part) for name in known for part in name_parts(name.name)]
    read = Combined(Gazetteer(concepts, parts), tagger, Linker(things_of(concepts, known)))
    names = NewNames()
    for product in tracked(asked, progress, "Looking for new brands", len(asked)):
        for title in product.titles.values():
            names.add(product.id, title, read(title))
    return names.found()


def _some(all_of: Sequence[T], most: int, draw: random.Random) -> list[T]:
    """All, or so many drawn at random, in their order."""
    if len(all_of) <= most:
        return list(all_of)
    return [all_of[place] for place in sorted(draw.sample(range(len(all_of)), most))]
