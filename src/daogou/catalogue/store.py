"""The products of a shop on disk: a LanceDB table that several processes read and write.

Every write is one atomic commit: a process that is killed leaves the last whole one, and its unfinished
files are swept up by ``optimize``. Products are kept as JSON documents; plain columns beside them
serve whoever queries the table with other tools.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daogou.catalogue.writing import alone
from daogou.core.codec import product_from_json, product_to_json
from daogou.core.errors import NotFound
from daogou.core.product import Product

if TYPE_CHECKING:
    import pyarrow as pa

TABLE = "catalogue"  # LanceDB keeps it in the folder catalogue.lance
BATCH = 2_000  # products in one commit: 45 ms and about 5 MB; smaller commits cost more than their rows
ASKED_AT_ONCE = 1_000  # ids in one query: the expression grows with them
SCANNED_AT_ONCE = 1_000  # documents in memory while scanning, about 2 MB
KEPT_FOR = timedelta(hours=1)  # old versions, for readers that opened them before an import


class Catalogue:
    """Products by id. Open one per process; made by :func:`open_catalogue`."""

    def __init__(self, database: Any, table: Any, lock_file: Path) -> None:
        self._database = database
        self._table = table
        self._lock_file = lock_file

    def upsert(self, products: Iterable[Product]) -> int:
        """Store products, replacing those with the same id; how many. Commits whole batches."""
        stored = 0
        remaining = iter(products)
        while batch := list(islice(remaining, BATCH)):
            self._merge({product.id: product for product in batch})
            stored += len(batch)
        return stored

    def _merge(self, products: dict[str, Product]) -> None:
        rows = _rows(list(products.values()))
        with alone(self._lock_file):
            self._latest()
            merge = self._table.merge_insert("id")
            merge.when_matched_update_all().when_not_matched_insert_all().execute(rows)

    def delete(self, product_ids: Iterable[str]) -> int:
        """Forget products; how many were there."""
        before = self.count()
        remaining = iter(product_ids)
        while batch := list(islice(remaining, ASKED_AT_ONCE)):
            with alone(self._lock_file):
                self._latest()
                self._table.delete(_among(batch))
        return before - self.count()

    def get(self, product_id: str) -> Product:
        """One product.

        Raises:
            NotFound: no such product.
        """
        for product in self.get_many([product_id]):
            return product
        raise NotFound(f"There is no product {product_id!r}.", hint="List what there is with: daogou search")

    def get_many(self, product_ids: Sequence[str]) -> list[Product]:
        """Those products, in the order asked; the ones that are not there are left out."""
        table = self._latest()
        found: dict[str, Product] = {}
        wanted = list(dict.fromkeys(product_ids))
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            ids = wanted[start : start + ASKED_AT_ONCE]
            rows = table.search().where(_among(ids)).select(["document"]).to_arrow()
            products = map(product_from_json, rows.column("document").to_pylist())
            found |= {product.id: product for product in products}
        return [found[product_id] for product_id in product_ids if product_id in found]

    def scan(self) -> Iterator[Product]:
        """Every product in the order of ids, as they were when the scan began; streams."""
        import pyarrow.compute as pc

        snapshot = self._snapshot()
        ids = snapshot.search().select(["id"]).to_arrow().column("id")
        order = pc.sort_indices(ids).to_pylist()
        for start in range(0, len(order), SCANNED_AT_ONCE):
            offsets = order[start : start + SCANNED_AT_ONCE]
            rows = snapshot.take_offsets(offsets).select(["id", "document"]).to_arrow().sort_by("id")
            yield from map(product_from_json, rows.column("document").to_pylist())

    def ids(self) -> list[str]:
        """All ids, in order."""
        return sorted(self.hashes())

    def hashes(self) -> dict[str, str]:
        """Id -> hash of the product's content, of every product."""
        rows = self._latest().search().select(["id", "content_hash"]).to_arrow()
        return dict(zip(rows.column("id").to_pylist(), rows.column("content_hash").to_pylist(), strict=True))

    def count(self) -> int:
        """How many products there are."""
        return int(self._latest().count_rows())

    def fingerprint(self) -> str:
        """Hex digest of the content: another one if and only if a product came, went or changed."""
        digest = hashlib.sha256()
        for product_id, content in sorted(self.hashes().items()):
            digest.update(f"{product_id}\0{content}\n".encode())
        return digest.hexdigest()

    def optimize(self) -> None:
        """Join the small files that imports leave, bring the id's index up to date, sweep up old versions."""
        from lancedb.index import BTree

        with alone(self._lock_file):
            table = self._latest()
            if not any(index.columns == ["id"] for index in table.list_indices()):
                table.create_index("id", config=BTree())
            table.optimize(cleanup_older_than=KEPT_FOR)

    def _latest(self) -> Any:
        self._table.checkout_latest()
        return self._table

    def _snapshot(self) -> Any:
        """A handle of its own that stays at this moment's version."""
        snapshot = self._database.open_table(TABLE)
        snapshot.checkout(snapshot.version)
        return snapshot


def content_hash(product: Product) -> str:
    """Hex digest of everything a product says."""
    return hashlib.sha256(product_to_json(product)).hexdigest()


def open_catalogue(shop: Path) -> Catalogue:
    """The shop's catalogue, made if there is none yet."""
    os.environ.setdefault("LANCE_LOG", "error")  # read once, when the library is loaded
    import lancedb

    shop.mkdir(parents=True, exist_ok=True)
    lock_file = shop / f"{TABLE}.lock"
    database = lancedb.connect(str(shop))
    with alone(lock_file):
        table = database.create_table(TABLE, schema=_schema(), exist_ok=True)
    return Catalogue(database, table, lock_file)


def _schema() -> "pa.Schema":
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("document", pa.large_binary(), nullable=False),
            pa.field("content_hash", pa.string(), nullable=False),
            pa.field("title_en", pa.string()),
            pa.field("title_zh", pa.string()),
            pa.field("brand", pa.string()),
            pa.field("category", pa.string()),
            pa.field("price", pa.float64()),
            pa.field("currency", pa.string()),
            pa.field("in_stock", pa.bool_()),
            pa.field("updated_at", pa.timestamp("us", tz="UTC")),
        ]
    )


def _rows(products: Sequence[Product]) -> "pa.Table":
    import pyarrow as pa

    now = datetime.now(UTC)
    return pa.Table.from_pylist([_row(product, now) for product in products], schema=_schema())


def _row(product: Product, now: datetime) -> dict[str, Any]:
    document = product_to_json(product)
    return {
        "id": product.id,
        "document": document,
        "content_hash": hashlib.sha256(document).hexdigest(),
        "title_en": product.titles.get("en"),
        "title_zh": product.titles.get("zh"),
        "brand": product.brand,
        "category": " > ".join(product.category),
        "price": product.price,
        "currency": product.currency,
        "in_stock": product.in_stock,
        "updated_at": now,
    }


def _among(product_ids: Sequence[str]) -> str:
    """``id IN ('a', 'b')``, quotes doubled as SQL asks."""
    quoted = ", ".join("'" + product_id.replace("'", "''") + "'" for product_id in product_ids)
    return f"id IN ({quoted})"
