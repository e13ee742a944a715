"""What every recommender promises, on a checkerboard of shoppers and products whose answer is known."""

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import MissingDependency, NotBuilt
from daogou.core.progress import SILENT
from daogou.recommend.explaining import explained
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.leaving_out import newest_products
from daogou.recommend.lesson import Lesson
from daogou.recommend.measuring import looking, measured_rows
from daogou.recommend.pieces import told
from daogou.recommend.recommenders import ROLE, Recommender
from daogou.recommend.tastes import NOTHING, without_each

# the board is small: what learns in steps needs few of them, and few numbers per product
OPTIONS: Mapping[str, Mapping[str, object]] = {
    "als": {"dim": 2},
    "hybrid": {"parts": ["popularity", "item_knn"]},
    "self_attention": {"dim": 16, "heads": 1, "blocks": 1, "epochs": 10},
}

# by nature these know one answer for everybody; what they do instead, and the tests below check:
#   checkerboard      products that more shoppers acted on come first
#   an empty history  gets the same scores as everybody
#   a new event       changes nothing
#   explain           one piece of evidence, of kind "popularity", that names no product
#   similar           0 everywhere
ONE_ANSWER_FOR_ALL = {"popularity"}
# these have something for a stranger
SERVES_STRANGERS = ONE_ANSWER_FOR_ALL | {"hybrid"}

N_PRODUCTS, N_SHOPPERS, ACTS = 30, 40, 8
SEED = 3
COLOURS = np.arange(N_PRODUCTS) % 2
DAY_S = 86400.0
START_S = 1.7e9


def acts_on(items, weights=None) -> History:
    rows = np.array(items, dtype=np.int64)
    said = np.ones(len(rows)) if weights is None else np.array(weights)
    return History(rows, said.astype(np.float32), START_S + DAY_S * np.arange(len(rows)))


def checkerboard() -> Lesson:
    """Shopper s likes products of the colour s % 2; words, pictures, graph and traits show the colour too."""
    random = np.random.default_rng(11)
    histories = [
        acts_on(random.permutation(np.flatnonzero(shopper % 2 == COLOURS))[:ACTS])
        for shopper in range(N_SHOPPERS)
    ]
    modalities = {}
    for name, dim in {"text": 6, "picture": 5, "graph": 4}.items():
        views = np.random.default_rng(dim).normal(size=(2, dim))
        noise = random.normal(0, 0.1, (N_PRODUCTS, dim))
        modalities[name] = (views[COLOURS] + noise).astype(np.float32)
    traits = [(f"colour:{('black', 'white')[colour]}", "brand:house") for colour in COLOURS]
    return Lesson(interactions_of(histories, N_PRODUCTS), modalities, traits)


def fit(name: str, lesson: Lesson, seed: int = SEED) -> Recommender:
    try:
        method = ROLE.open(name, OPTIONS.get(name, {}))
        return method.fit(lesson, seed=seed, progress=SILENT)
    except MissingDependency as error:
        pytest.skip(error.message)


def can_be_fitted(name: str) -> bool:
    try:
        fitted(name)
    except pytest.skip.Exception:  # its package is absent
        return False
    return True


@cache
def fitted(name: str) -> Recommender:
    return fit(name, checkerboard())


@pytest.fixture(params=ROLE.names())
def name(request):
    return request.param


@pytest.fixture
def recommender(name) -> Recommender:
    return fitted(name)


HISTORIES = (
    history_of([0, 2, 4, 6, 8]),
    history_of([1, 5, 9]),
    acts_on([3, 3, 7], [1, 3, 0.5]),
    acts_on([10, 12, 14], [1, -2, 1]),
    history_of([0, 1, 2, 3, 4]),
    history_of([]),
    history_of([22]),
)


def scale(scores) -> float:
    return max(float(np.abs(scores).max()), 1e-12)


# What it finds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("colour", [0, 1])
@pytest.mark.parametrize("count", [1, 3, 6])
def test_unseen_products_of_the_right_colour_come_before_all_of_the_wrong_one(
    name, recommender, colour, count
):
    seen = np.flatnonzero(colour == COLOURS)[:count]
    scores = recommender.scores([history_of(seen)])[0]
    if name in ONE_ANSWER_FOR_ALL:
        shoppers = np.bincount(checkerboard().interactions.items, minlength=N_PRODUCTS)
        assert scores[shoppers.argmax()] > scores[shoppers.argmin()]
        return
    right = np.setdiff1d(np.flatnonzero(colour == COLOURS), seen)
    wrong = np.flatnonzero(colour != COLOURS)
    assert scores[right].min() > scores[wrong].max()


