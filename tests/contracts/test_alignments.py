"""What every alignment promises, on a small shop whose pictures and words really go together."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import NotBuilt, SpaceMismatch
from daogou.core.product import Product
from daogou.core.progress import SILENT
from daogou.features.alignments import ROLE, Pairs
from daogou.features.captions import captions_of
from daogou.features.see import Eye

COLOURS = ("Red", "Blue", "Green", "Black")
KINDS = ("Shirt", "Shoe", "Bag")
DIM = 24
SEED = 3


def vector_of(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "little")
    return np.random.default_rng(seed).normal(size=DIM)


class Words:
    """A text encoder: the mean of random vectors of the words."""

    space, dim = "words", DIM

    def encode(self, texts):
        rows = np.zeros((len(texts), DIM), np.float32)
        for number, text in enumerate(texts):
            if text.split():
                mean = np.mean([vector_of(word) for word in text.lower().split()], axis=0)
                rows[number] = mean / np.linalg.norm(mean)
        return rows


class Pixels:
    """An image encoder in the same space, whose classes are the kinds of things."""

    def __init__(self, space="words"):
        self.space, self.dim, self.classes = space, DIM, KINDS

    def encode(self, images):
        return np.stack([image.reshape(-1)[:DIM] for image in images]).astype(np.float32)

    def probabilities(self, features):
        powers = np.exp(4 * features @ np.stack([vector_of(kind.lower()) for kind in KINDS]).T)
        return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


class OtherPixels(Pixels):
    def __init__(self):
        super().__init__("other")


EYE, TEXT = Eye(Pixels()), Words()


def shop(count: int) -> Pairs:
    """Pictures that are a noisy sum of what they show: of a colour, of a kind."""
    random = np.random.default_rng(1)
    rows, captions = [], []
    for number in range(count):
        colour, kind = COLOURS[number % 4], KINDS[number % 3]
        shown = vector_of(colour.lower()) + vector_of(kind.lower()) + random.normal(0, 0.3, DIM)
        rows.append(np.concatenate([shown, random.normal(0, 0.1, EYE.dim - DIM)]))
        attributes = {"colour": (colour,)}
        titles = {"en": f"{colour} {kind} number{number}"}
        captions.append(
            captions_of(Product(id=str(number), titles=titles, category=(kind,), attributes=attributes))
        )
    return Pairs(np.array(rows, np.float32).reshape(-1, EYE.dim), captions)


@pytest.fixture(params=ROLE.names())
def method(request):
    if request.param == "contrastive":
        pytest.importorskip("torch", reason="needs torch")
    return ROLE.open(request.param)


@pytest.fixture(scope="module", params=ROLE.names())
def taught(request):
    if request.param == "contrastive":
        pytest.importorskip("torch", reason="needs torch")
    pairs = shop(120)
    return ROLE.open(request.param).fit(pairs, EYE, TEXT, seed=SEED, progress=SILENT), pairs, request.param


def texts_in(alignment, texts):
    return alignment.place_texts(TEXT.encode(texts), texts)


def test_everything_placed_has_unit_length(taught):
    alignment, pairs, _ = taught
    for placed in (
        alignment.place_pictures(pairs.pictures),
        texts_in(alignment, ["red shirt", "what is this"]),
    ):
        assert placed.dtype == np.float32
        assert placed.shape[1] == alignment.dim
        np.testing.assert_allclose(np.linalg.norm(placed, axis=1), 1, rtol=1e-4)


def test_a_text_that_says_nothing_has_no_direction(taught):
    assert not texts_in(taught[0], [""]).any()


def test_nothing_to_place_gives_nothing(taught):
    alignment, pairs, _ = taught
    assert alignment.place_pictures(pairs.pictures[:0]).shape == (0, alignment.dim)


def test_one_picture_lands_where_it_lands_among_others(taught):
    alignment, pairs, _ = taught
    together = alignment.place_pictures(pairs.pictures)
    np.testing.assert_allclose(alignment.place_pictures(pairs.pictures[7:8])[0], together[7], atol=1e-5)


def test_pictures_lie_near_the_words_for_what_they_show(taught):
    alignment, pairs, _ = taught
    likeness = texts_in(alignment, ["shirt", "shoe", "bag"]) @ alignment.place_pictures(pairs.pictures).T
    right = likeness.argmax(axis=0) == np.arange(len(pairs.pictures)) % 3
    assert right.mean() > 0.9


def test_what_was_saved_is_loaded(taught, tmp_path: Path):
    alignment, pairs, name = taught
    alignment.save(tmp_path)
    loaded = ROLE.open(name).load(tmp_path, EYE)
    assert (loaded.space, loaded.dim) == (alignment.space, alignment.dim)
    np.testing.assert_allclose(
        loaded.place_pictures(pairs.pictures), alignment.place_pictures(pairs.pictures), atol=1e-6
    )
    np.testing.assert_allclose(texts_in(loaded, ["red bag"]), texts_in(alignment, ["red bag"]), atol=1e-6)


def test_what_another_eye_learnt_is_refused(taught, tmp_path: Path):
    alignment, _, name = taught
    alignment.save(tmp_path)
    with pytest.raises(SpaceMismatch):
        ROLE.open(name).load(tmp_path, Eye(OtherPixels()))


def test_an_empty_folder_is_no_alignment(method, tmp_path: Path):
    with pytest.raises(NotBuilt):
        method.load(tmp_path, EYE)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_shop_of_a_few_products_gets_an_alignment_too(method, count):
    pairs = shop(count)
    alignment = method.fit(pairs, EYE, TEXT, seed=0, progress=SILENT)
    assert np.isfinite(alignment.place_pictures(pairs.pictures)).all()
    assert np.isfinite(texts_in(alignment, ["red shirt"])).all()


def test_the_same_seed_gives_the_same_space(taught):
    first, pairs, name = taught
    second = ROLE.open(name).fit(pairs, EYE, TEXT, seed=SEED, progress=SILENT)
    assert first.space == second.space
    np.testing.assert_array_equal(first.place_pictures(pairs.pictures), second.place_pictures(pairs.pictures))
