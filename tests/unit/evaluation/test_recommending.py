import json
from math import log2

import numpy as np
import pytest

from daogou.core.errors import BadInput
from daogou.evaluation.metrics import Interval
from daogou.evaluation.recommending import evaluate
from daogou.evaluation.reports import Report, best_of, compare
from daogou.evaluation.splits import Split, leave_one_out
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of


class SameForAll:
    """Everybody gets one row of scores."""

    def __init__(self, row):
        self.row = np.array(row, np.float32)

    def scores(self, histories):
        return np.tile(self.row, (len(histories), 1))


class Counting:
    def __init__(self):
        self.said = []

    def start(self, what, total=None):
        self.said.append((what, total))

    def advance(self, steps=1):
        self.said.append(steps)

    def finish(self):
        self.said.append("finished")


HISTORIES = interactions_of([history_of([0, 1]), history_of([0, 2]), history_of([0, 4]), history_of([3])], 6)
SPLIT = leave_one_out(HISTORIES)  # wanted: 1, 2, 4; the fourth is not asked
LATE = SameForAll([9, 5, 4, 3, 2, 1])  # 0 is known to all: 1, 2, 3, 4 follow


def test_metrics_are_means_over_the_shoppers_who_were_asked():
    report = evaluate(LATE, SPLIT, "late", k=2)
    assert (report.n_shoppers, report.n_products, report.k) == (3, 6, 2)
    assert report.metrics["hit_rate"].mean == pytest.approx(2 / 3)
    assert report.metrics["ndcg"].mean == pytest.approx((1 + 1 / log2(3) + 0) / 3)
    assert report.metrics["mrr"].mean == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert report.metrics["precision"].mean == pytest.approx(1 / 3)
    assert report.whole["coverage"] == 2 / 6


def test_intervals_hold_the_mean():
    for interval in evaluate(LATE, SPLIT, "late", k=2).metrics.values():
        assert interval.low <= interval.mean <= interval.high


def test_known_products_are_neither_ranked_nor_shown():
    split = Split(HISTORIES, HISTORIES, (np.array([5]), np.array([5]), np.array([5]), np.array([5])))
    report = evaluate(LATE, split, "late", k=4)
    # below 1, 2, 3, 4 without those known: place 4 for three of them, 5 for the last, who knows 3 only
    assert report.values[:, list(report.metrics).index("mrr")].tolist() == [0.25, 0.25, 0.25, 0]


def test_who_says_the_same_of_everything_ranks_everything_in_the_middle():
    report = evaluate(SameForAll(np.zeros(6)), SPLIT, "zeros", k=3)
    assert report.metrics["mrr"].mean == pytest.approx(1 / 3)  # one of five unknown


def test_groups_count_what_shoppers_knew_and_who_knew_a_product():
    report = evaluate(LATE, SPLIT, "late", k=2)
    assert [(group.least, group.most, group.size) for group in report.by_history] == [(1, 2, 3)]
    assert [(group.least, group.most, group.size) for group in report.by_popularity] == [(0, 0, 3)]
    assert report.by_popularity[0].value.mean == pytest.approx(2 / 3)


def test_diversity_is_measured_where_vectors_are_given():
    vectors = np.eye(6, dtype=np.float32)
    assert "diversity" not in evaluate(LATE, SPLIT, "late").metrics
    assert evaluate(LATE, SPLIT, "late", vectors=vectors).metrics["diversity"].mean == pytest.approx(1)


def test_progress_counts_batches():
    progress = Counting()
    evaluate(LATE, SPLIT, "late", progress=progress)
    assert progress.said == [("Evaluating late", 1), 1, "finished"]


def test_nobody_to_ask_is_an_error():
    with pytest.raises(BadInput, match="Nobody is left"):
        evaluate(LATE, leave_one_out(interactions_of([history_of([1])], 6)), "late")


def test_a_report_is_json_without_the_values_of_shoppers():
    table = json.loads(json.dumps(evaluate(LATE, SPLIT, "late").as_dict()))
    assert table["metrics"]["ndcg"].keys() == {"mean", "low", "high"}
    assert "values" not in table


def report_of(name, values) -> Report:
    values = np.array(values, np.float64)[:, None]
    mean = float(values.mean())
    return Report(name, 10, len(values), 5, {"ndcg": Interval(mean, 0, 1)}, {}, (), (), values=values)


def test_paired_differences_see_what_intervals_of_their_own_do_not():
    noise = np.random.default_rng(1).normal(0, 10, 200)
    step = np.random.default_rng(2).normal(0.2, 0.1, 200)
    worse, better = report_of("worse", noise), report_of("better", noise + step)
    (found,) = compare([worse, better])
    assert (found.name, found.reference, found.metric) == ("worse", "better", "ndcg")
    assert found.difference.mean == pytest.approx(-step.mean())
    assert found.is_clear
    assert best_of([worse, better]) is better


def test_no_difference_is_not_clear():
    values = np.random.default_rng(1).normal(size=200)
    (found,) = compare([report_of("a", values), report_of("b", -values + 2 * values.mean())], reference="a")
    assert not found.is_clear
    assert found.name == "b"


def test_reports_of_different_shoppers_are_not_compared():
    with pytest.raises(BadInput, match="not of the same"):
        compare([report_of("a", [1, 2]), report_of("b", [1])])
    with pytest.raises(BadInput, match="No report of 'c'"):
        compare([report_of("a", [1])], reference="c")
    assert compare([]) == ()
