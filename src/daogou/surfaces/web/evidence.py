"""Who states a fact, and where exactly: the words, the picture, the rule and its premises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daogou.assembly.shop import Shop
from daogou.core.entity import entity_id, key_of, kind_of
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph.facts import Fact
from daogou.graph.rules.book import FAMILY, BadRules, RuleBook
from daogou.graph.rules.reasoning import why
from daogou.surfaces.graph.public import PublicGraph, is_public
from daogou.surfaces.graph.words import Words
from daogou.surfaces.http.cards import picture_address
from daogou.surfaces.web.facts import PRODUCT, evidence_address, percent, source_phrase
from daogou.surfaces.web.strings import Speaker

AROUND = 70  # characters of a text on either side of the words that state the fact


@dataclass(frozen=True, slots=True)
class Quote:
    """The words in their text; ``marked`` states the fact. All but ``marked`` may be empty."""

    before: str
    marked: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Premise:
    """A fact that a rule concludes from, and where its own evidence is."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. ``family``: feed, text, picture, rule, events, owner …; what it has none of is empty."""

    family: str
    phrase: str
    percent: int
    quote: Quote | None = None
    picture: str = ""
    premises: tuple[Premise, ...] = ()


def evidence(
    shop: Shop, graph: PublicGraph, said: Sequence[Triple], rules: RuleBook, say: Speaker
) -> list[Said]:
    """Of every statement of one fact, the surest first."""
    head = said[0].head
    is_product = kind_of(head) == PRODUCT
    product = next(iter(shop.products([key_of(head)])), None) if is_product else None
    return [_said(one, product, graph, rules, say) for one in said]


def _said(one: Triple, product: Product | None, graph: PublicGraph, rules: RuleBook, say: Speaker) -> Said:
    family, _, detail = one.source.partition(":")
    return Said(
        family,
        source_phrase(one.source, say),
        percent(one.confidence),
        _quote(product, family, detail, one.span) if product else None,
        _picture(product, detail) if product and family == "picture" else "",
        _premises(one, graph, rules, say) if family == FAMILY else (),
    )


def _quote(product: Product, family: str, detail: str, span: tuple[int, int] | None) -> Quote | None:
    if family == "feed":
        values = _field(product, detail)
        return Quote("", " / ".join(values), "") if values else None
    part, _, language = detail.partition(".")
    texts = {"titles": product.titles, "descriptions": product.descriptions}.get(part, {})
    text = {str(code): words for code, words in texts.items()}.get(language, "")
    if family != "text" or span is None or not text[span[0] : span[1]]:
        return None
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    is_cut = start > AROUND, end + AROUND < len(text)
    return Quote("…" * is_cut[0] + before, text[start:end], after + "…" * is_cut[1], language)


def _field(product: Product, name: str) -> tuple[str, ...]:
    """What the feed has in a field; a variant's option as all of its values."""
    if name == "brand":
        return (product.brand,)
    if name == "category":
        return product.category
    option = name.removeprefix("variants.")
    if option != name:
        values = (value for v in product.variants for key, value in v.options.items() if key == option)
        return tuple(dict.fromkeys(values))
    return tuple(product.attributes.get(name, ()))


def _picture(product: Product, source: str) -> str:
    """The picture that was looked at; the product's first where the source does not say."""
    named = (n for n, picture in enumerate(product.pictures) if picture.source == source)
    return picture_address(product.id, next(named, 0)) if product.pictures else ""


def _premises(one: Triple, graph: PublicGraph, rules: RuleBook, say: Speaker) -> tuple[Premise, ...]:
    """Found again; none if they no longer hold, or the rule has gone."""

    def lookup(head: str | None, relation: str, tail: str | None) -> Iterable[Fact]:
        if head is not None:
            found = graph.neighbours(head, [relation], direction="out")
            return [fact for fact in found if tail in (None, fact.tail)]
        return graph.neighbours(tail, [relation], direction="in") if tail is not None else ()

    try:
        keys = [key for key in why(one, rules, lookup) if is_public(key[0], key[2])]
    except BadRules:
        return ()
    words = Words(say.language, graph.get({end for key in keys for end in (key[0], key[2])}))
    return tuple(Premise(words.fact(*key), evidence_address(*key)) for key in keys)


def product_entity(product_id: str) -> str:
    """A product's id in the graph."""
    return entity_id(PRODUCT, product_id)
