import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.features.rows import encode_present, unit_rows


def test_rows_get_length_one_and_zero_rows_stay_zero():
    rows = unit_rows(np.array([[3, 4], [0, 0], [0, -2]], dtype=np.float32))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0], [0, -1]], rtol=1e-6)


@given(st.lists(st.text(max_size=20), max_size=30), st.integers(1, 7))
def test_every_text_gets_its_own_row_whatever_the_batch(texts, batch_size):
    seen = []

    def lengths(batch):
        assert len(batch) <= batch_size
        seen.extend(batch)
        return np.array([[len(text), 1] for text in batch], dtype=np.float32)

    rows = encode_present(texts, 2, lengths, batch_size=batch_size)
    for text, row in zip(texts, rows, strict=True):
        readable = text.replace("\0", " ")
        expected = np.array([len(text), 1]) / np.hypot(len(text), 1) if readable.strip() else [0, 0]
        np.testing.assert_allclose(row, expected, rtol=1e-5)
    assert all("\0" not in text and text.strip() for text in seen)
