"""A shop small enough to check by hand: 60 drawn garments, found by word overlap and colour."""

import io
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from small_graph import (
    COLOURS_ZH,
    PAINTS,
    annotation_of,
    check_decision,
    disagreements,
    filled_store,
    proposals_for,
    reply_to,
)
from small_guide import SmallGuide
from small_studio import SmallFittingRoom, SmallWorkshop

from daogou.assembly.cart import ShopCarts
from daogou.assembly.stylist import Stylist
from daogou.core.errors import BadQuery, BadSound, NotFound
from daogou.core.product import Language, Picture, Product, Variant
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Hit, Ranking, Reason
from daogou.core.settings import Settings, settings_from
from daogou.graph.annotation.labels import Annotation
from daogou.graph.answering.reply import Reply
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.stores import GraphStore
from daogou.guide.policies.finding import Found
from daogou.guide.policies.passages import Passage
from daogou.language.concepts import concepts
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.answer import Answer, Chip, Facet, FacetValue, Understanding
from daogou.shoppers.shoppers import Shoppers, open_shoppers
from daogou.speech.heard import Heard, Word

KINDS = {"dress": ("Dresses", "连衣裙"), "shirt": ("Shirts", "衬衫"), "boots": ("Boots", "靴子")}
BRANDS = ("Lanhe", "North & Vale", "青禾")
FIELDS = {
    "colour": ("Colour", "颜色"),
    "category": ("Category", "分类"),
    "brand": ("Brand", "品牌"),
    "size": ("Size", "尺码"),
}
SIZES = {"S": 84, "M": 88, "L": 92}
CHARTS = {"Dresses": {"women": {size: {"bust": bust, "waist": bust - 20} for size, bust in SIZES.items()}}}
POLICIES = {"shipping": ("Shipping", "配送"), "returns": ("Returns", "退换"), "care": ("Care", "洗护")}


