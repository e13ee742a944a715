"""A picture row as several views that are standardised, brought to unit length and weighed apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daogou.features.efficientnet_lite import HEAD_DIM
from daogou.features.rows import Vectors, unit_rows
from daogou.features.see import Eye

SMALLEST_DEVIATION = 1e-2  # of a feature: a dead one must not be blown up
SHARES = frozenset({"shades"})  # views that are shares: a rare shade is not to count more than a common one


def views_of(rows: Vectors, shades: Vectors, eye: Eye) -> dict[str, Vectors]:
    """Picture rows float32 [n, picture_dim], shades [n, SHADES] -> named views float32 [n, their dim].

    ``deep``: what the network's last layer knows; ``middle``: print and texture, where the encoder gives
    them after its last layer; ``colour``: the descriptor of the product's own pixels, by zones;
    ``shades``: fine shares of its colours.
    """
    features = rows[:, eye.features]
    views = {"deep": features[:, :HEAD_DIM], "colour": rows[:, eye.colour], "shades": shades}
    if features.shape[1] > HEAD_DIM:
        views["middle"] = features[:, HEAD_DIM:]
    return views


@dataclass(frozen=True)
class Standard:
    """``mean`` and ``deviation`` of one view, float32 [dim]."""

    mean: Vectors
    deviation: Vectors

    def __call__(self, view: Vectors) -> Vectors:
        """Standardised, then unit rows."""
        return unit_rows((view - self.mean) / self.deviation)


def standards(views: Mapping[str, Vectors]) -> dict[str, Standard]:
    """Of every view, from the pictures to be taught."""
    return {name: _standard(view, is_share=name in SHARES) for name, view in views.items()}


def _standard(view: Vectors, *, is_share: bool) -> Standard:
    deviation = np.ones_like(view[0]) if is_share else view.std(axis=0) + np.float32(SMALLEST_DEVIATION)
    return Standard(view.mean(axis=0), deviation)
