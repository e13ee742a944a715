"""How likely a size is small, right or large, given where the body lies on the chart; and the way back.

A size ``t`` sizes too small for the body is felt as small with Φ((t - h) / s), as large with Φ((-t - h) /
s), and as
right otherwise: an ordered probit with two thresholds (as in Sembium et al. 2017, with a normal for their
logistic). ``h`` is how far a garment may be off and still be right, ``s`` how much garments of one size
differ.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from daogou.fit.sizes.garments import Others, Verdict

Floats = NDArray[np.float64]

# In sizes. Between two sizes both must be right more often than not, or every second shopper would be sent
# away;
# a size that the body is made for must be right in nine cases of ten; one size off must mostly be wrong.
RIGHT_WITHIN = 0.75
GARMENT_SD = 0.45
# What a past purchase tells of the place on this chart, beyond those: another garment of the same brand or of
# another one; one whose chart is gone, so that only its label is known
SAME_BRAND_SD, OTHER_BRAND_SD, LABEL_ONLY_SD = 0.3, 0.6, 0.9
# how far a garment departs from its chart as a whole, and how far buyers are from their own chart's size
OFFSET_SD, CHOICE_SD = 0.5, 0.5
GRID_STEP = 0.05
BEYOND = 4.0  # sizes past either end of a chart that a body may lie


def grid(sizes: int) -> Floats:
    """Places on a chart of so many sizes and past its ends, float64 [g]."""
    return np.arange(-BEYOND, sizes - 1 + BEYOND + GRID_STEP / 2, GRID_STEP)


def verdict_chances(too_small_by: Floats, spread: float = GARMENT_SD) -> Floats:
    """float64 [..., 3]: small, right, large, for garments so many sizes too small."""
    small = ndtr((too_small_by - RIGHT_WITHIN) / spread)
    large = ndtr((-too_small_by - RIGHT_WITHIN) / spread)
    return np.stack([small, 1 - small - large, large], axis=-1)


def normal_on(places: Floats, mean: float, sd: float) -> Floats:
    """A normal distribution on the grid, float64 [g], sums to 1."""
    logs = -0.5 * ((places - mean) / max(sd, GRID_STEP)) ** 2
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def told(belief: Floats, places: Floats, worn_at: float, verdict: Verdict, doubt: float) -> Floats:
    """The belief [g] after a verdict on a garment that lies at ``worn_at`` on this chart (Bayes)."""
    spread = float(np.hypot(GARMENT_SD, doubt))
    likely = verdict_chances(places - worn_at, spread)[:, ("small", "right", "large").index(verdict)]
    after = belief * np.maximum(likely, 1e-6)  # one odd verdict must not rule a place out
    return np.asarray(after / after.sum())


def sizes_chances(belief: Floats, places: Floats, worn_at: Sequence[float]) -> Floats:
    """float64 [sizes, 3]: small, right, large, for each place a size is worn at, over the belief."""
    off = places[None, :] - np.asarray(worn_at)[:, None]
    chances: Floats = np.einsum("g,sgv->sv", belief, verdict_chances(off))
    return chances


def offset_of(others: Others) -> tuple[float, float]:
    """By how many sizes a garment is too small as a whole, going by what others said; mean and deviation.

    Posterior on a grid, from a normal prior around 0 (true to its chart).
    """
    offsets = np.arange(-2.0, 2.0 + GRID_STEP / 2, GRID_STEP)
    log_belief = -0.5 * (offsets / OFFSET_SD) ** 2
    likely = np.log(verdict_chances(offsets, float(np.hypot(GARMENT_SD, CHOICE_SD))))
    log_belief = log_belief + likely @ [others.small, others.right, others.large]
    belief = np.exp(log_belief - log_belief.max())
    belief /= belief.sum()
    mean = float(belief @ offsets)
    return mean, float(np.sqrt(belief @ (offsets - mean) ** 2))
