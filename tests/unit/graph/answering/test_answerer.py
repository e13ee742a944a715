import pytest

from daogou.core.product import Product, Variant
from daogou.graph.answering.answerer import Answerer
from daogou.graph.answering.opening import open_answerer
from daogou.vision.text_reading import Printed


@pytest.fixture(scope="module")
def answerer(taught_shop):
    products, _, _, annotator = taught_shop
    by_id = {product.id: product for product in products}
    return open_answerer(annotator, None, by_id.get, ["Acme", "Zenith"])


@pytest.fixture
def belt(drawings):
    return drawings.drawn("Belts", "Red", 2)


@pytest.fixture
def ask(answerer, belt):
    return lambda question: answerer(belt, question)


def printing(answerer, *texts):
    lines = tuple(Printed(text, 0.9, (0, 0, 1, 1)) for text in texts)
    return Answerer(
        answerer.annotator,
        answerer.understanding,
        answerer.product,
        answerer.brands,
        lambda: lambda picture: lines,
    )


def test_a_label_is_answered_in_the_questions_language(ask):
    assert ask("What colour is it?").value == "Red"
    assert "Red" in ask("What colour is it?").text
    assert "红" in ask("这是什么颜色").text
    assert ask("What is this?").value == "Belts"


def test_an_answer_carries_its_evidence(ask):
    reply = ask("What colour is it?")
    assert {reason.kind for reason in reply.because} == {"recogniser", "neighbour", "pixels"}
    assert 0.5 < reply.confidence < 1


def test_yes_and_no(ask):
    assert ask("Is it red?").value == "yes"
    assert ask("Is it blue?").value == "no"
    assert "Red" in ask("Is it blue?").text
    assert ask("这是红色的吗").value == "yes"
    assert ask("Is this a red belt?").value == "yes"
    assert ask("Is this a red handbag?").value == "no"
    assert ask("Is it made of leather?").value == "yes"


def test_of_a_choice_the_likelier_is_answered(ask):
    assert ask("Is it red or blue?").value == "Red"


def test_a_choice_of_which_neither_is_true_is_answered_with_what_is(ask):
    assert ask("Is it black or blue?").value == "Red"


def test_the_price_is_that_of_the_nearest_product(ask, taught_shop):
    reply = ask("How much is it?")
    neighbour = next(reason.what for reason in reply.because if reason.kind == "neighbour")
    price = next(product.price for product in taught_shop[0] if product.id == neighbour)
    assert reply.value == f"{price:.2f} CNY"


def test_a_shop_without_prices_does_not_know_the_price(answerer, belt):
    free = Answerer(
        answerer.annotator, answerer.understanding, lambda name: Product(name, {}, variants=(Variant("v"),))
    )
    assert free(belt, "How much is it?").refused == "no_evidence"


def test_things_are_counted(ask):
    assert ask("How many things are there?").value == "1"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Which season is it for?", "no_evidence"),
        ("Is it for women?", "no_evidence"),
        ("What size is it?", "beyond_a_picture"),
        ("Who won the match yesterday evening?", "off_topic"),
        ("", "not_understood"),
    ],
)
def test_what_is_not_known_is_refused_with_the_reason(ask, question, why):
    reply = ask(question)
    assert reply.refused == why
    assert reply.value == ""
    assert reply.text


def test_a_printed_brand_is_believed_before_the_look(answerer, belt):
    assert (
        answerer.reply(answerer.understanding("What brand is it?"), answerer.annotator(belt)).value == "Acme"
    )
    reply = printing(answerer, "ZENITH 1990")(belt, "What brand is it?")
    assert reply.value == "Zenith"
    assert [(reason.kind, reason.what) for reason in reply.because] == [("print", "ZENITH 1990")]


def test_what_is_printed_is_read_out(answerer, belt):
    assert printing(answerer, "HELLO", "1")(belt, "What is written on it?").value == "HELLO"
    assert printing(answerer)(belt, "What is written on it?").refused == "not_sure"


def test_without_a_reader_print_is_not_known(answerer, belt):
    blind = Answerer(answerer.annotator, answerer.understanding, answerer.product, answerer.brands)
    assert blind(belt, "What is written on it?").refused == "no_evidence"
    assert blind(belt, "What brand is it?").value == "Acme"
