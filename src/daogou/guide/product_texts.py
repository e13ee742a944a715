"""What is asked of a product and no field holds, such as pockets, sought in its texts and reviews."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from daogou.core.product import Language
from daogou.guide.answer import Evidence, Statement
from daogou.guide.passage_ranking import Vectors, ranked_texts
from daogou.guide.policies.passages import sentences
from daogou.guide.policies.words import policy_words
from daogou.guide.product_facts import ProductFacts
from daogou.guide.reviews import sentences_of
from daogou.language.tokens import Tokens

# chosen on the questions of ePQA that the task `product-questions` leaves out: the weight with the best mean
# reciprocal rank, and the first tenth at which three of four sentences given are answers
NEARNESS, ENOUGH = 0.7, 0.6
FEW_REVIEWS = 60  # the newest; a shopper waits for every sentence to be encoded


@dataclass(frozen=True, slots=True)
class Found:
    """``row``: the text's place; ``score``: see ``passage_ranking``."""

    row: int
    score: float

    @property
    def is_answer(self) -> bool:
        """Whether it is sure enough to be told."""
        return self.score >= ENOUGH


def best_text(question: str, texts: Sequence[str], vectors: Vectors) -> list[Found]:
    """The texts by how well they answer the question, best first."""
    if not texts:
        return []
    tokens, plain = Tokens(), policy_words().plain
    ranked = ranked_texts([tokens(text) for text in texts], texts, (), vectors)
    asked = [token for token in dict.fromkeys(tokens(question)) if token not in plain]
    scores = (1 - NEARNESS) * ranked.shares(asked) + NEARNESS * ranked.near(vectors([question])[0])
    return [Found(int(row), float(scores[row])) for row in np.argsort(-scores, kind="stable")]


def told_in_texts(facts: ProductFacts, question: str, vectors: Vectors) -> Statement | None:
    """The sentence that answers best, word for word; None if none does."""
    candidates = list(_candidates(facts))
    found = best_text(question, [text for text, _, _ in candidates], vectors)
    if not found or not found[0].is_answer:
        return None
    text, evidence, name = candidates[found[0].row]
    return Statement(facts.say(name, title=facts.title, sentence=text), (evidence,))


def description_sentences(facts: ProductFacts, language: Language) -> list[str]:
    """Of the description, in that language where there is one."""
    return sentences(facts.product.description(language))


def description_evidence(facts: ProductFacts, sentence: str) -> Evidence:
    """A sentence of the description."""
    return Evidence("product", f"product:{facts.product.id}", f"{facts.title}: {sentence}")


def _candidates(facts: ProductFacts) -> Iterator[tuple[str, Evidence, str]]:
    """(sentence, evidence, phrase) of the description and the reviews."""
    for sentence in description_sentences(facts, facts.language):
        yield sentence, description_evidence(facts, sentence), "says"
    for number, review in enumerate(facts.shop.reviews(facts.product.id)[:FEW_REVIEWS], 1):
        for sentence in sentences_of(str(review.get("text", ""))):
            yield sentence, Evidence("review", f"review:{facts.product.id}/{number}", sentence), "reviewer"
