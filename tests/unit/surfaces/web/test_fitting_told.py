"""What the fitting room's forms tell, and what is suggested of it; nothing unasked."""

import pytest

from daogou.core.errors import BadQuery
from daogou.core.product import Product
from daogou.fit.body.measures import body_of
from daogou.surfaces.web.fitting_style import style_advice
from daogou.surfaces.web.fitting_told import Told, number_in, told_in


class Page:
    """Says the names of its sentences."""

    def __init__(self, language="en"):
        self.language = language

    def say(self, key, **facts):
        return f"{key} {facts}"


def test_a_form_tells_measures_wishes_and_whether_a_photo_is_measured():
    told = told_in(
        [
            ("bust", " 88 "),
            ("waist", ""),
            ("audience", "women"),
            ("by_photo", "yes"),
            ("style", "yes"),
            ("wish", "mark_waist"),
            ("wish", "no such effect"),
            ("wish", "loose"),
        ]
    )
    assert told == Told({"bust": "88"}, "women", "as_designed", True, True, ("mark_waist", "loose"))


def test_a_form_that_says_nothing_asks_for_nothing():
    assert told_in([]) == Told()


@pytest.mark.parametrize("text", ["wide", "nan", "inf", ""])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(BadQuery):
        number_in(text)


def test_a_comma_is_a_decimal_point():
    assert number_in("62,5") == 62.5


def test_nothing_is_suggested_unasked():
    shown = style_advice(Page(), [], Told(wishes=("mark_waist",)), None, {})
    assert shown["suggestions"] == []


def test_a_wish_goes_without_measures_and_says_what_a_cut_does():
    shown = style_advice(Page("zh"), [], Told(asks_style=True, wishes=("mark_waist",)), None, {})
    assert shown["style_problem"] is None
    assert all("突出腰线" in reason for one in shown["suggestions"] for reason in one["reasons"])
    assert shown["suggestions"][0]["href"].startswith("/search?q=")


def test_measures_suit_a_line_and_say_when_they_are_near_a_threshold():
    told = Told(asks_style=True)
    body = body_of({"bust": 90.0, "waist": 66.0, "hip": 91.0}, "women")
    assert style_advice(Page(), [], told, body, {})["suggestions"]
    near = body_of({"bust": 90.0, "waist": 70.0, "hip": 99.5}, "women")
    assert style_advice(Page(), [], told, near, {})["style_near"]


def test_too_few_measures_are_a_problem_that_says_what_is_missing():
    shown = style_advice(Page(), [], Told(asks_style=True), body_of({"bust": 90.0}, "women"), {})
    assert "waist, hip" in shown["style_problem"].message


def test_what_the_chosen_clothes_share_is_a_taste():
    worn = [Product(name, {}, attributes={"neckline": ("v-neck",)}) for name in "ab"]
    body = body_of({"bust": 90.0, "waist": 66.0, "hip": 91.0}, "women")
    shown = style_advice(Page(), worn, Told(asks_style=True), body, {})
    (liked,) = [one for one in shown["suggestions"] if one["name"] == "V-neck"]
    assert liked["reasons"][-1] == "fit_style_shared {'count': 2}"  # put on is not liked
