"""What category is on a picture? A linear classifier on what two networks see, solved at once with numpy.

Each network's view of a picture (the whole, its middle, the strongest place of each channel, three bands from
top to bottom) is standardised, brought to unit length and weighed; then one-against-all ridge regression:
W = argmin |XW - Y|^2 + ridge |W|^2 with Y = +1 for the right class and -1 for the others, in its dual form
(as many unknowns as pictures), which is exact and takes seconds for some thousand pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotBuilt
from daogou.core.files import replacing
from daogou.features.image_encoders import PlacesEncoder
from daogou.features.pixels import Pixels, softmax
from daogou.features.places import Places
from daogou.features.rows import unit_rows

FILE_NAME = "recogniser.npz"
LARGE_SIDE, SMALL_SIDE, SECOND_SIDE = 288, 224, 260  # pixels; networks see more above the size of training
BANDS = 3  # top, middle, bottom: sleeves, waists and hems are where they are
CENTRE_SPREAD = 0.5  # of half the side: a Gaussian's deviation
SMALLEST_DEVIATION = 1e-2  # of a feature: a dead one must not be blown up
RIDGE = 1.0
SHARPNESSES = tuple(2.0**n for n in np.arange(0, 6, 0.25))  # of the probabilities, tried on held-out pictures

# Weights of the views (they add up to 1), chosen on the validation photos of the clothing data.
VIEW_WEIGHTS = (0.05625, 0.05625, 0.05625, 0.05625, 0.075, 0.7)

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Views:
    """A picture in several vectors: ``first`` looks twice and at places, ``second`` once at the whole."""

    first: PlacesEncoder
    second: PlacesEncoder

    def of(self, pictures: Sequence[Pixels]) -> list[Vectors]:
        """One float32 [n, dim] per view, in the order of ``VIEW_WEIGHTS``."""
        large = self.first.places(pictures, LARGE_SIDE)
        small = self.first.places(pictures, SMALL_SIDE).features
        second = self.second.places(pictures, SECOND_SIDE).features
        return [large.features, *_zones(large), small, second]


def _zones(places: Places) -> tuple[Vectors, Vectors, Vectors]:
    """The middle, the strongest place of each channel, and the bands of the coarse map."""
    coarse = places.coarse  # (n, places, channels)
    grid = round(coarse.shape[1] ** 0.5)
    bands = np.array_split(np.arange(grid), BANDS)
    square = coarse.reshape(len(coarse), grid, grid, -1)
    middle = np.einsum("npc,p->nc", coarse, _centre(grid)).astype(np.float32)
    banded = np.concatenate([square[:, band].mean(axis=(1, 2)) for band in bands], axis=1)
    return middle, coarse.max(axis=1), banded


def _centre(grid: int) -> Vectors:
    """float32 [grid * grid]: a Gaussian about the middle, of sum 1."""
    across = (2 * np.arange(grid) - (grid - 1)) / max(grid - 1, 1)
    bell = np.exp(-(across**2) / (2 * CENTRE_SPREAD**2))
    square = np.outer(bell, bell).reshape(-1)
    weights: Vectors = (square / square.sum()).astype(np.float32)
    return weights


@dataclass(frozen=True)
class Recogniser:
    """``mean``, ``deviation``, ``weights`` per view, and the classes; ``sharpness`` makes probabilities."""

    classes: tuple[str, ...]
    mean: tuple[Vectors, ...]  # per view (dim,)
    deviation: tuple[Vectors, ...]
    weights: tuple[Vectors, ...]  # per view (dim, classes)
    sharpness: float = 4.0

    def scores(self, views: Sequence[Vectors]) -> Vectors:
        """float32 [n, classes]; about +1 for the right class, -1 for the others."""
        ready = _ready(views, self.mean, self.deviation)
        scores: Vectors = np.stack([x @ w for x, w in zip(ready, self.weights, strict=True)]).sum(axis=0)
        return scores

    def probabilities(self, views: Sequence[Vectors]) -> Vectors:
        """float32 [n, classes], rows sum to 1."""
        return softmax(self.sharpness * self.scores(views))

    def recognise(self, views: Sequence[Vectors]) -> list[str]:
        """The likeliest class of each picture."""
        return [self.classes[row] for row in self.scores(views).argmax(axis=1)]

    def calibrated(self, views: Sequence[Vectors], labels: Sequence[str]) -> "Recogniser":
        """With the sharpness that makes the labels of held-out pictures likeliest."""
        answer = np.array([self.classes.index(label) for label in labels])
        scores = self.scores(views)

        def surprise(sharpness: float) -> float:
            chances = softmax(sharpness * scores)[np.arange(len(answer)), answer]
            return float(-np.log(np.maximum(chances, 1e-12)).mean())

        best = min(SHARPNESSES, key=surprise)
        return Recogniser(self.classes, self.mean, self.deviation, self.weights, float(best))

    def save(self, folder: Path) -> None:
        """One file."""
        arrays = {
            f"{name}{view}": values
            for name in ("mean", "deviation", "weights")
            for view, values in enumerate(getattr(self, name))
        }
        with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
            np.savez(
                stream, allow_pickle=False, classes=np.array(self.classes), sharpness=self.sharpness, **arrays
            )


def teach_recogniser(
    views: Sequence[Vectors],
    labels: Sequence[str],
    *,
    view_weights: Sequence[float] = VIEW_WEIGHTS,
    ridge: float = RIDGE,
) -> Recogniser:
    """Learn from labelled pictures; exact, so there is no seed."""
    classes = tuple(sorted(set(labels)))
    mean = tuple(view.mean(axis=0) for view in views)
    deviation = tuple(view.std(axis=0) + np.float32(SMALLEST_DEVIATION) for view in views)
    ready = _ready(views, mean, deviation)
    likeness = sum((w * (x @ x.T) for w, x in zip(view_weights, ready, strict=True)), np.float32(0))
    target = np.where(np.array(labels)[:, None] == np.array(classes), 1, -1).astype(np.float32)
    dual = np.linalg.solve(likeness + ridge * np.eye(len(labels), dtype=np.float32), target)
    weights = tuple((w * (x.T @ dual)).astype(np.float32) for w, x in zip(view_weights, ready, strict=True))
    return Recogniser(classes, mean, deviation, weights)


def load_recogniser(folder: Path) -> Recogniser:
    """What ``Recogniser.save`` wrote.

    Raises:
        NotBuilt: nothing was saved there.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise NotBuilt(
            f"There is no recogniser in {folder}.", hint="Teach one with teach_recogniser and save it."
        )
    with np.load(file, allow_pickle=False) as stored:
        views = range(sum(name.startswith("mean") for name in stored.files))
        mean, deviation, weights = (
            tuple(stored[f"{name}{view}"] for view in views) for name in ("mean", "deviation", "weights")
        )
        classes = tuple(map(str, stored["classes"]))
        return Recogniser(classes, mean, deviation, weights, float(stored["sharpness"]))


def _ready(views: Sequence[Vectors], mean: Sequence[Vectors], deviation: Sequence[Vectors]) -> list[Vectors]:
    """Standardised, then unit rows."""
    return [unit_rows((x - m) / d) for x, m, d in zip(views, mean, deviation, strict=True)]
