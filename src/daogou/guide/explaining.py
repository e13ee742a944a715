"""Why a product is in the list, why one is not, and what was said rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daogou.core.product import Product
from daogou.core.query import Constraint
from daogou.guide.answer import Evidence, Statement
from daogou.guide.finding import Finding
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.ordering import Order
from daogou.guide.reasons import Reasons, Why
from daogou.guide.remembering import heard
from daogou.guide.searching import CARDS, SAMPLE, Look
from daogou.guide.taking import Taking
from daogou.guide.traits import product_evidence, titled
from daogou.guide.wanting import left_of
from daogou.guide.wording import wording
from daogou.language.normalise import normalise

WHY_NOT = re.compile(
    r"\bwhy (?:not|no|none|isn.?t|aren.?t|didn.?t|don.?t|doesn.?t)\b"
    r"|\bwhy (?:is|are|do|did)\b.{1,60}\b(?:not|no|nothing|missing|left out)\b"
    r"|(?:为什么|为何|怎么|干嘛)(?:就|都|又|会)?(?:没有?|不|看不到)|没有.{1,12}的?(?:原因|理由)"
)
SOURCE = re.compile(
    r"\bhow do you know\b|\bbased on\b|\bsources?\b|\bsays who\b|\bwho says\b"
    r"|\bwhere did you (?:get|read|find)\b"
    r"|\bis (?:that|this) (?:really )?true\b|\bare you sure\b|\bprove\b|\bwhat basis\b|\bevidence\b"
    r"|凭什么|依据|根据|谁说|出处|哪来的|哪儿来|从哪|真的吗|怎么知道|确定吗|有证据|来源"
)
MOST_FACTS = 4  # of a kind of evidence: all of it stands beside the answer


@dataclass(frozen=True)
class Explaining(Taking):
    """One turn's explanation."""

    def of_product(self, product: Product) -> list[Statement]:
        """Why it is in the list."""
        wanted = self.turn.memory.wanted
        said = self._rested_on(product)
        if any(one.kind == "graph" for statement in said for one in statement.because):
            return said  # it was advised for what it goes with, and not looked for
        if not (wanted.constraints or wanted.words or wanted.like):
            return self._for_shopper(product) or said or [self._no_reason(product)]
        looked = self._find.look(wanted, k=SAMPLE)
        hit = next((hit for hit in looked.hits if hit.product_id == product.id), None)
        whys = self._reasons.of_conditions(product, looked.wanted.constraints)
        whys += self._reasons.of_words(hit, product, wanted.words) if hit else []
        if not whys and not wanted.like:
            return said or [self._no_reason(product)]
        says = [self._reasoned("asked_for", product, whys)] if whys else []
        return [*says, *self._resembling(product), *(self._place(hit.product_id, looked.ids) if hit else ())]

    def why_not(self) -> list[Statement]:
        """Why products of that description are not in the list; [] if none is described."""
        read, words = understood_in(self.turn, self.shop)
        # the "not" is the question's and not the products'
        described = tuple(replace(one, excluded=False) for one in read if one.field != "words")
        unwanted = " ".join(value for one in read if one.field == "words" for value in one.values)
        again = self.shop.read(unwanted, self.language)
        if again.stand_ins:  # what is broader is sold, what was named is not
            asked = tuple(Constraint(one.field, (one.asked,)) for one in again.stand_ins)
            return [self._not_sold(Wanted(asked))]
        described = (*described, *again.filters, *again.wishes)
        words = f"{words} {left_of(unwanted, described)}".strip()
        if described or words:
            return self._why_none(described, words)
        if self.turn.understood.change in ("cheaper", "dearer"):
            return list(
                self._at_the_end("price_up" if self.turn.understood.change == "cheaper" else "price_down")
            )
        pointed = self.shop.products(self.turn.understood.references)
        return [statement for product in pointed for statement in self._left_out(product)]

    def sources(self) -> list[Statement]:
        """What the last answer rested on, by kind."""
        return self._by_kind(self.turn.memory.rested_on)

    def say(self, name: str, /, because: Sequence[Evidence] = (), **known: object) -> Statement:
        """A phrase of this skill."""
        return Statement(wording("explain")(name, self.language, self.nth, **known), tuple(because))

    @cached_property
    def _find(self) -> Finding:
        return Finding(
            replace(self.turn, message=replace(self.turn.message, picture=None)), self.floor, "explain"
        )

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self.shop, self.language)

    def _reasoned(self, name: str, product: Product, whys: Sequence[Why]) -> Statement:
        proofs = [product_evidence(product, self.language), *(one for why in whys for one in why.because)]
        reasons = self._reasons.joined([why.phrase for why in whys])
        return self.say(name, proofs, product=titled(product, self.language), reasons=reasons)

    def _no_reason(self, product: Product) -> Statement:
        proof = [product_evidence(product, self.language)]
        return self.say("no_reason", proof, product=titled(product, self.language))

    def _resembling(self, product: Product) -> Iterator[Statement]:
        like = self.turn.memory.wanted.like
        for other in self.shop.products([like] if like and like != product.id else []):
            text = f"{product.title(self.language)} ~ {other.title(self.language)}"
            proof = Evidence("ranking", f"product:{product.id}/like/{other.id}", text)
            yield self.say("resembles", [proof], title=other.title(self.language))

    def _place(self, product_id: str, ids: Sequence[str]) -> Iterator[Statement]:
        if len(ids) > 1:
            place, total = ids.index(product_id) + 1, len(ids)
            title = self.shop.product(product_id).title(self.language)
            proof = Evidence("ranking", f"search:{product_id}", f"{title}: {place} / {total}")
            yield self.say("place", [proof], place=place, total=total)

    def _rested_on(self, product: Product) -> list[Statement]:
        """What was said of it when it was shown."""
        sources = (f"product:{product.id}", f"graph:product:{product.id} ")
        said = [
            one
            for one in self.turn.memory.rested_on
            if one.source.startswith(sources) and one.kind != "product"
        ]
        return self._by_kind(said)

    def _for_shopper(self, product: Product) -> list[Statement]:
        """What a recommender says of it."""
        for name in ("for_you", "trending"):
            shelf = self.shop.shelf(name, shopper_id=self.turn.memory.shopper_id, k=SAMPLE)
            hit = next((hit for hit in shelf.ranking if hit.product_id == product.id), None)
            whys = self._reasons.of_hit(hit, product) if hit else []
            if whys:
                return [self._reasoned("recommended", product, whys)]
        return []

    def _by_kind(self, facts: Sequence[Evidence]) -> list[Statement]:
        kinds = dict.fromkeys(one.kind for one in facts)
        return [self._source(kind, [one for one in facts if one.kind == kind]) for kind in kinds]

    def _source(self, kind: str, facts: Sequence[Evidence]) -> Statement:
        listed = ("；" if self.language == "zh" else "; ").join(one.text for one in facts[:MOST_FACTS])
        return self.say(f"source_{kind}", facts, facts=listed)

    def _left_out(self, product: Product) -> list[Statement]:
        conditions = self.turn.memory.wanted.constraints
        failed = [one for one in conditions if not self.shop.meets(product.id, one)]
        title, proof = titled(product, self.language), product_evidence(product, self.language)
        if not failed:
            return [self.say("meets_all", [proof, heard(self.turn)], product=title)]
        labels = self._reasons.joined([self.shop.label(one, self.language) for one in failed])
        proofs = [proof, Evidence("ranking", f"product:{product.id}/conditions", f"{title} ≠ {labels}")]
        return [self.say("fails", proofs, product=title, conditions=labels)]

    def _why_none(self, described: tuple[Constraint, ...], words: str) -> list[Statement]:
        """How many there are, and which of the conditions they fail."""
        wanted = self.turn.memory.wanted
        fields = {one.field for one in described}
        kind = tuple(c for c in wanted.constraints if c.field == "category" and "category" not in fields)
        base = Wanted((*kind, *described), words)
        looked = self._find.look(base, k=1)
        total = 0 if looked.unknown or looked.given_up else looked.answer.total
        named, counted = self._find.named(base), self._find.count(total)
        if not total:
            return [self._not_sold(base)]
        proof = Evidence("ranking", "search", f"{counted} | {named}")
        says = [self.say("there_are", [proof], conditions=named, count=counted)]
        rest = [one for one in wanted.constraints if one not in base.constraints]
        return [*says, *self._failing(base, [one for one in rest if one.field in fields], rest)]

    def _at_the_end(self, order: Order) -> Iterator[Statement]:
        """The cheapest, or dearest, that meets everything."""
        wanted = self.turn.memory.wanted
        if wanted.constraints or wanted.words or wanted.like:
            hits = Look(self.shop, self.language, order=order)(wanted, k=1).hits
            for product in self.shop.products([hit.product_id for hit in hits]):
                named = self._find.named(wanted)
                proofs = [
                    product_evidence(product, self.language),
                    Evidence("ranking", f"search:{order}", named),
                ]
                yield self.say(order, proofs, product=titled(product, self.language), conditions=named)

    def _not_sold(self, wanted: Wanted) -> Statement:
        named = self._find.named(wanted)
        proof = Evidence("ranking", "search", f"{self._find.count(0)} | {named}")
        return self.say("not_sold", [proof], conditions=named)

    def _failing(
        self, base: Wanted, contrary: Sequence[Constraint], rest: Sequence[Constraint]
    ) -> Iterator[Statement]:
        """``contrary``: conditions on the very fields that are described."""
        if contrary:
            label = self._reasons.joined([self.shop.label(one, self.language) for one in contrary])
            proof = Evidence("asked", "search", label)
            yield self.say("instead_of", [proof, heard(self.turn)], wanted=label)
            return
        failed = [
            one
            for one in rest
            if not self._find.look.count(replace(base, constraints=(*base.constraints, one)))
        ]
        for one in failed:
            label = self.shop.label(one, self.language)
            proof = Evidence("ranking", f"search:{one.key}", f"{self._find.count(0)} | {label}")
            yield self.say("none_meets", [proof], condition=label)
        if not failed:
            yield self._all_together(replace(base, constraints=(*base.constraints, *rest)))

    def _all_together(self, everything: Wanted) -> Statement:
        """Each condition alone is met by some."""
        looked = self._find.look(everything, k=SAMPLE)
        named, counted = self._find.named(everything), self._find.count(looked.answer.total)
        if not looked.hits or looked.given_up:
            proof = Evidence("ranking", "search", f"{self._find.count(0)} | {named}")
            return self.say("none_meets_all", [proof], conditions=named)
        shown = [one for one in self.turn.memory.shown[:CARDS] if one in looked.ids]
        proof = Evidence("ranking", "search", f"{counted} | {named}")
        if not shown:
            return self.say("further_down", [proof], count=counted)
        product = self.shop.products(shown[:1])[0]
        place = self.turn.memory.shown.index(product.id) + 1
        there = Evidence("ranking", f"product:{product.id}", f"{place}: {titled(product, self.language)}")
        return self.say(
            "they_are_in", [proof, there], count=counted, product=titled(product, self.language), place=place
        )


def asks_why_not(text: str) -> bool:
    """Whether a message asks why something is not there."""
    return bool(WHY_NOT.search(normalise(text)))


def asks_for_sources(text: str) -> bool:
    """Whether a message asks what a statement rests on."""
    return bool(SOURCE.search(normalise(text)))
