import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.features.forest import forest_of, load_forest

ensemble = pytest.importorskip("sklearn.ensemble")


@pytest.fixture(scope="module")
def grown():
    random = np.random.default_rng(0)
    rows = random.normal(size=(300, 4)).astype(np.float32)
    same = rows[:, 0] + rows[:, 1] ** 2 > 0.5
    return rows, ensemble.RandomForestClassifier(20, random_state=0).fit(rows, same)


def test_it_says_what_scikit_learn_says(grown):
    rows, forest = grown
    ours = forest_of([tree.tree_ for tree in forest.estimators_])
    assert np.allclose(ours.mean(rows), forest.predict_proba(rows)[:, 1], atol=1e-6)


def test_what_is_saved_says_the_same(grown, tmp_path):
    rows, forest = grown
    ours = forest_of([tree.tree_ for tree in forest.estimators_])
    ours.save(tmp_path / "f.npz")
    assert np.array_equal(load_forest(tmp_path / "f.npz").mean(rows), ours.mean(rows))


def test_no_rows_give_no_answers(grown):
    _, forest = grown
    assert len(forest_of([t.tree_ for t in forest.estimators_]).mean(np.zeros((0, 4), dtype=np.float32))) == 0


def test_another_file_is_refused(tmp_path):
    np.savez(tmp_path / "f.npz", roots=np.zeros(1))
    with pytest.raises(CorruptAsset):
        load_forest(tmp_path / "f.npz")
