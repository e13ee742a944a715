from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.model_file import ModelFile, PackedRows


def test_a_block_of_four_bits_is_a_factor_and_two_weights_a_byte() -> None:
    block = np.zeros(18, dtype=np.uint8)
    block[:2] = np.array([0.5], dtype=np.float16).view(np.uint8)
    block[2], block[17] = 0x9F, 0x08  # weights 0 and 16: (15 - 8) / 2, (9 - 8) / 2; 15 and 31: 0, (0 - 8) / 2
    block[3:17] = 0x88
    expected = np.zeros(32)
    expected[[0, 16, 31]] = 3.5, 0.5, -4.0
    np.testing.assert_array_equal(PackedRows(block.reshape(1, 1, 18))(np.array([0]))[0], expected)


def test_sizes_vocabulary_and_weights_are_read(model_file: Path) -> None:
    file = ModelFile(model_file)
    assert (file.shape.dim, file.shape.layers, file.shape.heads, file.shape.pieces) == (32, 2, 2, 16)
    assert file.vocabulary.numbers["bad"] == 9
    assert file.vocabulary.spelling == {"Ａ": "a", "\t": " ", "\x00": "", "ﬀ": "ff"}
    assert (file.vocabulary.begin, file.vocabulary.end, file.vocabulary.unknown) == (0, 2, 3)
    wide = file.tensor("l1.fi.w", 64, 32)
    assert wide.shape == (64, 32)
    assert 0.2 < wide.std() < 0.4  # as drawn, but for rounding
    rows = file.packed("emb.word", 16, 32)
    np.testing.assert_array_equal(rows(np.array([[3, 9]]))[0], file.tensor("emb.word", 16, 32)[[3, 9]])


def test_what_is_missing_or_something_else_is_told(model_file: Path, tmp_path: Path) -> None:
    with pytest.raises(CorruptAsset, match=r"lacks l9\.fi"):
        ModelFile(model_file).tensor("l9.fi.w", 64, 32)
    (tmp_path / "other.bin").write_bytes(b"a picture, perhaps")
    with pytest.raises(CorruptAsset, match="holds no encoder"):
        ModelFile(tmp_path / "other.bin")
    (tmp_path / "half.bin").write_bytes(model_file.read_bytes()[:100])
    with pytest.raises(CorruptAsset, match="no whole encoder"):
        ModelFile(tmp_path / "half.bin")
