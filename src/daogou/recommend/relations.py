"""The relations of a product graph as steps of a walk: product -> node -> product."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, diags_array, eye_array

from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.interactions import Interactions

TOGETHER, NEXT = "together", "next"
MOST_PARTNERS = 200  # of a product that shoppers act on together with it; the rest is chance
LONGEST = 100  # newest products of one shopper that are taken to go together: pairs grow with the square
PAIRS_AT_ONCE = 2_000_000  # of 24 bytes each


@dataclass(frozen=True, eq=False)
class Relation:
    """One way to walk; the rows of both steps sum to 1, or to 0 where the way ends.

    ``first`` csr float32 [n_products, n_nodes], ``second`` csr float32 [n_nodes, n_products]; ``nodes`` names
    the nodes, () where they are products themselves and the second step stays where it is.
    """

    name: str
    first: csr_array
    second: csr_array
    nodes: tuple[str, ...] = ()


def by_traits(traits: Sequence[Sequence[str]], counts: Floats) -> list[Relation]:
    """A relation per kind of trait (``brand`` of ``brand:acme``): to what a product is, to what is so too.

    ``counts`` float32 [n_products]: of the products that share a trait, those acted on more often are gone to
    more often. A walker prefers a product's rarer traits.
    """
    own: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for product, names in enumerate(traits):
        for name in dict.fromkeys(names):
            own[name.partition(":")[0]].append((product, name))
    return [_by_trait(kind, pairs, counts) for kind, pairs in sorted(own.items())]


def _by_trait(kind: str, pairs: Sequence[tuple[int, str]], counts: Floats) -> Relation:
    nodes = sorted({name for _, name in pairs})
    number = {name: i for i, name in enumerate(nodes)}
    products = np.array([product for product, _ in pairs])
    columns = np.array([number[name] for _, name in pairs])
    rarity = 1 / np.sqrt(np.bincount(columns, minlength=len(nodes)))
    shape = (len(counts), len(nodes))
    first = coo_array((rarity[columns], (products, columns)), shape=shape).tocsr()
    second = coo_array((np.sqrt(1 + counts[products]), (columns, products)), shape=shape[::-1]).tocsr()
    return Relation(kind, walking(first), walking(second), tuple(nodes))


def by_links(links: Mapping[str, Ints], n_products: int) -> list[Relation]:
    """A relation per kind of link between products; int64 [m, 2]: from, to."""
    made = []
    for name, pairs in sorted(links.items()):
        ones = np.ones(len(pairs), np.float32)
        matrix = coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(n_products, n_products)).tocsr()
        made.append(_direct(name, matrix))
    return made


def by_acts(acts: Interactions, *, at_once: int = PAIRS_AT_ONCE) -> list[Relation]:
    """What the same shoppers liked, and what they liked soon after.

    Each shopper speaks for a pair with 1 / the number of their other products, so that one who bought all
    says no more than one who bought two; ``next`` with 1 / the distance in their sequence.
    """
    shape = (acts.n_products, acts.n_products)
    together, following = (csr_array(shape, dtype=np.float32) for _ in range(2))
    for sequences in _batches((liked_in_order(history)[-LONGEST:] for history in acts), at_once):
        rows, columns, shares, nearness = (
            np.concatenate(part) for part in zip(*map(_pairs, sequences), strict=True)
        )
        together += coo_array((shares, (rows, columns)), shape=shape).tocsr()
        following += coo_array((nearness, (rows, columns)), shape=shape).tocsr()
    return [_direct(TOGETHER, csr_array(together + together.T)), _direct(NEXT, following)]


def _pairs(items: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Earlier and later products of one shopper, and what each pair is worth to the two relations."""
    left, right = np.triu_indices(len(items), 1)
    shares = np.full(len(left), 1 / max(len(items) - 1, 1), np.float32)
    return items[left], items[right], shares, (1 / (right - left)).astype(np.float32)


def _batches(sequences: Iterable[Ints], at_once: int) -> Iterator[list[Ints]]:
    """Sequences that make about ``at_once`` pairs together."""
    batch, pairs = [], 0
    for sequence in sequences:
        batch.append(sequence)
        pairs += len(sequence) ** 2 // 2
        if pairs > at_once:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _direct(name: str, matrix: csr_array) -> Relation:
    there = eye_array(matrix.shape[0], dtype=np.float32, format="csr")
    return Relation(name, walking(_strongest(matrix.tocsr())), csr_array(there))


def liked_in_order(history: History) -> Ints:
    """int64 [m]: the different liked products, that of the newest act last."""
    ordered, _ = liked_with_worth(history)
    return ordered


def liked_with_worth(history: History) -> tuple[Ints, Floats]:
    """As ``liked_in_order``, and float32 [m]: the summed weight of the acts on each."""
    rows, first, place = np.unique(history.items[::-1], return_index=True, return_inverse=True)
    worth = np.bincount(place, history.weights[::-1], len(rows))
    order = np.argsort(-first)
    order = order[worth[order] > 0]
    return rows[order], worth[order].astype(np.float32)


def walking(matrix: csr_array) -> csr_array:
    """float32, each row divided by its sum."""
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    shares = np.divide(1.0, sums, out=np.zeros_like(sums, dtype=np.float64), where=sums > 0)
    walked: csr_array = (diags_array(shares) @ matrix).tocsr().astype(np.float32)
    return walked


def _strongest(matrix: csr_array) -> csr_array:
    """Only the largest ``MOST_PARTNERS`` of a row."""
    matrix.sum_duplicates()
    for row in np.flatnonzero(np.diff(matrix.indptr) > MOST_PARTNERS):
        own = slice(matrix.indptr[row], matrix.indptr[row + 1])
        least = np.partition(matrix.data[own], -MOST_PARTNERS)[-MOST_PARTNERS]
        matrix.data[own] *= matrix.data[own] >= least
    matrix.eliminate_zeros()
    return matrix
