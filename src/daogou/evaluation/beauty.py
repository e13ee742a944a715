"""Amazon Beauty, where all have five acts and more: sequences, what products are, how they are linked."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.recommend.history import History, Ints, history_of
from daogou.recommend.interactions import Interactions, interactions_of

TRAITS = {
    "brand": ("brand.txt.gz", "brand_p_b.txt.gz"),
    "category": ("category.txt.gz", "category_p_c.txt.gz"),
}
LINKS = {name: f"{name}_p_p.txt.gz" for name in ("also_bought", "also_viewed", "bought_together")}
FILES = ("sequences.txt", "datamaps.json", "kg/product.txt.gz", "kg/related_product.txt.gz")


@dataclass(frozen=True, eq=False)
class Beauty:
    """``sequences``: per shopper int64 rows of products, oldest first, none twice.

    ``traits``: brand and categories of each product, from its page; ``links``: relation -> int64 [m, 2], rows
    of products. Links come from what all of Amazon's shoppers did, the test's acts among it.
    """

    sequences: tuple[Ints, ...]
    traits: tuple[tuple[str, ...], ...]
    links: Mapping[str, Ints]
    read: tuple[Path, ...]

    @property
    def n_products(self) -> int:
        """How many products there are."""
        return len(self.traits)

    def until(self, last: int) -> list[History]:
        """The sequences without their ``last`` last acts."""
        return [history_of(sequence[: len(sequence) - last]) for sequence in self.sequences]

    def train(self) -> Interactions:
        """All but the last two acts: the last is the test, the one before it the validation."""
        return interactions_of(self.until(2), self.n_products)

    def answers(self, last: int) -> Ints:
        """int64 [n_shoppers]: what comes after ``until(last)``."""
        return np.array([sequence[len(sequence) - last] for sequence in self.sequences], np.int64)


def read_beauty(data: Path) -> Beauty:
    """Everything.

    Raises:
        NotFound: the folder is not there.
    """
    folder = data / "beauty"
    names = [*FILES, *(f"kg/{name}" for pair in TRAITS.values() for name in pair)]
    names += [f"kg/{name}" for name in LINKS.values()]
    read = tuple(folder / name for name in names)
    if not all(file.is_file() for file in read):
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    lines = (folder / "sequences.txt").read_text("utf-8").splitlines()
    # products are numbered from 1 there
    sequences = tuple(np.array(line.split()[1:], np.int64) - 1 for line in lines)
    numbers = json.loads((folder / "datamaps.json").read_text("utf-8"))["item2id"]
    row_of = {asin: int(number) - 1 for asin, number in numbers.items()}
    owners = [row_of[asin] for asin in _lines(folder / "kg" / "product.txt.gz")]
    related = [row_of.get(asin, -1) for asin in _lines(folder / "kg" / "related_product.txt.gz")]
    links = {name: _links(folder / "kg" / file, owners, related) for name, file in LINKS.items()}
    return Beauty(sequences, _traits(folder / "kg", owners), links, read)


def _traits(folder: Path, owners: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    own: list[list[str]] = [[] for _ in owners]
    for kind, (names_file, edges_file) in TRAITS.items():
        names = _lines(folder / names_file)
        for owner, line in zip(owners, _lines(folder / edges_file), strict=True):
            told = [names[int(number)] for number in line.split()]
            own[owner] += [f"{kind}:{name}" for name in told if name != "Unknown"]
    return tuple(tuple(names) for names in own)


def _links(file: Path, owners: Sequence[int], related: Sequence[int]) -> Ints:
    pairs = [
        (owner, related[int(number)])
        for owner, line in zip(owners, _lines(file), strict=True)
        for number in line.split()
    ]
    return np.array([pair for pair in pairs if pair[1] >= 0], np.int64).reshape(-1, 2)


def _lines(file: Path) -> list[str]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        return stream.read().removesuffix("\n").split("\n")
