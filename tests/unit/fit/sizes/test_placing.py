import pytest

from daogou.core.errors import BadInput
from daogou.fit.body.measures import Measure
from daogou.fit.sizes.charts import SizeChart
from daogou.fit.sizes.garments import SizedGarment
from daogou.fit.sizes.placing import place_of, rulers_of

ROWS = {
    "S": {"bust": 84.0, "waist": 66.0, "height": 160.0},
    "M": {"bust": 88.0, "waist": 70.0, "height": 160.0},
    "L": {"bust": 92.0, "waist": 74.0, "height": 160.0},
}
DRESS = SizedGarment(SizeChart("Dresses", "women", ROWS))


def given(**cm):
    return {name: Measure(value, 1.0) for name, value in cm.items()}


@pytest.mark.parametrize(("bust", "place"), [(84, 0), (90, 1.5), (92, 2), (96, 3), (80, -1)])
def test_a_measure_lies_between_sizes_by_proportion_and_beyond_the_ends(bust, place):
    assert place_of(DRESS, given(bust=bust)).at == pytest.approx(place)


def test_measures_that_agree_place_the_body_where_each_does():
    assert place_of(DRESS, given(bust=88, waist=70)).at == pytest.approx(1)


def test_of_two_measures_the_one_that_asks_for_the_larger_size_counts_for_more():
    place = place_of(DRESS, given(bust=84, waist=74))
    assert place.at > (0 * 1.0 + 2 * 0.7) / 1.7
    assert place.by[0].measure == "waist"


def test_a_brand_that_is_cut_larger_is_worn_smaller():
    roomy = SizedGarment(DRESS.chart, runs_cm=4.0)
    assert place_of(roomy, given(bust=92)).at == pytest.approx(1)
    assert place_of(roomy, given(waist=74)).at == pytest.approx(2)


def test_a_measure_that_never_grows_tells_no_size():
    assert "height" not in rulers_of(DRESS.chart)
    assert place_of(DRESS, given(height=170)) is None


def test_a_vague_measure_counts_for_less_beside_a_sure_one():
    vague = place_of(DRESS, {"bust": Measure(84, 1.0), "waist": Measure(74, 8.0)})
    sure = place_of(DRESS, given(bust=84, waist=74))
    assert vague.at < sure.at


def test_childrens_sizes_go_by_height():
    rows = {"110": {"height": 110.0, "bust": 60.0}, "120": {"height": 120.0, "bust": 64.0}}
    assert place_of(SizedGarment(SizeChart("Shirts", "kids", rows)), given(height=115)).at == pytest.approx(
        0.5
    )


def test_a_chart_of_one_size_goes_by_the_usual_step():
    one = SizedGarment(SizeChart("Shirts", "unisex", {"one size": {"bust": 100.0}}))
    assert place_of(one, given(bust=104)).at == pytest.approx(1)


@pytest.mark.parametrize("rows", [{}, {"S": {"bust": 90.0}, "M": {"bust": 88.0}}])
def test_a_chart_that_is_empty_or_shrinks_is_refused(rows):
    with pytest.raises(BadInput, match="size_chart:Dresses/women"):
        rulers_of(SizeChart("Dresses", "women", rows))