class SmallShop:
    """Meets the ``Shop`` protocol; ``trouble`` as the words makes search fail, as a bug would."""

    def __init__(self, folder: Path, release: str = "r1", **serve: Any) -> None:
        shop = {"name": "Small Shop 小店", "notice": "A drawn demo shop. 演示商店，商品均为绘制。"}
        self.settings: Settings = settings_from(
            {"shop": shop, "serve": serve, "graph": {"store": {"name": "memory"}}}
        )
        self.folder = folder
        self.concepts = concepts()
        self.release = release
        self._products = {product.id: product for product in _garments()}
        for product in self._products.values():
            _draw(folder / product.pictures[0].source, product)
        # of what a video is only its beginning is looked at; the model is drawn by whoever asks for a view
        self._products["dress-1"] = replace(
            self._products["dress-1"], videos=("dress.gif", "page.mp4"), models=("dress.glb",)
        )
        (folder / "dress.gif").write_bytes(b"GIF89a" + bytes(100))
        (folder / "page.mp4").write_text("<script>alert(3)</script>")
        self.decisions: dict[tuple[str, str, str], bool] = {}
        self._graph = filled_store(folder, self._products.values())

    def search(self, query: Query) -> Answer:
        if query.text == "trouble":
            raise RuntimeError("a secret of our insides")
        if query.picture is None and not (query.text or query.like or query.filters):
            raise BadQuery("Nothing is asked.", hint="Give words, a picture or a filter.")
        for constraint in query.filters:
            if constraint.field not in (*FIELDS, "price", "in_stock"):
                raise BadQuery(
                    f"There is no filter {constraint.field!r}.", hint=f"There are: {', '.join(FIELDS)}."
                )
        if query.like:
            self.product(query.like)
        chips, words, corrections = _understand(query)
        limits = (*query.filters, *(chip.constraint for chip in chips))
        kept = [p for p in self._products.values() if all(_meets(p, limit) for limit in limits)]
        hits = [hit for p in kept if (hit := self._hit(p, query, words))]
        hits.sort(key=lambda hit: _order(self._products[hit.product_id], hit, query.sort))
        found = [self._products[hit.product_id] for hit in hits]
        return Answer(
            ranking=tuple(hits[query.offset : query.offset + query.k]),
            total=len(hits),
            facets=(*(_facet(name, found, query) for name in FIELDS), _stock(found, query)) if found else (),
            understood=Understanding(
                "zh" if not query.text.isascii() else "en", " ".join(words), chips, corrections
            ),
            price_range=(min(p.price or 0 for p in found), max(p.price or 0 for p in found))
            if found
            else None,
            notes=() if found else (("没有找到" if query.language == "zh" else "Nothing matched."),),
            timings_ms={"all": 0.5},
        )

    def _hit(self, product: Product, query: Query, words: list[str]) -> Hit | None:
        because = []
        text = " ".join(product.titles.values()).lower()
        matched = [word for word in words if word in text]
        if words and not matched and query.picture is None and not query.like:
            return None
        because += [Reason("word", word, 1.0) for word in matched]
        if query.picture is not None:
            paint = np.asarray(PAINTS[product.attributes["colour"][0]])
            centre = query.picture[query.picture.shape[0] // 2, query.picture.shape[1] // 2]
            because.append(Reason("looks", "picture", 3 - float(np.abs(centre - paint).sum()) / 255))
        if query.like:
            because.append(
                Reason("looks", "picture", 1.0 + (product.category == self.product(query.like).category))
            )
        because.append(Reason("attribute", f"colour={product.attributes['colour'][0]}", 0.1))
        return Hit(product.id, sum(reason.weight for reason in because), tuple(because))

    def suggest(self, prefix: str, language: str, k: int = 8) -> list[str]:
        titles = dict.fromkeys(p.title(language) for p in self._products.values())
        return [t for t in titles if prefix.lower() in t.lower()][:k] if prefix else []

    def similar(self, product_id: str, k: int = 12) -> Ranking:
        product = self.product(product_id)
        others = [p for p in self._products.values() if p.id != product_id and p.category == product.category]
        return tuple(Hit(p.id, 1.0, (Reason("looks", "picture", 1.0),)) for p in others[:k])

    def shelf(
        self,
        name: ShelfName,
        *,
        shopper_id: str = "",
        product_id: str = "",
        k: int = 12,
        filters: Sequence[Constraint] = (),
    ) -> Shelf:
        """Who looked at something is shown more of its kind; a colour goes with itself; all is trending."""
        agrees = shopper_id and self.shoppers().consents(shopper_id)["personalise"]
        seen = [e.product_id for e in self.shoppers().recent(shopper_id) if e.product_id] if agrees else []
        about = self.product(product_id) if product_id else self._products.get(seen[-1] if seen else "")
        allowed = [p for p in self._products.values() if all(_meets(p, one) for one in filters)]
        fits = {
            "trending": lambda p: True,
            "back_again": lambda p: p.id in seen,
            "goes_with": lambda p: (
                about and p.attributes == about.attributes and p.category != about.category
            ),
        }.get(name, lambda p: about and p.category == about.category and p.id not in (*seen, about.id))
        kind = {"trending": "popularity", "back_again": "act", "goes_with": "path"}.get(name, "neighbour")
        what = {"act": "view", "path": "complements"}.get(kind, "")
        reason = Reason(kind, what, 1.0, about.id if about and name != "trending" else "")
        hits = tuple(Hit(p.id, 1.0, (reason,)) for p in allowed if fits(p))[:k]
        is_about = name in ("because", "also_liked", "goes_with") and about
        return Shelf(name, hits, about.id if is_about else "", "small")

    def product(self, product_id: str) -> Product:
        if product_id not in self._products:
            raise NotFound(f"There is no product {product_id!r}.", hint="Search for it.")
        return self._products[product_id]

    def products(self, product_ids: Sequence[str]) -> list[Product]:
        return [self._products[i] for i in product_ids if i in self._products]

    def categories(self, language: str) -> list[tuple[str, str, int, str]]:
        by_kind = {
            en: (zh, [p for p in self._products.values() if p.category[-1] == en])
            for en, zh in KINDS.values()
        }
        return [(en, zh if language == "zh" else en, len(of), of[0].id) for en, (zh, of) in by_kind.items()]

    def picture(self, product_id: str, number: int = 0) -> Path:
        pictures = self.product(product_id).pictures
        if number >= len(pictures):
            raise NotFound(f"Product {product_id!r} has no picture {number}.")
        return self.folder / pictures[number].source

    def video(self, product_id: str, number: int = 0) -> Path:
        videos = self.product(product_id).videos
        if number >= len(videos):
            raise NotFound(f"Product {product_id!r} has no video {number}.")
        return self.folder / videos[number]

    def model_view(self, product_id: str, number: int, view: int) -> Path:
        if number >= len(self.product(product_id).models) or view >= 12:
            raise NotFound(f"Product {product_id!r} has no view {view} of a model {number}.")
        return self.folder / self.product(product_id).pictures[0].source

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        if product_id != "dress-1":
            return []
        return [
            {
                "rating": 5,
                "text": "Lovely <b>cloth</b>",
                "language": "en",
                "author": "Mei",
                "at": "2026-01-02",
            },
            {"rating": 4, "text": "很合身", "language": "zh", "author": "李", "at": "2026-01-03"},
        ]

    def policy(self, name: str, language: str) -> str:
        if name not in POLICIES:
            raise NotFound(f"There is no policy page {name!r}.", hint=f"There are: {', '.join(POLICIES)}.")
        title = POLICIES[name][language == "zh"]
        table = "| a | b |\n|---|---|\n| 1 | 2 |"
        return f"# {title}\n\nWithin **14** days.\n\n<script>alert(1)</script>\n\n{table}\n"

    def policies(self, language: str) -> list[tuple[str, str]]:
        return [(name, titles[language == "zh"]) for name, titles in POLICIES.items()]

    def graph(self) -> GraphStore:
        return self._graph

    def annotate(self, picture: NDArray[np.uint8]) -> Annotation:
        return annotation_of(picture, self._products.values())

    def ask(self, picture: NDArray[np.uint8], question: str, language: Language) -> Reply:
        return reply_to(self.annotate(picture), question, language)

    def suggestions(self, product_id: str = "") -> list[Proposal]:
        return [one for one in proposals_for(product_id) if one.fact not in self.decisions]

    def decide(self, head: str, relation: str, tail: str, *, accepted: bool) -> None:
        check_decision(self._graph, head, relation, tail)
        self.decisions[head, relation, tail] = accepted

    def contradictions(self) -> list[Contradiction]:
        return disagreements()

    can_hear = True

    def hear(self, data: bytes, language: Language | None = None) -> Heard:
        if data == b"noise":
            raise BadSound("No sound that can be decoded.")
        text = data.decode() if data != b"silence" else ""
        words = tuple(Word(word, nth, nth + 0.5, 0.9) for nth, word in enumerate(text.split()))
        return Heard(text, language or "en", 0.9, words, spoken_s=1.0, cues={"hurry": 0.25})

    def guide(self) -> SmallGuide:
        return SmallGuide(list(self._products))

    def passages(self, question: str, language: Language, k: int = 3) -> list[Found]:
        """A page that the question names in any of its titles."""
        named = [n for n, titles in POLICIES.items() if any(t.lower() in question.lower() for t in titles)]
        found = [Passage(n, POLICIES[n][language == "zh"], "", "Within 14 days.", language) for n in named]
        return [Found(passage, 1.0, 1.0) for passage in found[:k]]

    def carts(self) -> ShopCarts:
        return ShopCarts(self, lambda: self.shoppers().carts, self.settings.shop.currency)

    @cached_property
    def _fitting_room(self) -> SmallFittingRoom:
        return SmallFittingRoom()

    def fitting_room(self) -> SmallFittingRoom:
        return self._fitting_room

    @cached_property
    def _stylist(self) -> Stylist:
        def products() -> list[Product]:
            return list(self._products.values())

        return Stylist(self.folder, self.settings, self.concepts, products, lambda: {"charts": CHARTS})

    def stylist(self) -> Stylist:
        return self._stylist

    def workshop(self) -> SmallWorkshop:
        return SmallWorkshop()

    def shoppers(self) -> Shoppers:
        return self._shoppers

    @cached_property
    def _shoppers(self) -> Shoppers:
        return open_shoppers(self.folder, self.settings.shoppers)

    def report(self) -> Mapping[str, Any]:
        return {"counts": {"products": len(self._products)}}


def _garments() -> list[Product]:
    garments = []
    for number, (colour, kind, brand) in enumerate(
        itertools.product(PAINTS, KINDS, (*BRANDS, BRANDS[0])), start=1
    ):
        price = 60.0 + 10 * number
        title_zh = f"{brand} {COLOURS_ZH[colour]}{KINDS[kind][1]}"
        stock = 0 if number % 10 == 0 else number % 7
        garments.append(
            Product(
                id=f"{kind}-{number}",
                titles={"en": f"{colour.capitalize()} {kind} by {brand}", "zh": title_zh},
                descriptions={"en": 'Soft.\n"Quoted" </script><script>alert(2)</script>', "zh": "柔软。"},
                brand=brand,
                category=("Apparel", KINDS[kind][0]),
                attributes={"colour": (colour,), "material": ("cotton",)},
                variants=tuple(
                    Variant(
                        f"{number}-{size}",
                        {"size": size},
                        price + 5 * step,
                        price * 1.25 if number % 3 == 0 else None,
                        stock if step else 0,
                    )
                    for step, size in enumerate(("S", "M", "L"))
                ),
                pictures=(Picture(f"pictures/{kind}-{number}.png", alt=title_zh),),
                currency="CNY",
            )
        )
    return garments


def _draw(file: Path, product: Product) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_drawn(product.attributes["colour"][0], product.category[-1]))


