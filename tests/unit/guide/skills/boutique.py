"""A shop of 24 things to try skills in; its search is a loop over them, so counts can be checked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from daogou.core.errors import BadQuery, NotFound
from daogou.core.product import Language, Product, Variant
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Hit, Reason
from daogou.fit.body.measures import Body
from daogou.fit.sizes.advisor import SizeAdvice, SizeAdvisor
from daogou.fit.sizes.garments import NO_ONE, Others, garment_of
from daogou.graph.annotation.labels import Annotation, Label, Region
from daogou.guide.floor import Floor
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.replies import change_of, numbers, reply_of
from daogou.guide.skills import ROLE, Step, Turn
from daogou.guide.understood import Understood
from daogou.index.values import values_of
from daogou.language.concepts import Concepts, concepts
from daogou.language.detect import detect
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.answer import Answer, Facet, FacetValue
from daogou.search.labels import constraint_label, field_label
from daogou.search.understanding import Read

FIELDS = ("category", "colour", "size", "audience", "occasion", "material", "brand", "season", "style")
WISHES = ("occasion", "season", "style")
COLOURS = ("red", "blue", "green", "black", "white", "yellow", "pink")
VOCABULARY = {
    **{colour: ("colour", colour) for colour in COLOURS},
    **{"红色": ("colour", "red"), "蓝色": ("colour", "blue"), "绿色": ("colour", "green")},
    **{"dress": ("category", "dress"), "连衣裙": ("category", "dress"), "heels": ("category", "heels")},
    **{"shoes": ("category", "shoes"), "鞋": ("category", "shoes"), "boots": ("category", "boots")},
    **{"women": ("audience", "women"), "men": ("audience", "men"), "silk": ("material", "silk")},
    **{"wedding": ("occasion", "wedding"), "婚礼": ("occasion", "wedding"), "casual": ("occasion", "casual")},
}
_LIMIT = re.compile(r"under (\d+)|(\d+)元以内|up to ¥(\d+)|¥(\d+) 以内")
_SIZE = re.compile(r"size ([SMLX]+)|\b([SMLX]+)码", re.IGNORECASE)


def thing(product_id: str, kind: str, price: float, **attributes: str) -> Product:
    """A product whose sizes are S and M, and L where the number in its id is even."""
    colour, number = attributes["colour"], int(product_id[1:])
    zh = {"Dresses": "连衣裙", "Heels": "高跟鞋", "Boots": "靴子"}[kind]
    return Product(
        product_id,
        {"en": f"{colour.capitalize()} {kind.lower()} {product_id}", "zh": f"{zh}{product_id}"},
        category=(("Shoes", kind) if kind != "Dresses" else ("Clothing", kind)),
        attributes={name: (value,) for name, value in attributes.items()},
        variants=tuple(
            Variant(f"{product_id}-{size}", {"size": size}, price, stock=3)
            for size in ("S", "M", *(["L"] if number % 2 == 0 else []))
        ),
        currency="CNY",
    )


def things() -> list[Product]:
    """14 dresses for women from ¥100 in steps of 20, in seven colours, every other one for weddings, the
    first four of silk; 6 heels for women; 4 boots for men that say nothing of an occasion."""
    dresses = [
        thing(
            f"d{n}",
            "Dresses",
            100 + 20 * n,
            colour=COLOURS[n % 7],
            audience="women",
            occasion=("casual", "wedding")[n % 2],
            material="silk" if n < 4 else "cotton",
        )
        for n in range(14)
    ]
    heels = [
        thing(f"h{n}", "Heels", 200 + 50 * n, colour=COLOURS[n], audience="women", occasion="wedding")
        for n in range(6)
    ]
    boots = [thing(f"b{n}", "Boots", 300 + 100 * n, colour=COLOURS[n], audience="men") for n in range(4)]
    return [*dresses, *heels, *boots]


@cache
def _labels() -> str:
    """All names of concepts, in a row."""
    kinds = (concepts().all.get(name, {}) for name in FIELDS)
    return " ".join(of.label("en").lower() for kind in kinds for of in kind.values())


_known: dict[int, tuple[Product, Mapping[str, list[str]]]] = {}


def _values(product: Product) -> Mapping[str, list[str]]:
    """What it can be filtered by, worked out once; the product is kept lest another takes its address."""
    if id(product) not in _known:
        _known[id(product)] = (product, values_of(product, concepts()).of)
    return _known[id(product)][1]


class Silent:
    """A graph without facts."""

    def neighbours(self, *_: object, **__: object) -> tuple[()]:
        return ()


@dataclass
class Boutique:
    """Meets the part of the guide's ``Shop`` that these skills use."""

    garments: dict[str, Product] = field(default_factory=lambda: {one.id: one for one in things()})
    said_of: dict[str, list[float]] = field(default_factory=dict)
    concepts: Concepts = field(default_factory=concepts)
    charts: Mapping[str, Any] = field(default_factory=dict)
    worn: Others = NO_ONE
    written_of: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    in_picture: tuple[Label, ...] = ()

    def annotate(self, picture: np.ndarray) -> Annotation:
        region = Region((0, 0, 1, 1), 1.0, np.ones((4, 4), bool), True)
        return Annotation(region, self.in_picture, {}, {}, ())

    def search(self, query: Query) -> Answer:
        asked = query.text or query.like or query.filters or query.picture is not None
        if not asked:
            raise BadQuery("The query is empty.")
        found = [p for p in self.garments.values() if all(self.meets(p.id, one) for one in query.filters)]
        found = [p for p in found if p.id != query.like]
        words = [word for word in query.text.lower().split() if word.isascii() and word not in VOCABULARY]
        plain = [word for word in words if word not in _labels()]
        having = [p for p in found if all(word in p.title("en").lower() for word in plain)]
        notes = () if having or not plain else ("No product has these words.",)
        found = having or found
        if query.sort != "relevance":
            found = sorted(found, key=lambda p: (p.price or 0) * (1 if query.sort == "price_up" else -1))
        page = found[query.offset : query.offset + query.k]
        prices = [p.price or 0 for p in found]
        return Answer(
            tuple(Hit(p.id, 1.0, tuple(Reason("word", word, 1.0) for word in plain)) for p in page),
            len(found),
            tuple(self._facet(name, found, query.language) for name in FIELDS) if query.facets else (),
            price_range=(min(prices), max(prices)) if prices else None,
            notes=notes,
        )

    def read(self, text: str, language: Language) -> Read:
        left = text.lower()
        filters, wishes = [], []
        if limit := _LIMIT.search(left):
            high = float(next(filter(None, limit.groups())))
            filters.append(Constraint("price", high=high, words=limit[0]))
            left = left.replace(limit[0], " ")
        if size := _SIZE.search(left):
            value = (size[1] or size[2]).upper()
            filters.append(Constraint("size", (value,), words=size[0]))
            left = left.replace(size[0], " ")
        for word, (name, value) in VOCABULARY.items():
            pattern = rf"(not |不要)?(?<![a-z]){word}(?![a-z])" if word.isascii() else rf"(not |不要)?{word}"
            if found := re.search(pattern, left):
                one = Constraint(name, (value,), excluded=bool(found[1]), words=word)
                (wishes if name in WISHES and not one.excluded else filters).append(one)
                left = left.replace(found[0], " ") if found[1] else left
        return Read(language, left.strip(), tuple(filters), tuple(wishes))

    def meets(self, product_id: str, constraint: Constraint) -> bool:
        product = self.product(product_id)
        if constraint.field == "price":
            price = product.price or 0
            met = (constraint.low or 0) <= price <= (constraint.high or float("inf"))
        elif constraint.field == "in_stock":
            met = product.in_stock
        elif constraint.field == "words":
            text = f"{product.title('en')} {product.title('zh')}".lower()
            met = any(word in text for word in constraint.values)
        elif constraint.field in FIELDS:
            met = bool(
                {*values_of(product, self.concepts).of.get(constraint.field, ())} & {*constraint.values}
            )
        else:
            raise BadQuery(f"There is no filter {constraint.field!r}.")
        return met != constraint.excluded

    def label(self, constraint: Constraint, language: Language) -> str:
        return constraint_label(constraint, self.concepts, language, "CNY")

    def shelf(
        self,
        name: ShelfName,
        *,
        shopper_id: str = "",
        product_id: str = "",
        k: int = 12,
        filters: Sequence[Constraint] = (),
    ) -> Shelf:
        """Heels go with dresses; all is trending; who is known likes what is blue, as ``d1`` is."""
        allowed = [p for p in self.garments.values() if all(self.meets(p.id, one) for one in filters)]
        reason = Reason("popularity", "", 1.0)
        if name == "goes_with":
            allowed = [p for p in allowed if p.id[0] == "h" and product_id[0] == "d"]
            reason = Reason("path", "complements", 1.0, product_id)
        elif name == "for_you":
            allowed = [p for p in allowed if shopper_id and p.attributes["colour"] == ("blue",)]
            reason = Reason("neighbour", "", 1.0, "d1")
        return Shelf(name, tuple(Hit(p.id, 1.0, (reason,)) for p in allowed[:k]))

    def product(self, product_id: str) -> Product:
        if product_id not in self.garments:
            raise NotFound(f"There is no product {product_id!r}.")
        return self.garments[product_id]

    def products(self, product_ids: Sequence[str]) -> list[Product]:
        return [self.garments[one] for one in product_ids if one in self.garments]

    def categories(self, language: str) -> list[tuple[str, str, int, str]]:
        kinds = Counter(p.category[-1] for p in self.garments.values())
        return [
            (
                kind,
                self.concepts.label("category", self.concepts.link("category", kind) or kind, language),
                n,
                "",
            )
            for kind, n in kinds.most_common()
        ]

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        if product_id in self.written_of:
            return self.written_of[product_id]
        return [
            {"rating": rating, "text": "", "language": "en"} for rating in self.said_of.get(product_id, [])
        ]

    def size_charts(self) -> Mapping[str, Any]:
        return self.charts

    def advise_size(self, product: Product, body: Body) -> SizeAdvice:
        return SizeAdvisor(garment_of(product, self.charts), None, self.worn).advise(body)

    def policy(self, name: str, language: str) -> str:
        if name not in self.pages:
            raise NotFound(f"There is no policy page {name!r}.")
        return self.pages[name]

    def policies(self, language: str) -> list[tuple[str, str]]:
        return [(name, name.capitalize()) for name in self.pages]

    def graph(self) -> Any:
        """A graph in which nothing is said."""
        return Silent()

    def _facet(self, name: str, found: Sequence[Product], language: str) -> Facet:
        counted = Counter(v for p in found for v in _values(p).get(name, ()))
        values = (FacetValue(v, self.concepts.label(name, v, language), n) for v, n in counted.most_common())
        return Facet(name, field_label(name, language), tuple(values))


