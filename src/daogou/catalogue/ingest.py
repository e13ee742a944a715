"""A feed into the catalogue: what is new or changed is stored, what cannot be used is reported."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

from daogou.catalogue.store import BATCH, Catalogue, content_hash
from daogou.core.errors import BadFeed
from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress
from daogou.core.rejection import Rejection
from daogou.sources.feeds import Feed

SHOWN = 1_000  # rejections kept in memory; all of them are in the file


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an import did. ``rejected`` counts refused rows, ``parts`` products kept without something.

    ``reasons`` counts both by ``"field: reason"``, most frequent first. ``rejections`` are the first
    thousand; ``rejections_file`` holds them all, one JSON object a line.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    deleted: int
    rejected: int
    parts: int
    reasons: dict[str, int]
    rejections: tuple[Rejection, ...]
    rejections_file: str
    seconds: float


def ingest(
    feed: Feed,
    path: Path,
    catalogue: Catalogue,
    *,
    replace: bool = False,
    rejections_file: Path | None = None,
    progress: Progress = SILENT,
) -> IngestReport:
    """Store the feed's products, batch by batch, each batch whole or not at all.

    ``replace`` deletes products that the feed no longer has, once it has been read to its end; one whose
    row was refused keeps its last good state.

    Raises:
        BadFeed: nothing of the file can be used; the catalogue is left as it was.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        file = stack.enter_context(rejections_file.open("w", encoding="utf-8")) if rejections_file else None
        work = _Import(catalogue, _Refusals(file))
        progress.start(f"import {path.name}")
        stack.callback(progress.finish)
        for item in feed.read(path):
            work.take(item)
            progress.advance()
        work.store()
    if not work.named:
        raise _nothing_usable(path, work.refusals)
    deleted = work.delete_unnamed() if replace else 0
    if work.new or work.changed or deleted:
        catalogue.optimize()
    return work.report(deleted, rejections_file, time.monotonic() - started)


def _nothing_usable(path: Path, refusals: "_Refusals") -> BadFeed:
    if not refusals.rows:
        return BadFeed(f"{path.name} holds no products.", hint="Export the feed again.")
    reason, count = refusals.reasons.most_common(1)[0]
    suggestion = refusals.first[0].suggestion
    return BadFeed(
        f"{path.name}: all {refusals.rows} rows were refused, {count} of them: {reason}.",
        hint=f"Line {refusals.first[0].line}: {suggestion}." if suggestion else "",
    )


@dataclass
class _Refusals:
    """Counts, the first thousand, and a file with all."""

    file: TextIO | None
    rows: int = 0
    parts: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: list[Rejection] = field(default_factory=list)
    product_ids: set[str] = field(default_factory=set)

    def add(self, rejection: Rejection) -> None:
        self.rows += not rejection.part
        self.parts += rejection.part
        self.reasons[f"{rejection.field}: {rejection.reason}"] += 1
        self.product_ids.add(rejection.product_id)
        if len(self.first) < SHOWN:
            self.first.append(rejection)
        if self.file:
            self.file.write(json.dumps(asdict(rejection), ensure_ascii=False) + "\n")


class _Import:
    """The state of one import: what was there before, what waits to be stored, what has been counted."""

    def __init__(self, catalogue: Catalogue, refusals: _Refusals) -> None:
        self.catalogue = catalogue
        self.refusals = refusals
        self.before = catalogue.hashes()
        self.named: set[str] = set()
        self.new = self.changed = self.unchanged = 0
        self._waiting: list[Product] = []

    def take(self, item: Product | Rejection) -> None:
        if isinstance(item, Rejection):
            self.refusals.add(item)
            return
        self.named.add(item.id)
        known = self.before.get(item.id)
        if known == content_hash(item):
            self.unchanged += 1
            return
        self.new += known is None
        self.changed += known is not None
        self._waiting.append(item)
        if len(self._waiting) == BATCH:
            self.store()

    def store(self) -> None:
        self.catalogue.upsert(self._waiting)
        self._waiting = []

    def delete_unnamed(self) -> int:
        return self.catalogue.delete(sorted(self._unnamed()))

    def _unnamed(self) -> Iterator[str]:
        kept = self.named | self.refusals.product_ids
        return (product_id for product_id in self.before if product_id not in kept)

    def report(self, deleted: int, file: Path | None, seconds: float) -> IngestReport:
        return IngestReport(
            read=len(self.named) + self.refusals.rows,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            deleted=deleted,
            rejected=self.refusals.rows,
            parts=self.refusals.parts,
            reasons=dict(self.refusals.reasons.most_common()),
            rejections=tuple(self.refusals.first),
            rejections_file=str(file) if file else "",
            seconds=seconds,
        )
