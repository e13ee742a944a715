"""What every way to fuse modalities promises, on products whose modalities really go together."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadInput, NotBuilt, SpaceMismatch
from daogou.core.progress import SILENT
from daogou.features.fusion import ROLE

KINDS = ("shirt", "shoe", "bag", "belt")
DIMS = {"text": 12, "picture": 20, "graph": 8}


def products(count=160, seed=1):
    """Every modality is a noisy, differently turned view of what a product is."""
    random = np.random.default_rng(seed)
    what = np.arange(count) % len(KINDS)
    modalities = {}
    for name, dim in DIMS.items():
        views = np.random.default_rng(dim).normal(size=(len(KINDS), dim))
        modalities[name] = (views[what] + random.normal(0, 0.5, (count, dim))).astype(np.float32)
    return modalities, [KINDS[w] for w in what]


@pytest.fixture(params=ROLE.names())
def name(request):
    if request.param == "attention":
        pytest.importorskip("torch", reason="needs torch")
    return request.param


@pytest.fixture
def method(name):
    return ROLE.open(name)


@cache
def taught(name):
    modalities, labels = products()
    return ROLE.open(name).fit(modalities, labels, seed=3, progress=SILENT), modalities, labels


@pytest.fixture
def fused(name):
    """Taught once: the tests only ask it."""
    return taught(name)


def test_fused_rows_have_unit_length(fused):
    fusion, modalities, _ = fused
    rows = fusion(modalities)
    assert rows.dtype == np.float32
    assert rows.shape == (160, fusion.dim)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-4)


def test_products_of_a_kind_are_each_others_nearest(fused):
    fusion, modalities, labels = fused
    rows = fusion(modalities)
    alike = rows @ rows.T - 9 * np.eye(len(rows))
    nearest = np.array(labels)[alike.argmax(axis=1)]
    assert (nearest == np.array(labels)).mean() > 0.9


def test_one_product_is_fused_as_it_is_among_others(fused):
    fusion, modalities, _ = fused
    alone = fusion({name: rows[5:6] for name, rows in modalities.items()})
    np.testing.assert_allclose(alone[0], fusion(modalities)[5], atol=1e-5)


def test_a_missing_modality_leaves_a_product_near_its_kind(fused):
    fusion, modalities, labels = fused
    without = {n: rows * (0 if n == "text" else 1) for n, rows in modalities.items()}
    alike = fusion(without) @ fusion(modalities).T
    np.fill_diagonal(alike, -9)
    assert (np.array(labels)[alike.argmax(axis=1)] == np.array(labels)).mean() > 0.9


def test_leaving_a_modality_out_is_the_same_as_zeros(fused):
    fusion, modalities, _ = fused
    zeros = modalities | {"graph": np.zeros_like(modalities["graph"])}
    absent = {n: rows for n, rows in modalities.items() if n != "graph"}
    np.testing.assert_allclose(fusion(absent), fusion(zeros), atol=1e-6)


def test_a_product_without_any_modality_has_no_direction(fused):
    fusion, modalities, _ = fused
    nothing = {n: np.zeros_like(rows[:2]) for n, rows in modalities.items()}
    assert not fusion(nothing).any()
    assert not any(share.any() for share in fusion.shares(nothing).values())


def test_shares_sum_to_one_over_what_is_there(fused):
    fusion, modalities, _ = fused
    some = dict(modalities)
    some["picture"] = modalities["picture"].copy()
    some["picture"][:40] = 0
    shares = fusion.shares(some)
    assert set(shares) == set(DIMS)
    np.testing.assert_allclose(sum(shares.values()), 1, atol=1e-5)
    assert not shares["picture"][:40].any()
    assert all((share >= 0).all() for share in shares.values())


def test_an_unknown_modality_is_refused(fused):
    fusion, modalities, _ = fused
    with pytest.raises(SpaceMismatch, match="sound"):
        fusion(modalities | {"sound": modalities["text"]})


def test_vectors_of_another_length_are_refused(fused):
    fusion, modalities, _ = fused
    with pytest.raises(SpaceMismatch, match="text"):
        fusion(modalities | {"text": modalities["picture"]})


def test_nothing_to_fuse_is_refused(method):
    with pytest.raises(BadInput):
        method.fit({}, [], seed=0, progress=SILENT)
    with pytest.raises(BadInput):
        method.fit({"text": np.zeros((3, 4), np.float32)}, [""] * 3, seed=0, progress=SILENT)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_few_products_can_be_fused_too(method, count):
    modalities, labels = products(count)
    fusion = method.fit(modalities, labels, seed=0, progress=SILENT)
    assert np.isfinite(fusion(modalities)).all()


def test_a_modality_that_no_product_has_does_no_harm(method):
    modalities, labels = products(20)
    modalities["graph"] = np.zeros_like(modalities["graph"])
    fusion = method.fit(modalities, labels, seed=0, progress=SILENT)
    without = {n: modalities[n] for n in ("text", "picture")}
    np.testing.assert_allclose(fusion(modalities), fusion(without), atol=1e-6)


def test_what_was_saved_is_loaded(name, fused, tmp_path: Path):
    fusion, modalities, _ = fused
    fusion.save(tmp_path)
    loaded = ROLE.open(name).load(tmp_path)
    np.testing.assert_allclose(loaded(modalities), fusion(modalities), atol=1e-6)
    for modality, share in fusion.shares(modalities).items():
        np.testing.assert_allclose(loaded.shares(modalities)[modality], share, atol=1e-6)


def test_an_empty_folder_is_no_fusion(method, tmp_path: Path):
    with pytest.raises(NotBuilt):
        method.load(tmp_path)


def test_the_same_seed_gives_the_same_fusion(method):
    modalities, labels = products(60)
    first, second = (method.fit(modalities, labels, seed=5, progress=SILENT) for _ in range(2))
    np.testing.assert_array_equal(first(modalities), second(modalities))


def pairs_by_picture(count=240, seed=2):
    """Products whose pictures alone tell which of four kinds a shopper likes; (modalities, kinds, pairs)."""
    random = np.random.default_rng(seed)
    what = random.integers(len(KINDS), size=count)
    views = random.normal(size=(len(KINDS), DIMS["picture"]))
    modalities = {n: random.normal(size=(count, dim)).astype(np.float32) for n, dim in DIMS.items()}
    modalities["picture"] = (views[what] + random.normal(0, 0.5, (count, 20))).astype(np.float32)
    first, second = random.integers(count, size=(2, 6_000))
    alike = (what[first] == what[second]) & (first != second)
    return modalities, what, np.stack([first[alike], second[alike]], axis=1)


def nearness(fusion, modalities, what):
    """Share of products whose nearest other one is of their kind."""
    rows = fusion(modalities)
    return (what[(rows @ rows.T - 9 * np.eye(len(rows))).argmax(axis=1)] == what).mean()


def test_pairs_make_what_belongs_together_no_less_alike(method):
    modalities, what, pairs = pairs_by_picture()
    without = method.fit(modalities, [""] * len(what), seed=1, progress=SILENT)
    taught = method.fit(modalities, [""] * len(what), pairs=pairs, seed=1, progress=SILENT)
    assert nearness(taught, modalities, what) >= nearness(without, modalities, what)


@pytest.mark.parametrize("name", ["attention", "weighted_sum"])
def test_pairs_teach_which_modality_speaks(name):
    if name == "attention":
        pytest.importorskip("torch", reason="needs torch")
    modalities, what, pairs = pairs_by_picture()
    fusion = ROLE.open(name).fit(modalities, [""] * len(what), pairs=pairs, seed=1, progress=SILENT)
    shares = {n: float(share.mean()) for n, share in fusion.shares(modalities).items()}
    assert shares["picture"] > 0.6
    assert nearness(fusion, modalities, what) > 0.8


def test_no_pairs_are_the_same_as_none(method):
    modalities, labels = products(60)
    none = method.fit(modalities, labels, seed=5, progress=SILENT)
    empty = method.fit(modalities, labels, pairs=np.zeros((0, 2), np.int64), seed=5, progress=SILENT)
    np.testing.assert_array_equal(none(modalities), empty(modalities))


def test_a_pair_of_a_product_with_itself_or_without_a_vector_teaches_nothing(method):
    modalities, labels = products(60)
    modalities = {n: np.vstack([rows, np.zeros_like(rows[:1])]) for n, rows in modalities.items()}
    labels = [*labels, ""]
    pairs = np.array([[3, 3], [60, 5], [5, 60]])
    none = method.fit(modalities, labels, seed=5, progress=SILENT)
    useless = method.fit(modalities, labels, pairs=pairs, seed=5, progress=SILENT)
    np.testing.assert_array_equal(none(modalities), useless(modalities))


@pytest.mark.parametrize("pairs", [[[0, 60]], [[-1, 2]], [[1, 2, 3]]])
def test_pairs_of_products_that_are_not_there_are_refused(method, pairs):
    modalities, labels = products(60)
    with pytest.raises(BadInput, match=r"[Pp]air"):
        method.fit(modalities, labels, pairs=np.array(pairs), seed=5, progress=SILENT)


def test_the_same_seed_and_pairs_give_the_same_fusion(method):
    modalities, _, pairs = pairs_by_picture(60)
    first, second = (
        method.fit(modalities, [""] * 60, pairs=pairs[:300], seed=5, progress=SILENT) for _ in range(2)
    )
    np.testing.assert_array_equal(first(modalities), second(modalities))


def test_a_single_pair_can_be_learnt_from(method, tmp_path: Path):
    modalities, _ = products(6)
    fusion = method.fit(modalities, [""] * 6, pairs=np.array([[0, 4]]), seed=5, progress=SILENT)
    fusion.save(tmp_path)
    np.testing.assert_allclose(method.load(tmp_path)(modalities), fusion(modalities), atol=1e-6)
