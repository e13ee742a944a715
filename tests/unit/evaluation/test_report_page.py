import re
from html.parser import HTMLParser

import numpy as np
import pytest

from daogou.evaluation.metrics import Interval
from daogou.evaluation.plots import lines, scatter, whiskers
from daogou.evaluation.report_page import report_page
from daogou.evaluation.reports import Group, Report, compare


def report(name, mean) -> Report:
    around = Interval(mean, mean * 0.9, mean * 1.1)
    groups = (Group(0, 0, 9, around), Group(1, 4, 20, around), Group(5, None, 3, around))
    values = np.full((30, 1), mean)
    return Report(
        name, 10, 30, 500, {"ndcg": around}, {"coverage": 0.4, "gini": 0.7}, groups, groups, values=values
    )


REPORTS = [report("item_knn", 0.05), report("<b>popularity</b>", 0.02)]


class Balance(HTMLParser):
    """Refuses a tag that is closed in the wrong place."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("reports", [REPORTS, []])
def test_the_page_is_balanced_html_that_fetches_nothing(reports):
    page = report_page(reports, compare(reports), protocol="Leave one out.")
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert not re.search(r"<script|https?://|url\(|@import|<link|<img", page)


def test_names_are_escaped():
    page = report_page(REPORTS, compare(REPORTS), title="<i>")
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;popularity" in page


def test_every_metric_is_named_in_both_languages_with_its_interval():
    page = report_page(REPORTS)
    assert '<span lang="en">Coverage</span><span lang="zh">覆盖率</span>' in page
    assert '<td class="best">0.0500<small>0.0450 … 0.0550</small></td>' in page
    assert "<td>0.0200<small>0.0180 … 0.0220</small></td>" in page


def test_the_language_asked_for_is_chosen():
    assert 'id="zh" checked' in report_page(REPORTS, language="zh")
    assert 'id="en" checked' in report_page(REPORTS)


def test_differences_say_whether_they_are_clear():
    assert "-0.0300" in report_page(REPORTS, compare(REPORTS))
    assert '<span lang="en">clear</span>' in report_page(REPORTS, compare(REPORTS))


def test_a_whisker_spans_its_interval():
    plot = whiskers([("one", Interval(0.5, 0.25, 1.0))])
    # the axis goes from 8 at 0 to 308 at 1
    assert 'd="M83.0 26H308.0' in plot
    assert 'cx="158.0"' in plot


def test_plots_of_nothing_and_of_zeros_are_drawn():
    for plot in (whiskers([]), scatter([]), lines([]), scatter([("none", 0.0, 0.0)])):
        assert plot.startswith("<svg")
        assert "nan" not in plot


def test_a_line_has_a_point_per_group():
    plot = lines([(one.name, one.by_history) for one in REPORTS])
    assert plot.count("<circle") == 6
    assert ">0</text>" in plot
    assert ">1–4</text>" in plot
    assert ">5+</text>" in plot
