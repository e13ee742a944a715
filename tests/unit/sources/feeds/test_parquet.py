import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daogou.core.errors import BadFeed
from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.feeds import ROLE


def read(path, **columns):
    return list(ROLE.open("parquet", {"columns": columns}).read(path))


def test_types_of_columns_are_understood(tmp_path):
    path = tmp_path / "f.parquet"
    row = {
        "id": 7,
        "title": "Dress",
        "price": decimal.Decimal("9.50"),
        "stock": 3.0,
        "day": datetime.date(2026, 1, 2),
    }
    rows = [row, row | {"id": 8, "price": None, "stock": float("nan")}]
    pq.write_table(pa.Table.from_pylist(rows), path)
    first, second = read(path, **{"attributes.day": "day"})
    assert (first.id, first.variants[0].price, first.variants[0].stock) == ("7", 9.5, 3)
    assert first.attributes == {"day": ("2026-01-02",)}
    assert second.variants == ()


def test_nested_columns_are_read_by_dotted_names(tmp_path):
    path = tmp_path / "f.parquet"
    table = {
        "id": ["a"],
        "name": [{"en": "Dress", "zh": "裙"}],
        "attributes": pa.array([[("color", ["red", "blue"])]], pa.map_(pa.string(), pa.list_(pa.string()))),
        "images": [["a.jpg", "b.jpg"]],
    }
    pq.write_table(pa.table(table), path)
    [product] = read(path)
    assert product.titles == {"en": "Dress", "zh": "裙"}
    assert product.attributes == {"colour": ("red", "blue")}
    assert [p.source for p in product.pictures] == ["a.jpg", "b.jpg"]


def test_a_damaged_row_group_is_refused_and_the_others_are_read(tmp_path):
    path = tmp_path / "f.parquet"
    table = pa.table(
        {"id": [f"{n:05d}" for n in range(3_000)], "title": [f"Dress {n}" for n in range(3_000)]}
    )
    pq.write_table(table, path, row_group_size=1_000, compression="snappy", use_dictionary=False)
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    raw = bytearray(path.read_bytes())
    raw[start : start + 2_000] = b"\xff" * 2_000
    path.write_bytes(raw)
    items = read(path)
    refused = [item for item in items if isinstance(item, Rejection)]
    assert [(r.line, r.field) for r in refused] == [(1_001, "row group")]
    assert len([item for item in items if isinstance(item, Product)]) == 2_000


def test_columns_that_make_no_products_are_refused(tmp_path):
    path = tmp_path / "f.parquet"
    pq.write_table(pa.table({"a": [1], "b": [2]}), path)
    with pytest.raises(BadFeed, match="a, b"):
        read(path)
