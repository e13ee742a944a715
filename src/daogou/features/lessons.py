"""A shop's captions laid out for teaching: per kind, which pictures share which caption."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.features.captions import TITLE, Captions
from daogou.features.shop_words import ShopWords, shop_words
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class Kind:
    """One kind of caption. ``group``: int64 [pictures], the caption of each picture, -1 for none.

    ``wordings``: for each group the rows of its texts in ``Lessons.vectors``.
    """

    name: str
    group: NDArray[np.int64]
    wordings: tuple[NDArray[np.int64], ...]

    @property
    def is_title(self) -> bool:
        """The shop's own words, nearly different for every product."""
        return self.name.startswith(TITLE)


@dataclass(frozen=True)
class Lessons:
    """``vectors``: float32 [texts, text_dim]; ``word_rows``: int64 [texts, words]; and the kinds."""

    kinds: tuple[Kind, ...]
    vectors: NDArray[np.float32]
    word_rows: NDArray[np.int64]
    words: ShopWords


def lessons(captions: Sequence[Captions], text: TextEncoder) -> Lessons:
    """Every text encoded once."""
    texts = sorted({wording for c in captions for wordings in c.values() for wording in wordings})
    words = shop_words(
        w for c in captions for kind, wordings in c.items() if _teaches_words(kind) for w in wordings
    )
    row = {text: number for number, text in enumerate(texts)}
    kinds = sorted({kind for c in captions for kind in c})
    laid_out = tuple(_kind(kind, captions, row) for kind in kinds)
    useful = tuple(
        kind for kind in laid_out if len(kind.wordings) > 1
    )  # one caption for all tells nothing apart
    return Lessons(useful, text.encode(texts), words.rows(texts), words)


def _teaches_words(kind: str) -> bool:
    """Titles hold the brands; "all" holds each attribute once a product, so that its word is never rare."""
    return kind.startswith(TITLE) or kind.startswith("all")


def _kind(name: str, captions: Sequence[Captions], row: dict[str, int]) -> Kind:
    groups: dict[tuple[str, ...], int] = {}
    group = np.full(len(captions), -1, dtype=np.int64)
    for number, caption in enumerate(captions):
        if name in caption:
            group[number] = groups.setdefault(caption[name], len(groups))
    wordings = tuple(np.array([row[w] for w in wording], dtype=np.int64) for wording in groups)
    return Kind(name, group, wordings)
