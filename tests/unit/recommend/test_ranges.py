"""Options out of their range are named, with what was expected."""

import math
from dataclasses import dataclass

import pytest

from daogou.core.errors import BadOption
from daogou.recommend.ranges import expect_above_zero, expect_at_least_one, expect_zero_or_more


@dataclass(frozen=True)
class Options:
    some: float = 1.0
    other: float = 1.0


@pytest.mark.parametrize(
    ("expect", "good", "bad", "said"),
    [
        (expect_above_zero, 0.1, 0.0, "more than 0"),
        (expect_zero_or_more, 0.0, -0.1, "0 or more"),
        (expect_at_least_one, 1.0, 0.9, "at least 1"),
    ],
)
def test_the_first_option_out_of_its_range_is_named(expect, good, bad, said):
    expect("als", Options(good, good), "some", "other")
    with pytest.raises(BadOption, match=f"recommender 'als', option 'other': expected {said}."):
        expect("als", Options(good, bad), "some", "other")


@pytest.mark.parametrize("expect", [expect_above_zero, expect_zero_or_more, expect_at_least_one])
def test_no_number_is_in_any_range(expect):
    with pytest.raises(BadOption, match="'some'"):
        expect("als", Options(some=math.nan), "some")
