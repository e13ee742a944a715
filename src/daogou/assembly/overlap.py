"""A second feed compared with the shop's catalogue, before it is taken in."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from daogou.assembly.models import open_models, teach
from daogou.catalogue.store import open_catalogue
from daogou.core.errors import BadInput, NotBuilt, NotFound
from daogou.core.files import replacing
from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.settings import read_settings
from daogou.sources.opening import open_feed
from daogou.trust.overlap import Judgement, Overlap, can_learn, overlaps

COLUMNS = ("ours", "theirs", "probability", "our_title", "their_title", "same")
SAME = {"yes": True, "y": True, "1": True, "true": True, "是": True}
DIFFERENT = {"no": False, "n": False, "0": False, "false": False, "否": False}


@dataclass(frozen=True, slots=True)
class Comparison:
    """``read`` products of the feed, of which ``updates`` have an id of ours; ``refused`` rows.

    ``by_code_only``: there were too few products to teach a matcher with.
    """

    overlaps: tuple[Overlap, ...]
    read: int
    updates: int
    refused: int
    by_code_only: bool


def compare_feed(
    shop: Path, feed: Path, *, judged: Path | None = None, least: float, progress: Progress = SILENT
) -> Comparison:
    """Which products of a feed the shop sells already.

    Raises:
        NotFound: no shop, no feed or no judgements there.
        NotBuilt: the catalogue is empty.
        BadFeed: nothing of the feed can be read.
        BadInput: the judgements are not as ``write_pairs`` writes them.
        MissingDependency: scikit-learn is not installed.
    """
    settings = read_settings(shop)
    ours = tuple(open_catalogue(shop).scan())
    if not ours:
        raise NotBuilt("The catalogue is empty.", hint=f"daogou import {shop}")
    told = tuple(read_judgements(judged)) if judged else ()
    rows = tracked(open_feed(feed, settings.feed, settings.shop.currency).read(feed), progress, "Reading")
    theirs: dict[str, Product] = {}
    refused = 0
    for row in rows:
        if isinstance(row, Product):
            theirs[row.id] = row
        else:
            refused += 1
    models = open_models(settings.features, shop)
    teach(models, ours, settings.build.seed, progress)
    found = overlaps(
        ours,
        tuple(theirs.values()),
        judged=told,
        vectors=models.text.encode,
        least=least,
        seed=settings.build.seed,
    )
    updates = sum(product.id in theirs for product in ours)
    by_code_only = not can_learn(ours, tuple(theirs.values()))
    return Comparison(found, len(theirs), updates, refused, by_code_only)


def write_pairs(file: Path, found: Sequence[Overlap]) -> None:
    """A table for the owner, who writes yes or no under ``same`` and gives it back."""
    with replacing(file) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)  # with the byte order mark spreadsheets read Chinese right
        writer.writerow(COLUMNS)
        for one in found:
            titles = (one.ours.title(), one.theirs.title())
            writer.writerow((one.ours.id, one.theirs.id, f"{one.probability:.3f}", *titles, ""))


def read_judgements(file: Path) -> Iterator[Judgement]:
    """The rows whose ``same`` is filled in.

    Raises:
        NotFound: no such file.
        BadInput: a column is missing, or ``same`` holds something else than yes and no.
    """
    if not file.is_file():
        raise NotFound(f"The file {file} is not there.", hint="Write it with --pairs, fill in 'same'.")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in ("ours", "theirs", "same") if name not in (reader.fieldnames or ())]
        if missing:
            raise BadInput(
                f"{file.name} has no column {missing[0]!r}.", hint=f"Its columns are {', '.join(COLUMNS)}."
            )
        for row in reader:
            said = (row["same"] or "").strip().casefold()
            if said:
                yield Judgement(row["ours"], row["theirs"], _judged(said, file, reader.line_num))


def _judged(said: str, file: Path, line: int) -> bool:
    answers = {**SAME, **DIFFERENT}
    if said not in answers:
        raise BadInput(
            f"{file.name}, line {line}: same = {said!r} is neither yes nor no.",
            hint="Write yes or no; leave it empty where you do not know.",
        )
    return answers[said]
