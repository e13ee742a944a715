import pytest

from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.language.entities.gazetteer import Name
from daogou.language.relations.extraction import extractor

EXTRACT = extractor(concepts(), [Name("brand", "next", "Next")])


def facts(product: Product) -> set[tuple[str, str]]:
    return {(t.relation, t.tail) for t in EXTRACT(product)}


def test_a_title_states_what_a_thing_is_and_is_like():
    assert facts(Product("1", {"en": "Women's navy wool coat by Next"})) == {
        ("has_category", "category:coat"),
        ("for_audience", "audience:women"),
        ("has_colour", "colour:navy"),
        ("made_of", "material:wool"),
        ("made_by", "brand:next"),
    }


def test_both_languages_state_the_same_facts():
    english = facts(Product("1", {"en": "Navy wool coat for women, winter"}))
    assert english == facts(Product("1", {"zh": "藏青色羊毛大衣女冬季"}))


def test_every_triple_carries_its_source_and_its_span():
    product = Product("7", {"zh": "红色连衣裙"}, {"en": "Made of 95% cotton."})
    for triple in EXTRACT(product):
        assert triple.head == "product:7"
        family, field, language = triple.source.replace(".", ":").split(":")
        assert family == "text"
        text = getattr(product, field)[language]
        assert text[slice(*triple.span)] in {"红色", "连衣裙", "cotton"}
        assert 0 < triple.confidence <= 1


def test_only_the_head_of_a_title_is_the_category():
    assert ("has_category", "category:belt") in facts(Product("1", {"en": "Leather belt for jeans"}))
    assert ("has_category", "category:jeans") not in facts(Product("1", {"en": "Leather belt for jeans"}))


def test_a_chinese_title_goes_on_after_its_head():
    assert ("has_category", "category:dress") in facts(Product("1", {"zh": "连衣裙女夏季短袖裙子"}))


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("兰荷 衬衫式连衣裙 女", "shirt_dress"),
        ("蓝色西装款连衣裙", "dress"),
        ("西装式外套", "outerwear"),
        ("条纹蛋糕裙 棉", "tiered"),
        ("草莓蛋糕 生日", "birthday_cake"),
        ("外套 连衣裙", "outerwear"),  # what a blank parts is no chain: the first is the head
    ],
)
def test_what_a_thing_is_made_in_the_way_of_it_is_not(title, category):
    stated = {tail for relation, tail in facts(Product("1", {"zh": title})) if relation == "has_category"}
    assert stated == {f"category:{category}"}


def test_one_chinese_character_is_no_head_beside_a_longer_category():
    assert ("has_category", "category:handbag") in facts(Product("1", {"zh": "七盏灯 粉色手提包女"}))


def test_what_is_denied_or_worn_with_it_is_not_stated():
    product = Product("1", {"en": "Coat, without fur"}, {"en": "No real cotton. Goes with black jeans."})
    assert facts(product) == {("has_category", "category:coat")}


def test_a_lime_drink_has_no_colour():
    assert facts(Product("1", {"en": "Lime juice"})) == {("has_category", "category:juice")}


def test_composition_in_a_description_is_surer_than_a_loose_word():
    product = Product("1", {"en": "Shirt"}, {"en": "80% cotton. A silver thread."})
    sure = {t.tail: t.confidence for t in EXTRACT(product)}
    assert sure["material:cotton"] == 0.9
    assert sure["colour:silver"] == 0.5


def test_a_text_states_a_fact_once():
    product = Product("1", {"en": "Red coat, red, red"})
    stated = [(t.fact, t.source) for t in EXTRACT(product)]
    assert len(stated) == len(set(stated))


def test_the_category_of_the_feed_decides_which_kinds_count():
    phone = Product(
        "1", {"en": "Black phone"}, {"en": "For casual everyday use, made of glass."}, category=("Phones",)
    )
    assert facts(phone) == {("has_category", "category:phone"), ("has_colour", "colour:black")}


def test_a_brand_is_found_in_either_of_its_scripts():
    extract = extractor(concepts(), [Name("brand", "fox", "Fox & Thimble 狐与顶针")])
    product = Product("1", {"en": "Coat by Fox & Thimble", "zh": "狐与顶针大衣"})
    assert [t.source for t in extract(product) if t.fact[1:] == ("made_by", "brand:fox")] == [
        "text:titles.en",
        "text:titles.zh",
    ]
