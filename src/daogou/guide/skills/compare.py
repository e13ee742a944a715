"""Puts two to four products side by side, and says what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from daogou.core.product import Language, Product
from daogou.guide.answer import Answer, Statement
from daogou.guide.comparing import FEWEST, MOST, Comparison, compared
from daogou.guide.floor import Floor
from daogou.guide.narrowing import what_is_wanted
from daogou.guide.ordering import order_of
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.traits import price_of, product_evidence, rating_of
from daogou.guide.wording import wording

UNASKED = 3  # of a longer list, where no products are named
MAIN = 4  # differing fields that a sentence names; the table has all


@dataclass(frozen=True)
class Options:
    """It has none."""


class Compare:
    """A table of differences, and the main ones in words."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Compare what is pointed at, else the first of those shown."""
        products = floor.shop.products(_chosen(turn))
        if len(products) < FEWEST:
            return _ask(turn, floor)
        language = turn.understood.language
        comparison = compared(products, floor.shop, language)
        nth = len(turn.memory.turns)
        says = (
            Statement(wording("compare")("side_by_side", language, nth)),
            *_said(comparison, floor, language, nth),
        )
        replies = tuple(wording("compare")(name, language) for name in ("reply_more_about", "reply_take"))
        ids = tuple(product.id for product in products)
        answer = Answer("compare", language, says, ids, comparison.table(), replies)
        after = step(turn, answer, focus=_asked_for(products, turn.understood.text, floor))
        return _list_kept(turn, after) if set(ids) <= set(turn.memory.shown) else after


def _asked_for(products: Sequence[Product], text: str, floor: Floor) -> str:
    """The one that "which is rated best?" asks for, spoken of from then on; "" where none is."""
    order = order_of(text)
    if order == "best_rated":
        means = [rating_of(floor.shop.reviews(product.id))[0] for product in products]
        best = [product.id for product, mean in zip(products, means, strict=True) if mean == max(means)]
        return best[0] if len(best) == 1 else ""
    priced = sorted((p for p in products if p.price is not None), key=lambda p: p.price or 0)
    if order in ("price_up", "price_down") and priced:
        return priced[0 if order == "price_up" else -1].id
    return ""


def _list_kept(turn: Turn, after: Step) -> Step:
    """The third is still that of the list which the compared ones are of."""
    return Step(after.answer, replace(after.memory, shown=turn.memory.shown, seen=turn.memory.seen))


def _chosen(turn: Turn) -> Sequence[str]:
    """Ids to compare; one that is pointed at is compared with the one spoken of, or the first other one."""
    pointed, memory = turn.understood.references, turn.memory
    if len(pointed) >= FEWEST:
        return pointed[:MOST]
    others = [one for one in (memory.focus, turn.message.product_id, *memory.shown) if one]
    if pointed:
        return list(dict.fromkeys((*others[:1], *pointed, *others)))[:FEWEST]
    return memory.shown[:UNASKED] if len(memory.shown) >= FEWEST else list(dict.fromkeys(others))[:MOST]


def _said(comparison: Comparison, floor: Floor, language: Language, nth: int) -> Iterator[Statement]:
    say = wording("compare")
    yield from _prices(comparison.products, language, nth)
    yield from _best_rated(comparison, floor, language, nth)
    differing = [row for row in comparison.differing if row.field not in ("price", "rating")][:MAIN]
    comma = "、" if language == "zh" else ", "
    if differing:
        fields = comma.join(row.heading for row in differing).lower()
        proofs = tuple(proof for row in comparison.differing for proof in row.evidence)
        yield Statement(say("differ", language, nth, fields=fields), proofs)
    elif not comparison.differing:
        proofs = tuple(proof for row in comparison.same for proof in row.evidence)
        yield Statement(say("no_difference", language, nth), proofs)
    if same := [row for row in comparison.same if row.field != "price"]:
        facts = [say("fact", language, 0, field=row.heading, value=row.cells[0]) for row in same]
        proofs = tuple(proof for row in same for proof in row.evidence)
        yield Statement(say("same", language, nth, facts=_listed(facts, language)), proofs)
    yield from _gaps(comparison, language, nth)


def _prices(products: Sequence[Product], language: Language, nth: int) -> Iterator[Statement]:
    priced = sorted((p for p in products if p.price is not None), key=lambda p: (p.price or 0, p.id))
    if len(priced) < FEWEST:
        return
    cheapest, dearest = priced[0], priced[-1]
    name = "same_price" if cheapest.price == dearest.price else "prices"
    text = wording("compare")(
        name,
        language,
        nth,
        cheapest=cheapest.title(language),
        dearest=dearest.title(language),
        low=price_of(cheapest),
        high=price_of(dearest),
    )
    yield Statement(text, tuple(product_evidence(product, language) for product in priced))


def _best_rated(comparison: Comparison, floor: Floor, language: Language, nth: int) -> Iterator[Statement]:
    """Only where another one is rated, too, and worse."""
    row = next((row for row in comparison.rows if row.field == "rating"), None)
    rated = [rating_of(floor.shop.reviews(product.id)) for product in comparison.products]
    means = sorted((round(mean, 1) for mean, count in rated if count), reverse=True)
    if row is None or len(means) < FEWEST or means[0] == means[1]:
        return
    best = max(range(len(rated)), key=lambda place: rated[place][0])
    title = comparison.products[best].title(language)
    text = wording("compare")("best_rated", language, nth, product=title, rating=row.cells[best])
    yield Statement(text, row.evidence)


def _gaps(comparison: Comparison, language: Language, nth: int) -> Iterator[Statement]:
    """What is not known is nothing that the shop says of its products."""
    say, comma = wording("compare"), "、" if language == "zh" else ", "
    gaps = [
        say("gap", language, 0, field=heading, products=comma.join(p.title(language) for p in products))
        for heading, products in comparison.gaps
    ]
    if gaps:
        proofs = tuple(product_evidence(product, language) for product in comparison.products)
        yield Statement(say("gaps", language, nth, gaps=_listed(gaps, language)), proofs)


def _listed(parts: Sequence[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(parts)


def _ask(turn: Turn, floor: Floor) -> Step:
    """Fewer than two are known."""
    language, nth = turn.understood.language, len(turn.memory.turns)
    say = wording("compare")
    shown = tuple(product.id for product in floor.shop.products(turn.memory.shown))
    if len(shown) >= FEWEST:
        answer = Answer(
            "compare", language, (Statement(say("which_two", language, nth)),), shown, None,
            (say("reply_first_two", language),),
        )  # fmt: skip
        return step(turn, answer)
    one = next(iter((*turn.understood.references, *filter(None, [turn.memory.focus]), *shown)), "")
    if one:
        proofs = tuple(product_evidence(product, language) for product in floor.shop.products([one]))
        named = "".join(proof.text for proof in proofs)
        answer = Answer(
            "compare", language, (Statement(say("need_two", language, nth, product=named), proofs),)
        )
        return step(turn, answer)
    asked = what_is_wanted(floor.shop, language, nth)
    says = (Statement(say("nothing_yet", language, nth)),)
    answer = Answer("compare", language, says, suggestions=asked.suggestions)
    return step(turn, answer, asked=asked.field, asking="find")


def build(options: Options) -> Skill:
    """The skill."""
    return Compare()
