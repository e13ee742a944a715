"""Why a product is shown, as sentences with what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daogou.core.entity import entity_id, key_of, kind_of
from daogou.core.product import Language, Product
from daogou.core.query import Constraint
from daogou.core.ranking import Hit, Reason
from daogou.guide.answer import Evidence
from daogou.guide.floor import Shop
from daogou.guide.traits import product_evidence, traits
from daogou.guide.wording import wording
from daogou.search.labels import field_label

WALKED = {"together": "neighbour", "next": "sequence"}  # a walk through the graph over other shoppers
MOST = 2  # reasons of a recommender; what is weaker decides nothing


@dataclass(frozen=True, slots=True)
class Why:
    """A phrase, and its evidence."""

    phrase: str
    because: tuple[Evidence, ...]


@dataclass(frozen=True)
class Reasons:
    """Reasons in one language."""

    shop: Shop
    language: Language

    def of_conditions(self, product: Product, conditions: Sequence[Constraint]) -> list[Why]:
        """The conditions that it meets, each with what the shop knows of it; absent words are no fact."""
        met = [one for one in conditions if one.field != "words" and self.shop.meets(product.id, one)]
        return [Why(self.shop.label(one, self.language), (self._proof(product, one),)) for one in met]

    def of_hit(self, hit: Hit, product: Product) -> list[Why]:
        """What made a recommender choose it, the strongest first, each said once."""
        named = sorted({reason.product for reason in hit.because if reason.product})
        beside = {other.id: other for other in self.shop.products(named)}
        told: dict[str, Why] = {}
        for reason in sorted(hit.because, key=lambda one: -one.weight):
            for why in self._told(reason, product, beside):
                told.setdefault(why.phrase, why)
        return list(told.values())[:MOST]

    def of_words(self, hit: Hit, product: Product, words: str) -> list[Why]:
        """Which of the shopper's words its texts have."""
        found = dict.fromkeys(reason.what for reason in hit.because if reason.kind == "word")
        listed = " ".join(words.split())
        words_found = [word for word in found if word in listed]
        if not words_found:
            return []
        listed = self.joined([f"“{word}”" for word in words_found])
        proof = Evidence("product", f"product:{product.id}", f"{product.title(self.language)}: {listed}")
        return [Why(self.say("words", words=listed), (proof,))]

    def say(self, name: str, /, **known: object) -> str:
        """A phrase of ``words/explain.toml``."""
        return wording("explain")(name, self.language, 0, **known)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts of a list."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def _proof(self, product: Product, one: Constraint) -> Evidence:
        label = self.shop.label(one, self.language)
        if one.field == "price":
            priced = product_evidence(product, self.language)
            return Evidence(priced.kind, priced.source, f"{priced.text} → {label}")
        given = self._given(product, one)
        means = "" if label in given else f" → {label}"
        text = f"{product.title(self.language)}: {field_label(one.field, self.language)}: {given}{means}"
        return Evidence("attribute", f"product:{product.id}/{one.field}", text)

    def _given(self, product: Product, one: Constraint) -> str:
        """What the feed says of the field."""
        if one.field == "size":
            return self.joined(product.sizes)
        if one.field == "category":
            return " > ".join(product.category)
        if one.field == "brand":
            return product.brand
        known = traits(product, self.shop.concepts, self.language)
        return self.joined(known.get(one.field, ()))

    def _told(self, reason: Reason, product: Product, beside: Mapping[str, Product]) -> Iterator[Why]:
        other = beside.get(reason.product)
        if reason.kind in ("shared", "path") and ":" in reason.what:
            yield self._shared(reason.what, product, other)
        elif reason.kind == "path" and other:
            yield self._walked(WALKED.get(reason.what, reason.what), reason.what, product, other)
        elif reason.kind in ("neighbour", "sequence") and other:
            yield self._walked(reason.kind, reason.kind, product, other)
        elif reason.kind == "modality" and reason.what in ("text", "picture", "graph"):
            yield self._plain(f"modality_{reason.what}", reason, product)
        elif reason.kind in ("popularity", "exploration"):
            yield self._plain(reason.kind, reason, product)

    def _shared(self, trait: str, product: Product, other: Product | None) -> Why:
        field, value = kind_of(trait), key_of(trait)
        label = self.shop.concepts.label(field, value, self.language)
        titles = " / ".join(one.title(self.language) for one in (product, other) if one)
        head = entity_id("product", product.id)
        proof = Evidence("graph", f"graph:{head} {field} {trait}", f"{titles}: {label}")
        return Why(self.say("shared", value=label), (proof,))

    def _walked(self, name: str, relation: str, product: Product, other: Product) -> Why:
        head, tail = entity_id("product", product.id), entity_id("product", other.id)
        known = f"why_{name}" if f"why_{name}" in wording("explain").phrases else "why_related"
        phrase = self.say(known, title=other.title(self.language))
        text = f"{product.title(self.language)}: {phrase}"
        return Why(phrase, (Evidence("graph", f"graph:{head} {relation} {tail}", text),))

    def _plain(self, name: str, reason: Reason, product: Product) -> Why:
        phrase = self.say(f"why_{name}")
        text = f"{product.title(self.language)}: {phrase}"
        return Why(phrase, (Evidence("ranking", f"product:{product.id}/{reason.kind}", text),))
