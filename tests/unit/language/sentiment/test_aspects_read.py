from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.encoder import Encoder
from daogou.language.encoder.teaching import Lessons
from daogou.language.sentiment.aspects_read import (
    DISTANCES,
    SentenceReader,
    distance,
    load_sentence_reader,
    overlap,
    within,
)
from daogou.language.sentiment.quadruple import Quadruple, Review
from daogou.language.tagging.units import units_of

LESSONS = Lessons(epochs=40, layers=2, rate=2e-3, head_rate=1e-2, batch=4, longest=20, smoothing=0.0)
TEXT = "the screen, not bad"
SCREEN, BAD = (4, 10), (16, 19)


def test_a_unit_is_the_mean_of_the_pieces_that_touch_it() -> None:
    shares = overlap(units_of("ab c"), [(0, 0), (0, 1), (1, 2), (2, 4)])
    np.testing.assert_allclose(shares, [[0, 0, 0.5, 0.5, 0, 0], [0, 0, 0, 0, 1, 0]])


def test_places_are_found_among_the_units_and_told_apart_by_how_far_they_are() -> None:
    units = units_of(TEXT)
    assert within(units, SCREEN) == (1, 2)
    assert within(units, None) is None
    cases = [(SCREEN, BAD), (BAD, SCREEN), ((0, 3), SCREEN), (None, BAD), (SCREEN, None), (None, None)]
    numbers = [distance(units, *case) for case in cases]
    assert len(set(numbers)) == len(cases)
    assert max(numbers) < DISTANCES


@pytest.fixture(scope="module")
def taught(tiny: Encoder) -> SentenceReader:
    pytest.importorskip("torch", reason="needs PyTorch")
    from daogou.language.sentiment.aspects_read_training import teach_sentence_reader

    said = [
        ("a good", Quadruple((0, 1), "A#LOOK", "positive", (2, 6))),
        ("a bad", Quadruple((0, 1), "A#LOOK", "negative", (2, 5))),
        ("b good", Quadruple((0, 1), "B#LOOK", "positive", (2, 6))),
        ("b bad", Quadruple((0, 1), "B#LOOK", "negative", (2, 5))),
        ("bad", Quadruple(None, "C#WHOLE", "negative", (0, 3))),
        ("good", Quadruple(None, "C#WHOLE", "positive", (0, 4))),
    ]
    reviews = [Review(text, (quadruple,)) for text, quadruple in said]
    return teach_sentence_reader(reviews, seed=0, lessons=LESSONS, encoder=tiny)


def test_it_learns_places_pairs_categories_and_sentiments(taught: SentenceReader) -> None:
    units = units_of("b bad")
    reading = taught("b bad", units)
    assert taught.tags(reading).argmax(axis=1).tolist() == [1, 3]  # begins an aspect, begins an opinion
    pair = taught.judged(reading, (0, 1), (2, 5))
    assert pair.belongs.argmax() == 1
    assert taught.judged(reading, (0, 1), None).belongs.argmax() == 0
    assert taught.categories[int(pair.category.argmax())] == "B#LOOK"
    assert pair.sentiment.argmax() == 0
    np.testing.assert_allclose(np.exp(pair.category).sum(), 1, rtol=1e-5)


def test_it_is_saved_and_loaded(taught: SentenceReader, tiny: Encoder, tmp_path: Path) -> None:
    taught.save(tmp_path / "encoder.npz")
    again = load_sentence_reader(tmp_path / "encoder.npz", tiny)
    units = units_of("a good")
    one, other = (reader.tags(reader("a good", units)) for reader in (taught, again))
    np.testing.assert_allclose(one, other, atol=0.05)
    np.savez(tmp_path / "other.npz", x=np.zeros(1))
    with pytest.raises(CorruptAsset, match="lacks look"):
        load_sentence_reader(tmp_path / "other.npz", tiny)
