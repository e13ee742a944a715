"""Freeze what the release is about: the products, their reviews, the policy pages."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from daogou.catalogue.reviews import Review, read_reviews, write_groups
from daogou.catalogue.snapshot import write_snapshot
from daogou.catalogue.store import Catalogue
from daogou.core.files import read_json, sha256_of, write_json
from daogou.core.progress import Progress, tracked
from daogou.core.rejection import Rejection
from daogou.core.settings import FeedSection, Settings

REVIEWS = "reviews.json"
REFUSED = "refused_reviews.json"
POLICIES = "policies"
SIZE_CHARTS = "size_charts.json"


def files_fingerprint(shop: Path, feed: FeedSection) -> list[tuple[str, str]]:
    """Name and hash of every file beside the catalogue that goes into the release."""
    files = [shop / feed.reviews, shop / feed.size_charts, *sorted((shop / feed.policies).glob("*.md"))]
    return [(str(file.relative_to(shop)), sha256_of(file)) for file in files if file.is_file()]


def run(out: Path, shop: Path, settings: Settings, catalogue: Catalogue, progress: Progress) -> None:
    """Fill the folder."""
    write_snapshot(out, tracked(catalogue.scan(), progress, "Freezing products", catalogue.count()))
    read = list(read_reviews(file)) if (file := shop / settings.feed.reviews).is_file() else []
    write_groups(out / REVIEWS, [r for r in read if isinstance(r, Review)])
    write_json(out / REFUSED, [[r.line, r.field, r.reason] for r in read if isinstance(r, Rejection)])
    (out / POLICIES).mkdir()
    for page in sorted((shop / settings.feed.policies).glob("*.md")):
        shutil.copyfile(page, out / POLICIES / page.name)
    if (charts := shop / settings.feed.size_charts).is_file():
        shutil.copyfile(charts, out / SIZE_CHARTS)


def size_charts_in(folder: Path) -> Mapping[str, Any]:
    """The size charts that the stage froze; empty if the shop has none."""
    file = folder / SIZE_CHARTS
    charts: Mapping[str, Any] = read_json(file) if file.is_file() else {}
    return charts
