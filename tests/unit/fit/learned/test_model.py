import numpy as np
import pytest
from tests.unit.fit.learned.drawn_wearings import drawn_wearings

from daogou.core.errors import BadInput, CorruptAsset
from daogou.fit.learned.model import VerdictModel, learn


@pytest.fixture(scope="module")
def learnt():
    wearings, verdicts, _ = drawn_wearings(1200)
    return learn(wearings[:900], verdicts[:900]), wearings[900:], verdicts[900:]


def test_chances_sum_to_one_and_find_the_verdicts(learnt):
    model, asked, verdicts = learnt
    chances = model.chances(asked)
    assert chances.sum(axis=1) == pytest.approx(1)
    always = np.bincount(verdicts).max() / len(verdicts)
    assert (chances.argmax(axis=1) == verdicts).mean() > always + 0.1


def test_a_product_that_runs_small_is_foretold_small(learnt):
    model, asked, _ = learnt
    asked = asked[np.zeros(2, dtype=np.intp)]
    asked.products[:] = ["p11", "p0"]  # offsets 2 and -2 sizes
    small, large = model.chances(asked)[:, 0], model.chances(asked)[:, 2]
    assert small[0] > small[1]
    assert large[1] > large[0]


def test_unknown_shoppers_products_and_kinds_are_welcome(learnt):
    model, asked, _ = learnt
    asked = asked[np.array([0])]
    asked.shoppers[:], asked.products[:], asked.kinds["category"][:] = "?", "?", "?"
    assert np.isfinite(model.chances(asked)).all()
    assert model.wearings_of("?") == 0
    assert model.wearings_of("p3") > 0


def test_a_kept_model_answers_alike(learnt, tmp_path):
    model, asked, _ = learnt
    model.save(tmp_path / "size_model")
    assert (VerdictModel.load(tmp_path / "size_model").chances(asked) == model.chances(asked)).all()


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "noise").write_bytes(b"PK\x03\x04 nothing")
    np.savez(tmp_path / "other.npz", a=np.zeros(2))
    for name in ("noise", "other.npz", "absent"):
        with pytest.raises(CorruptAsset):
            VerdictModel.load(tmp_path / name)


def test_too_little_to_learn_from_is_said():
    wearings, verdicts, _ = drawn_wearings(100)
    with pytest.raises(BadInput, match="too few"):
        learn(wearings, verdicts)
    wearings, verdicts, _ = drawn_wearings(300)
    with pytest.raises(BadInput, match="2 kinds"):
        learn(wearings, np.minimum(verdicts, 1))