@cache  # many tests have a shop of their own; all shops look alike
def _drawn(colour: str, category: str) -> bytes:
    image = Image.new("RGB", (480, 600), (244, 240, 233))
    pen = ImageDraw.Draw(image)
    shapes = {
        "Dresses": [(190, 110), (290, 110), (300, 250), (390, 520), (90, 520), (180, 250)],
        "Shirts": [
            (170, 130),
            (310, 130),
            (420, 250),
            (370, 300),
            (320, 250),
            (320, 480),
            (160, 480),
            (160, 250),
            (110, 300),
            (60, 250),
        ],
        "Boots": [(170, 120), (300, 120), (300, 400), (400, 450), (400, 510), (170, 510)],
    }
    pen.polygon(shapes[category], fill=PAINTS[colour])
    encoded = io.BytesIO()
    image.save(encoded, "PNG")
    return encoded.getvalue()


def _understand(query: Query) -> tuple[tuple[Chip, ...], list[str], dict[str, str]]:
    chips, words, corrections = [], [], {}
    text = query.text.lower().replace("的", " ")
    for colour, zh in COLOURS_ZH.items():
        for spelled in (colour, zh):
            constraint = Constraint("colour", (colour,), words=spelled)
            if spelled in text and constraint.key not in query.dropped:
                chips.append(Chip(constraint, zh if query.language == "zh" else colour.capitalize()))
                text = text.replace(spelled, " ")
    if "dres " in f"{text} ":
        corrections["dres"] = "dress"
        text = f"{text} ".replace("dres ", "dress ")
    for _, zh in KINDS.values():
        text = text.replace(zh, f" {zh} ")
    words = text.split()
    return tuple(chips), words, corrections


