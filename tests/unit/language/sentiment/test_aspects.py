import numpy as np
import pytest

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.entities.mention import Mention
from daogou.language.sentiment.aspects import AspectReader, Bars, believed, load_reader, pairs_of, save_reader
from daogou.language.sentiment.aspects_training import Lessons, teach_choices, teach_reader
from daogou.language.sentiment.pair_features import belongs_features, sentence
from daogou.language.sentiment.quadruple import Quadruple, Review, words_at
from daogou.language.tagging.training import Lessons as TaggerLessons

ASPECTS = {"screen": "DISPLAY#GENERAL", "battery": "BATTERY#GENERAL", "keyboard": "KEYBOARD#GENERAL"}
OPINIONS = {"great": "positive", "lovely": "positive", "bad": "negative", "poor": "negative"}


def said(aspect, opinion):
    text = f"the {aspect} is {opinion}"
    start = text.index(opinion)
    places = (4, 4 + len(aspect)), (start, start + len(opinion))
    return Review(text, (Quadruple(places[0], ASPECTS[aspect], OPINIONS[opinion], places[1]),))


def lesson():
    named = [said(aspect, opinion) for aspect in ASPECTS for opinion in OPINIONS] * 2
    implicit = [
        Review(f"{it} died after a {time}", (Quadruple(None, "LAPTOP#QUALITY", "negative", None),))
        for it in ("it", "this")
        for time in ("week", "month", "year")
    ]
    return named + implicit * 2


class Marks:
    """Tags the words of the lesson."""

    def __call__(self, text):
        found = []
        for kind, words in (("aspect", ASPECTS), ("opinion", OPINIONS)):
            for word in words:
                if word in text:
                    start = text.index(word)
                    found.append(Mention(start, start + len(word), word, kind, "", 1.0))
        return found


@pytest.fixture(scope="module")
def reader():
    return AspectReader(
        Marks(), *teach_choices(lesson(), Lessons(belongs_cost=10.0, category_cost=10.0, sentiment_cost=10.0))
    )


def test_an_aspect_is_read_with_its_category_its_opinion_and_the_sentiment(reader):
    (found,) = reader("the battery is poor")
    assert found.quadruple == Quadruple((4, 11), "BATTERY#GENERAL", "negative", (15, 19))
    assert words_at("the battery is poor", found.quadruple.opinion) == "poor"
    assert 0 < found.confidence <= min(found.belongs, found.category, found.sentiment)


def test_what_names_neither_aspect_nor_opinion_is_read_as_implicit(reader):
    (found,) = reader("it died after a day")
    assert found.quadruple == Quadruple(None, "LAPTOP#QUALITY", "negative", None)


def test_nothing_is_said_by_nothing(reader):
    assert reader("") == []
    assert reader("   ") == []


def test_bars_decide_how_many_pairs_are_told(reader):
    parts = (reader.tagger, reader.belongs, reader.category, reader.sentiment)
    assert AspectReader(*parts, Bars(1.01, 1.01))("the screen is bad") == []
    assert len(AspectReader(*parts, Bars(0.0, 0.0))("the screen is bad")) == 4  # with implicit ones


def test_pairs_are_every_aspect_with_every_opinion_or_implicit():
    of = sentence("the screen is bad", [(4, 10)], [(14, 17)])
    assert list(pairs_of(of)) == [
        ((4, 10), (14, 17)),
        ((4, 10), None),
        (None, (14, 17)),
        (None, None),
    ]


def test_a_nearer_aspect_is_known_to_be_nearer():
    of = sentence("screen and keyboard bad", [(0, 6), (11, 19)], [(20, 23)])
    assert "nearer=10" in belongs_features(of, (0, 6), (20, 23))
    assert "nearer=00" in belongs_features(of, (11, 19), (20, 23))


def test_only_a_taught_tagger_is_saved(reader, tmp_path):
    with pytest.raises(TypeError, match="taught tagger"):
        save_reader(reader, tmp_path)


def test_reviews_that_name_nothing_are_refused():
    with pytest.raises(BadInput, match="names an aspect"):
        teach_reader([Review("it died", (Quadruple(None, "A", "negative", None),))], seed=0)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CorruptAsset, match=r"choices\.npz"):
        load_reader(tmp_path)
    np.savez(tmp_path / "choices.npz", bars=np.zeros(2), trust=np.zeros(4))
    with pytest.raises(CorruptAsset, match="belongs_labels"):
        load_reader(tmp_path)


@pytest.mark.slow
def test_a_taught_reader_reads_the_same_after_saving(tmp_path):
    pytest.importorskip("torch")
    lessons = Lessons(tagger=TaggerLessons(epochs=60, dim=16, hidden=16), belongs_cost=10.0)
    taught = teach_reader(lesson(), seed=0, lessons=lessons)
    save_reader(taught, tmp_path / "reader")
    again = load_reader(tmp_path / "reader")
    text = "the keyboard is lovely"
    assert [f.quadruple for f in again(text)] == [f.quadruple for f in taught(text)]
    assert taught(text)[0].quadruple == Quadruple((4, 12), "KEYBOARD#GENERAL", "positive", (16, 22))


def test_two_judges_are_believed_by_their_shares_of_the_logarithms():
    read, chances = np.log([0.5, 0.5], dtype=np.float32), np.array([0.8, 0.2])
    assert believed(read, chances, 0.0) == pytest.approx([0.8, 0.2])
    assert believed(read, chances, 1.0) == pytest.approx([0.5, 0.5])
    assert believed(read, chances, 0.5) == pytest.approx([2 / 3, 1 / 3])  # square roots: 2 to 1
    assert believed(read, np.array([1.0, 0.0]), 0.5).sum() == pytest.approx(1)
