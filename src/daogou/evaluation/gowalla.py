"""Gowalla's check-ins in the split of NGCF and LightGCN: a fifth of each shopper's places is the test."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.evaluation.splits import Split
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import Interactions, interactions_of


@dataclass(frozen=True, eq=False)
class Gowalla:
    """``train`` and ``test`` of the same 29,858 shoppers, in the same order; no times are known."""

    train: Interactions
    test: Interactions
    read: tuple[Path, ...]


def read_gowalla(data: Path) -> Gowalla:
    """Both parts.

    Raises:
        NotFound: the folder is not there.
    """
    train_file, test_file = read = (data / "gowalla" / "train.npz", data / "gowalla" / "test.txt")
    if not all(file.is_file() for file in read):
        raise NotFound(f"There is no {data / 'gowalla'}.", hint="Name the data folder with --data.")
    with np.load(train_file, allow_pickle=False) as stored:
        starts, items = stored["indptr"].astype(np.int64), stored["indices"].astype(np.int64)
        n_products = int(stored["shape"][1])
    train = Interactions(n_products, starts, items, np.ones(len(items), np.float32), np.zeros(len(items)))
    lines = test_file.read_text("utf-8").splitlines()
    own = {int(numbers[0]): numbers[1:] for numbers in (line.split() for line in lines) if numbers}
    test = (history_of([int(item) for item in own.get(shopper, [])]) for shopper in range(len(train)))
    return Gowalla(train, interactions_of(test, n_products), read)


def held_share(train: Interactions, share: float, *, seed: int) -> Split:
    """For choosing: a share of what each shopper with five products and more has is wanted, one at least."""
    random = np.random.default_rng(seed)
    kept, wanted = [], []
    for history in train:
        count = max(round(share * len(history)), 1) if len(history) >= 5 else 0
        out = np.zeros(len(history), bool)
        out[random.permutation(len(history))[:count]] = True
        kept.append(History(history.items[~out], history.weights[~out], history.times[~out]))
        wanted.append(np.sort(history.items[out]))
    left = interactions_of(kept, train.n_products)
    return Split(left, left, tuple(wanted))
