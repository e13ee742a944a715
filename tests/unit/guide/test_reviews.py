import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.guide.review_words import review_words
from daogou.guide.reviews import judge_by, opinions_of, sentences_of, summary_of
from daogou.guide.reviews_over_time import shop_sentiment
from daogou.language.sentiment.polarity import Verdict


def said(text, judge=None, **review):
    opinions = opinions_of("p", 1, {"text": text, **review}, judge)
    return {one.aspect: one.size or one.side for one in opinions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Runs small, order a size up.", {"size": "small"}),
        ("偏大，建议拍小一码。", {"size": "large"}),
        ("尺码很准。", {"size": "fits"}),
        ("It is not tight at all.", {"size": "fits"}),
        ("Fast delivery. But the zip broke.", {"delivery": "positive", "quality": "negative"}),
        ("面料很舒服，就是有点色差。", {"material": "positive", "colour": "negative"}),
        ("做工不好", {"quality": "negative"}),
        ("The quality is not good.", {"quality": "negative"}),
        ("Great price", {"price": "positive"}),
        ("Bought it for my sister.", {}),
        ("", {}),
    ],
)
def test_a_review_speaks_of_aspects_for_or_against(text, expected):
    assert said(text) == expected


def test_a_bare_mention_is_neither_for_nor_against():
    assert said("The colour arrived on Monday in a box") == {"colour": "neutral", "delivery": "neutral"}


def test_a_taught_model_judges_what_no_word_does():
    sure = judge_by(lambda clause: Verdict("negative", 0.9))
    unsure = judge_by(lambda clause: Verdict("negative", 0.6))
    assert said("About the colour, hm", sure) == {"colour": "negative"}
    assert said("About the colour, hm", unsure) == {"colour": "neutral"}
    assert said("Great colour", sure) == {"colour": "positive"}


def test_a_complaint_outweighs_praise_of_the_same_aspect_in_one_review():
    assert said("Good fabric. But the fabric is itchy.") == {"material": "negative"}


def test_counts_are_of_reviews_and_quotes_are_word_for_word():
    reviews = [
        {"rating": 5, "text": "尺码很准。尺码刚刚好。"},
        {"rating": 2, "text": "Runs small. Never again."},
        {"rating": 3, "text": "偏小，换了大一码。"},
        {"rating": None, "text": "ok"},
    ]
    summary = summary_of("p7", reviews)
    size = summary.aspect("size")
    assert (summary.count, summary.rated, summary.rating) == (4, 3, pytest.approx(10 / 3))
    assert (size.total, size.positive, size.negative) == (3, 1, 2)
    assert [one.quote.number for one in summary.size_says("small")] == [2, 3]
    quote = size.quotes("negative")[0]
    assert (quote.text, quote.evidence.source) == ("偏小，换了大一码。", "review:p7/3")


def test_no_reviews_are_no_opinion():
    summary = summary_of("p", [])
    assert (summary.count, summary.rating, summary.aspects) == (0, 0.0, ())
    assert summary.aspect("size").total == 0


def test_sentences_keep_their_stops_and_lose_nothing():
    text = "It is 4.5 stars. 很好！ ok"
    assert sentences_of(text) == ["It is 4.5 stars.", "很好！", "ok"]


def test_a_shops_reviews_by_month_and_its_worst():
    reviews = [
        (
            "a",
            [
                {"rating": 1, "text": "Runs small.", "at": "2026-02-03"},
                {"rating": 5, "text": "偏小", "at": "2026-01-09T10:00"},
            ],
        ),
        ("b", [{"rating": 5, "text": "Great quality", "at": "2026-02-01"}, {"rating": 4, "text": "hm"}]),
    ]
    found = shop_sentiment(reviews)
    assert [(one.name, one.count, one.rating) for one in found.periods] == [
        ("", 1, 4.0), ("2026-01", 1, 5.0), ("2026-02", 2, 3.0),
    ]  # fmt: skip
    assert found.whole.count == 4
    assert found.worst == (("a", "size", 2),)
    february = {one.aspect: (one.positive, one.negative) for one in found.periods[2].aspects}
    assert february["size"] == (0, 1)
    assert february["quality"] == (1, 0)
    assert [one.aspect for one in found.whole.aspects] == list(review_words().aspects)


@given(
    st.lists(
        st.sampled_from(["Runs small.", "尺码很准", "zip broke, but pretty", "ok", "色差大", ""]), max_size=6
    )
)
def test_every_opinion_counts_once_and_its_quote_stands_in_its_review(texts):
    reviews = [{"rating": 3, "text": text} for text in texts]
    for one in summary_of("p", reviews).aspects:
        numbers = [opinion.quote.number for opinion in one.opinions]
        assert len(numbers) == len(set(numbers))
        assert one.positive + one.negative <= one.total <= len(texts)
        assert all(opinion.quote.text in texts[opinion.quote.number - 1] for opinion in one.opinions)
