import pytest

from daogou.core.errors import BadQuery
from daogou.fit.body.estimating import estimated
from daogou.fit.body.measures import Body, Measure, body_of


def test_chest_and_hips_are_other_words():
    assert set(body_of({"chest": 96, "hips": 100}).measures) == {"bust", "hip"}


@pytest.mark.parametrize(
    ("measures", "says"),
    [({"height": 5.6}, "between 45 and 250"), ({"weight": 900}, "in kg"), ({"thigh": 50}, "bust")],
)
def test_numbers_that_cannot_be_the_measure_are_refused_with_the_unit(measures, says):
    with pytest.raises(BadQuery) as caught:
        body_of(measures)
    assert says in caught.value.hint


def test_nine_cases_in_ten_lie_in_the_interval():
    assert Measure(90, 2).interval == (pytest.approx(86.71), pytest.approx(93.29))


def test_what_was_given_stays_as_it_is():
    body = body_of({"bust": 93, "height": 170}, "women")
    assert estimated(body)["bust"] == body.measures["bust"]


def test_an_average_height_and_weight_give_average_girths():
    # Heinz et al. 2003, women: means of waist and hip at mean height and mean log weight
    found = estimated(body_of({"height": 164.87, "weight": 59.9}, "women"))
    assert found["waist"].value == pytest.approx(69.8, abs=0.1)
    assert found["hip"].value == pytest.approx(95.65, abs=0.1)
    assert found["bust"].value == pytest.approx(86.06 + 4.0, abs=0.1)


def test_estimates_follow_the_regression_of_the_source():
    # ordinary least squares on the published measures of the 247 men: waist = -121.12 - .40 height
    # + 63.43 ln weight, residual 4.72 cm; the estimate differs by the little error of scale and tape
    found = estimated(body_of({"height": 180, "weight": 90}, "men"))["waist"]
    assert found.value == pytest.approx(-121.12 - 0.40 * 180 + 63.43 * 4.4998, abs=0.8)
    assert found.sd == pytest.approx(4.72 * 1.2, abs=0.4)


def test_more_measures_leave_less_doubt():
    little = estimated(body_of({"height": 165}, "women"))["waist"].sd
    more = estimated(body_of({"height": 165, "weight": 60}, "women"))["waist"].sd
    most = estimated(body_of({"height": 165, "weight": 60, "hip": 96}, "women"))["waist"].sd
    assert little > more > most


def test_who_does_not_say_whose_sizes_is_estimated_by_both_with_more_doubt():
    known = {"height": 172, "weight": 68}
    women, men, either = (estimated(body_of(known, who))["waist"] for who in ("women", "men", ""))
    assert women.value < either.value < men.value
    assert either.sd > min(women.sd, men.sd)


def test_a_photo_is_weighed_against_what_height_foretells():
    seen = Measure(80.0, 6.0, "photo")
    body = Body({**body_of({"height": 165, "weight": 58}).measures, "waist": seen}, "women")
    found = estimated(body)["waist"]
    assert estimated(body_of({"height": 165, "weight": 58}, "women"))["waist"].value < found.value < 80
    assert found.sd < 6
    assert found.source == "photo"


def test_nothing_is_estimated_for_children_or_from_nothing():
    child = body_of({"height": 115}, "kids")
    assert estimated(child) == child.measures
    assert estimated(body_of({}, "women")) == {}


def test_feet_follow_height():
    short, tall = (estimated(body_of({"height": cm}, "women"))["foot_length"].value for cm in (155, 175))
    assert 23 < short < tall < 26.5
