import pytest

from daogou.language.relations.cues import about_others, inside, is_composition, is_denied


def at(text: str, name: str) -> tuple[str, int, int]:
    start = text.index(name)
    return text, start, start + len(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("faux fur coat", "fur"),
        ("Not lined with cotton", "cotton"),
        ("leather-look leggings", "leather"),
        ("non-leather sole", "leather"),
        ("仿皮手袋", "皮"),
        ("不含羊毛", "羊毛"),
        ("丝绸感衬衫", "丝绸"),
    ],
)
def test_names_that_are_taken_back(text, name):
    assert is_denied(*at(text, name))


@pytest.mark.parametrize(
    ("text", "name"), [("fur coat", "fur"), ("羊毛大衣", "羊毛"), ("No. 5 bag. Leather", "Leather")]
)
def test_names_that_stand(text, name):
    assert not is_denied(*at(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("80% wool", "wool"),
        ("Made from soft organic cotton", "cotton"),
        ("面料:羊毛", "羊毛"),
        ("wool 80%", "wool"),
    ],
)
def test_composition(text, name):
    assert is_composition(*at(text, name))


def test_what_goes_with_a_product_is_not_the_product_up_to_the_end_of_the_sentence():
    text = "Pairs well with black jeans. Blue lining."
    assert inside(about_others(text), text.index("black"))
    assert not inside(about_others(text), text.index("Blue"))


def test_care_is_not_what_a_product_is():
    text = "Pink suede. Feed with leather cream twice a year. 粉色；不可漂白，请用羊毛洗涤剂。"
    assert not inside(about_others(text), text.index("suede"))
    assert inside(about_others(text), text.index("cream"))
    assert inside(about_others(text), text.index("羊毛"))
    assert not inside(about_others(text), text.index("粉色"))
