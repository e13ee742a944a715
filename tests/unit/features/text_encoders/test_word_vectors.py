import pytest

from daogou.core.errors import BadOption, NotBuilt
from daogou.core.progress import SILENT
from daogou.features.text_encoders import ROLE


@pytest.fixture
def file(tmp_path):
    (tmp_path / "glove.txt").write_text(
        "good 0 0 1\ndress 1 0 0\nboots 0 1 0\n连衣裙 0.9 0.1 0\n", encoding="utf-8"
    )
    return tmp_path / "glove.txt"


def test_words_of_like_meaning_are_close_in_both_languages(file):
    rows = ROLE.open("word_vectors", {"path": str(file)}).encode(["dress", "连衣裙", "boots"])
    assert rows[0] @ rows[1] > 0.99
    assert rows[0] @ rows[2] == pytest.approx(0)


def test_frequent_words_weigh_less(file):
    row = ROLE.open("word_vectors", {"path": str(file)}).encode(["good dress"])[0]
    good, dress = 1 / 2.7, 1 / 3.7  # Zipf-Mandelbrot, before they are made to sum to 1
    total = sum(1 / (rank + 2.7) for rank in range(4))
    weights = [1e-3 / (1e-3 + p / total) for p in (good, dress)]
    assert row[2] / row[0] == pytest.approx(weights[0] / weights[1], rel=1e-4)


def test_statistics_of_the_shop_take_out_what_all_texts_share(file, tmp_path):
    encoder = ROLE.open("word_vectors", {"path": str(file), "statistics": str(tmp_path / "counts")})
    with pytest.raises(NotBuilt):
        encoder.encode(["dress"])
    before = encoder.space
    encoder.teach(["good dress", "good boots"] * 5, seed=0, progress=SILENT)
    assert encoder.space != before
    dress, boots = encoder.encode(["good dress", "good boots"])
    assert dress @ boots < 0  # what they share is gone, what is left points apart


def test_teaching_without_a_folder_changes_nothing(file):
    encoder = ROLE.open("word_vectors", {"path": str(file)})
    before = encoder.space
    encoder.teach(["good dress"], seed=0, progress=SILENT)
    assert encoder.is_taught
    assert encoder.space == before


def test_a_file_must_be_named():
    with pytest.raises(BadOption, match="path"):
        ROLE.open("word_vectors")
