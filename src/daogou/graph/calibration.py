"""From a model's evidence to a chance: two numbers fitted on facts that were hidden from it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS = 50  # Newton's method is done after about 8
HALVINGS = 60  # of a step, until nothing of it is left
CLOSE = 1e-9
RIDGE = 1e-6  # keeps the fit finite where evidence tells true from false without exception
BINS = 10  # as in Guo et al. 2017

Floats64 = NDArray[np.float64]


@dataclass(frozen=True)
class Platt:
    """chance = sigmoid(slope * evidence + bias) (Platt 1999)."""

    slope: float
    bias: float

    def chance(self, evidence: Floats64) -> Floats64:
        """Of being true, float64 in (0, 1), for evidence of any shape."""
        chances: Floats64 = 1 / (1 + np.exp(-np.clip(self.slope * evidence + self.bias, -700, 700)))
        return chances


def fit_platt(evidence: Floats64, is_true: NDArray[np.bool_]) -> Platt:
    """Maximum likelihood by Newton's method, with Platt's targets a little inside 0 and 1.

    Without both true and false examples the chance is a constant: the true ones' share, after Laplace.
    """
    right, wrong = int(is_true.sum()), int((~is_true).sum())
    if not right or not wrong:
        share = (right + 1) / (right + wrong + 2)
        return Platt(0.0, math.log(share / (1 - share)))
    target = np.where(is_true, (right + 1) / (right + 2), 1 / (wrong + 2))
    rows = np.stack([evidence, np.ones_like(evidence)], axis=1)  # (n, 2)
    weights: Floats64 = np.array([0.0, math.log(right / wrong)])
    for _ in range(STEPS):
        chance = Platt(*weights).chance(evidence)
        slope = rows.T @ (chance - target) + RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(2)
        newton: Floats64 = np.linalg.solve(curve, slope).astype(np.float64)
        step = _shortened(newton, weights, rows, target)
        weights = weights - step
        if np.abs(step).max() < CLOSE:
            break
    return Platt(float(weights[0]), float(weights[1]))


def _shortened(step: Floats64, weights: Floats64, rows: Floats64, target: Floats64) -> Floats64:
    """Halved until it leads downhill: a whole one overshoots where some evidence is far off.

    Lin, Lin and Weng, "A note on Platt's probabilistic outputs", 2007.
    """
    before = _loss(weights, rows, target)
    for _ in range(HALVINGS):
        if _loss(weights - step, rows, target) <= before:
            return step
        step = step / 2
    return np.zeros_like(step)


def _loss(weights: Floats64, rows: Floats64, target: Floats64) -> float:
    """Cross-entropy, by log(1 + e^z) - target z, and the ridge."""
    logits = rows @ weights
    return float((np.logaddexp(0, logits) - target * logits).sum() + RIDGE / 2 * weights @ weights)


def calibration_error(chances: Floats64, is_true: NDArray[np.bool_]) -> float:
    """How far chances are from how often they come true, over ten bins; 0 is best (Guo et al. 2017)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    gap = np.bincount(bins, chances, BINS) - np.bincount(bins, is_true.astype(float), BINS)
    return float(np.abs(gap).sum() / max(1, count.sum()))
