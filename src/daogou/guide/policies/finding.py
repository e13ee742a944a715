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

# chosen on the questions of `policy-questions` that are not kept: from .3 to .5 and from .23 to .255 nothing
# changes there; the upper end is taken, since a refusal harms less than a passage that answers something else
NEARNESS, ENOUGH = 0.4, 0.25
NEAR_ENOUGH = (
    0.15  # a cosine below it is two texts that only share a word: "pay with bitcoin", "pay a return"
)
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
        asked = self.words.of_question(question, self.tokens)
        near = self.ranked.near(self.vectors([question])[0])
        scores = (1 - NEARNESS) * self.ranked.shares(asked) + NEARNESS * near
        best = np.argsort(-scores, kind="stable")[:k]
        return [Found(self.passages[row], float(scores[row]), float(near[row])) for row in best]

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
