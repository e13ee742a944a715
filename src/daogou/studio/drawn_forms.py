"""The network's weights and what it was taught on, as one file of the package (``data/drawn_forms.npz``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from daogou.studio.form_network import CODE, PLACES, Array, Decoder, Flow
from daogou.studio.form_words import Known, Traits

FILE_NAME = "drawn_forms.npz"
FIELDS = ("category", "shape", "audience", "material", "neckline", "sleeve", "length", "fit", "knit")


@dataclass(frozen=True)
class DrawnForms:
    """``words``: what the network knows, as ``kind=value``; ``px_per_cm`` per category at 750 px of width."""

    flow: Flow
    decoder: Decoder
    words: Mapping[str, int]
    known: Known
    px_per_cm: Mapping[str, float]
    standing: frozenset[str]

    def asked(self, traits: Traits) -> Array:
        """float32 [words]: 1 at each that holds; what the network never saw is left out."""
        vector = np.zeros(len(self.words), np.float32)
        for kind, value in traits.items():
            row = self.words.get(f"{kind}={value}")
            if row is not None:
                vector[row] = 1
        return vector

    def layers(self, asked: Array, noise: Array) -> Array:
        """float32 [n, words] and [n, PLACES * PLACES, CODE] -> layers, float32 [n, side, side, 5]."""
        return self.decoder.layers(self.flow.sample(asked, noise), asked)


def noise_of(chance: np.random.Generator) -> Array:
    """Where one form begins, float32 [PLACES * PLACES, CODE]."""
    return chance.standard_normal((PLACES * PLACES, CODE)).astype(np.float32)


@cache
def drawn_forms() -> DrawnForms:
    """The packaged ones, read once."""
    with as_file(files("daogou.studio").joinpath("data", FILE_NAME)) as file:
        return read_forms(file)


def read_forms(file: Path) -> DrawnForms:
    """What ``form_training.py`` wrote."""
    with np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = [str(word) for word in arrays["words"]]
    categories = [str(name) for name in arrays["categories"]]
    return DrawnForms(
        flow=Flow(_part(arrays, "flow."), arrays["mean"], arrays["deviation"]),
        decoder=Decoder(_part(arrays, "decoder."), [str(stage) for stage in arrays["stages"]]),
        words={word: row for row, word in enumerate(words)},
        known=Known([_traits(row, words) for row in arrays["rows"]]),
        px_per_cm=dict(zip(categories, map(float, arrays["px_per_cm"]), strict=True)),
        standing=frozenset(n for n, s in zip(categories, arrays["standing"], strict=True) if s),
    )


def _part(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """Float32 for computing: numpy is slow in float16, in which they are stored."""
    return {
        name.removeprefix(prefix): values.astype(np.float32)
        for name, values in arrays.items()
        if name.startswith(prefix)
    }


def _traits(row: Array, words: list[str]) -> Traits:
    """A row holds the places of its words, then -1."""
    return dict(words[int(place)].split("=", 1) for place in row if place >= 0)
