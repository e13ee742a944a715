from daogou.core.product import Picture, Product, Variant
from daogou.trust.checks import ROLE, Patient


def found(check, *products, **patient):
    return list(ROLE.open(check)(Patient(products, **patient)))


def test_a_picture_that_cannot_be_used_is_reported_with_its_reason():
    product = Product(id="1", titles={"en": "dress"}, pictures=(Picture("a.jpg"),))
    (finding,) = found("pictures", product, picture_problems={"1": "The picture file is empty."})
    assert "empty" in finding.what
    assert finding.evidence == "a.jpg"
    assert found("pictures", product) == []


def test_an_attribute_that_siblings_have_is_missed_and_the_title_may_know_it():
    path = ("Apparel", "Dresses")
    full = [
        Product(id=str(n), titles={"en": "d"}, category=path, attributes={"colour": ("red",)})
        for n in range(20)
    ]
    odd = Product(id="odd", titles={"en": "Navy blue dress"}, category=path)
    (finding,) = found("attributes", *full, odd)
    assert finding.product_ids == ("odd",)
    assert "Navy" in finding.fix


def test_an_attribute_that_half_of_the_siblings_have_is_not_missed():
    path = ("Apparel", "Dresses")
    half = [
        Product(
            id=str(n), titles={"en": "d"}, category=path, attributes={"neckline": ("v",)} if n % 2 else {}
        )
        for n in range(20)
    ]
    assert found("attributes", *half) == []


def test_an_unknown_category_gets_the_nearest_known_one():
    (finding,) = found("categories", Product(id="1", titles={"en": "x"}, category=("Drreses",)))
    assert "ress" in finding.fix
    assert found("categories", Product(id="1", titles={"en": "x"}, category=("服装", "连衣裙"))) == []


def test_products_without_a_category_are_one_finding():
    (finding,) = found("categories", *(Product(id=str(n), titles={"en": "x"}) for n in range(3)))
    assert finding.product_ids == ("0", "1", "2")


def test_a_missing_title_is_one_finding_and_a_missing_language_one_for_the_shop():
    both = [Product(id=str(n), titles={"en": "red dress", "zh": "红色连衣裙"}) for n in range(9)]
    lone = Product(id="lone", titles={"en": "red dress"})
    (finding,) = found("translations", *both, lone, languages=("zh", "en"))
    assert (finding.severity, finding.product_ids) == ("warning", ("lone",))
    english = [Product(id=str(n), titles={"en": "red dress"}) for n in range(9)]
    (finding,) = found("translations", *english, languages=("zh", "en"))
    assert finding.severity == "hint"
    assert len(finding.product_ids) == 9


def test_a_title_left_in_the_other_language_is_found_and_a_bare_name_is_not():
    kept = Product(id="1", titles={"en": "红色连衣裙", "zh": "a red summer dress"})
    assert len(found("translations", kept, languages=("zh", "en"))) == 2
    name = Product(id="2", titles={"en": "iPhone 15", "zh": "iPhone 15"})
    assert found("translations", name, languages=("zh", "en")) == []


def test_thin_descriptions_are_hints():
    said = "A light dress of washed linen for hot days, cut loosely, with two pockets."
    products = [Product(id=str(n), titles={"en": "dress"}, descriptions={"en": said}) for n in range(9)]
    short = Product(id="short", titles={"en": "dress"}, descriptions={"en": "nice"})
    again = Product(id="again", titles={"en": "A long enough title, said once more as a description"})
    again = Product(id="again", titles=again.titles, descriptions=again.titles)
    chinese = Product(
        id="zh", titles={"zh": "裙"}, descriptions={"zh": "轻盈的亚麻连衣裙，适合夏天穿着，两侧有口袋。"}
    )
    findings = found("descriptions", *products, short, again, chinese)
    assert [(f.severity, f.product_ids) for f in findings] == [("hint", ("short",)), ("hint", ("again",))]


def test_variants_that_cannot_be_told_apart_are_errors():
    twice = (Variant("a", {"size": "M"}), Variant("b", {"size": "m"}))
    (finding,) = found("variants", Product(id="1", titles={"en": "x"}, variants=twice))
    assert "size m" in finding.what.lower()


def test_a_code_used_twice_is_an_error_wherever_it_is():
    one = Product(
        id="1", titles={"en": "x"}, variants=(Variant("a", {"size": "M"}), Variant("a", {"size": "L"}))
    )
    other = Product(id="2", titles={"en": "y"}, variants=(Variant("a"),))
    assert [f.product_ids for f in found("variants", one)] == [("1",)]
    assert [f.product_ids for f in found("variants", one, other)] == [("1", "2")]


def test_stock_below_zero_is_an_error():
    (finding,) = found("variants", Product(id="1", titles={"en": "x"}, variants=(Variant("a", stock=-2),)))
    assert "-2" in finding.what


def test_a_picture_on_many_kinds_of_things_is_a_placeholder():
    import numpy as np

    products = [
        Product(id=str(n), titles={"en": f"thing {n}"}, category=(f"kind {n % 3}",)) for n in range(8)
    ]
    pictures = np.ones((8, 5), np.float32)
    (finding,) = found("picture_duplicates", *products, pictures=pictures)
    assert "placeholder" in finding.fix
