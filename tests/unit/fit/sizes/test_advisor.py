import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.core.errors import BadQuery, NotFound
from daogou.core.product import Product
from daogou.fit.body.measures import body_of
from daogou.fit.sizes.advisor import SizeAdvisor
from daogou.fit.sizes.charts import SizeChart
from daogou.fit.sizes.garments import Others, Purchase, SizedGarment, garment_of

SIZES = ("XS", "S", "M", "L", "XL")
ROWS = {
    size: {"bust": 80.0 + 4 * at, "waist": 62.0 + 4 * at, "hip": 86.0 + 4 * at}
    for at, size in enumerate(SIZES)
}
CHART = SizeChart("Dresses", "women", ROWS)
DRESS = SizedGarment(CHART, "D1")
ON_THE_M = body_of({"bust": 88, "waist": 70, "hip": 94}, "women")


def kinds(advice):
    return [reason.kind for reason in advice.reasons]


def test_who_is_a_row_of_the_chart_is_advised_that_row():
    advice = SizeAdvisor(DRESS).advise(ON_THE_M)
    assert (advice.best, advice.near, advice.beyond) == ("M", None, None)
    assert advice.chance("M").right > 0.75
    assert advice.chance("XS").small > 0.95
    assert advice.chance("XL").large > 0.85


@settings(max_examples=25, deadline=None)
@given(bust=st.floats(70, 110), more=st.floats(2, 8))
def test_a_larger_body_is_never_advised_a_smaller_size(bust, more):
    smaller, larger = (
        SizeAdvisor(DRESS).advise(body_of({"bust": cm}, "women")).best for cm in (bust, bust + more)
    )
    assert SIZES.index(smaller) <= SIZES.index(larger)


def test_between_two_sizes_both_are_named():
    advice = SizeAdvisor(DRESS).advise(body_of({"bust": 90, "waist": 72, "hip": 96}, "women"))
    assert {advice.best, advice.near} == {"M", "L"}
    assert kinds(advice)[-1] == "near"
    assert "M sits closer, L looser" in advice.reasons[-1].text("en")


@pytest.mark.parametrize(("ease", "best"), [("tight", "M"), ("loose", "L")])
def test_between_two_sizes_the_wish_decides(ease, best):
    body = body_of({"bust": 90, "waist": 72, "hip": 96}, "women")
    advice = SizeAdvisor(DRESS).advise(body, ease=ease)
    assert advice.best == best
    assert "ease" in kinds(advice)


def test_who_wants_an_oversized_cut_to_sit_regular_takes_a_size_less():
    roomy = SizedGarment(CHART, "D2", cut="oversized")
    assert SizeAdvisor(roomy).advise(ON_THE_M).best == "M"
    assert SizeAdvisor(roomy).advise(ON_THE_M, ease="regular").best == "S"


def test_measures_that_were_not_given_are_estimated_and_said_to_be():
    advice = SizeAdvisor(DRESS).advise(body_of({"height": 165, "weight": 58}, "women"))
    assert advice.measures["bust"].source == "estimated"
    assert set(kinds(advice)) >= {"chart_estimated"}
    # less is known: no size is as sure as with a tape
    assert max(one.right for one in advice.sizes) < SizeAdvisor(DRESS).advise(ON_THE_M).chance("M").right


def test_an_unsure_advice_asks_for_the_measure_it_lacks_most():
    advice = SizeAdvisor(DRESS).advise(body_of({"height": 165}, "women"))
    assert advice.ask in ("bust", "waist", "hip")
    assert advice.reasons[-1].kind == "ask"
    assert SizeAdvisor(DRESS).advise(ON_THE_M).ask is None
    by_label = SizeAdvisor(DRESS).advise(body_of({}), [Purchase("L", "right")])
    assert by_label.ask == "bust"


def test_what_came_back_too_small_is_a_reason_for_a_larger_size():
    body = body_of({"height": 165, "weight": 58}, "women")
    other = SizedGarment(CHART, "D9")
    returned = Purchase("M", "small", other, "blue dress", "order:1007")
    before, after = (SizeAdvisor(DRESS).advise(body, history) for history in ((), (returned,)))
    assert (
        SIZES.index(after.best) > SIZES.index(before.best)
        or after.chance("L").right > before.chance("L").right
    )
    reason = next(one for one in after.reasons if one.kind == "past_small")
    assert reason.source == "order:1007"
    assert reason.text("en") == "blue dress in M was too small"


