"""Whether two offers are one product: a trained judgement over how alike they are.

Entity resolution as Magellan does it (Konda et al. 2016): likenesses of a pair into an ensemble of trees. It
is grown by scikit-learn (``daogou[topics]``) and asked with numpy. It learns what "the same" means where it
is used: from pairs that people judged, or from ``made_pairs`` of the shop's own offers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.entity import entity_id
from daogou.core.product import Product
from daogou.core.roles import required
from daogou.core.triple import Triple
from daogou.features.blocking import NEAREST, candidate_pairs
from daogou.features.forest import Forest, forest_of, load_forest
from daogou.features.offer_likeness import likeness
from daogou.features.offers import Offer, Rarity, offer_of

Pair = tuple[Offer, Offer]
Vectors = Callable[[Sequence[str]], NDArray[np.float32]]  # texts -> unit rows
SOURCE = "match:same_product"  # of the triples
TREES = 300  # of each kind; more changes the third digit


@dataclass(frozen=True)
class Growth:
    """How the trees are grown; chosen on the valid split of amazon-google."""

    trees: int = TREES
    least_in_leaf: int = 2
    share_of_features: float = 0.4


@dataclass(frozen=True, eq=False)
class SameProduct:
    """``forest`` knows the likenesses; ``vectors`` gives sentence vectors, None: by words alone."""

    forest: Forest
    vectors: Vectors | None = None

    def probabilities(self, pairs: Sequence[Pair], rarity: Rarity) -> NDArray[np.float32]:
        """float32 [pairs], 0 to 1; ``rarity`` is of all titles that are compared."""
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        return self.forest.mean(likeness(pairs, rarity, meanings(pairs, self.vectors)))

    def matches(
        self, left: Sequence[Offer], right: Sequence[Offer], *, least: float = 0.5, nearest: int = NEAREST
    ) -> list[tuple[int, int, float]]:
        """Rows of two feeds that are one product, with the probability; each row of ``left`` once at most."""
        rarity = Rarity(offer.title for offer in (*left, *right))
        vectors = self.vectors
        both = (vectors([o.title for o in left]), vectors([o.title for o in right])) if vectors else None
        rows = candidate_pairs(left, right, rarity, nearest=nearest, meanings=both)
        sure = self.probabilities([(left[a], right[b]) for a, b in rows], rarity)
        best: dict[int, tuple[int, float]] = {}
        for (a, b), probability in zip(rows, sure.tolist(), strict=True):
            if probability >= least and probability > best.get(a, (0, 0.0))[1]:
                best[a] = b, probability
        return [(a, b, probability) for a, (b, probability) in sorted(best.items())]


def same_as(
    left: Sequence[Product], right: Sequence[Product], matcher: SameProduct, *, least: float = 0.5
) -> Iterator[Triple]:
    """``product:A same_as product:B`` for the products of two feeds that are one; prices in one currency."""
    found = matcher.matches([offer_of(p) for p in left], [offer_of(p) for p in right], least=least)
    for a, b, probability in found:
        head, tail = (entity_id("product", product.id) for product in (left[a], right[b]))
        yield Triple(head, "same_as", tail, min(1.0, round(probability, 4)), SOURCE)


def meanings(pairs: Sequence[Pair], vectors: Vectors | None) -> NDArray[np.float32] | None:
    """Cosines of the titles' sentence vectors, float32 [pairs]; each title is encoded once."""
    if vectors is None:
        return None
    titles = list(dict.fromkeys(offer.title for pair in pairs for offer in pair))
    row = {title: place for place, title in enumerate(titles)}
    rows = vectors(titles)
    first, second = ([row[pair[side].title] for pair in pairs] for side in (0, 1))
    cosines: NDArray[np.float32] = np.einsum("nd,nd->n", rows[first], rows[second])
    return cosines


def train_same_product(
    pairs: Sequence[Pair],
    same: Sequence[bool],
    rarity: Rarity,
    *,
    seed: int,
    vectors: Vectors | None = None,
    growth: Growth | None = None,
) -> SameProduct:
    """Grow the trees from judged pairs.

    Raises:
        MissingDependency: scikit-learn is not installed.
    """
    rows = likeness(pairs, rarity, meanings(pairs, vectors))
    return SameProduct(grown(rows, np.array(same, dtype=bool), seed=seed, growth=growth or Growth()), vectors)


def grown(rows: NDArray[np.float32], same: NDArray[np.bool_], *, seed: int, growth: Growth) -> Forest:
    """Half random forest (Breiman 2001), half extremely randomised trees (Geurts et al. 2006)."""
    ensemble: Any = required("sklearn.ensemble", "learning which offers are the same", "topics")
    options = {
        "n_estimators": growth.trees,
        "min_samples_leaf": growth.least_in_leaf,
        "max_features": growth.share_of_features,
        "random_state": seed,
    }
    kinds = (ensemble.RandomForestClassifier, ensemble.ExtraTreesClassifier)
    fitted = [kind(**options).fit(rows, same) for kind in kinds]
    return forest_of([tree.tree_ for forest in fitted for tree in forest.estimators_])


def load_same_product(file: Path, vectors: Vectors | None = None) -> SameProduct:
    """What ``forest.save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
    """
    return SameProduct(load_forest(file), vectors)
