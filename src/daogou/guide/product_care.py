"""How a product is cared for: what its description says, and the shop's care page for what it is made of."""

from collections.abc import Iterator

from daogou.guide.answer import Statement
from daogou.guide.passage_ranking import Vectors
from daogou.guide.policies.answering import quoted
from daogou.guide.policies.finding import policy_passages
from daogou.guide.product_facts import ProductFacts
from daogou.guide.product_texts import description_evidence, description_sentences
from daogou.guide.product_topics import product_topics

CARE = "care"  # the topic, and the name that a shop gives the page


def care_said(facts: ProductFacts, question: str, vectors: Vectors) -> Iterator[Statement]:
    """Of the product first, then of its materials; that it is unknown where neither is said."""
    said = [*_described(facts), *_of_materials(facts, question, vectors)]
    yield from said or [facts.unknown(CARE)]


def _described(facts: ProductFacts) -> Iterator[Statement]:
    for sentence in description_sentences(facts, facts.language):
        if CARE in product_topics().of(sentence):
            text = facts.say("says", title=facts.title, sentence=sentence)
            yield Statement(text, (description_evidence(facts, sentence),))


def _of_materials(facts: ProductFacts, question: str, vectors: Vectors) -> Iterator[Statement]:
    materials = facts.known.get("material", ())
    if not materials:
        return
    pages = policy_passages(facts.shop, vectors, facts.language)
    told = dict.fromkeys(
        found.passage
        for material in materials
        for found in pages.answers(f"{material} {question}", 1)
        if found.passage.page == CARE
    )
    for passage in told:
        yield quoted(passage, facts.language, facts.nth)
