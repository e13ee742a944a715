"""Products scored by how like they are to those of a history, and why.

The score is a sum over products of the history, so every part of it has an owner: see ``Likeness.explain``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import MOST_EVIDENCE, ROUNDING, newest_products
from daogou.recommend.measuring import Measured, measured_rows
from daogou.recommend.mixing import Mixture
from daogou.recommend.sparse_rows import block, gathered
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays
from daogou.recommend.tastes import NOTHING, WHOLE, tastes
from daogou.recommend.trait_vectors import TraitVectors

AT_ONCE = 32  # products of a history: 32 rows of 50,000 cosines are 6 MB
# products compared at a time: their vectors and cosines stay in the processor's cache, a quarter faster
BLOCK = 2048
# a history has some 40 traits; those of so few products are looked through faster than multiplied out
NARROW = 64


@dataclass(frozen=True)
class Strength:
    """See ``recommenders/content``."""

    sharpness: int
    trait_weight: float
    half_life_acts: float


@dataclass(frozen=True, eq=False)
class Likeness:
    """``vectors`` float32 [n_products, dim], unit rows or zeros; ``modalities`` are the names of ``shares``.

    Vectors in Fortran's order (columns together) are compared two to three times as fast.

    ``shares`` float32 [n_products, modalities]: how much each counts in a product's vector.
    """

    vectors: Vectors
    modalities: tuple[str, ...]
    shares: Vectors
    traits: TraitVectors
    strength: Strength

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        if len(histories) == 1:
            return self._of_one(*self._taste(histories[0]))
        tasted = self._tastes(histories)
        products = np.unique(tasted.indices)
        return self._scores(products, tasted[:, products].toarray())

    def _scores(self, products: Ints, worth: Vectors) -> Vectors:
        """float32 [n, n_products]; ``worth`` float32 [n, m]: what each of the products counts in each row."""
        scores = np.zeros((len(worth), len(self.vectors)), np.float32)
        if self.vectors.shape[1]:
            self._add_nearness(scores, products, worth)
        if self._has_traits:
            scores += self._mixture.mixed(*self._wanted(products, worth))
        return scores

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``measuring``: traits alone tell it without scoring; vectors do not."""
        tasted, worth = self._taste(history, left_out)
        found = None
        if not self.vectors.shape[1]:
            traits, wanted = self._wanted(tasted, worth)
            found = self._mixture.measured(traits, wanted, products, highest=highest)
        return found or measured_rows(self._of_one(tasted, worth), products)

    def _of_one(self, products: Ints, worth: Vectors) -> Vectors:
        """As ``_scores``, of one history; what its products say is kept: a shelf is explained next."""
        if not self.vectors.shape[1] or not 0 < len(products) <= AT_ONCE:
            return self._scores(products, worth)
        kept = self._last[0] if self._last else None
        if kept is None or not np.array_equal(kept[0], products):
            kept = products, self._of_each(products)
            self._last[:] = [kept]
        return worth @ kept[1]

    def _of_each(self, products: Ints) -> Vectors:
        """float32 [m, n_products]: what one act on each of some products says."""
        said = self._near_all(products)
        if self._has_traits:
            said += self._mixture.mixed(*self._wanted(products, np.eye(len(products), dtype=np.float32)))
        return said

    @cached_property
    def _last(self) -> list[tuple[Ints, Vectors]]:
        return []

    def similar(self, product: int) -> Floats:
        """As an act on the product would score the others."""
        row = np.array([product])
        similar: Floats = self.scores([History(row, np.ones(1, np.float32), np.zeros(1))])[0]
        similar[product] = 0
        return similar

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """Which products, traits and modalities made the score; without dislikes the weights add up to it.

        ``neighbour``: what all modalities say alike of one product's nearness; ``modality``: what one says
        beyond that, of all products together; ``attribute``: what a shared trait gives, of all together. The
        product that gives most to a piece is named, unless the score would not fall without it: its acts
        also make older ones fade.
        """
        return self.explain_many(history, [product])[0]

    def explain_many(self, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
        """See ``explain``; the history is looked into once."""
        tried = newest_products(history)
        if not len(tried):
            return [()] * len(products)
        rows, worth = self._taste(history, np.append(NOTHING, tried))  # (1 + tried, rows)
        chosen = np.array(products, np.int64)
        named, wanted = gathered(self.traits.rows, chosen)  # (products, traits)
        own = block(self.traits.rows, rows, named)  # (rows, traits)
        like = self._near(rows, chosen) + (own @ wanted.T) * np.float32(self.strength.trait_weight)
        return self.explain_measured(history, tried, chosen, worth @ like)

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[tuple[Evidence, ...]]:
        """See ``measuring``."""
        tasted, worth = self._taste(history)
        liked = worth[0] > 0
        rows, gives = tasted[liked], worth[0, liked]
        lost = scores[0] - scores[1:] > ROUNDING * np.abs(scores[0])  # (tried, products)
        found: list[list[Evidence]] = [[] for _ in products]
        if len(rows):
            for nth, one in (*self._nearness(rows, gives, products), *self._shared(rows, gives, products)):
                found[nth].append(one)
        return [
            _strongest_needed(of_one, tried[gone].tolist())
            for of_one, gone in zip(found, lost.T, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """All of it."""
        strength = self.strength
        numbers = (strength.sharpness, strength.trait_weight, strength.half_life_acts)
        names = {
            "modalities": np.array(self.modalities, dtype=np.str_),
            "traits": np.array(self.traits.names, dtype=np.str_),
        }
        arrays = {"vectors": self.vectors, "shares": self.shares, "strength": np.array(numbers)}
        save_arrays(folder, {**arrays, **names, **matrix_arrays(self.traits.rows)})

    @cached_property
    def _holders(self) -> csr_array:
        """float32 [n_traits, n_products]: who has a trait."""
        return csr_array(self.traits.rows.T.tocsr())

    def _tastes(self, histories: Sequence[History]) -> csr_array:
        """float32 [n, n_products]: above 0 what is liked, below what is disliked."""
        n_products = len(self.vectors)
        liked = faded_matrix(histories, n_products, self.strength.half_life_acts)
        disliked = disliked_matrix(histories, n_products)
        return csr_array(liked - disliked) if disliked.nnz else liked

    def _taste(self, history: History, left_out: Ints = WHOLE) -> tuple[Ints, Vectors]:
        """int64 [m]: the history's products; float32 [n left out, m]: as ``_tastes``."""
        found = tastes(history, self.strength.half_life_acts, left_out)
        return found.products, found.liked - found.disliked

    @property
    def _has_traits(self) -> bool:
        return bool(self.traits.rows.nnz and self.strength.trait_weight)

    def _wanted(self, products: Ints, worth: Vectors) -> tuple[Ints, Vectors]:
        """int64 [m]: traits of the products, ascending; float32 [n, m]: how much each is wanted."""
        traits, own = gathered(self.traits.rows, products)
        return traits, (worth @ own) * np.float32(self.strength.trait_weight)

    @cached_property
    def _mixture(self) -> Mixture:
        return Mixture(self._holders, NARROW)

    def _add_nearness(self, scores: Vectors, products: Ints, worth: Vectors) -> None:
        """Products of several histories, as where one is left out after the other, are compared once."""
        for start in range(0, len(products), AT_ONCE):
            some = worth[:, start : start + AT_ONCE]
            near = self._near_all(products[start : start + AT_ONCE])
            if 2 * np.count_nonzero(some) > some.size:  # one history without one product after the other
                scores += some @ near
                continue
            for row, own in enumerate(some):
                (liked,) = own.nonzero()
                if len(liked):
                    scores[row] += own[liked] @ near[liked]

    def _sharpened(self, cosines: Vectors) -> Vectors:
        np.maximum(cosines, 0, out=cosines)
        for _ in range(self.strength.sharpness.bit_length() - 1):
            np.square(cosines, out=cosines)
        return cosines

    def _near_all(self, rows: Ints) -> Vectors:
        """float32 [n rows, n_products]."""
        own, near = self.vectors[rows], np.empty((len(rows), len(self.vectors)), np.float32)
        for start in range(0, len(self.vectors), BLOCK):
            some = slice(start, start + BLOCK)
            near[:, some] = self._sharpened(own @ self.vectors[some].T)
        return near

    def _near(self, rows: Ints, products: Ints) -> Vectors:
        """float32 [n rows, n products]."""
        return self._sharpened(self.vectors[rows] @ self.vectors[products].T)

    def _nearness(self, rows: Ints, gives: Floats, products: Ints) -> Iterator[tuple[int, Evidence]]:
        """Which of the products, and what a row or a modality gives to it; ``gives`` float32 [n rows]."""
        if not self.vectors.shape[1]:
            return
        gains = (gives[:, None] * self._near(rows, products)).T  # (products, rows)
        shares = (self.shares[products][:, None] + self.shares[rows]) / 2  # (products, rows, modalities)
        there = shares > 0
        least = np.where(there, shares, np.inf).min(axis=2, initial=1.0)  # no share is above 1
        alike = gains * least * there.sum(axis=2)
        for nth, row in np.argwhere(alike > 0).tolist():
            yield nth, Evidence("neighbour", float(alike[nth, row]), int(rows[row]))
        beyond = gains[:, :, None] * np.maximum(shares - least[:, :, None], 0)
        given, owners = beyond.sum(axis=1), rows[beyond.argmax(axis=1)]  # (products, modalities)
        for nth, number in np.argwhere(given > 0).tolist():
            name = self.modalities[number]
            yield nth, Evidence("modality", float(given[nth, number]), int(owners[nth, number]), name)

    def _shared(self, rows: Ints, gives: Floats, products: Ints) -> Iterator[tuple[int, Evidence]]:
        """Which of the products, and what a trait that it shares with any of the rows gives to it."""
        named, wanted = gathered(self.traits.rows, products)  # (products, traits)
        own = gives[:, None] * block(self.traits.rows, rows, named)  # (rows, traits)
        given = wanted * own.sum(axis=0) * np.float32(self.strength.trait_weight)
        nth, shared = (given > 0).nonzero()
        owners = rows[own.argmax(axis=0)]  # whoever gives most of a trait, whatever a product has of it
        columns = (nth, given[nth, shared], owners[shared], named[shared])
        for n, weight, owner, trait in zip(*(one.tolist() for one in columns), strict=True):
            yield n, Evidence("attribute", weight, owner, self.traits.names[trait])


def _strongest_needed(pieces: Sequence[Evidence], needed: Collection[int]) -> tuple[Evidence, ...]:
    kept = [one for one in pieces if one.product in needed]
    return tuple(sorted(kept, key=lambda one: -one.weight)[:MOST_EVIDENCE])


def load_likeness(folder: Path) -> Likeness:
    """What ``Likeness.save`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    arrays = load_arrays(folder)
    sharpness, trait_weight, half_life_acts = arrays["strength"].tolist()
    traits = TraitVectors(matrix_from(arrays), tuple(arrays["traits"].tolist()))
    strength = Strength(int(sharpness), trait_weight, half_life_acts)
    return Likeness(
        arrays["vectors"], tuple(arrays["modalities"].tolist()), arrays["shares"], traits, strength
    )
