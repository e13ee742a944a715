"""Advice: for an occasion, weather, a figure, a budget or as a gift, each product with its reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daogou.core.product import Product
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Hit, Ranking
from daogou.guide.advice_words import Asked, asked_in
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.finding import Finding
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import Question, question, question_about
from daogou.guide.reasons import Reasons, Why
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Looked, is_sold
from daogou.guide.step import Step
from daogou.guide.taking import Taking
from daogou.guide.traits import product_evidence, titled
from daogou.guide.wanting import begun, has, narrowed
from daogou.guide.wording import wording

ADVISED = 4  # each comes with its reasons, and more are not read
LOOKED_THROUGH = 24  # a page: further down little is left of what was asked
ASKABLE = ("audience", "price", "season", "occasion")
GIFT = ("gift", "yes")  # a slot: what is being looked for will be given away


@dataclass(frozen=True)
class Advising(Taking):
    """One turn's advice."""

    def advised(self) -> Step:
        """On what was said now and, where advice was asked about, before."""
        wanted = self.wanted
        if not (wanted.constraints or wanted.words):
            return self._ask(self._question("audience")) if self.is_gift else self._unspecific()
        looked = self._finding.look(wanted, k=LOOKED_THROUGH)
        if not looked.hits:
            return self._finding.told(looked, wanted)
        chosen = self._varied(self._ranked(looked), spread=not has(wanted, "category"))
        opening = self.say("for_gift" if self.is_gift else "for_this", looked.wanted)
        says = [*self._left_out(looked), opening, *self._each(chosen, looked.wanted)]
        asked = self._next_question(looked)
        return self._said(says, chosen, wanted, asked, self._finding.lacking(looked.ids, looked.given_up))

    @cached_property
    def asked(self) -> Asked:
        """What the message asks advice for."""
        return asked_in(self.turn.understood.text)

    @cached_property
    def wanted(self) -> Wanted:
        """Conditions of the message, and those it goes on with."""
        read, words = understood_in(self.turn, self.shop)
        read = tuple(one for one in read if one.field != "words")
        named = {one.field for one in read if not one.excluded}
        means = [one for one in self.asked.means if one.field not in named]
        known = Wanted() if self.is_gift and not self.goes_on else self.turn.memory.wanted
        conditions = (*read, *(one for one in means if self.is_sold(one)))
        if self.goes_on:
            wanted = narrowed(known, conditions, "", self.shop.concepts)
        else:
            wanted = begun(conditions, "", known if conditions else Wanted())
        worded = replace(wanted, words=words)
        # "for a friend's birthday" holds words that no product has; "a backpack for laptops" others
        tells = bool(words) and has(wanted, "category") and not self._finding.look(worded).unknown
        return worded if tells else wanted

    @property
    def is_gift(self) -> bool:
        """Whether it will be given away."""
        return self.asked.gift or (self.goes_on and self.turn.memory.slot("gift") == "yes")

    @property
    def goes_on(self) -> bool:
        """Whether the message goes on with the last advice, and does not ask for another."""
        memory = self.turn.memory
        asked_before = memory.asking == "advise" and bool(memory.asked)
        said_before = bool(memory.turns) and memory.turns[-1].skill == "advise"
        told_of = has(memory.wanted, "category")  # "for hiking", of socks
        of_these = bool(self.turn.understood.references)  # "which of these is best for work?"
        return (asked_before or said_before or told_of) and not (
            (self.asked.anew and not of_these) or self.asked.gift
        )

    def say(self, name: str, wanted: Wanted, **known: object) -> Statement:
        """A phrase of this skill about conditions."""
        conditions = self._finding.named(wanted)
        nth = len(self.turn.memory.turns)
        text = wording("advise")(name, self.language, nth, conditions=conditions, **known)
        return Statement(text, (Evidence("ranking", "search", conditions), heard(self.turn)))

    def is_sold(self, one: Constraint) -> bool:
        """Whether the shop can be asked for it, and has any."""
        return is_sold(one, self.shop)

    def reasons_of(self, product: Product, whys: Sequence[Why]) -> Statement:
        """A product and why it is advised."""
        proofs = [product_evidence(product, self.language), *(one for why in whys for one in why.because)]
        known = {"product": titled(product, self.language)}
        if not whys:
            return Statement(wording("advise")("close", self.language, 0, **known), tuple(proofs))
        reasons = self.reasons.joined([why.phrase for why in whys])
        text = wording("advise")("each", self.language, 0, reasons=reasons, **known)
        return Statement(text, tuple(proofs))

    @cached_property
    def reasons(self) -> Reasons:
        """Reasons in the shopper's language."""
        return Reasons(self.shop, self.language)

    @cached_property
    def _finding(self) -> Finding:
        return Finding(self.turn, self.floor, "advise")

    def _ranked(self, looked: Looked) -> Ranking:
        """By what the shopper likes; where only who and how much is known, by what many look at."""
        filters = looked.wanted.constraints
        shopper = self.turn.memory.shopper_id
        if shopper and not self.is_gift:
            shelf = self.shop.shelf("for_you", shopper_id=shopper, k=LOOKED_THROUGH, filters=filters)
            if len(shelf.ranking) >= ADVISED:
                return shelf.ranking
        if all(one.field in ("audience", "price", "in_stock") for one in filters):
            shelf = self.shop.shelf("trending", k=LOOKED_THROUGH, filters=filters)
            if len(shelf.ranking) >= ADVISED:
                return shelf.ranking
        return looked.hits

    def _varied(self, ranking: Ranking, *, spread: bool) -> list[tuple[Hit, Product]]:
        """The best that can be bought; ``spread``: of different kinds as far as there are."""
        products = {p.id: p for p in self.shop.products([hit.product_id for hit in ranking])}
        sold = [(hit, products[hit.product_id]) for hit in ranking if hit.product_id in products]
        sold = [one for one in sold if one[1].in_stock] or sold
        if not spread:
            return sold[:ADVISED]
        first: dict[tuple[str, ...], tuple[Hit, Product]] = {}
        for hit, product in sold:
            first.setdefault(product.category, (hit, product))
        chosen = list(first.values())[:ADVISED]
        rest = [one for one in sold if one not in chosen]
        return [*chosen, *rest[: ADVISED - len(chosen)]]

    def _each(self, chosen: Sequence[tuple[Hit, Product]], wanted: Wanted) -> Iterator[Statement]:
        conditions = [one for one in wanted.constraints if not one.excluded]
        for hit, product in chosen:
            whys = [
                *self.reasons.of_conditions(product, conditions),
                *self.reasons.of_words(hit, product, wanted.words),
                *self.reasons.of_hit(hit, product),
            ]
            yield self.reasons_of(product, whys)

    def _left_out(self, looked: Looked) -> Iterator[Statement]:
        if looked.given_up:
            yield self.say("left_out", Wanted(looked.given_up))

    def _unspecific(self) -> Step:
        """Nothing was said to go by: what the shopper likes, or many do, and a question."""
        asked = self._question("occasion")
        for name in ("for_you", "trending"):
            shelf = self.shop.shelf(name, shopper_id=self.turn.memory.shopper_id, k=LOOKED_THROUGH)
            chosen = self._varied(shelf.ranking, spread=True)
            if chosen:
                text = wording("advise")(name, self.language, len(self.turn.memory.turns))
                says = [Statement(text), *self._each(chosen, Wanted())]
                return self._said(says, chosen, Wanted(), asked)
        return self._ask(asked)

    def _question(self, field: str) -> Question:
        everything = self.shop.search(Query(filters=(Constraint("in_stock"),), language=self.language, k=1))
        looked = Looked(everything, Wanted(), ())
        return question_about(field, looked, self.shop, self.language, len(self.turn.memory.turns))

    def _next_question(self, looked: Looked) -> Question | None:
        """Of a gift whom it is for and what it may cost; else what narrows down most."""
        wanted, nth = looked.wanted, len(self.turn.memory.turns)
        if self.is_gift and not has(wanted, "audience") and "audience" not in wanted.asked:
            return question_about("audience", looked, self.shop, self.language, nth)
        fields = ("price",) if self.is_gift else ASKABLE
        return question(looked, self.shop, self.language, nth, fields)

    def _said(
        self,
        says: Sequence[Statement],
        chosen: Sequence[tuple[Hit, Product]],
        wanted: Wanted,
        asked: Question | None,
        lacking: Mapping[str, str] | None = None,
    ) -> Step:
        replies = tuple(wording("advise")(f"reply_{name}", self.language) for name in ("match", "cheaper"))
        answer = Answer(
            "advise",
            self.language,
            (*says, *([Statement(asked.text)] if asked else [])),
            tuple(product.id for _, product in chosen),
            suggestions=asked.suggestions if asked else replies,
            lacking=lacking or {},
        )
        slots = [GIFT] if self.is_gift else []
        return step(self.turn, answer, wanted=wanted, asked=asked.field if asked else "", slots=slots)

    def _ask(self, asked: Question) -> Step:
        name = "ask_gift" if self.is_gift else "ask_first"
        opening = Statement(wording("advise")(name, self.language, len(self.turn.memory.turns)))
        answer = Answer(
            "advise", self.language, (opening, Statement(asked.text)), suggestions=asked.suggestions
        )
        slots = [GIFT] if self.is_gift else []
        return step(self.turn, answer, wanted=self.wanted, asked=asked.field, slots=slots)
