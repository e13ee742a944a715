"""Answers a question about one product: its facts, its sizes and care, what reviews say of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.fit.body.reading import measures_in
from daogou.guide.answer import Answer, Statement
from daogou.guide.choices import Choices
from daogou.guide.floor import Floor
from daogou.guide.following_up import whole_question
from daogou.guide.policies.answering import answer_policy
from daogou.guide.product_care import CARE, care_said
from daogou.guide.product_facts import ProductFacts
from daogou.guide.product_questions import product_question
from daogou.guide.product_texts import told_in_texts
from daogou.guide.product_topics import REVIEWS
from daogou.guide.remembering import step
from daogou.guide.review_answers import reviews_said
from daogou.guide.size_advice import chart_said
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.traits import product_evidence
from daogou.guide.wording import wording

NAME = "ask_product"
QUESTION = "question"  # the slot that keeps it while the product is asked for
TOGETHER = (2, 3)  # products of which a question is answered at once
FEW = 3  # products that "the first one, the second one" are offered of
NOT_SAID = "not_said"  # Answer.why_not where the shop does not know


@dataclass(frozen=True)
class Options:
    """It has none."""


class AskProduct:
    """Of the product pointed at, else the one spoken of, else the one whose page it is."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """What was shown stays as it is; the product is the one spoken of from now on."""
        understood, nth = turn.understood, len(turn.memory.turns)
        if of_all := Choices(turn, floor, NAME).told():
            return of_all
        asked_before = turn.memory.slot(QUESTION) if turn.memory.asking == NAME else ""
        product = _product(turn, floor)
        if product is None:
            return _in_general(turn, floor) or _ask_which(turn, floor, asked_before)
        question = asked_before or whole_question(
            understood.text, turn.memory, NAME, floor.shop, understood.language
        )
        if len(together := floor.shop.products(understood.references)) in TOGETHER:
            return _of_each(together, question, turn, floor)
        facts = ProductFacts(product, floor.shop, understood.language, nth)
        says = list(_told(facts, turn, floor, question))
        if says:
            answer = Answer(NAME, understood.language, tuple(says), suggestions=_replies(facts))
            return step(turn, answer, focus=product.id)
        answer = Answer(NAME, understood.language, (_unknown(facts),), offers_person=True, why_not=NOT_SAID)
        return step(turn, answer, focus=product.id)


def _of_each(products: Sequence[Product], question: str, turn: Turn, floor: Floor) -> Step:
    """The same question of two or three, one after the other: "do these run small?"."""
    language, nth = turn.understood.language, len(turn.memory.turns)
    says: list[Statement] = []
    for product in products:
        facts = ProductFacts(product, floor.shop, language, nth)
        told = list(_told(facts, turn, floor, question))
        about = Statement(facts.say("about", title=facts.title), (product_evidence(product, language),))
        says += [about, *told] if told else [_unknown(facts)]
    return step(turn, Answer(NAME, language, tuple(says)), focus=products[0].id)


def _unknown(facts: ProductFacts) -> Statement:
    text = facts.say("unknown_at_all", title=facts.title)
    return Statement(text, (product_evidence(facts.product, facts.language),))


def _in_general(turn: Turn, floor: Floor) -> Step | None:
    """How is wool washed: this points at no product: what the shop's pages say of it, if they do."""
    understood = turn.understood
    if understood.unresolved or turn.memory.asking == NAME:
        return None
    answer = answer_policy(
        understood.text, understood.language, floor.shop, floor.vectors, len(turn.memory.turns)
    )
    return step(turn, answer) if answer.evidence and not answer.why_not else None


def _product(turn: Turn, floor: Floor) -> Product | None:
    """None if it is not clear which."""
    memory = turn.memory
    if turn.understood.unresolved:
        return None
    named = [*turn.understood.references[:1], memory.focus, turn.message.product_id]
    # whose measures are told wants a size for such things as are shown: of the first it can be said
    if len(memory.shown) == 1 or measures_in(turn.understood.text):
        named += memory.shown[:1]
    known = floor.shop.products([one for one in named if one])
    return known[0] if known else None


def _told(facts: ProductFacts, turn: Turn, floor: Floor, text: str) -> Iterator[Statement]:
    read = turn.understood.read if text == turn.understood.text else ()
    question = product_question(text, read, facts)
    yield from (facts.compared(one) for one in question.compared)
    if question.wants_chart:
        yield from chart_said(facts, text)
        yield from facts.sizes()
    yield from (facts.in_size(size) for size in question.sizes)
    for topic in question.topics:
        yield from _topic(facts, topic, text, floor)
    if not (question.compared or question.sizes or question.wants_chart or question.topics):
        yield from _in_texts(facts, text, floor)


def _topic(facts: ProductFacts, topic: str, question: str, floor: Floor) -> Iterator[Statement]:
    if topic.startswith(REVIEWS):
        yield from reviews_said(facts, topic.removeprefix(REVIEWS).removeprefix("_"))
    elif topic == CARE:
        yield from care_said(facts, question, floor.vectors)
    elif topic in ("price", "stock", "details"):
        yield from {"price": facts.price, "stock": facts.stock, "details": facts.details}[topic]()
    elif topic == "texts":
        yield from _in_texts(facts, question, floor)
    elif topic == "size":
        yield from facts.sizes()
    else:
        yield facts.attribute(topic)


def _in_texts(facts: ProductFacts, question: str, floor: Floor) -> Iterator[Statement]:
    found = told_in_texts(facts, question, floor.vectors)
    yield from [found] if found else []


def _replies(facts: ProductFacts) -> tuple[str, ...]:
    names = ("reply_reviews", "reply_sizes", "reply_cart")
    return tuple(wording(NAME)(name, facts.language) for name in names)


def _ask_which(turn: Turn, floor: Floor, asked_before: str) -> Step:
    """Of those shown; the question is kept."""
    language, nth = turn.understood.language, len(turn.memory.turns)
    shown = floor.shop.products(turn.memory.shown[:FEW])
    name = "which" if shown else "which_product"
    replies = tuple(wording(NAME)("reply_nth", language, place) for place in range(len(shown)))
    answer = Answer(NAME, language, (Statement(wording(NAME)(name, language, nth)),), suggestions=replies)
    slots = ((QUESTION, asked_before or turn.understood.text),)
    return step(turn, answer, asked="which", asking=NAME, slots=slots) if shown else step(turn, answer)


def build(options: Options) -> Skill:
    """The skill."""
    return AskProduct()
