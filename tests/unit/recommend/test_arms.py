"""Arms are stable, even, and independent from one experiment to the next."""

from daogou.recommend.arms import arm_of

SHOPPERS = [f"shopper-{number}" for number in range(4000)]


def test_a_shopper_stays_in_their_arm():
    assert [arm_of("a", shopper) for shopper in SHOPPERS] == [arm_of("a", shopper) for shopper in SHOPPERS]


def test_half_of_the_shoppers_see_the_other_recommender():
    count = sum(arm_of("a", shopper) == "other" for shopper in SHOPPERS)
    assert abs(count - 2000) < 4 * 1000**0.5  # four standard deviations of 4,000 coins


def test_the_next_experiment_spreads_those_of_the_last_over_both_arms():
    seen = [shopper for shopper in SHOPPERS if arm_of("a", shopper) == "other"]
    again = sum(arm_of("b", shopper) == "other" for shopper in seen)
    assert abs(again - len(seen) / 2) < 4 * (len(seen) / 4) ** 0.5


def test_any_text_is_a_shopper():
    assert arm_of("a", "顾客\ud800") in ("own", "other")
