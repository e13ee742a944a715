"""A shop's folder, what goes into its catalogue, and what its shoppers did."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from daogou.catalogue.ingest import SHOWN, IngestReport, ingest
from daogou.catalogue.store import open_catalogue
from daogou.core.codec import product_to_json
from daogou.core.errors import BadInput, NotFound
from daogou.core.event import Event
from daogou.core.files import replacing, sha256_of
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.rejection import Rejection
from daogou.core.settings import FILE_NAME, default_file, read_settings
from daogou.shoppers.adding import Added
from daogou.shoppers.shoppers import BATCH, Shoppers, open_shoppers
from daogou.sources.events import numbered_events
from daogou.sources.opening import open_feed

REJECTIONS = "rejections.jsonl"
EVENT_REJECTIONS = "rejected_events.jsonl"
FEED = "events"  # the name under which the feed's events are remembered


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


@dataclass(frozen=True, slots=True)
class EventsReport:
    """What an import of events did; ``rejections`` are the first thousand, the file holds them all."""

    new: int
    known: int
    refused: int
    rejections: tuple[Rejection, ...]
    rejections_file: str


def import_events(
    shop: Path, file: Path, *, shoppers: Shoppers | None = None, progress: Progress = SILENT
) -> EventsReport:
    """Take in a file of events, each once by its id; every refusal is reported.

    Raises:
        NotFound: no shop, or no such file.
        StateUnavailable: the shoppers' database does not answer; what was taken in before stays.
    """
    settings = read_settings(shop)
    if not file.is_file():
        raise NotFound(f"The file {file} is not there.", hint="One JSON object a line: see docs/shoppers.md.")
    into = shoppers or open_shoppers(shop, settings.shoppers)
    done, refused = Added(), 0
    first: list[Rejection] = []
    rejections = shop / EVENT_REJECTIONS
    with replacing(rejections) as temporary, temporary.open("w", encoding="utf-8") as stream:
        for added in _taken(tracked(numbered_events(file), progress, "Taking events in"), into):
            done += replace(added, refused=())
            refused += len(added.refused)
            first.extend(added.refused[: SHOWN - len(first)])
            stream.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in added.refused)
    return EventsReport(done.new, done.known, refused, tuple(first), str(rejections))


def import_feed_events(
    shop: Path, shoppers: Shoppers | None = None, *, progress: Progress = SILENT
) -> EventsReport | None:
    """Take in the events that shop.toml names; None if there are none, or the same were taken in before."""
    settings = read_settings(shop)
    file = shop / settings.feed.events
    if not file.is_file():
        return None
    into = shoppers or open_shoppers(shop, settings.shoppers)
    file_hash = sha256_of(file)
    if into.feed_taken(FEED) == file_hash:
        return None
    report = import_events(shop, file, shoppers=into, progress=progress)
    into.take_feed(FEED, file_hash)
    return report


def _taken(lines: Iterable[tuple[int, Event | Rejection]], shoppers: Shoppers) -> Iterator[Added]:
    """Batch by batch; a refusal's ``line`` is that of the file."""
    numbers: list[int] = []
    events: list[Event] = []
    for number, event in lines:
        if isinstance(event, Rejection):
            yield Added(refused=(event,))
            continue
        numbers.append(number)
        events.append(event)
        if len(events) == BATCH:
            yield _added(numbers, shoppers.add(events))
            numbers, events = [], []
    yield _added(numbers, shoppers.add(events))


def _added(numbers: Sequence[int], added: Added) -> Added:
    at_lines = tuple(replace(one, line=numbers[one.line - 1]) for one in added.refused)
    return replace(added, refused=at_lines)


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
