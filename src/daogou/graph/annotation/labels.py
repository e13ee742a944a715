"""What an annotation is made of: a region of the picture, and labels with their evidence."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.ranking import Reason


@dataclass(frozen=True)
class Region:
    """Where the product is: ``box`` (left, top, right, bottom), each a share 0..1 of the picture's side.

    ``area``: the product's share of all pixels. ``mask``: bool [h, w], small (about 96 pixels on the longer
    side), the same shape as the picture. ``is_plain``: the product stood before a plain ground, so box and
    mask are its outline; else they are the middle of the picture, where products mostly are. ``pieces``: how
    many separate things stand there, 0 if the ground does not tell.
    """

    box: tuple[float, float, float, float]
    area: float
    mask: NDArray[np.bool_]
    is_plain: bool
    pieces: int = 0


@dataclass(frozen=True)
class Label:
    """One statement about a picture. ``kind`` and ``concept`` name the entity ``kind:concept``.

    ``value`` is how the shop's feed spells it. ``confidence`` 0..1 was calibrated on held-out pictures of the
    shop. ``others``: less likely values with their confidence, the likeliest first. ``because``: evidence of
    the kinds ``recogniser``, ``neighbour`` (a product id), ``pixels`` (a colour and its share).
    """

    kind: str
    value: str
    concept: str
    confidence: float
    others: tuple[tuple[str, float], ...] = ()
    because: tuple[Reason, ...] = ()

    @property
    def entity(self) -> str:
        """The id in the graph."""
        return f"{self.kind}:{self.concept}"


@dataclass(frozen=True)
class Annotation:
    """``labels``: of each kind the likeliest, or several where several are usual; best first within a kind.

    ``chances``: kind -> value -> probability, of the kinds that were taught. ``colours``: names with
    shares of the product's pixels. ``nearest``: (product id, likeness up to 1).
    """

    region: Region
    labels: tuple[Label, ...]
    chances: Mapping[str, Mapping[str, float]]
    colours: Mapping[str, float]
    nearest: tuple[tuple[str, float], ...]

    def of(self, kind: str) -> tuple[Label, ...]:
        """The labels of a kind, best first."""
        return tuple(label for label in self.labels if label.kind == kind)
