from dataclasses import replace

import numpy as np
import pytest

from daogou.core.product import Variant
from daogou.core.triple import Triple
from daogou.fit.sizes.garments import purchases
from daogou.graph.facts import Fact

from .boutique import Boutique, Talk, floor_of, thing, ungrounded

REVIEWS = [
    {"rating": 5, "text": "尺码很准。面料很舒服。"},
    {"rating": 2, "text": "Runs small. The seam came open."},
    {"rating": 4, "text": "Runs small, but great quality."},
]
CHARTS = {"charts": {"Dresses": {"women": {"S": {"bust": 84}, "M": {"bust": 88}, "L": {"bust": 92}}}}}


def shop(**changes):
    garments = {one.id: one for one in Boutique().garments.values()}
    blue = garments["d1"]
    garments["d1"] = replace(
        blue,
        brand="Weft",
        descriptions={
            "en": "A dress with two deep pockets. Machine wash at 30 °C.",
            "zh": "两侧有口袋。30℃机洗。",
        },
        variants=(
            Variant("d1-S", {"size": "S"}, 120, 150, 0),
            Variant("d1-M", {"size": "M"}, 120, 150, 3),
            Variant("d1-L", {"size": "L"}, 140, 150, 2),
        ),
    )
    return Boutique(garments=garments, written_of={"d1": REVIEWS}, charts=CHARTS, **changes)


def vectors(texts):
    """A text with pockets is near another with pockets; others are far."""
    rows = np.zeros((len(texts), 2), np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[0 if "pocket" in text or "口袋" in text else 1] = 1 if "pocket" in text or "口袋" in text else 0
    return rows


def talking(boutique):
    talk = Talk(replace(floor_of(boutique), vectors=vectors))
    talk("find", "a dress")
    return talk


@pytest.fixture
def talk():
    return talking(shop())


def test_of_a_list_it_tells_what_there_is_to_choose_from(talk):
    step = talk("ask_product", "how much are they?")
    assert "¥100" in step.answer.text
    assert "¥360" in step.answer.text
    assert step.memory.wanted == talk.memory.wanted
    assert not ungrounded(step)
    colours = talk("ask_product", "有哪些颜色")
    assert "红" in colours.answer.text
    assert colours.answer.suggestions


def ask(talk, text, *references):
    step = talk("ask_product", text, *(references or ("d1",)))
    assert ungrounded(step) == []
    return step.answer


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is it made of", ("Material", "Silk")),
        ("is it silk?", ("Yes", "Silk")),
        ("is it green?", ("No", "Blue")),
        ("是蓝色的吗", ("是的", "蓝")),
        ("how much is it", ("¥120", "¥140", "¥150")),
        ("多少钱", ("¥120", "¥140")),
        ("what sizes does it come in", ("M, L", "Sold out: S")),
        ("is it available in M?", ("M", "3 left")),
        ("有S码吗", ("卖完", "M、L")),
        ("do you have it in size XL?", ("does not come in XL", "M, L")),
        ("is it still in stock", ("5 left",)),
        ("what brand is that", ("Weft",)),
        ("show me the size chart", ("S: bust 84 cm", "L: bust 92 cm")),
        ("what size for a bust of 90 cm?", ("between M", "and L")),
        ("I'm 165 cm tall and weigh 58 kg, which size?", ("M (45% right) or L", "bust not given")),
        ("身高165体重116斤穿什么码", ("M码", "胸围没有提供")),
        ("bust 92 and waist 75, which size do I need?", ("bust of 92 cm is nearest to L",)),
        ("which size for a bust of 9 cm?", ("S: bust 84 cm",)),
        ("does it have pockets", ("two deep pockets",)),
        ("有口袋吗", ("两侧有口袋",)),
        ("is it machine washable", ("Machine wash at 30 °C",)),
        ("what neckline has it", ("not known", "neckline")),
        ("tell me more about it", ("¥120", "Colour: Blue", "Material: Silk")),
    ],
)
def test_facts_are_told_as_the_shop_has_them(talk, question, parts):
    text = ask(talk, question).text
    for part in parts:
        assert part.lower() in text.lower()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("does it run small", ("2 of 3 reviews", "1 of 3 say", "Runs small.")),
        ("偏小吗", ("3条评价中，2条说偏小", "1条说合适")),
        ("what do the reviews say", ("3.7 of 5 (3 reviews)", "Quality: 1 for, 1 against")),
        ("is it good quality", ("1 for, 1 against, of 2", "The seam came open.")),
        ("how was delivery, was it delivered fast", ("No review of Blue dresses d1 speaks of delivery",)),
    ],
)
def test_reviews_are_counted_and_quoted(talk, question, parts):
    answer = ask(talk, question)
    for part in parts:
        assert part in answer.text
    assert any(one.source.startswith("review:d1") for one in answer.evidence)


def test_nobody_has_reviewed_it(talk):
    assert "review" in ask(talk, "what do people say about it? any reviews", "d2").text


def test_what_is_not_known_is_said_and_a_person_offered(talk):
    answer = ask(talk, "is it blessed by monks")
    assert (answer.why_not, answer.offers_person) == ("not_said", True)


def test_the_graph_answers_where_the_feed_does_not_with_its_confidence():
    class Graph:
        def neighbours(self, entity_id, relations=(), *, direction="both", limit=None):
            assert direction == "out"
            told = Triple(entity_id, "has_neckline", "neckline:v_neck", 0.87, "picture:x")
            return (Fact(*told.fact, told.confidence, (told.source,)),)

    class Known(Boutique):
        def graph(self):
            return Graph()

    talk = Talk(floor_of(Known()))
    answer = ask(talk, "what neckline has it")
    assert "0.87" in answer.text
    assert answer.evidence[0].source == "graph:product:d1 has_neckline neckline:v_neck"


def test_the_list_stays_and_the_product_is_the_one_spoken_of(talk):
    before = talk.memory.shown
    talk("ask_product", "is it silk?", "d1")
    assert (talk.memory.shown, talk.memory.focus) == (before, "d1")
    assert "silk" in ask(talk, "what is it made of").text.lower()


def test_it_asks_which_and_keeps_the_question():
    talk = Talk(floor_of(shop()))
    talk("find", "a dress")
    step = talk("ask_product", "what is it made of")
    assert (step.memory.asking, step.answer.suggestions[0]) == ("ask_product", "The first one")
    assert "Silk" in talk("ask_product", "the second one", "d1").answer.text


def test_nothing_shown_is_nothing_to_ask_about():
    step = Talk()("ask_product", "is it silk?")
    assert (step.memory.asking, step.answer.cards) == ("", ())


def test_a_misread_word_is_not_compared(talk):
    """Search reads "what" as hat and "run" as sports; a question must not."""
    assert "sport" not in ask(talk, "does it run small").text.lower()
    assert thing("d1", "Dresses", 1, colour="blue").id == "d1"


def test_a_size_is_advised_by_how_it_turned_out_for_others_too():
    question = "I'm 165 cm tall and weigh 58 kg, which size?"
    answer = ask(talking(shop(worn=purchases(small=30, right=3))), question)
    assert "30 came back as too small" in answer.text
    assert any(one.source == "product:d1" and "33 purchases" in one.text for one in answer.evidence)
    assert "L is the size to take" in answer.text  # by the chart alone M is


@pytest.mark.parametrize("text", ["说说它", "讲讲这条吧", "tell me about it"])
def test_who_asks_to_be_told_of_it_hears_what_is_known(talk, text):
    said = ask(talk, text).text
    assert "120" in said
