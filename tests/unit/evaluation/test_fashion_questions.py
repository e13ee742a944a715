from collections import Counter

from daogou.core.product import Product
from daogou.core.ranking import Reason
from daogou.evaluation.fashion_questions import Asked, phrasings, questions_about
from daogou.evaluation.tasks import ROLE
from daogou.graph.answering.cues import examples
from daogou.graph.answering.question import Question
from daogou.graph.answering.reply import Reply

SHOP = {
    "category": Counter({"Tshirts": 5, "Watches": 3}),
    "colour": Counter({"Blue": 5, "Navy Blue": 2, "Red": 1}),
    "audience": Counter({"Men": 4, "Unisex": 3, "Women": 2}),
}
TALK = ["how do i bake bread"]
PRODUCT = Product(
    id="12",
    titles={"en": "Turtle Men Navy Blue Tshirt"},
    category=("Apparel", "Tshirts"),
    attributes={"colour": ("Navy Blue",), "audience": ("Men",), "season": ("Fall",)},
)


def test_a_product_is_asked_about_what_its_columns_say_in_both_languages():
    asked = questions_about(PRODUCT, SHOP, TALK, 0)
    about = Counter(one.about for one in asked)
    assert about.pop("other talk") == 1
    kinds = ("category", "colour", "audience", "season", "unanswerable")
    assert about == Counter(dict.fromkeys((*kinds, "verify category", "verify colour", "verify audience"), 2))
    assert {one.language for one in asked} == {"en", "zh"}
    assert asked == questions_about(PRODUCT, SHOP, TALK, 0)


def test_a_false_value_is_really_false():
    for seed in range(30):
        for one in questions_about(PRODUCT, SHOP, TALK, seed):
            if one.about == "verify colour" and one.answer == "no":
                assert "red" in one.text or "红" in one.text  # plain blue would be true of navy
            if one.about == "verify audience" and one.answer == "no":
                assert "women" in one.text or "女" in one.text  # unisex would be half true


def test_phrasings_for_testing_are_not_those_of_understanding():
    table = phrasings()
    tested = {
        text
        for part in (*table["ask"].values(), *table["verify"].values(), table["unanswerable"])
        for texts in part.values()
        for text in texts
    }
    known = {text for texts in examples().values() for text in texts}
    assert not {text.strip("?").lower() for text in tested} & {text.strip("?").lower() for text in known}


def test_three_phrasings_of_each_question_in_each_language():
    table = phrasings()
    for part in (*table["ask"].values(), *table["verify"].values()):
        assert {len(texts) for texts in part.values()} == {3}


def test_a_refusal_of_what_can_be_answered_counts_as_wrong():
    def replied(value, refused=""):
        return Reply(Question("", "en", "ask"), "", value, 0.5, refused, (Reason("x", "y", 1.0),))

    colour, none = Asked("c", "en", "colour", "Red"), Asked("n", "zh", "unanswerable", "")
    kind = Asked("k", "zh", "category", "Belts")
    results = [
        (colour, replied("Red")),
        (colour, replied("Blue")),
        (colour, replied("", "not_sure")),
        (kind, replied("Belts")),
        (none, replied("", "off_topic")),
        (none, replied("Red")),
        (Asked("n", "en", "unanswerable", ""), replied("", "off_topic")),
    ]
    measured = __import__(type(ROLE.open("answer_fashion")).__module__, fromlist=["measured"]).measured
    metrics = measured(results)
    assert metrics["answered_right"] == 0.5
    assert round(metrics["right_of_answered"], 3) == 0.667
    assert metrics["answered"] == 0.75
    assert round(metrics["unanswerable_refused"], 3) == 0.667
    assert metrics["category_right"] == 1
