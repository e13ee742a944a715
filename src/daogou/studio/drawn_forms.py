"""The network's weights and what it was taught on, as one file of the package (``data/drawn_forms.npz``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from daogou.studio.form_network import NUMBERS, Array, Decoder, Flow
from daogou.studio.form_words import Known, Traits

FILE_NAME = "drawn_forms.npz"
LARGEST_BYTE = 127
STEP = ".step"  # what a row's bytes count in


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
        """float32 [n, words] and [n, NUMBERS] -> layers, float32 [n, side, side, 5]."""
        return self.decoder.layers(self.flow.sample(asked, noise), asked)


def noise_of(chance: np.random.Generator) -> Array:
    """Where one form begins, float32 [NUMBERS]."""
    return chance.standard_normal(NUMBERS).astype(np.float32)


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
        flow=Flow(_part(arrays, "flow."), *(arrays[n].astype(np.float32) for n in ("mean", "axes", "scale"))),
        decoder=Decoder(_part(arrays, "decoder."), [str(stage) for stage in arrays["stages"]]),
        words={word: row for row, word in enumerate(words)},
        known=Known([_traits(row, words) for row in arrays["rows"]]),
        px_per_cm=dict(zip(categories, map(float, arrays["px_per_cm"]), strict=True)),
        standing=frozenset(n for n, s in zip(categories, arrays["standing"], strict=True) if s),
    )


def packed(weights: Mapping[str, Array]) -> dict[str, Array]:
    """For storing: what has rows as bytes with a float16 step for each row, the rest as float16."""
    stored: dict[str, Array] = {}
    for name, values in weights.items():
        if values.ndim < 2:
            stored[name] = values.astype(np.float16)
            continue
        rows = values.reshape(len(values), -1)
        step = np.maximum(np.abs(rows).max(axis=1) / LARGEST_BYTE, np.finfo(np.float16).tiny).astype(
            np.float16
        )
        whole = np.round(rows / step[:, None].astype(np.float32))
        stored[name] = np.clip(whole, -LARGEST_BYTE, LARGEST_BYTE).astype(np.int8).reshape(values.shape)
        stored[name + STEP] = step
    return stored


def unpacked(stored: Mapping[str, Array]) -> dict[str, Array]:
    """Float32 for computing: numpy is slow in any other."""
    weights = {}
    for name, values in stored.items():
        if name.endswith(STEP):
            continue
        step = stored.get(name + STEP)
        shape = (-1,) + (1,) * (values.ndim - 1)
        factor = 1 if step is None else step.astype(np.float32).reshape(shape)
        weights[name] = values.astype(np.float32) * factor
    return weights


def _part(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """The weights of one network, unpacked."""
    mine = {name.removeprefix(prefix): v for name, v in arrays.items() if name.startswith(prefix)}
    return unpacked(mine)


def _traits(row: Array, words: list[str]) -> Traits:
    """A row holds the places of its words, then -1."""
    return dict(words[int(place)].split("=", 1) for place in row if place >= 0)
