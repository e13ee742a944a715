"""What a graph says, in the reader's language: names for ids, reasons as sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from daogou.core.entity import Entity, bare_entity
from daogou.graph.facts import Path
from daogou.graph.link_prediction import Proposal
from daogou.graph.paths import sentence
from daogou.graph.support import Alike, NamedIn, Regularity, Trait
from daogou.graph.vocabulary import Vocabulary, vocabulary

_LIKE = {
    "en": "{name} has it, and shares {shared}",
    "zh": "{name}有此项，并且同样有{shared}",
}
_REGULAR = {
    "en": "of {of} with {given}, {holding} have {proposed}",
    "zh": "有{given}的 {of} 个中，{holding} 个有{proposed}",
}
_NAMED = {"en": "a title says: “{text}”", "zh": "有标题写着：“{text}”"}
_NAMING = {"en": "{count} products bear the name", "zh": "{count} 件商品带有这个名字"}
_AND = {"en": ", ", "zh": "、"}
_MORE = {"en": " and {count} more", "zh": "等 {count} 项"}
_SHARED_SHOWN = 3  # of what two have in common; the rest is counted


@dataclass(frozen=True)
class Words:
    """``entities``: id -> entity; one that is not among them is named by its key."""

    language: str
    entities: Mapping[str, Entity] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=vocabulary)

    def name(self, identifier: str) -> str:
        """What an entity is called."""
        return (self.entities.get(identifier) or bare_entity(identifier)).label(self.language)

    def relation(self, name: str) -> str:
        """What a relation is called, read from its head."""
        return self.vocabulary.label(name, self.language)

    def inverse(self, name: str) -> str:
        """What a relation is called, read from its tail."""
        relation = self.vocabulary.relations.get(name)
        return (relation.inverse_labels.get(self.language) if relation else None) or self.relation(name)

    def fact(self, head: str, relation: str, tail: str) -> str:
        """A fact as a clause: 红色连衣裙是棉的."""
        known = self.vocabulary.relations.get(relation)
        says = (known.says.get(self.language) if known else None) or f"{self.relation(relation)} {{tail}}"
        end = says.format(tail=self.name(tail))
        return self.name(head) + ("" if self.language == "zh" else " ") + end

    def path(self, path: Path) -> str:
        """A walk as a sentence."""
        return sentence(path, self.entities, self.vocabulary, self.language)

    def regularity(self, found: Regularity, relation: str, tail: str) -> str:
        """Of 40 with material: linen, 36 have season: summer."""
        given, proposed = self.trait(found.given), self.trait((relation, tail))
        return _REGULAR[self.language].format(
            of=found.of, holding=found.holding, given=given, proposed=proposed
        )

    def alike(self, found: Alike) -> str:
        """Who has the proposed fact, and what it shares."""
        shared = _AND[self.language].join(map(self.trait, found.shared[:_SHARED_SHOWN]))
        if len(found.shared) > _SHARED_SHOWN:
            left = len(found.shared) - (0 if self.language == "zh" else _SHARED_SHOWN)
            shared += _MORE[self.language].format(count=left)  # 等 counts all, "more" the rest
        return _LIKE[self.language].format(name=self.name(found.entity), shared=shared)

    def because(self, proposal: Proposal) -> Iterator[str]:
        """Every reason of a proposal, strongest first."""
        for one in proposal.because.regularities:
            yield self.regularity(one, proposal.relation, proposal.tail)
        for other in proposal.because.alike:
            yield self.alike(other)
        if proposal.because.naming:
            yield _NAMING[self.language].format(count=proposal.because.naming)
        yield from map(self.named_in, proposal.because.named)

    def named_in(self, found: NamedIn) -> str:
        """A title that holds a name."""
        return _NAMED[self.language].format(text=found.text)

    def trait(self, trait: Trait) -> str:
        """材质：亚麻."""
        colon = "：" if self.language == "zh" else ": "
        return f"{self.relation(trait[0])}{colon}{self.name(trait[1])}"


def ids_in(proposals: Iterable[Proposal]) -> set[str]:
    """Every entity that proposals and their reasons name."""
    found: set[str] = set()
    for one in proposals:
        found |= {one.head, one.tail}
        found |= {regular.given[1] for regular in one.because.regularities}
        for alike in one.because.alike:
            found |= {alike.entity, *(tail for _, tail in alike.shared)}
        found |= {title.entity for title in one.because.named}
    return found
