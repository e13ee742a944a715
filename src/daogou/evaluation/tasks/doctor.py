"""Does the catalogue doctor find what is wrong, and leave alone what is not?

Known faults are put into real catalogues: fashion (copies of products, wrong colours, broken pictures,
missing attributes, unknown categories) and electronics (prices that slipped by ten or a hundred).
"""

import gzip
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.core.product import Product, Variant
from daogou.core.progress import Progress
from daogou.evaluation.fashion import read_fashion
from daogou.evaluation.faults import SHARE, inject, slipped_price
from daogou.evaluation.tasks import Measurement, Task
from daogou.trust.checks import ROLE, Finding, Patient
from daogou.trust.looking import Looks, look

PRICES = Path("chorus", "products.jsonl.gz")
GRIDS: dict[str, dict[str, tuple[float, ...]]] = {  # what is chosen on the first half
    "colours": {"unlike": (0.75, 0.8, 0.85, 0.9, 0.95, 1.0)},
    "picture_duplicates": {"alike": (0.985, 0.99, 0.993, 0.995, 0.997, 0.998)},
    "attributes": {"share": (0.6, 0.75, 0.85, 0.95)},
    "prices": {"deviations": (4.0, 5.0, 6.0, 7.0), "factor": (6.0, 4.0)},
    "pictures": {},
    "text_duplicates": {"alike": (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)},
    "categories": {},
}
PROTOCOL = (
    f"Each fault is put into {SHARE:.0%} of the products of two halves (by the md5 of the id) of the fashion "
    "data; prices into those of the electronics data that name their product type. Thresholds are chosen on "
    "the first half by F0.5, precision and recall are of the second, over products that an error or a "
    "warning concerns. Faults that the data had before count as false alarms. clean: the share of the "
    "untouched second half that a check raises an error or a warning for."
)


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(frozen=True)
class Half:
    """What a check is run on, and what it should find: check -> (patient, ids)."""

    wards: Mapping[str, tuple[Patient, set[str]]]
    clean: Mapping[str, Patient]


class DoctorTask:
    """Measures every check that can be measured by faults."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol."""
        fashion = read_fashion(data)
        priced = _electronics(data)
        with tempfile.TemporaryDirectory() as name:
            halves = []
            for side in (0, 1):
                rows = [row for row, p in enumerate(fashion.products) if _side(p) == side]
                products = [fashion.products[row] for row in rows]
                files = [fashion.files[row] for row in rows]
                costing = [p for p in priced if _side(p) == side]
                halves.append(_half(products, files, costing, seed + side, Path(name), progress))
        metrics: dict[str, float] = {}
        for check in GRIDS:
            options = _chosen(check, halves[0])
            metrics |= _measured(check, options, halves[1])
        return Measurement(metrics, PROTOCOL, (*fashion.read, data / PRICES))


def _half(
    products: Sequence[Product],
    files: Sequence[Path],
    costing: Sequence[Product],
    seed: int,
    folder: Path,
    progress: Progress,
) -> Half:
    ward = inject(products, files, seed=seed, folder=folder)
    seen = look([p.id for p in ward.products], ward.files, progress)
    sick = _patient(ward.products, seen)
    untouched = look([p.id for p in products], files, progress)
    well = _patient(products, untouched)
    random = np.random.default_rng(seed)
    slipped = set(random.choice([p.id for p in costing], int(SHARE * len(costing)), replace=False).tolist())
    costly = tuple(slipped_price(p, random) if p.id in slipped else p for p in costing)
    ill = {**ward.ill, "picture_duplicates": ward.ill["text_duplicates"]}
    wards = {check: (sick, ids) for check, ids in ill.items()} | {"prices": (Patient(costly), slipped)}
    return Half(wards, dict.fromkeys(ill, well) | {"prices": Patient(tuple(costing))})


def _patient(products: Sequence[Product], seen: Looks) -> Patient:
    return Patient(tuple(products), ("en",), seen.problems, seen.colours, seen.pictures, seen.shades)


def _chosen(check: str, half: Half) -> dict[str, float]:
    """The options of the grid that do best; the first of equals."""
    patient, ill = half.wards[check]
    grid = GRIDS[check]
    tried = [dict(zip(grid, values, strict=True)) for values in combinations(*grid.values())]
    return max(tried, key=lambda options: _f_half(*_precision_recall(_raised(check, options, patient), ill)))


def _measured(check: str, options: Mapping[str, float], half: Half) -> dict[str, float]:
    patient, ill = half.wards[check]
    precision, recall = _precision_recall(_raised(check, options, patient), ill)
    clean = half.clean[check]
    false = {i for finding in _raised(check, options, clean) for i in finding.product_ids}
    return {
        f"{check}_precision": precision,
        f"{check}_recall": recall,
        f"{check}_clean": len(false) / len(clean.products),
        **{f"{check}_chosen_{name}": value for name, value in options.items()},
    }


def _raised(check: str, options: Mapping[str, float], patient: Patient) -> list[Finding]:
    return [finding for finding in ROLE.open(check, options)(patient) if finding.severity != "hint"]


def _precision_recall(findings: Sequence[Finding], ill: set[str]) -> tuple[float, float]:
    """Of findings and of faults; a finding of several products is right if one of them is ill."""
    right = sum(1 for finding in findings if ill & set(finding.product_ids))
    found = {i for finding in findings for i in finding.product_ids} & ill
    return right / max(1, len(findings)), len(found) / max(1, len(ill))


def _f_half(precision: float, recall: float) -> float:
    """F0.5: precision counts double, because nobody reads a list that is mostly wrong."""
    return 1.25 * precision * recall / max(0.25 * precision + recall, 1e-9)


def _side(product: Product) -> int:
    return hashlib.md5(product.id.encode(), usedforsecurity=False).digest()[0] % 2


def _electronics(data: Path) -> list[Product]:
    """Products with a price and a product type.

    Raises:
        NotFound: the folder is not there.
    """
    if not (data / PRICES).is_file():
        raise NotFound(f"There is no {data / PRICES}.", hint="Name the data folder with --data.")
    with gzip.open(data / PRICES, "rt", encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, stream) if row.get("attr_t_product_type") and row.get("price")]
    return [
        Product(
            id=row["id"],
            titles={"en": row["title"]},
            category=(row["attr_t_product_type"],),
            variants=(Variant(row["id"], price=float(row["price"])),),
        )
        for row in rows
    ]


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return DoctorTask()
