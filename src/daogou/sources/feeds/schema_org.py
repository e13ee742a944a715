"""schema.org products as JSON-LD: a .json file, one document a line, or an HTML page with ld+json scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.feeds import Feed
from daogou.sources.json_ld import nodes
from daogou.sources.json_rows import flat
from daogou.sources.records import FeedOptions, Record, Row
from daogou.sources.schema_products import fields_of, is_product
from daogou.sources.sniffing import head_of


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class SchemaOrgFeed:
    """Nodes that are no products (breadcrumbs, the shop itself) are passed over."""

    suffixes: tuple[str, ...] = (".jsonld", ".json", ".html", ".htm")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether it is JSON or a page, and says that it is JSON-LD."""
        head = head_of(path)
        start = head.lstrip()[:1]
        return (start in ("{", "[") and '"@' in head) or (start == "<" and "ld+json" in head)

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Products in the file's order."""
        return Conversion(self._options).products(self._records(path))

    def _records(self, path: Path) -> Iterator[Record | Rejection]:
        for node in nodes(path):
            if isinstance(node, Rejection):
                yield node
            elif is_product(node.cells):
                yield Record(node.line, fields_of(node.cells) | self._mapped(node))

    def _mapped(self, node: Row) -> dict[str, object]:
        """What the shop's own mapping says, by dotted names."""
        cells = flat(node.cells)
        return {field: found for field, get in self._columns.own(tuple(cells)) if (found := get(cells))}


def build(options: Options) -> Feed:
    """The feed."""
    return SchemaOrgFeed(options)