def test_scores_have_the_shape_of_the_contract_and_are_finite(recommender):
    scores = recommender.scores(HISTORIES)
    assert scores.dtype == np.float32
    assert scores.shape == (len(HISTORIES), N_PRODUCTS)
    assert np.isfinite(scores).all()
    assert recommender.scores([]).shape == (0, N_PRODUCTS)


def test_a_history_alone_scores_as_it_does_among_others(recommender):
    together = recommender.scores(HISTORIES)
    for row, history in zip(together, HISTORIES, strict=True):
        alone = recommender.scores([history])[0]
        np.testing.assert_allclose(alone, row, rtol=1e-5, atol=1e-5 * scale(row))


def test_who_did_nothing_gets_zeros_or_what_everybody_gets(name, recommender):
    scores = recommender.scores([history_of([])])[0]
    assert scores.any() == (name in SERVES_STRANGERS)
    if name in ONE_ANSWER_FOR_ALL:
        np.testing.assert_array_equal(scores, recommender.scores([HISTORIES[0]])[0])


def test_a_new_event_counts_at_once(name, recommender):
    before, after = recommender.scores([history_of([0, 2]), history_of([0, 2, 1])])
    others = np.arange(5, N_PRODUCTS)
    white, black = others[COLOURS[others] == 1], others[COLOURS[others] == 0]

    def lead(scores):
        return (scores[white].mean() - scores[black].mean()) / scale(scores)

    if name in ONE_ANSWER_FOR_ALL:
        np.testing.assert_array_equal(before, after)
    else:
        assert lead(after) > lead(before)


@pytest.mark.parametrize("disliked", [3, 12])
def test_disliking_a_product_never_raises_its_score(recommender, disliked):
    liked = [0, 2, 4]
    before = recommender.scores([acts_on(liked)])[0]
    for weights in ([1, 1, 1, -1], [1, 1, 1, -5]):
        after = recommender.scores([acts_on([*liked, disliked], weights)])[0]
        assert after[disliked] <= before[disliked] + 1e-6 * scale(before)


def test_sending_a_product_back_takes_the_like_away(recommender):
    kept, returned = recommender.scores([acts_on([1, 3]), acts_on([1, 3, 3], [1, 1, -1])])
    assert (returned[5:] * (COLOURS[5:] == 1)).sum() <= (kept[5:] * (COLOURS[5:] == 1)).sum() + 1e-6


# What it learns from -----------------------------------------------------------------------------


@pytest.mark.parametrize("n_shoppers", [0, 2])
@pytest.mark.parametrize("described", [True, False])
def test_a_shop_without_events_is_no_error(name, n_shoppers, described):
    board = checkerboard()
    nobody = interactions_of([history_of([])] * n_shoppers, N_PRODUCTS)
    lesson = Lesson(nobody, board.modalities, board.traits) if described else Lesson(nobody)
    recommender = fit(name, lesson)
    scores = recommender.scores(HISTORIES)
    assert np.isfinite(scores).all()
    assert scores.any() <= described
    for product in (0, 29):
        assert np.isfinite(recommender.similar(product)).all()
        evidence = recommender.explain(HISTORIES[0], product)
        assert len(evidence) <= 10
        assert np.isfinite([one.weight for one in evidence]).all()


def test_a_product_that_nobody_knows_is_scored_without_error(name):
    board = checkerboard()
    lesson = Lesson(interactions_of(list(board.interactions), N_PRODUCTS + 1))
    scores = fit(name, lesson).scores([history_of([N_PRODUCTS]), history_of([0, N_PRODUCTS])])
    assert np.isfinite(scores).all()


def test_one_act_of_one_shopper_is_no_error(name):
    recommender = fit(name, Lesson(interactions_of([history_of([1])], 3)))
    assert np.isfinite(recommender.scores([history_of([1]), history_of([0])])).all()


def test_the_seed_decides_everything(name, recommender):
    again = fit(name, checkerboard(), seed=SEED)
    np.testing.assert_array_equal(again.scores(HISTORIES), recommender.scores(HISTORIES))


# Why ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("history", [history_of([0, 2, 4, 6, 8]), acts_on([1, 3, 5, 0], [1, 2, 1, 1])])
def test_without_the_strongest_evidence_the_score_is_lower(name, recommender, history):
    product = 20 if history.items[0] == 0 else 21
    evidence = recommender.explain(history, product)
    assert 1 <= len(evidence) <= 10
    weights = [one.weight for one in evidence]
    assert np.isfinite(weights).all()
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0
    named = [one.product for one in evidence if one.product >= 0]
    assert set(named) <= set(history.items.tolist())
    if name in ONE_ANSWER_FOR_ALL:
        assert [one.kind for one in evidence] == ["popularity"]
        assert not named
        return
    assert named
    score = recommender.scores([history])[0, product]
    without = recommender.scores([history.without([named[0]])])[0, product]
    assert without < score


