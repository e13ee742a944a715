"""A shop's folder and what goes into its catalogue."""

from pathlib import Path
from typing import Any

from daogou.catalogue.ingest import IngestReport, ingest
from daogou.catalogue.store import open_catalogue
from daogou.core.codec import product_to_json
from daogou.core.errors import BadInput, NotFound
from daogou.core.files import replacing
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.settings import FILE_NAME, default_file, read_settings
from daogou.sources.opening import open_feed

REJECTIONS = "rejections.jsonl"


def init_shop(folder: Path, *, name: str = "", feed: str = "") -> Path:
    """Make a folder with a commented shop.toml; the file.

    Raises:
        BadInput: there is one already.
    """
    file = folder / FILE_NAME
    if file.exists():
        raise BadInput(f"{file} is there already.", hint="Edit it, or choose another folder.")
    given: dict[str, dict[str, Any]] = {"shop": {"name": name}} if name else {}
    if feed:
        given["feed"] = {"path": feed}
    with replacing(file) as temporary:
        temporary.write_text(default_file(given), encoding="utf-8")
    return file


def import_into(
    shop: Path, feed: Path | None = None, *, replace: bool = False, progress: Progress = SILENT
) -> IngestReport:
    """Read a feed into the shop's catalogue; every rejection is in the report, all in a file beside it.

    Raises:
        NotFound: no shop, or no feed there.
        BadFeed: nothing of the feed can be read.
    """
    settings = read_settings(shop)
    path = feed or shop / settings.feed.path
    if not path.is_file():
        named = f"The feed {path} is not there." if feed or settings.feed.path else "No feed is named."
        raise NotFound(named, hint=f"daogou import {shop} FEED, or set feed.path in shop.toml")
    opened = open_feed(path, settings.feed, settings.shop.currency)
    return ingest(
        opened,
        path,
        open_catalogue(shop),
        replace=replace,
        rejections_file=shop / REJECTIONS,
        progress=progress,
    )


def export_products(shop: Path, target: Path, *, progress: Progress = SILENT) -> int:
    """Write every product of the catalogue as a line of JSON; how many."""
    read_settings(shop)  # says so if the folder is no shop
    catalogue = open_catalogue(shop)
    count = 0
    with replacing(target) as file, file.open("wb") as stream:
        for product in tracked(catalogue.scan(), progress, "Exporting", catalogue.count()):
            stream.write(product_to_json(product) + b"\n")
            count += 1
    return count
