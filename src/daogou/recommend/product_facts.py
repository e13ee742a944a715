"""What is known of products apart from acts, as arrays to learn from."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors, present, unit_rows
from daogou.recommend.history import Ints
from daogou.recommend.lesson import Lesson


@dataclass(frozen=True, eq=False)
class Facts:
    """``traits`` int64: numbers of traits, those of product p from ``starts[p]`` on; ``n_traits``: how many.

    ``content`` float32 [n_products, any dim]: the unit vectors of all modalities side by side.
    """

    n_products: int
    traits: Ints
    starts: Ints
    n_traits: int
    content: Vectors

    @property
    def known(self) -> NDArray[np.bool_]:
        """bool [n_products]: of which anything is known."""
        has_trait: NDArray[np.bool_] = np.diff(np.append(self.starts, len(self.traits))) > 0
        return has_trait | present(self.content)


def product_facts(lesson: Lesson, *, traits: bool = True, content: bool = True) -> Facts:
    """The lesson's traits and modalities, each if it is wanted."""
    own = lesson.traits if traits and len(lesson.traits) else [()] * lesson.n_products
    number = {trait: i for i, trait in enumerate(sorted(set(chain.from_iterable(own))))}
    starts = np.zeros(lesson.n_products + 1, np.int64)
    np.cumsum([len(of_one) for of_one in own], out=starts[1:])
    rows = np.array([number[trait] for of_one in own for trait in of_one], np.int64)
    spoken = [unit_rows(vectors) for _, vectors in sorted(lesson.modalities.items())] if content else []
    sides = [np.zeros((lesson.n_products, 0), np.float32), *spoken]
    return Facts(lesson.n_products, rows, starts[:-1], len(number), np.concatenate(sides, axis=1))
