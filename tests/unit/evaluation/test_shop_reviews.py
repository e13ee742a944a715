import zipfile
from hashlib import md5

import numpy as np
import pytest

from daogou.core.errors import BadFeed, NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.shop_reviews import FILE, ShopReview, is_repeated, read_shop_reviews
from daogou.evaluation.tasks.sentiment_zh import SentimentZh, scored
from daogou.language.sentiment.polarity_training import Lessons

GOOD, BAD = ("质量很好", "非常满意"), ("质量太差", "非常失望")


def written(folder):
    rows = [f"水果,{int(said in GOOD)},第{n}次买 {said}" for n in range(60) for said in GOOD + BAD]
    (folder / FILE).parent.mkdir(parents=True)
    with zipfile.ZipFile(folder / FILE, "w") as archive:
        archive.writestr("reviews.csv", "\ufeffcat,label,review\n" + "\n".join(rows))
    return folder


def test_the_test_are_the_reviews_whose_md5_is_0_modulo_10(tmp_path):
    train, test = read_shop_reviews(written(tmp_path))
    assert len(train) + len(test) == 240
    assert train[0].kind == "水果"
    assert {r.text for r in test} == {
        r.text for r in train + test if int(md5(r.text.encode()).hexdigest(), 16) % 10 == 0
    }


def test_repeats_are_found_but_for_marks_and_blanks():
    assert is_repeated(["很好！", "不好"], ["很 好", "一般"]) == [True, False]


def test_missing_and_broken_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="online_shopping"):
        read_shop_reviews(tmp_path)
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(b"no archive")
    with pytest.raises(BadFeed, match="online_shopping"):
        read_shop_reviews(tmp_path)


def test_accuracy_and_calibration_by_hand():
    test = [ShopReview("a", True, ""), ShopReview("b", False, ""), ShopReview("c", True, "")]
    scores = scored(np.array([0.9, 0.2, 0.3]), test, np.array([False, True, False]))
    # two of three right, of the two that are no repeats one, of the surer two both;
    # confidence .9 and .8 is right, .7 is wrong, each in a bin of its own
    assert scores == pytest.approx(
        {
            "accuracy": 2 / 3,
            "accuracy_new": 1 / 2,
            "accuracy_sure": 1.0,
            "calibration_error": (0.1 + 0.2 + 0.7) / 3,
        }
    )


@pytest.mark.slow
def test_the_task_measures_a_table_that_is_easy(tmp_path):
    measurement = SentimentZh(Lessons())(written(tmp_path), seed=0, progress=SILENT)
    assert measurement.metrics["accuracy"] == 1.0
    assert measurement.metrics["repeated"] == 0.0
