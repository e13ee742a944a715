"""From wishes to whole descriptions, over a handful of products known here."""

import numpy as np
import pytest

from daogou.core.errors import BadQuery
from daogou.studio.form_words import Known, traits_of
from daogou.studio.wishes import wish_of


def row(category: str, shape: str, **more: str) -> dict[str, str]:
    return {
        "category": category,
        "shape": f"{category}/{shape}",
        "audience": "women",
        "material": "cotton",
    } | more


KNOWN = Known(
    [
        row("dress", "a-line", sleeve="sleeveless", neckline="v-neck", length="midi"),
        row("dress", "wrap", sleeve="long sleeve", neckline="crew neck", length="maxi"),
        row("dress", "wrap", sleeve="puff sleeve", neckline="v-neck", length="midi"),
        row("skirt", "pleated", length="mini"),
        row("boots", "chelsea", material="leather"),
        row("boots", "knee-high", material="leather"),
    ]
)


def traits(text: str, seed: int = 0) -> dict[str, str]:
    return traits_of(text, wish_of(text), KNOWN, np.random.default_rng(seed))


@pytest.mark.parametrize("text", ["a red dress with long sleeves", "红色长袖连衣裙"])
def test_the_product_that_agrees_with_the_words_is_taken(text: str) -> None:
    assert traits(text) == dict(KNOWN.rows[1])


def test_what_no_product_has_together_is_put_together() -> None:
    found = traits("a long sleeved v-neck midi dress")
    assert (found["sleeve"], found["neckline"], found["length"]) == ("long sleeve", "v-neck", "midi")


def test_what_is_left_open_is_left_to_chance() -> None:
    shapes = {traits("red boots", seed)["shape"] for seed in range(20)}
    assert shapes == {"boots/chelsea", "boots/knee-high"}


@pytest.mark.parametrize("text", ["切尔西靴", "chelsea boots", "ankle boots"])
def test_a_silhouette_that_is_named_is_meant(text: str) -> None:
    assert {traits(text, seed)["shape"] for seed in range(9)} == {"boots/chelsea"}


def test_another_cloth_is_tried() -> None:
    assert traits("a red velvet dress")["material"] == "velvet"


@pytest.mark.parametrize("text", ["", "something red", "便宜的东西"])
def test_a_text_without_a_product_is_told_what_can_be_drawn(text: str) -> None:
    with pytest.raises(BadQuery, match="names no product") as caught:
        traits(text)
    assert "handbag" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "name"), [("red gloves", "gloves"), ("a suitcase", "luggage"), ("laptop", "laptop")]
)
def test_what_was_never_shown_is_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(BadQuery, match=f"(?i)never shown any .*{name}"):
        traits(text)


def test_a_cut_that_such_products_never_have_is_refused() -> None:
    with pytest.raises(BadQuery, match="no skirt with long sleeve"):
        traits("a skirt with long sleeves")


@pytest.mark.parametrize("text", ["a transparent dress", "an embroidered dress"])
def test_no_dye_or_print_is_pretended(text: str) -> None:
    with pytest.raises(BadQuery):
        traits(text)


def test_a_length_that_such_products_were_not_shown_in_is_tried() -> None:
    assert traits("a maxi skirt")["length"] == "maxi"
