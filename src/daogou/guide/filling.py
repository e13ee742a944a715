"""The cart in conversation: put in, changed, taken out, shown, emptied."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daogou.core.errors import ShopError
from daogou.core.product import Product, Variant
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.cart_words import open_option, quantity_in, variants_meant
from daogou.guide.floor import CartLine, Floor
from daogou.guide.prices import price_text
from daogou.guide.remembering import step
from daogou.guide.step import Step, Turn
from daogou.guide.wording import wording
from daogou.language.normalise import normalise

SKILL = "cart"
TAKEN_OUT = "taken_out"  # the slot of what a word puts back
_MEANT = re.compile(r"^\W*(?:no|sorry|oops|wait)\b.*\bmeant\b|^(?:不对|错了|弄错)|我(?:说|指)的是|不是这")


@dataclass(frozen=True)
class Filling:
    """One turn with the cart of whoever speaks."""

    turn: Turn
    floor: Floor

    def say(self, name: str, because: Sequence[Evidence] = (), /, **known: object) -> Statement:
        """A phrase of ``words/cart.toml``."""
        return Statement(
            wording(SKILL)(name, self.turn.understood.language, len(self.turn.memory.turns), **known),
            tuple(because),
        )

    def lines(self) -> Sequence[CartLine]:
        """What is in it."""
        return self.floor.carts().lines(self.turn.memory.shopper_id, self.turn.understood.language)

    def add(self) -> Step:
        """Put the product in that is meant; which variant is asked for if several are meant."""
        product = self._product()
        if product is None:
            return self._which_one()
        memory = self.turn.memory
        before = {
            one.field: one.values[0]
            for one in memory.wanted.constraints
            if len(one.values) == 1 and not one.excluded
        }
        before |= {name: value for name, value in memory.slots if memory.asking == SKILL}
        text, read = self.turn.understood.text, self.turn.understood.read
        meant = variants_meant(product, text, read, before)
        quantity = quantity_in(text) or int(before.get("quantity", 1))
        if product.variants and not meant:
            return self._not_there(product)
        if option := open_option(meant):
            return self._which(product, meant, option, quantity)
        if self._is_in_place_of(product):
            self._take_out(self.turn.memory.focus)
        return self._put(product, meant[0] if meant else None, quantity)

    def _is_in_place_of(self, product: Product) -> bool:
        """Whether what was put in last was the wrong one: "no, I meant the second"."""
        turns = self.turn.memory.turns
        last = turns[-1].skill if turns else ""
        meant = last == SKILL and bool(_MEANT.search(normalise(self.turn.understood.text)))
        return meant and self.turn.memory.focus not in ("", product.id)

    def _take_out(self, product_id: str) -> None:
        for line in self.lines():
            if line.product_id == product_id:
                self._hold(product_id, line.sku, 0)

    def _which_one(self) -> Step:
        """Of those shown; where nothing was, what is named next is to be looked for."""
        if self.turn.memory.shown:
            return self._ends([self.say("which_product")])
        asked = self._ends([self.say("nothing_chosen")])
        return replace(asked, memory=replace(asked.memory, asking="find", asked="category"))

    def change(self) -> Step:
        """Another quantity of the line that is meant."""
        line, quantity = self._line(), quantity_in(self.turn.understood.text)
        if line is None or not quantity:
            return (
                self.show()
                if line is None
                else self._ends([self.say("how_many", [_of_line(line)], title=line.title)])
            )
        return self._set(line, quantity, "changed")

    def remove(self) -> Step:
        """Take the line out that is meant."""
        line = self._line()
        if line is None:
            return self.show()
        return self._set(line, 0, "removed")

    def show(self) -> Step:
        """Every line, and what it comes to."""
        lines = self.lines()
        if not lines:
            return self._ends([self.say("empty", [Evidence("cart", "cart", "0")])])
        says = [
            self.say("line", [_of_line(one)], title=one.title, quantity=one.quantity, price=_told(one))
            for one in lines
        ]
        return self._ends([*says, self.total(lines)], suggestions=[self.say("reply_empty").text])

    def total(self, lines: Sequence[CartLine]) -> Statement:
        """Per currency; lines without a price are not in it."""
        sums: dict[str, float] = {}
        for line in lines:
            if line.price is not None:
                sums[line.currency] = round(sums.get(line.currency, 0.0) + line.price * line.quantity, 2)
        told = " + ".join(price_text(amount, currency) for currency, amount in sums.items())
        pieces = sum(line.quantity for line in lines)
        proof = [*map(_of_line, lines), Evidence("cart", "cart", f"{pieces} | {told}")]
        return self.say("total", proof, pieces=pieces, total=told)

    def empty(self) -> Step:
        """Take everything out; a word puts it back."""
        lines = self.lines()
        if not lines:
            return self.show()
        for line in lines:
            self._hold(line.product_id, line.sku, 0)
        said = self.say("emptied", [Evidence("cart", "cart", "0")])
        return self._ends([said], slots=_taken_out(lines), suggestions=[self.say("reply_put_back").text])

    def put_back(self) -> Step:
        """What the turn before took out."""
        for product_id, sku, quantity in json.loads(self.turn.memory.slot(TAKEN_OUT)):
            self._hold(product_id, sku, quantity)
        return self.show()

    def _hold(self, product_id: str, sku: str, quantity: int) -> None:
        """That many from now on."""
        self.floor.carts().put(self.turn.memory.shopper_id, product_id, sku, quantity)

    def _product(self) -> Product | None:
        memory, pointed = self.turn.memory, self.turn.understood.references
        asked = memory.slot("product_id") if memory.asking == SKILL else ""
        only = memory.shown[0] if len(memory.shown) == 1 else ""
        wanted = next(iter(pointed), "") or asked or memory.focus or self.turn.message.product_id or only
        found = self.floor.shop.products([wanted]) if wanted else []
        return found[0] if found else None

    def _line(self) -> CartLine | None:
        """Of what is pointed at, named, or spoken of; else the only one, or the last put in."""
        lines, text = self.lines(), self.turn.understood.text.lower()
        pointed = (*self.turn.understood.references, self.turn.memory.focus)
        for product_id in pointed:
            if found := [one for one in lines if one.product_id == product_id]:
                return found[-1]
        named = [
            one for one in lines if any(word in text for word in one.title.lower().split() if len(word) > 3)
        ]
        found = named or list(lines)
        return found[-1] if found else None

    def _put(self, product: Product, variant: Variant | None, quantity: int) -> Step:
        sku, language = variant.sku if variant else "", self.turn.understood.language
        held = sum(one.quantity for one in self.lines() if (one.product_id, one.sku) == (product.id, sku))
        price = variant.price if variant else product.price
        options = ", ".join(variant.options.values()) if variant else ""
        title = f"{product.title(language)} ({options})" if options else product.title(language)
        told = price_text(price, product.currency) if price is not None else self.say("no_price").text
        try:
            self._hold(product.id, sku, held + quantity)
        except ShopError as error:
            return self._cannot(product, error)
        proof = [
            Evidence("product", f"product:{product.id}", f"{title}: {told}"),
            Evidence("cart", "cart", f"{quantity} {title}"),
        ]
        says = [
            self.say("added", proof, title=title, price=told, quantity=quantity),
            self.total(self.lines()),
        ]
        return self._ends(says, focus=product.id, suggestions=[self.say("reply_show").text])

    def _which(self, product: Product, variants: Sequence[Variant], option: str, quantity: int) -> Step:
        title = product.title(self.turn.understood.language)
        values = tuple(dict.fromkeys(one.options.get(option, "") for one in variants))
        joint = "、" if self.turn.understood.language == "zh" else ", "
        proof = [Evidence("product", f"product:{product.id}", f"{title}: {option} {', '.join(values)}")]
        name = f"which_{option}" if f"which_{option}" in wording(SKILL).phrases else "which_option"
        asked = self.say(name, proof, title=title, values=joint.join(values))
        known = {
            one: value
            for one, value in variants[0].options.items()
            if {v.options.get(one) for v in variants} == {value}
        }
        slots = {**known, "product_id": product.id, "quantity": str(quantity)}
        return self._ends(
            [asked], asked=option, slots=tuple(slots.items()), focus=product.id, suggestions=values
        )

    def _not_there(self, product: Product) -> Step:
        title = product.title(self.turn.understood.language)
        there = ["/".join(one.options.values()) for one in product.variants if one.in_stock]
        joint = "、" if self.turn.understood.language == "zh" else ", "
        proof = [Evidence("product", f"product:{product.id}", f"{title}: {', '.join(there)}")]
        said = self.say("not_in_stock" if there else "sold_out", proof, title=title, values=joint.join(there))
        asked = open_option([one for one in product.variants if one.in_stock])
        slots = (("product_id", product.id),) if asked else ()
        return self._ends(
            [said], asked=asked, slots=slots, focus=product.id, suggestions=there[:6], why_not="not_in_stock"
        )

    def _set(self, line: CartLine, quantity: int, name: str) -> Step:
        try:
            self._hold(line.product_id, line.sku, quantity)
        except ShopError as error:
            return self._cannot(self.floor.shop.product(line.product_id), error)
        proof = [_of_line(line), Evidence("cart", "cart", f"{quantity} {line.title}")]
        left = self.lines()
        after = self.total(left) if left else self.say("empty", [Evidence("cart", "cart", "0")])
        return self._ends(
            [self.say(name, proof, title=line.title, quantity=quantity), after],
            slots=() if quantity else _taken_out([line]),
            focus=line.product_id,
            suggestions=() if quantity else [self.say("reply_put_back").text],
        )

    def _cannot(self, product: Product, error: ShopError) -> Step:
        """There are not so many, or it is gone; how many there are is told where it is known."""
        title = product.title(self.turn.understood.language)
        proof = [Evidence("product", f"product:{product.id}", f"{title}: {error.message}")]
        return self._ends([self.say("cannot", proof, title=title)], focus=product.id, why_not=error.code)

    def _ends(
        self,
        says: Sequence[Statement],
        *,
        asked: str = "",
        slots: Sequence[tuple[str, str]] = (),
        focus: str | None = None,
        suggestions: Sequence[str] = (),
        why_not: str = "",
    ) -> Step:
        answer = Answer(
            SKILL, self.turn.understood.language, tuple(says), suggestions=tuple(suggestions), why_not=why_not
        )
        found = step(self.turn, answer, asking=SKILL if asked else "", slots=slots, focus=focus)
        return Step(found.answer, replace(found.memory, asked=asked))


def _taken_out(lines: Sequence[CartLine]) -> tuple[tuple[str, str], ...]:
    """What was taken out, to be put back."""
    return ((TAKEN_OUT, json.dumps([(one.product_id, one.sku, one.quantity) for one in lines])),)


def _told(line: CartLine) -> str:
    return price_text(line.price, line.currency) if line.price is not None else "—"


def _of_line(line: CartLine) -> Evidence:
    return Evidence(
        "product", f"product:{line.product_id}", f"{line.quantity} × {line.title} {line.sku}: {_told(line)}"
    )
