"""What is like the products that a shopper likes: in words, looks and place in the graph, and in its traits.

    score(p) = sum over products i of taste_i (k(v_i . v_p) + w t_i . t_p),  k(s) = max(s, 0)^sharpness

``taste_i``: what the acts on i say, fading as newer ones come, below 0 where they speak against it. ``v``:
the modalities fused into one unit vector by a method of ``features/fusion``, taught on products that the same
shoppers liked. ``t``: the traits (tf-idf). A steep k makes the sum nearly a maximum: somebody who likes boots
and lamps is shown boots and lamps, not what lies between. Nothing in it needs anybody to have acted on p.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.features import fusion as fusions
from daogou.features.rows import Vectors
from daogou.recommend.co_liked import co_liked
from daogou.recommend.lesson import Lesson
from daogou.recommend.likeness import Likeness, Strength, likenesses, load_likeness
from daogou.recommend.nearest import nearest_of_each
from daogou.recommend.ranges import expect_at_least_one, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.trait_vectors import TraitVectors, trait_vectors

SHARPNESS = (1, 2, 4, 8, 16)  # powers of two: a square of a square costs two products


@dataclass(frozen=True)
class Options:
    """Chosen on the last acts but one of Amazon Beauty and on a demo shop, whose shoppers never change.

    Beauty alone would have a half-life of 2 acts, the demo shop none.
    ``fusion``: a method of ``features/fusion``, ``dim`` of its vectors where it lets choose; ``sharpness``:
    1, 2, 4, 8 or 16; ``trait_weight``: w above; ``half_life_acts``: after so many newer acts one counts
    half, 0: all count alike; ``neighbours``: i in the sum speaks for its so many nearest p only.

    Of products of Beauty hidden as on ``recommend-cold``, another fifth than the test's, 400 neighbours by
    graph and content rank .0863 (NDCG@10), 200 .0828, all .0880; a request reads no more than these.
    """

    fusion: str = "attention"
    dim: int = 64
    sharpness: int = 8
    trait_weight: float = 0.1
    half_life_acts: float = 5.0
    neighbours: int = 400


class ContentMethod:
    """Teaches the fusion, and keeps what it makes of the products."""

    def __init__(self, options: Options) -> None:
        self._options = options
        has_dim = "dim" in fusions.ROLE.options(options.fusion)
        self._fusion = fusions.ROLE.open(options.fusion, {"dim": options.dim} if has_dim else {})

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """See the contract.

        Raises:
            MissingDependency: the fusion is taught by a package that is not installed.
        """
        traits = trait_vectors(lesson.traits, lesson.n_products)
        known = {name: rows for name, rows in lesson.modalities.items() if rows.any()}
        if not known:
            nothing = np.zeros((lesson.n_products, 0), np.float32)
            return self._near(nothing, (), nothing, traits, progress)
        pairs = co_liked(lesson.interactions, seed=seed)
        labels = [""] * lesson.n_products
        fused = self._fusion.fit(known, labels, pairs=pairs, seed=seed, progress=progress)
        shares = fused.shares(known)
        names = tuple(sorted(shares))
        counted = np.stack([shares[name] for name in names], axis=1)
        return self._near(fused(known), names, counted, traits, progress)

    def _near(
        self,
        vectors: Vectors,
        modalities: tuple[str, ...],
        shares: Vectors,
        traits: TraitVectors,
        progress: Progress,
    ) -> Likeness:
        options = self._options
        strength = Strength(options.sharpness, options.trait_weight, options.half_life_acts)
        rows = likenesses(vectors, traits, strength)
        near = nearest_of_each(rows, len(vectors), options.neighbours, progress)
        return Likeness(vectors, modalities, shares, traits, strength, near)

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        return load_likeness(folder)


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
        UnknownBackend: there is no such fusion.
    """
    if options.sharpness not in SHARPNESS:
        raise BadOption(f"recommender 'content', option 'sharpness': expected one of {SHARPNESS}.")
    expect_at_least_one("content", options, "dim", "neighbours")
    expect_zero_or_more("content", options, "trait_weight", "half_life_acts")
    return ContentMethod(options)
