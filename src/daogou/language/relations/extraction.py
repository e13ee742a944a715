"""What a product's title and description state about it, as triples with source, span and confidence.

Names are found by a recogniser (the gazetteer, with or without a tagger). Not every name states something:
of categories only the one that closes the title's noun phrase does ("leather belt for jeans" is a belt); a
denied name does not ("faux fur"), nor one that speaks of something else ("goes with black jeans"); and a name
that could be two kinds is left out where nothing decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from daogou.core.entity import entity_id
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.language.concepts import Concepts
from daogou.language.entities.gazetteer import Gazetteer, Name
from daogou.language.entities.linking import Linker, decided
from daogou.language.entities.mention import Mention, Recogniser
from daogou.language.entities.name_parts import name_parts
from daogou.language.heads import head_category
from daogou.language.relations.cues import about_others, inside, is_composition, is_denied
from daogou.language.relations.other_things import other_things
from daogou.language.relations.vocabulary import kinds_for, relation_of

LONGEST = 4_000  # characters of a description: what follows is care and shipping
FAMILY = "text"  # all of its sources begin with it
# How often what a title says is what the shop's own field says, measured on 4,100 fashion titles with fields
# for these four; other kinds are taken to do as well as the worst of them.
IN_TITLE = {"category": 0.99, "audience": 0.96, "colour": 0.93, "occasion": 0.84}
IN_ANY_TITLE = 0.84
IN_DESCRIPTION = 0.5  # as likely of what is shown beside it; no data told us better
SAID_AS_COMPOSITION = 0.9  # "80 % wool": in a description too
# kinds that a description mentions too loosely to count: other goods, other shoppers, other seasons
ONLY_IN_TITLES = frozenset(str.split("category brand length audience"))
SAME_WORD_TWO_KINDS = 0.6  # as sure as the recogniser must be of a kind
IN_THE_WAY_OF = frozenset(
    str.split("式 款 型 风")
)  # a dress in the way of a shirt, 衬衫式连衣裙, is no shirt


@dataclass(frozen=True)
class Extractor:
    """Triples from words; knows nothing of the shop's structured fields but the category and the brand.

    ``linker`` decides what a name of several meanings means in a title; None: such a name states nothing.
    """

    concepts: Concepts
    recogniser: Recogniser
    linker: Linker | None = None

    def __call__(self, product: Product) -> Iterator[Triple]:
        """Each fact once for each text that states it, the surest of its mentions."""
        category = self._category(product)
        for source, text, is_title in _texts(product):
            mentions = self._meant(text, is_title, category)
            yield from _surest(self._stated(product.id, source, text, is_title, mentions))

    def _meant(self, text: str, is_title: bool, category: str | None) -> list[Mention]:
        """What a text names that can be said of a product of that category."""
        elsewhere, kinds = about_others(text), kinds_for(category, self.concepts)
        found = [m for m in self.recogniser(text) if m.kind in kinds and not inside(elsewhere, m.start)]
        if self.linker is None or not is_title:  # a description says tight of seams, metal of a button
            return found
        itself = {(m.start, m.end): m for m in found if (m.kind, m.id) == ("category", category)}
        own = [m for m in found if itself.get((m.start, m.end), m) == m]  # shorts are no short ones
        return decided(own, text, self.linker)

    def _category(self, product: Product) -> str | None:
        """What the product is: by the feed's category from narrow to broad, else by its titles."""
        by_feed = (self.concepts.link("category", part) for part in reversed(product.category))
        by_title = (head_category(title, self.concepts) for title in product.titles.values())
        return next((found for found in (*by_feed, *by_title) if found), None)

    def _stated(
        self, product_id: str, source: str, text: str, is_title: bool, mentions: Sequence[Mention]
    ) -> Iterator[Triple]:
        head = entity_id("product", product_id)
        category = (_chinese_head(mentions, text) or head_category(text, self.concepts)) if is_title else None
        for mention in mentions:
            sure = self._sureness(mention, text, is_title, category)
            if sure and mention.id:
                tail = entity_id(mention.kind, mention.id)
                span = mention.start, mention.end
                yield Triple(head, relation_of(mention.kind), tail, sure, source, span)
        for other in other_things(text):
            tail = entity_id(other.kind, other.key)
            yield Triple(head, other.relation, tail, other.confidence, source, (other.start, other.end))

    def _sureness(self, mention: Mention, text: str, is_title: bool, category: str | None) -> float:
        """How sure it is that the mention is said of this product; 0: not at all."""
        if mention.confidence < SAME_WORD_TWO_KINDS or is_denied(text, mention.start, mention.end):
            return 0.0
        if mention.kind in ONLY_IN_TITLES and not is_title:
            return 0.0
        if mention.kind == "category" and mention.id != category:
            return 0.0
        if mention.kind == "material" and is_composition(text, mention.start, mention.end):
            return SAID_AS_COMPOSITION
        right = IN_TITLE.get(mention.kind, IN_ANY_TITLE) if is_title else IN_DESCRIPTION
        return round(mention.confidence * right, 4)


def extractor(concepts: Concepts, names: Iterable[Name] = (), linker: Linker | None = None) -> Extractor:
    """An extractor that knows the concepts and what else the shop names: ``Name("brand", key, "Acme 顶峰")``.

    Such a name is found in either of its scripts. ``linker``: see ``Extractor``.
    """
    each = (replace(name, name=part) for name in names for part in name_parts(name.name))
    return Extractor(concepts, Gazetteer(concepts, each), linker)


def _chinese_head(mentions: Sequence[Mention], text: str) -> str | None:
    """The first category that a Chinese title names, or the last of a chain: 手机支架 is no phone.

    A Chinese title goes on after its head (大衣女冬季), so that nothing closes the phrase.
    """
    chinese = [m for m in mentions if m.kind == "category" and not m.text.isascii()]
    named = [m for m in chinese if len(m.text) > 1] or chinese  # a lone 灯 or 米 may be part of a name
    for this, following in pairwise(named):
        between = text[this.end : following.start]
        if between and between not in IN_THE_WAY_OF:
            return this.id
    return named[-1].id if named else None


def _texts(product: Product) -> Iterator[tuple[str, str, bool]]:
    """(source, text, whether it is a title)."""
    for language, title in product.titles.items():
        yield f"{FAMILY}:titles.{language}", title, True
    for language, description in product.descriptions.items():
        yield f"{FAMILY}:descriptions.{language}", description[:LONGEST], False


def _surest(triples: Iterable[Triple]) -> Iterator[Triple]:
    """One triple for each fact: the surest, of equals the first."""
    best: dict[tuple[str, str, str], Triple] = {}
    for triple in triples:
        known = best.get(triple.fact)
        if known is None or triple.confidence > known.confidence:
            best[triple.fact] = triple
    yield from best.values()