def test_a_shelf_is_explained_as_its_products_are(recommender):
    for history in HISTORIES:
        shelf = [20, 21, 3, 12]
        one_by_one = [recommender.explain(history, product) for product in shelf]
        for whole, alone in zip(explained(recommender, history, shelf), one_by_one, strict=True):
            assert [(e.kind, e.product, e.what) for e in whole] == [
                (e.kind, e.product, e.what) for e in alone
            ]
            np.testing.assert_allclose([e.weight for e in whole], [e.weight for e in alone], rtol=1e-4)
    assert explained(recommender, HISTORIES[0], []) == []


@pytest.mark.parametrize("highest", [True, False])
def test_looking_into_a_history_tells_what_its_rows_would(recommender, highest):
    """Measured with one product left out after the other, and explained from that."""
    shown = np.array([20, 21, 3, 12])
    for history in HISTORIES:
        tried = newest_products(history)
        left_out = np.append(NOTHING, tried)
        rows = recommender.scores(without_each(history, left_out))
        expected = measured_rows(rows, shown)
        looks = looking(recommender)
        found = looks.measured(history, left_out, shown, highest=highest)
        for name in ("spread", "strength", "scores", *(["high"] if highest else [])):
            unit = scale(getattr(expected, name))
            np.testing.assert_allclose(
                getattr(found, name), getattr(expected, name), rtol=1e-4, atol=1e-5 * unit
            )
        from_scores = told(looks.explain_measured(history, tried, shown, found.scores), len(shown))
        for whole, product in zip(from_scores, shown.tolist(), strict=True):
            alone = recommender.explain(history, product)
            assert [one[2:] for one in whole] == [one[2:] for one in alone]
            np.testing.assert_allclose([e.weight for e in whole], [e.weight for e in alone], rtol=1e-3)


def test_a_score_of_nothing_has_no_evidence(name, recommender):
    evidence = recommender.explain(history_of([]), 4)
    assert not [one for one in evidence if one.product >= 0]
    assert bool(evidence) <= (name in SERVES_STRANGERS)


def test_what_the_same_shoppers_like_is_similar(name, recommender):
    for product in (0, 7):
        similar = recommender.similar(product)
        assert similar.dtype == np.float32
        assert similar.shape == (N_PRODUCTS,)
        assert similar[product] == 0
        if name in ONE_ANSWER_FOR_ALL:
            assert not similar.any()
            continue
        same = np.setdiff1d(np.flatnonzero(COLOURS[product] == COLOURS), [product])
        assert similar[same].mean() > similar[COLOURS[product] != COLOURS].max()
        assert COLOURS[similar.argmax()] == COLOURS[product]


# What it keeps ------------------------------------------------------------------------------------


def test_what_was_saved_is_loaded_and_answers_alike(name, recommender, tmp_path: Path):
    recommender.save(tmp_path)
    loaded = ROLE.open(name, OPTIONS.get(name, {})).load(tmp_path)
    np.testing.assert_array_equal(loaded.scores(HISTORIES), recommender.scores(HISTORIES))
    np.testing.assert_array_equal(loaded.similar(4), recommender.similar(4))
    assert loaded.explain(HISTORIES[0], 20) == recommender.explain(HISTORIES[0], 20)


def test_an_empty_folder_is_no_recommender(name, tmp_path: Path):
    with pytest.raises(NotBuilt):
        ROLE.open(name, OPTIONS.get(name, {})).load(tmp_path)


ASK = """
import sys
from pathlib import Path
for module in ("torch", "implicit", "sklearn"):
    sys.modules[module] = None  # importing it fails
from daogou.recommend.history import history_of
from daogou.recommend.recommenders import ROLE
for folder in sorted(Path(sys.argv[1]).iterdir()):
    recommender = ROLE.open(folder.name).load(folder)
    assert recommender.scores([history_of([0, 2])]).shape == (1, 30)
    recommender.explain(history_of([0, 2]), 4), recommender.similar(0)
    print(folder.name)
"""


def test_asking_needs_no_training_package(tmp_path: Path):
    """In one process for all of them: each that is asked is printed."""
    saved = [name for name in ROLE.names() if can_be_fitted(name)]
    for name in saved:
        (tmp_path / name).mkdir()
        fitted(name).save(tmp_path / name)
    command = [sys.executable, "-W", "error", "-c", ASK, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, saved), done.stderr
