"""How well a fitted recommender finds what shoppers went on to choose, among all products."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress, tracked
from daogou.evaluation.metrics import (
    Places,
    average_precisions_at_k,
    bootstrap_intervals,
    catalogue_coverage,
    f1s_at_k,
    gini_of_exposure,
    hits_at_k,
    intra_list_diversities,
    joined,
    ndcgs_at_k,
    novelties,
    places_of,
    precisions_at_k,
    recalls_at_k,
    reciprocal_ranks_at_k,
    shown_of,
)
from daogou.evaluation.metrics.places import Values
from daogou.evaluation.reports import LEVEL, Group, Report
from daogou.evaluation.splits import Split
from daogou.features.rows import Vectors
from daogou.recommend.history import Ints
from daogou.recommend.interactions import Interactions
from daogou.recommend.recommenders import Recommender
from daogou.recommend.top import best

SCORES_AT_ONCE = 8_000_000  # 32 MB of float32, and as many flags while places are counted
HISTORY_STEPS = (0, 1, 3, 6, 11, 21, 51)  # where a group begins: products a shopper knew
POPULARITY_STEPS = (0, 1, 5, 20, 100, 500)  # shoppers who knew a product
AT_K = {
    "ndcg": ndcgs_at_k,
    "recall": recalls_at_k,
    "precision": precisions_at_k,
    "f1": f1s_at_k,
    "hit_rate": hits_at_k,
    "mrr": reciprocal_ranks_at_k,
    "map": average_precisions_at_k,
}


def evaluate(
    recommender: Recommender,
    split: Split,
    name: str,
    *,
    k: int = 10,
    vectors: Vectors | None = None,
    seed: int = 0,
    progress: Progress = SILENT,
) -> Report:
    """Rank all products that a shopper does not know, for each who wanted something.

    ``vectors`` float32 [n_products, dim]: what two products are alike by, for ``diversity``; without them
    that is not measured. ``seed`` is the bootstrap's.

    Raises:
        BadInput: no shopper of the split wanted anything.
    """
    tested = split.tested
    if not len(tested):
        raise BadInput("Nobody is left to test with: no shopper has a product to find.")
    started = time.monotonic()
    ranked = _ranked(recommender, split, k, f"Evaluating {name}", progress)
    seconds = time.monotonic() - started
    known = _shoppers_of(split.train)
    values = _values(ranked, k, known, len(split.train), vectors)
    table = np.stack(list(values.values()), axis=1)
    n_products = split.asked.n_products
    lengths = np.array([len(np.unique(split.asked[shopper].items)) for shopper in tested])
    found = (ranked.places.places <= k).astype(np.float64)
    return Report(
        name=name,
        k=k,
        n_shoppers=len(tested),
        n_products=n_products,
        metrics=dict(zip(values, bootstrap_intervals(table, seed, LEVEL), strict=True)),
        whole={
            "coverage": catalogue_coverage(ranked.shown, n_products),
            "gini": gini_of_exposure(ranked.shown, n_products),
        },
        by_history=_groups(lengths, values["ndcg"], HISTORY_STEPS, seed),
        by_popularity=_groups(known[ranked.wanted], found, POPULARITY_STEPS, seed),
        seconds=round(seconds, 2),
        values=table,
    )


@dataclass(frozen=True, eq=False)
class _Ranked:
    """``shown`` int64 [n, k]; ``wanted`` int64 [m]: the product at each of the places."""

    places: Places
    wanted: Ints
    shown: Ints


def _ranked(recommender: Recommender, split: Split, k: int, what: str, progress: Progress) -> _Ranked:
    tested = split.tested
    size = max(SCORES_AT_ONCE // max(split.asked.n_products, 1), 1)
    batches = [tested[start : start + size] for start in range(0, len(tested), size)]
    places: list[Values] = []
    lists: list[Ints] = []
    wanted: list[Ints] = []
    for batch in tracked(batches, progress, what, len(batches)):
        scores = _new_to_them(recommender, split, batch)
        own = [split.wanted[shopper] for shopper in batch]
        for found, row, products in zip(_each(places_of(scores, own)), scores, own, strict=True):
            places.append(found)
            wanted.append(products[np.argsort(-row[products], kind="stable")])  # the best place first
            lists.append(best(row, k, allowed=~np.isneginf(row)))
    return _Ranked(joined(places), np.concatenate(wanted), shown_of(lists, k))


def _new_to_them(recommender: Recommender, split: Split, shoppers: Ints) -> Vectors:
    histories = [split.asked[int(shopper)] for shopper in shoppers]
    scores = recommender.scores(histories).copy()
    for row, history in zip(scores, histories, strict=True):
        row[history.items] = -np.inf
    return scores


def _each(places: Places) -> Iterator[Values]:
    return (
        places.places[start:end] for start, end in zip(places.starts[:-1], places.starts[1:], strict=True)
    )


def _values(
    ranked: _Ranked, k: int, known: Ints, n_shoppers: int, vectors: Vectors | None
) -> dict[str, Values]:
    values = {name: metric(ranked.places, k) for name, metric in AT_K.items()}
    values["novelty"] = novelties(ranked.shown, known, n_shoppers)
    if vectors is not None:
        values["diversity"] = intra_list_diversities(ranked.shown, vectors)
    return values


def _shoppers_of(train: Interactions) -> Ints:
    """int64 [n_products]: how many shoppers acted on each."""
    pairs = np.unique(
        np.repeat(np.arange(len(train)), np.diff(train.starts)) * train.n_products + train.items
    )
    return np.bincount(pairs % max(train.n_products, 1), minlength=train.n_products).astype(np.int64)


def _groups(counts: Ints, values: Values, steps: Sequence[int], seed: int) -> tuple[Group, ...]:
    """The values by what their counts are; groups of nobody are left out."""
    ends = [*steps[1:], None]
    groups = []
    for least, end in zip(steps, ends, strict=True):
        inside = (counts >= least) & (counts < (np.inf if end is None else end))
        if inside.any():
            interval = bootstrap_intervals(values[inside, None], seed, LEVEL)[0]
            groups.append(Group(least, None if end is None else end - 1, int(inside.sum()), interval))
    return tuple(groups)
