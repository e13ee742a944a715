import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.features.text_encoders import ROLE

TEXTS = ["red summer dress", "blue summer dress", "black leather boots", "brown leather boots", "red boots"]


def test_vectors_are_those_of_scikit_learns_pipeline(tmp_path):
    decomposition = pytest.importorskip("sklearn.decomposition", reason="needs scikit-learn")
    feature_extraction = pytest.importorskip("sklearn.feature_extraction.text", reason="needs scikit-learn")
    encoder = ROLE.open("lsa", {"path": str(tmp_path), "dim": 3, "min_texts": 1})
    encoder.teach(TEXTS, seed=0, progress=SILENT)
    rows = encoder.encode(TEXTS)
    counts = feature_extraction.TfidfVectorizer(sublinear_tf=True).fit_transform(TEXTS)
    reduced = decomposition.TruncatedSVD(3, random_state=0).fit_transform(counts)
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    np.testing.assert_allclose(rows @ rows.T, reduced @ reduced.T, atol=1e-4)  # signs and turns do not count


def test_a_small_shop_keeps_the_width_and_leaves_it_empty(tmp_path):
    encoder = ROLE.open("lsa", {"path": str(tmp_path), "dim": 50, "min_texts": 1})
    encoder.teach(TEXTS, seed=0, progress=SILENT)
    rows = encoder.encode(TEXTS)
    assert rows.shape == (5, 50)
    assert not rows[:, 5:].any()
