import numpy as np
import pytest

from daogou.core.errors import NotBuilt
from daogou.core.product import Product
from daogou.graph.annotation.annotator import Annotator, is_alike, measured_colours
from daogou.graph.annotation.teaching import load, save, teach


def values(annotation):
    return {label.kind: label.value for label in annotation.labels}


def test_a_new_picture_gets_the_shops_own_labels(drawings, taught_shop):
    annotation = taught_shop[3](drawings.drawn("Handbags", "Blue", 5))
    assert values(annotation) == {
        "category": "Handbags",
        "colour": "Blue",
        "brand": "Zenith",
        "material": "Leather",
    }


def test_labels_name_entities_of_the_graph(drawings, taught_shop):
    (category,) = taught_shop[3](drawings.drawn("Belts", "Red")).of("category")
    assert category.entity == "category:belt"


def test_a_label_says_why(drawings, taught_shop):
    products, _, _, annotator = taught_shop
    (colour,) = annotator(drawings.drawn("Belts", "Red")).of("colour")
    kinds = [reason.kind for reason in colour.because]
    assert kinds[0] == "recogniser"
    assert "neighbour" in kinds
    assert ("pixels", "red") in [(reason.kind, reason.what) for reason in colour.because]
    by_id = {product.id: product for product in products}
    neighbours = [by_id[reason.what] for reason in colour.because if reason.kind == "neighbour"]
    assert all(product.attributes["colour"] == ("Red",) for product in neighbours)


def test_confidence_is_never_quite_certain(drawings, taught_shop):
    annotation = taught_shop[3](drawings.drawn("Belts", "Red"))
    assert all(0.5 < label.confidence < 1 for label in annotation.labels)


def test_what_all_neighbours_say_is_a_label_where_nothing_could_be_taught(drawings, taught_shop):
    annotator = taught_shop[3]
    assert "material" not in annotator.labeller.heads
    (material,) = annotator(drawings.drawn("Belts", "Red")).of("material")
    assert material.concept == "leather"
    assert material.confidence == pytest.approx(10 / 12, abs=1e-3)
    assert {reason.kind for reason in material.because} == {"neighbour"}


def test_given_neighbours_and_facts_replace_the_remembered_ones(drawings, taught_shop):
    annotator = taught_shop[3]
    asked = []
    near = [("x", 0.9), ("y", 0.8)]
    other = Annotator(
        annotator.eye,
        annotator.labeller,
        lambda row, k: asked.append(row.shape) or near,
        lambda product_id: {"material": ("Silk",)},
    )
    annotation = other(drawings.drawn("Belts", "Red"))
    assert values(annotation)["material"] == "Silk"
    assert annotation.nearest == (("x", 0.9), ("y", 0.8))
    assert asked == [(annotator.eye.dim,)]


def test_what_was_saved_annotates_alike(drawings, taught_shop, tmp_path):
    annotator = taught_shop[3]
    save(annotator, tmp_path)
    picture = drawings.drawn("Handbags", "Black")
    loaded = load(tmp_path, annotator.eye)
    assert values(loaded(picture)) == values(annotator(picture))


def test_a_folder_without_an_annotator_is_refused(taught_shop, tmp_path):
    with pytest.raises(NotBuilt):
        load(tmp_path, taught_shop[3].eye)


def test_a_shop_without_labels_still_measures_colours(drawings, taught_shop):
    products, rows, shades, annotator = taught_shop
    bare = [Product(id=product.id, titles=product.titles) for product in products]
    untaught = teach(bare, rows, shades, annotator.eye)
    annotation = untaught(drawings.drawn("Belts", "Blue"))
    assert values(annotation) == {"colour": "blue"}


def test_a_shop_without_pictures_can_be_taught(drawings, taught_shop):
    products, rows, shades, annotator = taught_shop
    blind = teach(products, np.zeros_like(rows), np.zeros_like(shades), annotator.eye)
    assert values(blind(drawings.drawn("Belts", "Blue"))) == {"colour": "blue"}


def test_a_shade_is_alike_its_colour_in_both_directions():
    assert is_alike("navy", "blue")
    assert is_alike("blue", "navy")
    assert not is_alike("red", "blue")


def test_many_colours_are_one_label():
    (label,) = measured_colours({"red": 0.3, "blue": 0.3, "green": 0.2, "black": 0.2}, "multicolour")
    assert label.value == "multicolour"
    assert measured_colours({}, "") == []
    two = measured_colours({"red": 0.7, "blue": 0.2, "green": 0.1}, "red")
    assert [(label.value, label.confidence) for label in two] == [("red", 0.7), ("blue", 0.2)]
