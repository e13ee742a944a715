"""What a search is made of; ``folder.open_search`` puts it together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.features.text_encoders import TextEncoder
from daogou.index.columns import Columns
from daogou.index.postings import Postings
from daogou.index.text import TextIndex
from daogou.index.vector import VectorIndex
from daogou.language.concepts import Concepts
from daogou.language.tokens import Tokens
from daogou.search.fusion import Fusion
from daogou.search.understanding import Reader


class SharedSpace(Protocol):
    """Where words and pictures meet, in unit vectors float32 [dim]."""

    def of_encoded(self, encoded: NDArray[np.float32], text: str) -> NDArray[np.float32]:
        """Where a text lies, given what the text encoder made of it; zeros if it has nothing to place."""
        ...

    def of_picture(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Where a picture, uint8 [height, width, 3] RGB, lies."""
        ...


@dataclass(frozen=True)
class Parts:
    """Collaborators. Row r of every index is ``product_ids[r]``.

    ``meaning`` holds the vectors of the products' texts, ``looks`` those of their pictures in the shared
    space; ``pictured`` bool [n] says which rows have one. ``boosts`` weigh the text index's fields.
    """

    product_ids: Sequence[str]
    columns: Columns
    postings: Postings
    text: TextIndex
    meaning: VectorIndex
    looks: VectorIndex
    pictured: NDArray[np.bool_]
    concepts: Concepts
    tokens: Tokens
    reader: Reader
    fusion: Fusion
    encoder: TextEncoder
    space: SharedSpace
    boosts: Mapping[str, float]
    candidates: int
    currency: str
