from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph.annotation.labels import Label
from daogou.graph.annotation.teaching import teach
from daogou.graph.annotation.triples import catalogue_triples, picture_triples


def annotated(taught_shop, drawings, *labels):
    from dataclasses import replace

    return replace(taught_shop[3](drawings.drawn("Belts", "Red")), labels=labels)


def test_every_likely_label_is_a_statement_and_an_unlikely_one_is_none(taught_shop, drawings):
    annotation = annotated(
        taught_shop,
        drawings,
        Label("colour", "Navy Blue", "navy", 0.8),
        Label("material", "Leather", "leather", 0.6),
        Label("season", "Fall", "autumn", 0.4),
    )
    product = taught_shop[0][3]
    assert list(picture_triples(product, annotation)) == [
        Triple("product:p3", "has_colour", "colour:navy", 0.8, "picture:pictures/3.png"),
        Triple("product:p3", "made_of", "material:leather", 0.6, "picture:pictures/3.png"),
    ]


def test_a_whole_catalogue_is_stated_from_its_rows(taught_shop):
    products, rows, shades, annotator = taught_shop
    triples = list(catalogue_triples(products, rows, shades, annotator))
    stated = {(triple.head, triple.relation): triple.tail for triple in triples}
    assert stated["product:p0", "has_category"] == "category:belt"
    assert stated["product:p1", "has_colour"] == "colour:blue"
    assert {triple.source.partition(":")[0] for triple in triples} == {"picture"}


def test_a_picture_contradicts_what_the_feed_says_wrongly(taught_shop):
    products, rows, shades, annotator = taught_shop
    wrong = Product(
        id="p0", titles={"en": "Blue belt"}, category=("Belts",), attributes={"colour": ("Blue",)}
    )
    catalogue = [wrong, *products[1:]]
    taught = teach(catalogue, rows, shades, annotator.eye, seed=1)
    colours = [
        triple.tail
        for triple in catalogue_triples(catalogue, rows, shades, taught)
        if (triple.head, triple.relation) == ("product:p0", "has_colour")
    ]
    assert colours == ["colour:red"]


def test_a_product_without_a_picture_is_not_spoken_of(taught_shop):
    products, rows, shades, annotator = taught_shop
    rows = rows.copy()
    rows[0] = 0
    heads = {triple.head for triple in catalogue_triples(products, rows, shades, annotator)}
    assert "product:p0" not in heads
    assert "product:p1" in heads
