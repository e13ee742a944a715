"""The model fed from a shop's own purchases and returns; plays ``advisor.LearnedFit``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.fit.body.estimating import estimated
from daogou.fit.body.measures import RANGES, Body, Measure
from daogou.fit.learned.model import VerdictModel, learn
from daogou.fit.learned.wearings import Floats, Wearings
from daogou.fit.sizes.garments import SizedGarment, Verdict
from daogou.fit.sizes.placing import place_of
from daogou.fit.systems.labels import same_size

VERDICTS: tuple[Verdict, ...] = ("small", "right", "large")
GAP = "gap"  # how many sizes the body lies above the size taken, by the chart


@dataclass(frozen=True)
class Worn:
    """One garment that a shopper took and what became of it: kept is ``right``.

    ``body``: what was known of them then; may be empty.
    """

    shopper_id: str
    garment: SizedGarment
    size: str
    body: Body
    verdict: Verdict


@dataclass(frozen=True)
class ShopFit:
    """``LearnedFit`` from a shop's own data."""

    model: VerdictModel

    def chances(self, garment: SizedGarment, body: Body, shopper_id: str) -> Floats:
        """float64 [sizes, 3]: small, right, large of each size of the garment's chart."""
        count = len(garment.chart.sizes)
        rows = [_row(garment, at, body) for at in range(count)]
        return self.model.chances(_wearings([shopper_id] * count, [garment] * count, rows))

    def wearings(self, product_id: str) -> int:
        """How many verdicts on this garment it learnt from."""
        return self.model.wearings_of(product_id)

    def save(self, file: Path) -> None:
        """As compressed arrays."""
        self.model.save(file)


def learn_shop(worn: Sequence[Worn], *, seed: int = 0) -> ShopFit:
    """A model of what was kept and what came back too small or too large.

    Purchases whose size is not on their chart say nothing and are passed over.

    Raises:
        BadInput: fewer than 200 are left, or one of the three verdicts never occurs.
        MissingDependency: scikit-learn is not installed.
    """
    placed = [(one, at) for one in worn if (at := _at(one)) is not None]
    rows = [_row(one.garment, at, one.body) for one, at in placed]
    wearings = _wearings([one.shopper_id for one, _ in placed], [one.garment for one, _ in placed], rows)
    verdicts = np.array([VERDICTS.index(one.verdict) for one, _ in placed], dtype=np.intp)
    return ShopFit(learn(wearings, verdicts, seed=seed))


def load_shop(file: Path) -> ShopFit:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
    """
    return ShopFit(VerdictModel.load(file))


def _at(worn: Worn) -> int | None:
    size = same_size(worn.size, worn.garment.chart.sizes)
    return None if size is None else list(worn.garment.chart.sizes).index(size)


def _row(garment: SizedGarment, at: int, body: Body) -> Mapping[str, float]:
    measures: Mapping[str, Measure] = estimated(body) if body.measures else {}
    place = place_of(garment, measures)
    known = {name: measures[name].value if name in measures else np.nan for name in RANGES}
    return {**known, GAP: place.at - at if place else np.nan, "size": float(at)}


def _wearings(
    shoppers: Sequence[str], garments: Sequence[SizedGarment], rows: Sequence[Mapping[str, float]]
) -> Wearings:
    numbers = {name: np.array([row[name] for row in rows], dtype=np.float64) for name in (*RANGES, GAP)}
    return Wearings(
        np.array(shoppers, dtype=np.str_),
        np.array([one.product_id for one in garments], dtype=np.str_),
        np.array([row["size"] for row in rows], dtype=np.float64),
        numbers,
        {
            "category": np.array([one.chart.source for one in garments], dtype=np.str_),
            "brand": np.array([one.brand for one in garments], dtype=np.str_),
            "cut": np.array([one.cut for one in garments], dtype=np.str_),
        },
        tuple(RANGES),
    )