def floor_of(shop: Boutique | None = None) -> Floor:
    """A floor on which only the shop is needed."""

    def nothing(*_: object) -> Any:
        raise AssertionError("this skill has no need of it")

    return Floor(shop or Boutique(), nothing, nothing, nothing)  # type: ignore[arg-type]


@dataclass
class Talk:
    """A conversation in which the test says which skill is meant."""

    floor: Floor = field(default_factory=floor_of)
    memory: Memory = field(default_factory=Memory)

    def __call__(self, skill: str, text: str, *references: str, **message: Any) -> Step:
        """One turn; it is remembered."""
        language = detect(text, self.memory.language)
        read = self.floor.shop.read(text, language)
        understood = Understood(
            text,
            language,
            skill,
            1.0,
            read=(*read.filters, *read.wishes),
            words=read.text,
            references=references,
            reply=reply_of(text),
            change=change_of(text),
            numbers=numbers(text),
        )
        step = ROLE.open(skill).take(Turn(Message(text, **message), understood, self.memory), self.floor)
        said = (Said("shopper", text), Said("guide", step.answer.text, step.answer.skill))
        rested_on = step.answer.evidence or self.memory.rested_on
        self.memory = replace(step.memory, turns=(*step.memory.turns, *said), rested_on=rested_on)
        return step


def keys(memory: Memory) -> set[str]:
    """What is wanted, by the conditions' keys."""
    return {one.key for one in memory.wanted.constraints}


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def ungrounded(step: Step) -> list[str]:
    """Numbers and titles that a statement says and its evidence does not."""
    missing = []
    for said in step.answer.says:
        proofs = " ".join(one.text for one in said.because)
        claims = [*_NUMBER.findall(said.text), *re.findall(r"\w+ (?:dresses|heels|boots) \w\d+", said.text)]
        missing += [claim for claim in claims if claim not in proofs]
    return missing
