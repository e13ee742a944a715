import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.beauty import read_beauty
from daogou.evaluation.blending import standardised
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tasks.recommend_cold import hide

N_PRODUCTS, N_SHOPPERS = 60, 40


def write_gzip(file: Path, lines) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Brand a is liked by shoppers of even number, brand b by the others."""
    root = tmp_path_factory.mktemp("data")
    kg = root / "beauty" / "kg"
    kg.mkdir(parents=True)
    random = np.random.default_rng(0)
    lines = []
    for shopper in range(N_SHOPPERS):
        brand = np.arange(1, N_PRODUCTS + 1)[shopper % 2 :: 2]
        lines.append(" ".join(map(str, [shopper + 1, *random.permutation(brand)[:8]])))
    (root / "beauty" / "sequences.txt").write_text("\n".join(lines))
    numbers = {f"B{n}": str(n) for n in range(1, N_PRODUCTS + 1)}
    (root / "beauty" / "datamaps.json").write_text(json.dumps({"item2id": numbers}))
    # the graph's own order is the reverse, and it has relations to products that are not sold
    owners = [f"B{n}" for n in range(N_PRODUCTS, 0, -1)]
    write_gzip(kg / "product.txt.gz", owners)
    write_gzip(kg / "related_product.txt.gz", ["X9", "B1", "B2"])
    write_gzip(kg / "brand.txt.gz", ["b", "a", "Unknown"])
    write_gzip(kg / "brand_p_b.txt.gz", ["2", *(str(n % 2) for n in range(N_PRODUCTS - 1, 0, -1))])
    write_gzip(kg / "category.txt.gz", ["all"])
    write_gzip(kg / "category_p_c.txt.gz", ["0"] * N_PRODUCTS)
    for name in ("also_bought", "also_viewed", "bought_together"):
        write_gzip(kg / f"{name}_p_p.txt.gz", ["0 2", "1", *[""] * (N_PRODUCTS - 2)])
    return root


def test_the_graph_speaks_of_the_same_products_as_the_sequences(data):
    beauty = read_beauty(data)
    assert beauty.n_products == N_PRODUCTS
    assert beauty.traits[0] == ("brand:a", "category:all")
    assert beauty.traits[1] == ("brand:b", "category:all")
    assert beauty.traits[-1] == ("category:all",), "a brand nobody knows is none"
    assert beauty.links["also_bought"].tolist() == [[59, 1], [58, 0]]


def test_the_last_product_is_the_test_and_the_one_before_the_validation(data):
    beauty = read_beauty(data)
    whole = beauty.sequences[3].tolist()
    assert beauty.until(2)[3].items.tolist() == whole[:-2]
    assert beauty.until(1)[3].items.tolist() == whole[:-1]
    assert (beauty.answers(2)[3], beauty.answers(1)[3]) == (whole[-2], whole[-1])
    assert len(beauty.train().items) == N_SHOPPERS * 6


def test_nothing_hidden_is_left_in_what_is_learnt(data):
    beauty = read_beauty(data)
    split = hide(beauty.sequences, beauty.n_products, seed=1)
    assert len(split.hidden) == 12
    for shopper, wanted in zip(split.asked, split.wanted, strict=True):
        whole = set(beauty.sequences[shopper].tolist())
        kept, asked = set(split.acts[shopper].items.tolist()), set(split.hidden[wanted].tolist())
        assert kept | asked == whole
        assert kept
        assert asked
    assert not np.isin(np.concatenate([history.items for history in split.acts]), split.hidden).any()


def test_standardised_rows_have_mean_0_and_deviation_1_and_flat_ones_say_nothing():
    rows = standardised(np.array([[0, 0, 3], [5, 5, 5]], np.float32))
    np.testing.assert_allclose(rows, [[-(0.5**0.5), -(0.5**0.5), 2**0.5], [0, 0, 0]], atol=1e-6)


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="beauty"):
        read_beauty(tmp_path)


def test_hidden_products_are_found_by_their_brand(data):
    measured = ROLE.open("recommend_cold")(data, seed=0, progress=SILENT)
    metrics = measured.metrics
    assert metrics["graph_ndcg_at_10"] > 0.4
    assert metrics["ndcg_at_10_low"] <= metrics["ndcg_at_10"] <= metrics["ndcg_at_10_high"]
    assert metrics["times_popularity"] == pytest.approx(
        metrics["ndcg_at_10"] / metrics["popularity_ndcg_at_10"]
    )
    assert len(measured.read) == 11


@pytest.mark.slow
def test_beauty_is_measured_with_what_was_kept(data, tmp_path):
    pytest.importorskip("torch")
    task = ROLE.open("recommend_beauty", {"kept": str(tmp_path), "threads": 1})
    measured = task(data, seed=0, progress=SILENT)
    assert sorted(folder.name for folder in tmp_path.iterdir()) == [
        "item_knn", "knowledge_graph", "linked_graph", "popularity", "self_attention"
    ]  # fmt: skip
    metrics = measured.metrics
    assert metrics["hr_at_10"] >= metrics["hr_at_10_history_kept"]
    assert metrics["knowledge_graph_hr_at_10"] > 10 / N_PRODUCTS
    assert task(data, seed=0, progress=SILENT).metrics == metrics


REAL = Path("../shared/data")


@pytest.mark.real
@pytest.mark.skipif(not (REAL / "beauty").is_dir(), reason="../shared/data/beauty is not there")
def test_the_real_data_is_what_the_published_figures_were_measured_on():
    beauty = read_beauty(REAL)
    assert (len(beauty.sequences), beauty.n_products) == (22_363, 12_101)
    assert sum(len(sequence) for sequence in beauty.sequences) == 198_502
    assert min(len(sequence) for sequence in beauty.sequences) == 5
    assert all(len(set(sequence.tolist())) == len(sequence) for sequence in beauty.sequences)
    assert all(beauty.traits)
