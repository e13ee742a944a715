"""The passages that answer a question, or none: what the pages do not say is not guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from daogou.core.product import Language
from daogou.guide.floor import Shop
from daogou.guide.passage_ranking import RankedTexts, Vectors, ranked_texts
from daogou.guide.policies.passages import Passage, shop_passages
from daogou.guide.policies.words import PolicyWords, policy_words
from daogou.language.tokens import Tokens

# Chosen on the questions of `policy-questions` that are not kept: from .2 to .4 and from .23 to .26 hardly
# anything changes there; the upper end is taken, since a refusal harms less than an answer to something else.
NEARNESS, ENOUGH = 0.4, 0.25
# a cosine below it is two texts that only share a word: "pay with bitcoin", "pay a return"
NEAR_ENOUGH = 0.15
# a passage's score for each essential thing asked that it does not speak of: a fee that names no sum; chosen
# on the same questions
LACKING = 0.7
KEPT = 4  # shops' pages in memory: two languages, and those of the release before


@dataclass(frozen=True, slots=True)
class Found:
    """``score``: see ``passage_ranking``; ``nearness``: the part of it that is the meaning's."""

    passage: Passage
    score: float
    nearness: float

    @property
    def is_answer(self) -> bool:
        """Whether it says what is asked."""
        return self.score >= ENOUGH and self.nearness >= NEAR_ENOUGH


@dataclass(frozen=True, eq=False)
class PolicyPages:
    """A shop's passages, ready to be asked."""

    passages: tuple[Passage, ...]
    ranked: RankedTexts | None
    vectors: Vectors
    tokens: Tokens
    words: PolicyWords

    def find(self, question: str, k: int = 3) -> list[Found]:
        """The ``k`` best, best first, however bad; see ``answers``."""
        if self.ranked is None or not question.strip():
            return []
        asked = self.words.of_question(question, self.tokens, self.ranked.has)
        near = self.ranked.near(self.vectors([question])[0])
        scores = (1 - NEARNESS) * self.ranked.shares(asked) + NEARNESS * near
        essential = [word for word in asked if word in self.words.essential]
        lacks = self.ranked.lack(essential)
        fitting = scores * LACKING**lacks
        judged = np.where((lacks == len(essential)) & (lacks > 0), fitting, scores)  # says nothing of it
        best = np.argsort(-fitting, kind="stable")[:k]
        return [Found(self.passages[row], float(judged[row]), float(near[row])) for row in best]

    def section(self, source: str) -> list[Passage]:
        """The passages under one heading, in the page's order."""
        return [passage for passage in self.passages if passage.source == source]

    def in_short(self, question: str, page: str) -> list[Passage]:
        """A page's first section, where the question asks for no more than what its title says; else none."""
        of_page = [passage for passage in self.passages if passage.page == page and passage.heading]
        asked = self.words.meanings(question)
        if not of_page or not asked or not asked <= self.words.meanings(of_page[0].title):
            return []
        rest = self.words.of_question(question, self.tokens, lambda _: False)
        is_more = any(word not in asked and not self.words.meanings(word) for word in rest)
        return [] if is_more else self.section(of_page[0].source)

    def answers(self, question: str, k: int = 3) -> list[Found]:
        """Those that say what is asked; none if no page does."""
        return [found for found in self.find(question, k) if found.is_answer]


def policy_passages(shop: Shop, vectors: Vectors, language: Language) -> PolicyPages:
    """The shop's pages in a language; read again whenever they change, encoded once."""
    return prepared(shop_passages(shop, language), vectors)


@lru_cache(maxsize=KEPT)
def prepared(passages: tuple[Passage, ...], vectors: Vectors) -> PolicyPages:
    """Passages with what they are found by; encoded once for as long as they do not change."""
    tokens, words = Tokens(), policy_words()
    ranked = None
    if passages:
        texts = [passage.text for passage in passages]
        placed = [f"{passage.place}: {passage.text}" for passage in passages]
        ranked = ranked_texts(_said(passages, tokens, words), texts, placed, vectors)
    return PolicyPages(passages, ranked, vectors, tokens, words)


def _said(passages: Sequence[Passage], tokens: Tokens, words: PolicyWords) -> list[list[str]]:
    """A passage says what its heading says: under "What cannot be returned" stands "Socks"."""
    return [
        [
            *words.of_passage(p.text, tokens),
            *dict.fromkeys(words.of_passage(f"{p.title} {p.heading}", tokens)),
        ]
        for p in passages
    ]
