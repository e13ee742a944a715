"""Does a label answer to a name? A navy shirt is blue, sneakers are shoes, and unisex suits women and men."""

from collections.abc import Mapping

from daogou.graph.annotation.feed_labels import concept_of
from daogou.graph.answering.question import Mention
from daogou.language.concepts import Concepts

FOR_ALL = {"audience": "unisex", "season": "all_season"}
GROWN = frozenset({"women", "men", "adults"})


def answers_to(kind: str, value: str, mention: Mention, concepts: Concepts) -> bool:
    """Whether a thing labelled ``value`` is what the mention names."""
    if kind != mention.kind:
        return False
    concept = concept_of(kind, value, concepts)
    if concept == FOR_ALL.get(kind):
        return kind != "audience" or mention.concept in GROWN or mention.concept == concept
    return mention.concept in concepts.with_broader(kind, concept)


def chance_of(mention: Mention, chances: Mapping[str, float], concepts: Concepts) -> float:
    """The probability of all values that answer to the mention, at most 1."""
    found = [
        chance for value, chance in chances.items() if answers_to(mention.kind, value, mention, concepts)
    ]
    return min(sum(found), 1.0)
