import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from daogou.recommend.few_rows import FEW, product_of_few


@pytest.mark.parametrize("n", [0, 1, 7, FEW + 1])
def test_it_is_the_product(n):
    random = np.random.default_rng(n)
    left = csr_array(random_array((n, 40), density=0.1, rng=random, dtype=np.float32))
    right = csr_array(random_array((40, 90), density=0.2, rng=random, dtype=np.float32))
    product = product_of_few(left, right)
    assert product.dtype == np.float32
    assert product.shape == (n, 90)
    np.testing.assert_allclose(product, left.toarray() @ right.toarray(), rtol=1e-5, atol=1e-6)


def test_rows_that_touch_nothing_are_zeros():
    empty = csr_array((2, 3), dtype=np.float32)
    assert not product_of_few(empty, csr_array(np.ones((3, 5), np.float32))).any()
