"""What goes with a product: worn together, bought together, and within the budget."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daogou.core.product import Product
from daogou.core.query import Constraint
from daogou.core.ranking import Hit
from daogou.guide.advising import ADVISED, LOOKED_THROUGH, Advising
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.prices import price_text
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Look
from daogou.guide.step import Step
from daogou.guide.traits import price_of, product_evidence, titled
from daogou.guide.wanting import beside_part, left_of, meant
from daogou.guide.wording import wording
from daogou.language.normalise import normalise

Piece = tuple[Hit, Product]
CLOTHING, FOR_ALL = "apparel", "unisex"  # concepts
_WITH_A = re.compile(r"\b(?:with|match(?:es|ing)?|to|for) (?:a|an|my|some)\b")


@dataclass(frozen=True)
class Outfits:
    """Outfits around one product."""

    advising: Advising

    def around(self, anchor: Product, *, shown: bool = False) -> Step:
        """What goes with it; ``shown``: it is new to the shopper and stands first."""
        filters = self._filters(anchor)
        pieces = self._within(self._pieces(anchor, filters), anchor if shown else None)
        if not pieces:
            return self._nothing(anchor)
        says = [
            self._say("with_example" if shown else "with_this", anchor),
            *(self.advising.reasons_of(p, self.advising.reasons.of_hit(hit, p)) for hit, p in pieces),
        ]
        products = [*([anchor] if shown else []), *(product for _, product in pieces)]
        says += self._together(products) if shown or self._budget is not None else []
        replies = tuple(
            wording("advise")(f"reply_{name}", self.advising.language) for name in ("why", "take")
        )
        cards = tuple(product.id for product in products)
        answer = Answer("advise", self.advising.language, tuple(says), cards, None, replies)
        return step(self.advising.turn, answer, wanted=self._wanted(pieces, filters), focus=anchor.id)

    def anchor(self) -> Product | None:
        """What the message or the conversation speaks of; of a description the best that fits."""
        turn, shop = self.advising.turn, self.advising.shop
        pointed = turn.understood.references
        shown = turn.memory.shown[:1] if self.advising.asked.goes_with else ()
        spoken = [one for one in (*pointed[:1], turn.memory.focus, turn.message.product_id, *shown) if one]
        found = shop.products(spoken if pointed or not self._describes_another() else [])
        return found[0] if found else None

    def described(self) -> Product | None:
        """The best that meets what is said: "what goes with a black skirt?"."""
        wanted, shop = self.advising.wanted, self.advising.shop
        if self._beside:
            read = shop.read(self._beside, self.advising.language)
            wanted = Wanted(meant((*read.filters, *read.wishes), self._beside))
        if not self.advising.asked.outfit:  # the price is that of what will go with it
            wanted = replace(
                wanted, constraints=tuple(one for one in wanted.constraints if one.field != "price")
            )
        if not wanted.constraints:
            return None
        hits = Look(shop, self.advising.language)(wanted, k=LOOKED_THROUGH).hits
        found = shop.products([hit.product_id for hit in hits])
        clothes = [product for product in found if self._is_clothing(product)]
        return next(iter([*clothes, *found]), None)

    def _is_clothing(self, product: Product) -> bool:
        """An outfit is built around clothes where there are any."""
        linked = (self.advising.shop.concepts.link("category", step) for step in product.category)
        return CLOTHING in linked

    def _describes_another(self) -> bool:
        """Whether what to match is described: "with a black skirt", 黑色半身裙配什么; not "what bag?"."""
        if self._beside:
            return True
        said = normalise(self.advising.turn.understood.text)
        read, _ = understood_in(self.advising.turn, self.advising.shop)
        places = [said.find(one.words) for one in read if one.field != "price" and one.words in said]
        return bool(places) and (bool(_WITH_A.search(said)) or min(places) < said.find("配"))

    @cached_property
    def _beside(self) -> str:
        """The words that describe it, where which things of a kind go with it is asked."""
        return beside_part(self.advising.turn.understood.text, self.advising.shop, self.advising.language)

    @cached_property
    def kinds(self) -> list[Constraint]:
        """All the kinds of things that the message names."""
        turn, shop = self.advising.turn, self.advising.shop
        read = meant(turn.understood.read, turn.understood.text)
        left = left_of(turn.understood.text, turn.understood.read, shortest=1)
        again = shop.read(left, self.advising.language).filters if left else ()
        return [one for one in (*read, *again) if one.field == "category" and not one.excluded]

    @property
    def _budget(self) -> float | None:
        if not self.advising.asked.outfit:
            return None
        limits = [one.high for one in self.advising.wanted.constraints if one.field == "price"]
        return next((high for high in limits if high is not None), None)

    def _filters(self, anchor: Product) -> tuple[Constraint, ...]:
        """What the pieces must be: a limit on the price, and the kind that is named, if it is another one."""
        said, _ = understood_in(self.advising.turn, self.advising.shop)
        prices = (one for one in said if one.field == "price")
        sold = [one for one in self.kinds if self.advising.is_sold(one)]
        others = [one for one in sold if not self.advising.shop.meets(anchor.id, one)]
        return (*prices, *others[:1], *self._audience(anchor))

    def _audience(self, anchor: Product) -> tuple[Constraint, ...]:
        """Whom the pieces are for: nobody in particular where the product is for all."""
        concepts = self.advising.shop.concepts
        given = anchor.attributes.get("audience", ())
        linked = tuple(found for value in given if (found := concepts.link("audience", value)))
        condition = Constraint("audience", linked)
        return (condition,) if linked and FOR_ALL not in linked and self.advising.is_sold(condition) else ()

    def _pieces(self, anchor: Product, filters: Sequence[Constraint]) -> list[Piece]:
        """One of each kind, as far as there are."""
        shop = self.advising.shop
        shelf = shop.shelf("goes_with", product_id=anchor.id, k=LOOKED_THROUGH, filters=filters)
        products = {p.id: p for p in shop.products([hit.product_id for hit in shelf.ranking])}
        first: dict[tuple[str, ...], Piece] = {}
        for hit in shelf.ranking:
            if hit.product_id in products:
                product = products[hit.product_id]
                first.setdefault(product.category, (hit, product))
        spread = list(first.values())
        others = [(hit, products[hit.product_id]) for hit in shelf.ranking if hit.product_id in products]
        return [*spread, *(one for one in others if one not in spread)]

    def _within(self, pieces: Sequence[Piece], anchor: Product | None) -> list[Piece]:
        """As many as the budget allows together."""
        left = self._budget
        if left is not None and anchor is not None:
            left -= anchor.price or 0
        chosen: list[Piece] = []
        for hit, product in pieces:
            if left is None or (product.price or 0) <= left:
                chosen.append((hit, product))
                left = None if left is None else left - (product.price or 0)
        return chosen[:ADVISED]

    def _wanted(self, pieces: Sequence[Piece], filters: Sequence[Constraint]) -> Wanted:
        """So that "cheaper" means things of these kinds."""
        concepts = self.advising.shop.concepts
        kinds = (concepts.link("category", product.category[-1]) for _, product in pieces if product.category)
        named = tuple(dict.fromkeys(kind for kind in kinds if kind))
        kind = (Constraint("category", named),) if named else ()
        kept = tuple(one for one in filters if one.field != "category")
        return Wanted((*kind, *kept))

    def _say(self, name: str, anchor: Product) -> Statement:
        turn, language = self.advising.turn, self.advising.language
        text = wording("advise")(name, language, len(turn.memory.turns), product=titled(anchor, language))
        return Statement(text, (product_evidence(anchor, language), heard(turn)))

    def _together(self, products: Sequence[Product]) -> list[Statement]:
        """What all of it costs."""
        priced = [product for product in products if product.price is not None]
        if len(priced) < 2 or len({product.currency for product in priced}) > 1:
            return []
        total = price_text(sum(product.price or 0 for product in priced), priced[0].currency)
        reckoned = f"{' + '.join(price_of(product) for product in priced)} = {total}"
        language = self.advising.language
        proofs = (
            Evidence("product", "products:sum", reckoned),
            *(product_evidence(product, language) for product in priced),
        )
        nth = len(self.advising.turn.memory.turns)
        return [Statement(wording("advise")("together", language, nth, total=total), proofs)]

    def _nothing(self, anchor: Product) -> Step:
        statement = self._say("nothing_goes", anchor)
        answer = Answer("advise", self.advising.language, (statement,), why_not="nothing_found")
        return step(self.advising.turn, answer, focus=anchor.id)
