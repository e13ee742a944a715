import gzip

import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.features.word_table import read_word_table

WORDS = ["the", "dress", "红色", "naïve"]
VECTORS = np.array([[1, -2.5, 0.25], [0, 0, 1], [0.5, 0.5, 0.5], [-1, 2, 3]], dtype=np.float32)


@pytest.fixture
def published(tmp_path):
    """The same vectors in the three formats, written by gensim, which reads and writes the published ones."""
    models = pytest.importorskip("gensim.models", reason="needs gensim")
    vectors = models.KeyedVectors(3)
    vectors.add_vectors(WORDS, VECTORS)
    vectors.save_word2vec_format(str(tmp_path / "words.txt"), binary=False, sort_attr="none")
    vectors.save_word2vec_format(str(tmp_path / "words.bin"), binary=True)
    vectors.save_word2vec_format(str(tmp_path / "glove.txt"), binary=False, write_header=False)
    return tmp_path


@pytest.mark.parametrize("name", ["words.txt", "words.bin", "glove.txt"])
def test_the_published_formats_are_read(published, name):
    table = read_word_table(published / name)
    assert sorted(table.rows) == sorted(WORDS)
    for word, vector in zip(WORDS, VECTORS, strict=True):
        np.testing.assert_array_equal(table.vectors[table.rows[word]], vector)


def test_a_packed_file_is_read(published):
    packed = published / "glove.txt.gz"
    packed.write_bytes(gzip.compress((published / "glove.txt").read_bytes()))
    assert read_word_table(packed).rows == read_word_table(published / "glove.txt").rows


def test_a_limit_keeps_the_first_words(tmp_path):
    file = tmp_path / "v.txt"
    file.write_text("a 1 2\nb 3 4\nc 5 6\n")
    assert list(read_word_table(file, limit=2).rows) == ["a", "b"]


def test_a_word_with_spaces_is_one_word(tmp_path):
    file = tmp_path / "glove.txt"
    file.write_text("the 1 2\n. . . 3 4\n")
    assert list(read_word_table(file).rows) == ["the", ". . ."]


def test_a_word_that_comes_twice_keeps_its_first_vector(tmp_path):
    file = tmp_path / "v.txt"
    file.write_text("a 1 2\nb 3 4\na 5 6\n")
    table = read_word_table(file)
    assert table.vectors.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("v.txt", b""),
        ("v.txt", b"a 1 2\nb 3\n"),
        ("v.txt", b"a 1 2\nb 3 x\n"),
        ("v.bin", b"not binary\n"),
        ("v.bin", b"2 3\na \x00\x00"),
        ("v.bin", b"2 3\nno space at all"),
        ("v.txt.gz", b"not packed"),
    ],
)
def test_a_damaged_file_is_refused_with_its_name(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadOption, match=name):
        read_word_table(tmp_path / name)


def test_a_missing_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(BadOption, match="nowhere"):
        read_word_table(tmp_path / "nowhere.txt")
