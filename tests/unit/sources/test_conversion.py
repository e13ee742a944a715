from daogou.core.product import Picture, Product, Variant
from daogou.core.rejection import Rejection
from daogou.sources.conversion import Conversion, language_of
from daogou.sources.records import FeedOptions, Record


def made(*fields, **options):
    records = [f if isinstance(f, Rejection) else Record(n, f) for n, f in enumerate(fields, 2)]
    return list(Conversion(FeedOptions(**({"currency": "CNY"} | options))).products(records))


def row(**fields):
    return {"id": "a", "title": "Dress"} | {name.replace("__", "."): value for name, value in fields.items()}


def test_rows_of_a_group_are_variants_of_one_product():
    [product] = made(
        row(id="a1", group="g", price="9", options__size="S", attributes__colour="red", picture="r.jpg"),
        row(
            id="a2",
            group="g",
            price="10",
            options__size="M",
            attributes__colour="blue",
            picture="b.jpg",
            stock=0,
        ),
    )
    assert product == Product(
        id="g",
        titles={"en": "Dress"},
        attributes={"colour": ("red", "blue")},
        variants=(
            Variant("a1", {"colour": "red", "size": "S"}, 9.0),
            Variant("a2", {"colour": "blue", "size": "M"}, 10.0, stock=0),
        ),
        pictures=(Picture("r.jpg"), Picture("b.jpg", role="gallery")),
        currency="CNY",
    )


def test_a_bad_variant_is_refused_and_its_siblings_stay():
    product, refused = made(row(id="a1", group="g", price="9"), row(id="a2", group="g", price="x"))
    assert [v.sku for v in product.variants] == ["a1"]
    assert (refused.line, refused.product_id, refused.field, refused.part) == (3, "g", "price", False)


def test_a_bad_first_row_refuses_its_group_row_by_row():
    first, second = made(row(id="a1", group="g", title=""), row(id="a2", group="g"))
    assert (first.line, first.reason) == (2, "is missing")
    assert (second.line, second.suggestion) == (3, "mend line 2")


def test_a_group_that_comes_again_is_refused_with_its_first_line():
    items = made(row(id="a1", group="g"), row(id="b"), row(id="a2", group="g"))
    assert [type(i) for i in items] == [Product, Product, Rejection]
    assert items[2].suggestion.startswith("it was on line 2")


def test_a_refused_row_between_does_not_part_a_group():
    broken = Rejection(9, "row", "", "is broken")
    items = made(row(id="a1", group="g", price=1), broken, row(id="a2", group="g", price=1))
    assert items[0] is broken
    assert len(items[1].variants) == 2


def test_several_sizes_in_a_row_are_several_variants():
    [product] = made(row(options__size="S|M|L", price="￥9", stock="30"))
    assert [(v.sku, dict(v.options), v.price, v.stock) for v in product.variants] == [
        (f"a-{size}", {"size": size}, 9.0, None) for size in "SML"
    ]
    assert product.sizes == ("S", "M", "L")


def test_a_sale_price_makes_the_plain_one_the_list_price():
    [product] = made(row(price="20 USD", sale_price="15 USD"))
    assert (product.variants[0].price, product.variants[0].list_price, product.currency) == (
        15.0,
        20.0,
        "USD",
    )


def test_a_list_price_that_is_no_higher_is_none():
    [product] = made(row(price="20", list_price="20"))
    assert product.variants[0].list_price is None


def test_prices_in_two_currencies_are_refused():
    product, refused = made(row(id="1", group="g", price="9 USD"), row(id="2", group="g", price="9 EUR"))
    assert product.currency == "USD"
    assert refused.suggestion == "use USD"


def test_out_of_stock_counts_as_none_left():
    [product] = made(row(availability="缺货", price=5))
    assert product.variants[0].stock == 0
    assert not product.in_stock


def test_a_broken_picture_is_reported_and_the_product_kept():
    product, refused = made(
        row(picture="../a.jpg", pictures="b.jpg|https://x.example/c.jpg,https://x.example/d.jpg")
    )
    assert [p.source for p in product.pictures] == [
        "b.jpg",
        "https://x.example/c.jpg",
        "https://x.example/d.jpg",
    ]
    assert [p.role for p in product.pictures] == ["main", "gallery", "gallery"]
    assert (refused.part, refused.field, refused.product_id) == (True, "picture", "a")


def test_an_article_number_that_is_there_twice_is_told_apart_by_its_options():
    product, refused = made(
        row(id="1", group="g", sku="X", options__size="S"), row(id="2", group="g", sku="X", options__size="M")
    )
    assert [v.sku for v in product.variants] == ["X", "X-M"]
    assert refused.part


def test_text_in_chinese_characters_is_chinese_whatever_the_feed_says():
    [product] = made(row(title="红色 iPhone 15 手机壳", description="Fits well"))
    assert product.titles == {"zh": "红色 iPhone 15 手机壳"}
    assert product.descriptions == {"en": "Fits well"}
    [product] = made(row(title="iPhone 15"), language="zh")
    assert product.titles == {"zh": "iPhone 15"}
    assert language_of("Kimono 着物 style dress for the summer", "en") == "en"


def test_category_paths_are_written_in_several_ways():
    for written in ("A > B", "A»B", "A|B", "A / B", ["A", "B"], "A > > B"):
        [product] = made(row(category=written))
        assert product.category == ("A", "B")


def test_a_product_with_nothing_to_buy_has_no_variants():
    [product] = made(row())
    assert product == Product("a", {"en": "Dress"})


def test_the_shape_that_is_exported_is_read_back():
    variants = [{"sku": "s", "options": {"Color": "red"}, "price": 5, "list_price": 7.5, "stock": 2}]
    pictures = [{"source": "a.jpg", "alt": "front"}, {"source": "s.jpg", "role": "swatch"}]
    [product] = made(row(variants=variants, pictures=pictures, currency="EUR"))
    assert product.variants == (Variant("s", {"colour": "red"}, 5.0, 7.5, 2),)
    assert product.pictures == (Picture("a.jpg", "front"), Picture("s.jpg", "", "swatch"))
    assert product.currency == "EUR"
