"""Where words meet pictures: a text encoder, an eye and the alignment between them, as one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.features.alignments import Alignment
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class SharedSpace:
    """Everything in it is a unit vector, and the product of two says how alike they are."""

    text: TextEncoder
    eye: Eye
    alignment: Alignment

    @property
    def name(self) -> str:
        """Vectors may be compared only within one space."""
        return self.alignment.space

    @property
    def dim(self) -> int:
        """Length of its vectors."""
        return self.alignment.dim

    def of_text(self, text: str) -> NDArray[np.float32]:
        """float32 [dim]; zeros if the text says nothing."""
        vector: NDArray[np.float32] = self.of_texts([text])[0]
        return vector

    def of_encoded(self, encoded: NDArray[np.float32], text: str) -> NDArray[np.float32]:
        """Where a text lies whose encoding is at hand: float32 [text_dim] -> float32 [dim]."""
        vector: NDArray[np.float32] = self.alignment.place_texts(encoded[None], [text])[0]
        return vector

    def of_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 [n, dim]."""
        return self.alignment.place_texts(self.text.encode(texts), texts)

    def of_picture(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 [h, w, 3] RGB -> float32 [dim]."""
        vector: NDArray[np.float32] = self.of_rows(self.eye.look(picture).row[None])[0]
        return vector

    def of_rows(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Picture rows, float32 [n, picture_dim] -> float32 [n, dim]."""
        return self.alignment.place_pictures(rows)