def _values(product: Product, field: str) -> tuple[str, ...]:
    if field == "category":
        return (product.category[-1],)
    if field == "brand":
        return (product.brand,)
    return product.sizes if field == "size" else product.attributes.get(field, ())


def _meets(product: Product, limit: Constraint) -> bool:
    if limit.field == "in_stock":
        met = product.in_stock
    elif limit.field == "price":
        price = product.price or 0
        met = (limit.low is None or price >= limit.low) and (limit.high is None or price <= limit.high)
    else:
        met = bool(set(limit.values) & set(_values(product, limit.field)))
    return met != limit.excluded


def _order(product: Product, hit: Hit, sort: str) -> tuple[float, str]:
    key = {"price_up": product.price or 0, "price_down": -(product.price or 0)}.get(sort, -hit.score)
    return key, product.id


def _facet(field: str, found: list[Product], query: Query) -> Facet:
    counts = Counter(value for product in found for value in _values(product, field))
    chosen = {value for limit in query.filters if limit.field == field for value in limit.values}
    zh = query.language == "zh"
    label = {**{en: z for en, z in KINDS.values()}, **COLOURS_ZH} if zh else {}
    values = [FacetValue(v, label.get(v, v), n, v in chosen) for v, n in counts.most_common()]
    return Facet(field, FIELDS[field][zh], tuple(values))


def _stock(found: list[Product], query: Query) -> Facet:
    chosen = any(limit.field == "in_stock" for limit in query.filters)
    return Facet(
        "in_stock", "In stock", (FacetValue("", "In stock", sum(p.in_stock for p in found), chosen),)
    )
