"""Why this product? A path from a shopper, chosen and said in words: "你买过的羊毛大衣也是羊毛的"."""

from collections.abc import Mapping
from dataclasses import dataclass

from daogou.core.entity import Entity, bare_entity, kind_of
from daogou.graph.facts import Fact, Path
from daogou.graph.stores import GraphStore
from daogou.graph.vocabulary import Vocabulary

# one more fact makes a reason harder to follow: as if it were so much less sure
LENGTH_FACTOR = 0.9
_CHOICE = 8  # paths fetched for each that is shown, so that there is something to choose from


@dataclass(frozen=True, slots=True)
class Explanation:
    """A path, its worth in (0, 1], and a sentence."""

    path: Path
    weight: float
    sentence: str


def explanations(
    store: GraphStore, start: str, end: str, vocabulary: Vocabulary, *, language: str = "en", limit: int = 3
) -> list[Explanation]:
    """The best reasons, most worth first, each of another kind: no two that run over the same relations."""
    paths = store.paths(start, end, limit=limit * _CHOICE)
    names = store.get({node for path in paths for node in path.nodes})
    ranked = sorted(paths, key=lambda path: (-weight_of(path), path.order))
    chosen: dict[tuple[str, ...], Path] = {}
    for path in ranked:
        chosen.setdefault(tuple(fact.relation for fact in path.facts), path)
    best = list(chosen.values())[:limit]
    return [Explanation(p, weight_of(p), sentence(p, names, vocabulary, language)) for p in best]


def weight_of(path: Path) -> float:
    """How sure, and how short."""
    return path.confidence * LENGTH_FACTOR ** (len(path.facts) - 1)


def sentence(path: Path, names: Mapping[str, Entity], vocabulary: Vocabulary, language: str) -> str:
    """The path in words. What a shopper did comes first; other paths are told fact by fact."""
    voice = _Voice(names, vocabulary, language)
    first, *rest = path.facts
    if kind_of(path.nodes[0]) == "shopper" and first.head == path.nodes[0]:
        if len(rest) == 1:
            return voice.joined_to_yours(first, rest[0])
        if len(rest) == 2 and rest[0].relation == rest[1].relation and rest[0].tail == rest[1].tail:
            return voice.shared_with_yours(first, rest[0])
    return ("；" if language == "zh" else "; ").join(voice.plain(fact) for fact in path.facts)


@dataclass(frozen=True)
class _Voice:
    """Says facts in one language."""

    names: Mapping[str, Entity]
    vocabulary: Vocabulary
    language: str

    def plain(self, fact: Fact) -> str:
        """A fact as a clause; a shopper is "you"."""
        return self._clause(self._name(fact.head), self._says(fact, self._name(fact.tail)))

    def shared_with_yours(self, first: Fact, fact: Fact) -> str:
        """你买过的大衣也是羊毛的: what you know has the value that the product has."""
        also = (
            self.vocabulary.relations[fact.relation].also
            if fact.relation in self.vocabulary.relations
            else {}
        )
        end = also.get(self.language, "").format(value=self._name(fact.tail)) or self._says(
            fact, self._name(fact.tail)
        )
        return self._clause(self._yours(first), end)

    def joined_to_yours(self, first: Fact, fact: Fact) -> str:
        """你买过的大衣常与围巾一起购买, or the other way round."""
        is_symmetric = (
            fact.relation in self.vocabulary.relations and self.vocabulary[fact.relation].is_symmetric
        )
        if fact.head == first.tail or is_symmetric:
            return self._clause(self._yours(first), self._says(fact, self._name(fact.other(first.tail))))
        return self._clause(self._name(fact.head), self._says(fact, self._yours(first).rstrip(",")))

    def _yours(self, fact: Fact) -> str:
        relation = self.vocabulary.relations.get(fact.relation)
        text = relation.yours.get(self.language, "{thing}") if relation else "{thing}"
        return text.format(thing=self._name(fact.tail))

    def _says(self, fact: Fact, tail: str) -> str:
        relation = self.vocabulary.relations.get(fact.relation)
        unknown = "{tail}" if relation else f"{fact.relation.replace('_', ' ')} {{tail}}"
        return (relation.says.get(self.language, unknown) if relation else unknown).format(tail=tail)

    def _name(self, entity_id: str) -> str:
        if kind_of(entity_id) == "shopper":
            return "你" if self.language == "zh" else "you"
        return (self.names.get(entity_id) or bare_entity(entity_id)).label(self.language)

    def _clause(self, subject: str, end: str) -> str:
        return subject + end if self.language == "zh" else f"{subject} {end}"
