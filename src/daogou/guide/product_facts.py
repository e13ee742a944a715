"""What the shop knows of one product, as sentences with evidence: attributes, price, sizes, stock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from daogou.core.entity import entity_id, key_of, kind_of
from daogou.core.product import Language, Product, Variant
from daogou.core.query import Constraint
from daogou.guide.answer import Evidence, Statement
from daogou.guide.floor import Shop
from daogou.guide.prices import price_text
from daogou.guide.traits import price_of, product_evidence, trait_evidence, traits
from daogou.guide.wording import wording
from daogou.search.labels import field_label

BEGIN = ("fact", "yes", "no", "unknown", "size_reason")  # phrases that may begin with a field's name
MOST_DETAILS = 6  # attributes told of a product that is described; the page has all


@dataclass(frozen=True)
class ProductFacts:
    """Of one product, in one language; ``nth``: turns so far, for the wording."""

    product: Product
    shop: Shop
    language: Language
    nth: int = 0

    @property
    def title(self) -> str:
        """In the language."""
        return self.product.title(self.language)

    def say(self, name: str, /, **known: object) -> str:
        """A phrase of ``words/ask_product.toml``."""
        said = wording("ask_product")(name, self.language, self.nth, **known)
        return said[:1].upper() + said[1:] if name in BEGIN else said

    def asked(self, words: str) -> Evidence:
        """What the shopper said in this turn."""
        return Evidence("asked", f"turn:{self.nth}", words)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts of a list."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    @cached_property
    def known(self) -> dict[str, tuple[str, ...]]:
        """Field -> labels of its values, brand and category among them."""
        found = dict(traits(self.product, self.shop.concepts, self.language))
        if self.product.brand.strip():
            found["brand"] = (self.product.brand.strip(),)
        if self.product.category:
            found["category"] = (self._category(),)
        return found

    def attribute(self, name: str) -> Statement:
        """What the feed says; else the graph, with its confidence; else that nobody does."""
        if name in self.known:
            return self._given("fact", name)
        return self._from_graph(name) or self.unknown(name)

    def unknown(self, name: str) -> Statement:
        """That the shop does not say."""
        text = self.say("unknown", field=_named(name, self.language), title=self.title)
        return Statement(text, (product_evidence(self.product, self.language),))

    def compared(self, asked: Constraint) -> Statement:
        """Whether the product is as asked, with what is known."""
        if asked.field not in self.known:
            return self.attribute(asked.field)
        return self._given("yes" if self.shop.meets(self.product.id, asked) else "no", asked.field)

    def price(self) -> Iterator[Statement]:
        """The price, and the one before where it is reduced."""
        lowest = price_of(self.product)
        if not lowest:
            proof = product_evidence(self.product, self.language)
            yield Statement(self.say("no_price", title=self.title), (proof,))
            return
        prices = [v.price for v in self._buyable() if v.price is not None]
        highest = price_text(max(prices), self.product.currency)
        name = "price" if highest == lowest else "price_to"
        before = [v.list_price for v in self._buyable() if v.list_price and v.list_price > (v.price or 0)]
        reduced = price_text(max(before), self.product.currency) if before else ""
        told = " / ".join(dict.fromkeys(one for one in (lowest, highest, reduced) if one))
        proof = Evidence("attribute", f"product:{self.product.id}/price", f"{self.title}: {told}")
        yield Statement(self.say(name, title=self.title, price=lowest, highest=highest), (proof,))
        if reduced:
            yield Statement(self.say("reduced", before=reduced), (proof,))

    def sizes(self) -> Iterator[Statement]:
        """Sizes in stock, and those that are sold out."""
        all_sizes = self.all_sizes
        if not all_sizes:
            yield from self.stock() if self.product.variants else [self.unknown("size")]
            return
        there = self.product.sizes
        gone = [size for size in all_sizes if size not in there]
        if there:
            text = self.say("sizes", title=self.title, sizes=self.joined(there))
            yield Statement(text, (self.size_proof,))
        if gone:
            yield Statement(self.say("sold_out_sizes", sizes=self.joined(gone)), (self.size_proof,))

    def in_size(self, size: str) -> Statement:
        """Whether a size can be had, and how many are left."""
        named = {one.casefold(): one for one in self.all_sizes}
        there = self.joined(self.product.sizes) or self.say("none")
        known = named.get(size.casefold())
        if known is None:
            text = self.say("no_such_size", title=self.title, size=size, sizes=there)
            return Statement(text, (self.size_proof, self.asked(size)))
        if known not in self.product.sizes:
            text = self.say("lacks_size", title=self.title, size=known, sizes=there)
            return Statement(text, (self.size_proof,))
        left, proof = self._left([v for v in self._buyable() if v.options.get("size") == known], known)
        return Statement(self.say("has_size", title=self.title, size=known, left=left), (proof,))

    def stock(self) -> Iterator[Statement]:
        """Whether it can be bought at all, and how many there are."""
        if not self.product.in_stock:
            yield Statement(self.say("sold_out", title=self.title), (self.size_proof,))
            return
        left, proof = self._left(self._buyable(), "")
        yield Statement(self.say("in_stock", title=self.title, left=left), (proof,))

    def details(self) -> Iterator[Statement]:
        """Price, the main attributes, sizes."""
        yield from self.price()
        names = [name for name in self.known if name not in ("category", "brand")][:MOST_DETAILS]
        if names:
            colon = "：" if self.language == "zh" else ": "
            facts = [f"{field_label(n, self.language)}{colon}{self.joined(self.known[n])}" for n in names]
            text = ("；" if self.language == "zh" else "; ").join(facts)
            proofs = tuple(self._proof(name) for name in names)
            yield Statement(text + ("。" if self.language == "zh" else "."), proofs)
        if self.all_sizes:
            yield from self.sizes()

    @cached_property
    def size_proof(self) -> Evidence:
        """What is said of every size."""
        sold_out = self.say("sold_out_sizes", sizes="").rstrip("。. ")
        gone = [size for size in self.all_sizes if size not in self.product.sizes]
        told = self.joined(self.product.sizes) + (f"; {sold_out} {self.joined(gone)}" if gone else "")
        text = f"{self.title}: {field_label('size', self.language)}: {told or '-'}"
        return Evidence("attribute", f"product:{self.product.id}/size", text)

    @cached_property
    def all_sizes(self) -> tuple[str, ...]:
        """Sold out or not, in the feed's order."""
        return tuple(dict.fromkeys(v.options["size"] for v in self.product.variants if "size" in v.options))

    def _buyable(self) -> list[Variant]:
        return [v for v in self.product.variants if v.in_stock] or list(self.product.variants)

    def _left(self, variants: Sequence[Variant], size: str) -> tuple[str, Evidence]:
        """How many there are, "" where a variant's stock is not counted, and the evidence."""
        counts = [variant.stock for variant in variants]
        is_known = bool(counts) and all(count is not None for count in counts)
        left = self.say("pieces", count=sum(count or 0 for count in counts)) if is_known else ""
        text = f"{self.title}: {size}{left}" if size else f"{self.title}{left}"
        return left, Evidence("attribute", f"product:{self.product.id}/stock", text)

    def _given(self, phrase: str, name: str) -> Statement:
        field, value = _named(name, self.language), self.joined(self.known[name])
        return Statement(self.say(phrase, title=self.title, field=field, value=value), (self._proof(name),))

    def _proof(self, name: str) -> Evidence:
        return trait_evidence(self.product, name, self.joined(self.known[name]), self.language)

    def _from_graph(self, name: str) -> Statement | None:
        head = entity_id("product", self.product.id)
        facts = self.shop.graph().neighbours(head, direction="out")
        fact = next((fact for fact in facts if kind_of(fact.tail) == name), None)  # best first
        if fact is None:
            return None
        known = {
            "field": _named(name, self.language),
            "value": self.shop.concepts.label(name, key_of(fact.tail), self.language),
            "confidence": f"{fact.confidence:.2f}",
            "source": self.joined(fact.sources),
        }
        text = self.say("graph_fact", title=self.title, **known)
        proof = " · ".join((self.title, *known.values()))
        return Statement(text, (Evidence("graph", f"graph:{head} {fact.relation} {fact.tail}", proof),))

    def _category(self) -> str:
        last = self.product.category[-1]
        linked = self.shop.concepts.link("category", last)
        return self.shop.concepts.label("category", linked, self.language) if linked else last


def _named(name: str, language: Language) -> str:
    label = field_label(name, language)
    return label if language == "zh" else label.lower()
