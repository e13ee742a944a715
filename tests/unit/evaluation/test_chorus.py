import gzip
import json

import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.chorus import read_chorus
from daogou.evaluation.tasks import ROLE

RECORD = {
    "id": "7", "title": "HP dv7 Notebook", "supplier": "HP", "price": 10995, "short_description": "A laptop.",
    "date_released": "2008-12-19T00:00:00Z", "attr_t_product_type": "Notebook", "attr_n_weight": 3.0,
}  # fmt: skip


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "chorus"
    folder.mkdir()
    with gzip.open(folder / "products.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(RECORD) + "\n")
    (folder / "ratings.csv").write_text("query,docid,rating\nlaptop,7,3\nprinter,7,0\n")
    return tmp_path


def test_reads_products_and_ratings(data):
    chorus = read_chorus(data)
    (one,) = chorus.products
    assert (one.title(), one.brand, one.price, one.currency) == ("HP dv7 Notebook", "HP", 109.95, "USD")
    assert one.attributes == {"product type": ("Notebook",), "released": ("2008-12-19T00:00:00Z",)}
    assert chorus.ratings == {"laptop": {"7": 3}, "printer": {"7": 0}}


def test_names_the_folder_that_is_missing(tmp_path):
    with pytest.raises(NotFound, match="chorus"):
        read_chorus(tmp_path)
    with pytest.raises(NotFound, match="chorus"):
        ROLE.open("search_chorus")(tmp_path, seed=0, progress=None)
