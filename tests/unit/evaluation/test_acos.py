import pytest

from daogou.core.errors import BadFeed, NotFound
from daogou.evaluation.acos import acos_file, read_acos, set_scores
from daogou.evaluation.tasks.sentiment_aspects import aspect_metrics
from daogou.language.sentiment.quadruple import Quadruple, Review


def written(folder, *lines):
    file = acos_file(folder, "test")
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_word_numbers_become_places_of_characters(tmp_path):
    data = written(
        tmp_path, "the screen is great .\t1,2 DISPLAY#GENERAL 2 3,4", "it died\t-1,-1 LAPTOP#QUALITY 0 -1,-1"
    )
    assert read_acos(data, "test") == [
        Review("the screen is great .", (Quadruple((4, 10), "DISPLAY#GENERAL", "positive", (14, 19)),)),
        Review("it died", (Quadruple(None, "LAPTOP#QUALITY", "negative", None),)),
    ]


def test_a_line_that_is_no_review_is_named(tmp_path):
    with pytest.raises(BadFeed, match="acos_laptop_test"):
        read_acos(written(tmp_path, "the screen\t1,9 DISPLAY#GENERAL 2 0,1"), "test")


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="acos_laptop_train"):
        read_acos(tmp_path, "train")


def test_what_is_found_twice_counts_once():
    # 1 right of 2 different ones found and of 3 wanted
    scores = set_scores([["a", "b"], ["c"]], [["a", "a", "x"], []])
    assert scores == pytest.approx({"f1": 0.4, "precision": 1 / 2, "recall": 1 / 3})


def test_a_quadruple_counts_only_if_all_its_parts_are_right():
    right = Quadruple((4, 10), "DISPLAY#GENERAL", "positive", (14, 19))
    other = Quadruple((4, 10), "DISPLAY#QUALITY", "positive", (14, 19))
    implicit = Quadruple(None, "LAPTOP#GENERAL", "negative", None)
    metrics = aspect_metrics([Review("", (right, implicit))], [[other, implicit]])
    assert metrics["f1"] == pytest.approx(0.5)
    assert metrics["pair_f1"] == pytest.approx(1.0)
    assert metrics["category_sentiment_f1"] == pytest.approx(0.5)
    assert metrics["aspect_f1"] == metrics["opinion_f1"] == pytest.approx(1.0)
    assert (metrics["named_f1"], metrics["implicit_f1"]) == pytest.approx((0.0, 1.0))
