from hypothesis import given
from hypothesis import strategies as st

from daogou.language.tagging.units import Span, spans_of, tags_of, units_of


def test_chinese_is_cut_into_characters_and_the_rest_into_runs():
    assert [u.text for u in units_of("苹果iPhone11 128g,黑")] == [
        "苹",
        "果",
        "iPhone",
        "11",
        "128",
        "g",
        ",",
        "黑",
    ]


def test_tags_of_spans():
    units = units_of("Stone Island coat")
    assert tags_of(units, [Span(0, 12, "brand"), Span(13, 17, "category")]) == [
        "B-brand",
        "I-brand",
        "B-category",
    ]


def test_a_span_that_cuts_through_a_unit_takes_all_of_it():
    assert tags_of(units_of("mens"), [Span(0, 3, "audience")]) == ["B-audience"]


def test_an_i_that_continues_nothing_begins_a_span():
    units = units_of("a b")
    assert list(spans_of(units, ["I-x", "I-y"])) == [Span(0, 1, "x"), Span(2, 3, "y")]


@given(st.lists(st.sampled_from(["O", "B-x", "I-x", "B-y", "I-y"]), max_size=8))
def test_spans_become_tags_that_become_the_same_spans(tags):
    units = units_of(" ".join("w" * len(tags)))
    spans = list(spans_of(units, tags))
    assert list(spans_of(units, tags_of(units, spans))) == spans
