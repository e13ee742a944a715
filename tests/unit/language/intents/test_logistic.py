import numpy as np
import pytest
import scipy.sparse as sparse

from daogou.language.intents import logistic


def test_it_agrees_with_scikit_learn() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    random = np.random.default_rng(0)
    rows = sparse.random(60, 8, 0.5, format="csr", dtype=np.float32, rng=random)
    labels = random.integers(0, 3, 60)
    ours = logistic.logistic_weights(rows, labels, 3, penalty=0.01)
    theirs = linear_model.LogisticRegression(C=1 / (0.01 * 60), fit_intercept=False, tol=1e-8).fit(
        rows, labels
    )
    np.testing.assert_allclose(ours.T, theirs.coef_, atol=0.02)
