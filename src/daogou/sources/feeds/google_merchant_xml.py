"""Google Merchant Center as XML: RSS 2.0 or Atom with Google's ``g:`` names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.feeds import Feed
from daogou.sources.google import plain
from daogou.sources.records import FeedOptions
from daogou.sources.sniffing import head_of
from daogou.sources.xml_items import xml_items


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class GoogleMerchantXmlFeed:
    """Items with one ``item_group_id`` are the variants of one product."""

    suffixes: tuple[str, ...] = (".xml", ".rss", ".atom")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether it begins as RSS or Atom does."""
        head = head_of(path).lstrip()
        return head.startswith("<") and ("<rss" in head or "<feed" in head or "<channel" in head)

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Items in the file's order."""
        rows = (row if isinstance(row, Rejection) else plain(row) for row in xml_items(path))
        records = (row if isinstance(row, Rejection) else self._columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def build(options: Options) -> Feed:
    """The feed."""
    return GoogleMerchantXmlFeed(options)