def test_a_size_that_fitted_before_is_enough_to_go_by():
    advice = SizeAdvisor(DRESS).advise(body_of({}), [Purchase("l码", "right")])
    assert advice.best == "L"
    assert kinds(advice)[0] == "past_right_unnamed"


def test_a_past_size_is_read_on_the_chart_it_was_bought_by():
    numbers = {str(36 + 2 * at): {"bust": 84.0 + 4 * at} for at in range(4)}
    past = SizedGarment(SizeChart("Blouses", "women", numbers), "B1")
    assert SizeAdvisor(DRESS).advise(body_of({}), [Purchase("38", "right", past)]).best == "M"


def test_a_garment_that_others_found_small_is_advised_larger():
    advice = SizeAdvisor(DRESS, others=Others(small=40, right=20)).advise(ON_THE_M)
    assert advice.best == "L"
    assert "of 60 people" in next(one for one in advice.reasons if one.kind == "others").text("en")


def test_beyond_the_chart_it_says_so_and_speaks_of_the_garment():
    advice = SizeAdvisor(DRESS).advise(body_of({"bust": 120, "waist": 100, "hip": 125}, "women"))
    assert (advice.best, advice.beyond) == ("XL", "larger")
    assert advice.reasons[-1].text("en").startswith("this garment's largest size")


def test_measures_that_ask_for_different_sizes_are_named():
    advice = SizeAdvisor(DRESS).advise(body_of({"bust": 84, "waist": 66, "hip": 100}, "women"))
    assert "apart" in kinds(advice)


class Learnt:
    def chances(self, garment, body, shopper_id):
        return np.array([[0.1, 0.1, 0.8]] * 3 + [[0.1, 0.85, 0.05], [0.05, 0.05, 0.9]])

    def wearings(self, product_id):
        return {"D1": 200}.get(product_id, 0)


def test_a_model_that_saw_the_garment_often_outweighs_the_chart_and_one_that_did_not_says_nothing():
    assert SizeAdvisor(DRESS, Learnt()).advise(ON_THE_M).best == "L"
    unseen = SizedGarment(CHART, "D7")
    assert SizeAdvisor(unseen, Learnt()).advise(ON_THE_M).sizes == SizeAdvisor(unseen).advise(ON_THE_M).sizes


def test_with_nothing_to_go_by_it_asks():
    with pytest.raises(BadQuery) as caught:
        SizeAdvisor(DRESS).advise(body_of({}))
    assert "bust, waist, hip" in caught.value.hint


def test_an_unknown_ease_is_refused():
    with pytest.raises(BadQuery, match="ease"):
        SizeAdvisor(DRESS).advise(ON_THE_M, ease="snug")


def test_no_reason_judges_a_body():
    body = body_of({"bust": 120, "waist": 100, "hip": 90, "height": 150, "weight": 90}, "women")
    advice = SizeAdvisor(SizedGarment(CHART, "D1", brand="Lumo", runs_cm=-2), others=Others(9, 9, 9)).advise(
        body
    )
    for reason in advice.reasons:
        for word in ("fat", "thin", "big", "heavy", "over", "weight", "胖", "瘦", "体重"):
            assert word not in reason.text("en").lower().split()
            assert word not in reason.text("zh")


def test_a_product_without_a_chart_has_no_advice():
    with pytest.raises(NotFound, match="H1"):
        garment_of(Product("H1", {"en": "hat"}, category=("Hats",)), {"charts": {}})


def test_a_garment_takes_its_cut_and_what_its_brand_departs_by():
    charts = {
        "charts": {"Dresses": {"women": ROWS}},
        "brands": {"Lumo": {"runs_cm": -2, "measure": "bust"}},
    }
    product = Product("D1", {"en": "d"}, brand="Lumo", category=("Dresses",), attributes={"fit": ("slim",)})
    garment = garment_of(product, charts)
    assert (garment.cut, garment.runs_cm, garment.chart.audience) == ("slim", -2.0, "women")
