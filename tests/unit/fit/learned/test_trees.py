import numpy as np
import pytest

from daogou.fit.learned.trees import grown_classifier, grown_regressor, trees_from

SETTINGS = {"max_iter": 12, "max_leaf_nodes": 8, "min_samples_leaf": 5, "random_state": 0}


@pytest.fixture(scope="module")
def rows():
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(400, 4))
    rows[chance.random(rows.shape) < 0.1] = np.nan
    return rows


def test_the_arrays_answer_as_scikit_learn_does(rows):
    from sklearn.ensemble import HistGradientBoostingClassifier

    classes = np.nansum(rows[:, :2], axis=1).round().clip(-1, 1).astype(int) + 1
    theirs = HistGradientBoostingClassifier(early_stopping=False, **SETTINGS).fit(rows, classes)
    ours = grown_classifier(rows, classes, SETTINGS)
    asked = rows[::-1] * 1.1
    assert ours.chances(asked) == pytest.approx(theirs.predict_proba(asked))


def test_a_regressors_values_too(rows):
    from sklearn.ensemble import HistGradientBoostingRegressor

    values = np.nansum(rows, axis=1)
    theirs = HistGradientBoostingRegressor(early_stopping=False, **SETTINGS).fit(rows, values)
    assert grown_regressor(rows, values, SETTINGS).sums(rows)[:, 0] == pytest.approx(theirs.predict(rows))


def test_a_column_of_which_nothing_is_known_says_nothing(rows):
    empty = np.hstack([rows, np.full((len(rows), 1), np.nan)])
    values = np.nansum(rows, axis=1)
    without, with_it = (grown_regressor(one, values, SETTINGS) for one in (rows, empty))
    assert (with_it.sums(empty) == without.sums(rows)).all()


def test_what_is_kept_as_arrays_comes_back(rows):
    trees = grown_regressor(rows, np.nansum(rows, axis=1), SETTINGS)
    again = trees_from(trees.arrays("x."), "x.")
    assert (again.sums(rows) == trees.sums(rows)).all()
    assert again.sums(rows[:0]).shape == (0, 1)
