"""Shoppers whose tastes are known, to rehearse experiments on before real ones are bothered.

Products and shoppers are points; a shopper likes what lies in their direction. A recommender sees tastes
through noise: the less of it, the better it is. Shoppers click by the position-based model (Craswell et al.,
*An experimental comparison of click position-bias models*, WSDM 2008): they look at place r with a chance
that falls with r, and click on what they looked at with a chance that is their liking.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DIMENSIONS = 8  # of tastes
# how steeply liking grows with taste, and where it stands for the average product: chosen so that some 15 %
# of shoppers click on a shelf of six that a fair recommender filled
STEEPNESS, STAND = 1.4, -6.0


@dataclass(frozen=True, eq=False)
class Crowd:
    """``tastes`` float64 [n_shoppers, n_products]: mean 0, deviation 1, more is liked better."""

    tastes: Floats

    @property
    def liking(self) -> Floats:
        """The chance to click on what was looked at: float64 [n_shoppers, n_products] 0..1."""
        return np.asarray(1 / (1 + np.exp(-(STEEPNESS * self.tastes + STAND))))

    def ranked(self, noise: float, k: int, random: np.random.Generator) -> Ints:
        """What a recommender shows each shopper: int64 [n_shoppers, k], best first.

        ``noise``: standard deviation of its error, where that of tastes is 1.
        """
        seen = self.tastes + noise * random.standard_normal(self.tastes.shape)
        return np.argsort(-seen, axis=1, kind="stable")[:, :k].astype(np.int64)

    def click_chances(self, shown: Ints) -> Floats:
        """float64 [n_shoppers, k]: the chance of a click on each place of what they are shown."""
        liked = np.take_along_axis(self.liking, shown, axis=1)
        return np.asarray(liked * examined(shown.shape[1]))


def crowd(n_shoppers: int, n_products: int, random: np.random.Generator) -> Crowd:
    """Shoppers and products drawn alike; tastes have mean 0 and deviation 1."""
    shoppers = random.standard_normal((n_shoppers, DIMENSIONS))
    products = random.standard_normal((n_products, DIMENSIONS))
    return Crowd(shoppers @ products.T / np.sqrt(DIMENSIONS))


def examined(k: int) -> Floats:
    """float64 [k]: the chance that each place is looked at, 1 / place (Joachims et al., WSDM 2017)."""
    return 1 / np.arange(1, k + 1)
