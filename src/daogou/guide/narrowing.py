"""The one good question: whose answer leaves least to look through."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.fit.sizes.ordering import size_order
from daogou.guide.floor import Shop
from daogou.guide.memory import Wanted
from daogou.guide.searching import CARDS, Looked
from daogou.guide.wanting import has, values_of
from daogou.guide.wording import wording
from daogou.language.concepts import Concepts
from daogou.search.answer import Facet, FacetValue
from daogou.search.labels import field_label

WIDE = 2 * CARDS  # more than two rows are more than one looks through
MOST_ASKED = 3  # questions in one search: then whoever still browses wants to browse
LEAVES = 0.7  # a question whose answer leaves more than this share is not worth asking
OFFERED = 5  # values as replies to choose from
ANSWERABLE = ("category", "occasion", "audience", "colour", "size", "season")


@dataclass(frozen=True, slots=True)
class Question:
    """``field``: what it asks for; ``leaves``: the share of products that an answer is expected to leave."""

    field: str
    text: str
    suggestions: tuple[str, ...]
    leaves: float


def question(
    looked: Looked, shop: Shop, language: Language, nth: int = 0, fields: Sequence[str] = ()
) -> Question | None:
    """The best question about what was found; None where there is little to choose, or no good one.

    ``fields``: the only ones to ask about; all where none is given.
    """
    wanted, total = looked.wanted, looked.answer.total
    if total <= WIDE or len(wanted.asked) >= MOST_ASKED or looked.unknown:
        return None
    asked = [*_facet_questions(looked, shop, language, nth), *_budget(looked, shop, language, nth)]
    asked = [one for one in asked if one.field in fields or not fields]
    # what it is decides what else can be asked
    if not (has(wanted, "category") or looked.nearby):
        asked = [one for one in asked if one.field == "category"] or asked
    best = min(asked, key=lambda one: (one.leaves, one.field), default=None)
    return best if best and best.leaves <= LEAVES else None


def what_is_wanted(shop: Shop, language: Language, nth: int = 0) -> Question:
    """What to ask somebody who has not said anything."""
    labels = [label for _, label, _, _ in shop.categories(language)[:OFFERED]]
    return Question("category", wording("questions")("category", language, nth), tuple(labels), 0.0)


def question_about(field: str, looked: Looked, shop: Shop, language: Language, nth: int = 0) -> Question:
    """The question for one field, with the values that there are."""
    facets = [facet for facet in looked.answer.facets if facet.field == field]
    values = [v for facet in facets for v in _choices(facet, looked.wanted, shop.concepts, 0)]
    replies = tuple(_replies(field, values, shop, language))
    return Question(field, wording("questions")(field, language, nth), replies, 0.0)


def any_of(field: str, language: Language) -> str:
    """The reply that a condition does not matter, as ``taking_back`` reads it."""
    if field == "audience":
        return "给谁都行" if language == "zh" else "For anyone"
    label = field_label(field, language)
    return f"{label}不限" if language == "zh" else f"Any {label.lower()}"


def expected_share(counts: Sequence[int], total: int) -> float:
    """The share of products left by an answer that is as likely as it is frequent.

    sum(p * count / total) over the values; products that no value has are left as they are.
    """
    named = sum(counts)
    if not named or not total:
        return 1.0
    covered = min(1.0, named / total)
    left = sum(count / named * min(1.0, count / total) for count in counts)
    return covered * left + 1.0 - covered


def _facet_questions(looked: Looked, shop: Shop, language: Language, nth: int) -> Iterator[Question]:
    wanted, total = looked.wanted, looked.answer.total
    for facet in looked.answer.facets:
        is_open = facet.field == "category" or not has(wanted, facet.field)
        if facet.field == "size" and not has(wanted, "audience"):
            continue  # sizes of children and of adults are not asked for in one question
        if facet.field in ANSWERABLE and is_open and facet.field not in wanted.asked:
            values = _choices(facet, wanted, shop.concepts, total)
            if len(values) > 1:
                share = expected_share([value.count for value in values], total)
                replies = _replies(facet.field, values, shop, language)
                if facet.field != "category":
                    replies.append(any_of(facet.field, language))
                said = wording("questions")(facet.field, language, nth)
                yield Question(facet.field, said, tuple(replies), share)


def _replies(field: str, values: Sequence[FacetValue], shop: Shop, language: Language) -> list[str]:
    """The most frequent values; sizes with the word, which alone tells that "39" is one, in their order."""
    if field != "size":
        return [value.label for value in values[:OFFERED]]
    sizes = sorted((value.value for value in values[:OFFERED]), key=size_order)
    return [shop.label(Constraint("size", (size,)), language) for size in sizes]


def _choices(facet: Facet, wanted: Wanted, concepts: Concepts, total: int) -> list[FacetValue]:
    """Values beside each other: no kind of a kind, and nothing that all ``total`` have; 0: even that."""
    values = [value for value in facet.values if 0 < value.count < (total or math.inf)]
    names = {value.value for value in values}
    if facet.field == "category":
        return _kinds(values, wanted, concepts)
    if facet.field == "colour":  # "blue" is chosen more easily than "navy"
        return [v for v in values if not names & set(concepts.with_broader("colour", v.value)[1:])]
    broader = {b for value in values for b in concepts.with_broader(facet.field, value.value)[1:]}
    return [value for value in values if value.value not in broader]


def _kinds(values: Sequence[FacetValue], wanted: Wanted, concepts: Concepts) -> list[FacetValue]:
    """The kinds next below what is asked for; below everything where nothing is."""
    asked = set(values_of(wanted, "category"))
    names = {value.value for value in values}
    found = []
    for value in values:
        above = concepts.with_broader("category", value.value)[1:]
        if value.value in asked or (asked and not asked & set(above)):
            continue
        if not (set(above) & names) - asked:
            found.append(value)
    return found


def _budget(looked: Looked, shop: Shop, language: Language, nth: int) -> Iterator[Question]:
    """Thirds of the prices, as round numbers."""
    if has(looked.wanted, "price") or "price" in looked.wanted.asked:
        return
    products = shop.products([hit.product_id for hit in looked.answer.ranking])
    prices = sorted(product.price for product in products if product.price is not None)
    if len(prices) < CARDS:
        return
    first, second = (_round(float(np.quantile(prices, share))) for share in (1 / 3, 2 / 3))
    if not prices[0] < first < second < prices[-1]:
        return
    limits = [(None, first), (first, second), (second, None)]
    counts = [sum((low or 0) <= price <= (high or math.inf) for price in prices) for low, high in limits]
    labels = [shop.label(Constraint("price", low=low, high=high), language) for low, high in limits]
    said = wording("questions")("price", language, nth)
    yield Question("price", said, (*labels, any_of("price", language)), expected_share(counts, len(prices)))


def _round(price: float) -> float:
    """To half of its power of ten: 229 is 250, 87 is 85."""
    step = 10 ** math.floor(math.log10(price)) / 2 if price > 0 else 1.0
    return max(step, round(price / step) * step)
