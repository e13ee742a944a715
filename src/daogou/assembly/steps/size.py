"""Learn how garments' sizes turn out, from what was kept and what came back too small or too large."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daogou.assembly.steps.ingest import size_charts_in
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import BadInput, MissingDependency, NotFound
from daogou.core.event import Event
from daogou.core.files import read_json, write_json
from daogou.core.product import Product
from daogou.fit.body.measures import RANGES, Audience, Body, body_of
from daogou.fit.learned.proving import proven
from daogou.fit.learned.shop import ShopFit, Worn, load_shop
from daogou.fit.learned.verdicts import Tried, counted, tried
from daogou.fit.sizes.garments import Others, garment_of, purchases

VERSION = 1
COUNTS = "counts.json"  # product id -> [small, right, large]
MODEL = "model.npz"  # only where it told more than chart and counts
AUDIENCES: tuple[Audience, ...] = ("women", "men", "kids", "unisex")


@dataclass(frozen=True)
class Experience:
    """``counts``: product id -> what became of its purchases; ``model``: None where they were too few."""

    counts: Mapping[str, Others] = field(default_factory=dict)
    model: ShopFit | None = None

    def of(self, product_id: str) -> Others:
        """What is known of one garment; nothing is known as purchases, too."""
        return self.counts.get(product_id, purchases())


def run(
    out: Path,
    ingest: Path,
    events: Iterable[Event],
    bodies: Mapping[str, Mapping[str, float]],
    seed: int,
) -> None:
    """Fill the folder.

    ``events``: of shoppers who agreed to it; ``bodies``: shopper id -> measures as a profile names them
    (``height_cm``), of who said yes themselves.
    """
    known = tried(events)
    counts = counted(known)
    rows = {name: [one.small, one.right, one.large] for name, one in counts.items()}
    write_json(out / COUNTS, rows)
    worn = list(_worn(known, Snapshot(ingest), size_charts_in(ingest), bodies))
    # too few, or nothing to learn with: then the chart and the counts hold
    with suppress(BadInput, MissingDependency):
        model = proven(worn, counts, seed=seed)
        if model is not None:
            model.save(out / MODEL)


def experience_in(folder: Path) -> Experience | None:
    """What was learnt; None where the release is older than this stage."""
    if not (folder / COUNTS).is_file():
        return None
    rows: Mapping[str, list[int]] = read_json(folder / COUNTS)
    counts = {name: purchases(*row) for name, row in rows.items()}
    return Experience(counts, load_shop(folder / MODEL) if (folder / MODEL).is_file() else None)


def _worn(
    known: Iterable[Tried],
    products: Snapshot,
    charts: Mapping[str, Any],
    bodies: Mapping[str, Mapping[str, float]],
) -> Iterator[Worn]:
    """Purchases of known size by people of known measures, who are numbered: a model keeps no shopper's id.

    Without measures a model could but say the same to everybody, and would outweigh what they tell of theirs.
    """
    number = {shopper_id: str(nth) for nth, shopper_id in enumerate(sorted(bodies))}
    for one in known:
        row = products.row_of.get(one.product_id)
        if row is None or not one.variant or one.shopper_id not in bodies:
            continue
        product = products[row]
        try:
            garment = garment_of(product, charts)
        except NotFound:
            continue
        audience: Audience = next((name for name in AUDIENCES if name == garment.chart.audience), "")
        body = _body(bodies[one.shopper_id], audience)
        if body.measures:
            yield Worn(number[one.shopper_id], garment, _size(product, one.variant), body, one.verdict)


def _size(product: Product, variant: str) -> str:
    """The size of the variant of that sku, else the text itself: it may be a size."""
    known = next((one for one in product.variants if one.sku == variant), None)
    return known.options.get("size", "") if known else variant


def _body(told: Mapping[str, float], audience: Audience) -> Body:
    """From a profile; a number that cannot be that measure is passed over."""
    named = {name.removesuffix("_cm").removesuffix("_kg"): value for name, value in told.items()}
    sound = {
        name: value
        for name, value in named.items()
        if name in RANGES and RANGES[name][0] <= value <= RANGES[name][1]
    }
    return body_of(sound, audience)
