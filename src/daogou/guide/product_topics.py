"""What a question about one product is about: its price, an attribute, its care, what reviews say."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.language.longest_match import LongestMatch
from daogou.language.normalise import normalise
from daogou.language.tokens import phrase_key

Key = tuple[str, ...]
REVIEWS = "reviews"  # the topics ``reviews`` and ``reviews_<aspect>``


@dataclass(frozen=True)
class ProductTopics:
    """``known``: phrase -> topic."""

    known: LongestMatch[str]

    def of(self, question: str) -> list[str]:
        """Topics in the order in which the question names them, each once."""
        return list(dict.fromkeys(topic for topic, _ in self.named(question)))

    def named(self, question: str) -> list[tuple[str, Key]]:
        """Topics, each with the phrase that names it, in order."""
        atoms = phrase_key(normalise(question))
        found, start = list[tuple[str, Key]](), 0
        while start < len(atoms):
            length, topic = self.known.at(atoms, start)
            if topic:
                found.append((topic, atoms[start : start + length]))
            start += max(length, 1)
        return found


@cache
def product_topics() -> ProductTopics:
    """What ``guide/data/product_topics.toml`` holds; of a phrase in two topics, the earlier one's."""
    read = tomllib.loads((files("daogou.guide") / "data" / "product_topics.toml").read_text("utf-8"))
    known: dict[tuple[str, ...], str] = {}
    for topic, of in read.items():
        for phrase in of["words"]:
            known.setdefault(phrase_key(phrase), topic)
    return ProductTopics(LongestMatch(known))
