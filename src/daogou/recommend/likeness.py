"""Products scored by how like they are to those of a history, and why.

The score is a sum over products of the history, so every part of it has an owner: see ``Likeness.explain``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.few_rows import product_of_few
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import ROUNDING, newest_products
from daogou.recommend.measuring import Measured
from daogou.recommend.mixing import Mixture
from daogou.recommend.nearest import Rows, RowsOfProduct
from daogou.recommend.pieces import Pieces, nameless, told
from daogou.recommend.sparse_rows import block, gathered
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays
from daogou.recommend.tastes import NOTHING, WHOLE, tastes
from daogou.recommend.trait_vectors import TraitVectors

# products compared at a time: their vectors and cosines stay in the processor's cache, a quarter faster
BLOCK = 2048


@dataclass(frozen=True)
class Strength:
    """See ``recommenders/content``."""

    sharpness: int
    trait_weight: float
    half_life_acts: float


@dataclass(frozen=True, eq=False)
class Likeness:
    """``vectors`` float32 [n_products, dim], unit rows or zeros; ``modalities`` are the names of ``shares``.

    ``shares`` float32 [n_products, modalities]: how much each counts in a product's vector; ``near`` float32
    csr [n_products, n_products]: what an act on this says for that, where only the nearest count.
    """

    vectors: Vectors
    modalities: tuple[str, ...]
    shares: Vectors
    traits: TraitVectors
    strength: Strength
    near: csr_array

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        if len(histories) == 1:
            return self._mixture.mixed(*self._taste(histories[0]))
        return product_of_few(self._tastes(histories), self.near)

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``measuring``."""
        return self._mixture.measured(*self._taste(history, left_out), products)

    def similar(self, product: int) -> Floats:
        """As an act on the product would score the others, all of them."""
        shared = self.traits.rows @ self.traits.rows[[product]].toarray()[0]
        near = _sharpened(self.vectors @ self.vectors[product], self.strength.sharpness)
        similar: Floats = near + shared * np.float32(self.strength.trait_weight)
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
        scores = worth @ block(self.near, rows, chosen)
        return told(self.explain_measured(history, tried, chosen, scores), len(chosen))

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """See ``measuring``."""
        tasted, worth = self._taste(history)
        liked = worth[0] > 0
        rows, gives = tasted[liked], worth[0, liked]
        if not len(rows):
            return []
        gives = gives[:, None] * (block(self.near, rows, products) > 0)  # (rows, products)
        needed = np.zeros((len(self.vectors), len(products)), np.bool_)
        needed[tried] = scores[0] - scores[1:] > ROUNDING * np.abs(scores[0])
        pieces = [*self._nearness(rows, gives, products), self._shared(rows, gives, products)]
        return [one.kept(needed[one.products, one.nth]) for one in pieces]

    def save(self, folder: Path) -> None:
        """All of it."""
        strength = self.strength
        numbers = (strength.sharpness, strength.trait_weight, strength.half_life_acts)
        names = {
            "modalities": np.array(self.modalities, dtype=np.str_),
            "traits": np.array(self.traits.names, dtype=np.str_),
        }
        arrays = {"vectors": self.vectors, "shares": self.shares, "strength": np.array(numbers)}
        matrices = matrix_arrays(self.traits.rows) | matrix_arrays(self.near, "near.")
        save_arrays(folder, {**arrays, **names, **matrices})

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

    @cached_property
    def _mixture(self) -> Mixture:
        return Mixture(self.near)

    def _nearness(self, rows: Ints, gives: Vectors, products: Ints) -> Iterator[Pieces]:
        """What a row or a modality gives to the products; ``gives`` float32 [n rows, n products]."""
        if not self.vectors.shape[1]:
            return
        near = _sharpened(self.vectors[rows] @ self.vectors[products].T, self.strength.sharpness)
        gains = (gives * near).T  # (products, rows)
        shares = (self.shares[products][:, None] + self.shares[rows]) / 2  # (products, rows, modalities)
        there = shares > 0
        least = np.where(there, shares, np.inf).min(axis=2, initial=1.0)  # no share is above 1
        alike = gains * least * there.sum(axis=2)
        nth, row = (alike > 0).nonzero()
        yield nameless("neighbour", nth, alike[nth, row], rows[row])
        beyond = gains[:, :, None] * np.maximum(shares - least[:, :, None], 0)
        given, owners = beyond.sum(axis=1), rows[beyond.argmax(axis=1)]  # (products, modalities)
        nth, said = (given > 0).nonzero()
        yield Pieces("modality", nth, given[nth, said], owners[nth, said], said, self.modalities)

    def _shared(self, rows: Ints, gives: Vectors, products: Ints) -> Pieces:
        """What traits that they share with any of the rows give to the products."""
        named, wanted = gathered(self.traits.rows, products)  # (products, traits)
        own = block(self.traits.rows, rows, named)  # (rows, traits)
        given = wanted * (gives.T @ own) * np.float32(self.strength.trait_weight)
        nth, shared = (given > 0).nonzero()
        owners = (gives[:, nth] * own[:, shared]).argmax(axis=0)
        return Pieces("attribute", nth, given[nth, shared], rows[owners], named[shared], self.traits.names)


def likenesses(vectors: Vectors, traits: TraitVectors, strength: Strength) -> Rows:
    """What an act on a product says for every other, by vectors and traits; a row per product asked for."""
    shared = RowsOfProduct(traits.rows, csr_array(traits.rows.T.tocsr()))

    def rows(products: Ints) -> Vectors:
        like = shared(products) * np.float32(strength.trait_weight)
        own = vectors[products]
        for start in range(0, len(vectors) if vectors.shape[1] else 0, BLOCK):
            some = slice(start, start + BLOCK)
            like[:, some] += _sharpened(own @ vectors[some].T, strength.sharpness)
        return like

    return rows


def _sharpened(cosines: Vectors, sharpness: int) -> Vectors:
    np.maximum(cosines, 0, out=cosines)
    for _ in range(sharpness.bit_length() - 1):
        np.square(cosines, out=cosines)
    return cosines


def load_likeness(folder: Path) -> Likeness:
    """What ``Likeness.save`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    arrays = load_arrays(folder)
    sharpness, trait_weight, half_life_acts = arrays["strength"].tolist()
    traits = TraitVectors(matrix_from(arrays), tuple(arrays["traits"].tolist()))
    strength = Strength(int(sharpness), trait_weight, half_life_acts)
    near = matrix_from(arrays, "near.")
    modalities = tuple(arrays["modalities"].tolist())
    return Likeness(arrays["vectors"], modalities, arrays["shares"], traits, strength, near)
