"""Answers questions about a picture, each with its evidence, and says so where it does not know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Language, Product
from daogou.core.ranking import Reason
from daogou.graph.annotation.annotator import Annotator
from daogou.graph.annotation.feed_labels import concept_of
from daogou.graph.annotation.labels import Annotation, Label
from daogou.graph.answering import sentences
from daogou.graph.answering.limits import belief, limit_of, yes_limits
from daogou.graph.answering.matching import answers_to, chance_of
from daogou.graph.answering.printed import brand_in, readable
from daogou.graph.answering.question import Mention, Question
from daogou.graph.answering.reply import Reply, WhyRefused
from daogou.graph.answering.understanding import Understanding
from daogou.language.concepts import Concepts
from daogou.vision.text_reading import Printed, TextReader

Pixels = NDArray[np.uint8]
# Confidences are calibrated, so this says: where the best answer is wrong seven times in ten, none is given.
LEAST_CONFIDENCE = 0.3
MOST_NEIGHBOURS = 5  # whose price is looked for
LEAST_LIKENESS = 0.3  # of a neighbour whose price is told: unlike things cost otherwise
COUNTED = 0.6  # how sure a count of separate parts is; not measured, so never spoken as certain


@dataclass(frozen=True)
class Answerer:
    """``product``: a product by its id, None if it is gone. ``brands``: the shop's.

    ``open_reader`` opens what reads print, when a question first needs it; None where it is not installed.
    """

    annotator: Annotator
    understanding: Understanding
    product: Callable[[str], Product | None]
    brands: Sequence[str] = ()
    open_reader: Callable[[], TextReader] | None = None

    @property
    def concepts(self) -> Concepts:
        """The shop's."""
        return self.annotator.concepts

    @cached_property
    def limits(self) -> dict[str, float]:
        """From which probability on a yes is said, per kind."""
        return yes_limits(self.annotator.labeller)

    def __call__(self, picture: Pixels, question: str, language: Language | None = None) -> Reply:
        """Answer about one picture, uint8 [h, w, 3] RGB of any size."""
        understood = self.understanding(question, language)
        if understood.form == "unknown":
            return _refused(understood, understood.why or "not_understood")
        return self.reply(understood, self.annotator(picture), picture)

    def reply(self, question: Question, annotation: Annotation, picture: Pixels | None = None) -> Reply:
        """Answer an understood question about an annotated picture; print is read only if it is given."""
        if question.form == "unknown":
            return _refused(question, question.why or "not_understood")
        if question.form == "verify":
            return self._verdict(question, annotation, picture)
        special = {"price": self._price, "count": self._count, "text": self._print, "brand": self._brand}
        if question.kind in special:
            return special[question.kind](question, annotation, picture)
        return self._label(question, annotation)

    def _label(self, question: Question, annotation: Annotation) -> Reply:
        labels = self._among(question.mentions, annotation.of(question.kind), annotation)
        if not labels:
            return _refused(question, "no_evidence")
        best = labels[0]
        if best.confidence < LEAST_CONFIDENCE:
            return _refused(question, "not_sure", best.because)
        named = ", ".join(dict.fromkeys(self.named(label, question.language) for label in labels))
        text = sentences.answer(question.kind, named, best.confidence, question.language)
        because = tuple(reason for label in labels for reason in label.because)
        return Reply(question, text, ", ".join(label.value for label in labels), best.confidence, "", because)

    def _among(
        self, mentions: Sequence[Mention], labels: Sequence[Label], annotation: Annotation
    ) -> Sequence[Label]:
        """Of the values that a question offers ("red or blue?") the likeliest, if it is likely at all."""
        if len(mentions) < 2 or not labels:
            return labels
        kind = labels[0].kind
        chances = annotation.chances.get(kind, {})
        fitting = {
            value: chance
            for value, chance in chances.items()
            if any(answers_to(kind, value, mention, self.concepts) for mention in mentions)
        }
        if sum(fitting.values()) < 0.5:  # none of them, rather
            return labels
        value = max(fitting, key=lambda v: fitting[v])
        if value == labels[0].value:
            return labels
        evidence = (Reason("recogniser", value, round(fitting[value], 4)),)
        share = fitting[value] / sum(fitting.values())
        return [Label(kind, value, concept_of(kind, value, self.concepts), round(share, 4), (), evidence)]

    def named(self, label: Label, language: Language) -> str:
        """A label in that language; as the feed spells it where the concepts have no such word."""
        concept = self.concepts.get(label.kind, label.concept)
        return concept.label(language) if concept and concept.names.get(language) else label.value

    def _verdict(self, question: Question, annotation: Annotation, picture: Pixels | None) -> Reply:
        beliefs: dict[str, tuple[float, Mention]] = {}
        for mention in question.mentions:  # of the meanings of one word the likeliest
            sure = self._belief(mention, annotation)
            if sure is not None and sure > beliefs.get(mention.text, (-1.0, mention))[0]:
                beliefs[mention.text] = (sure, mention)
        if len(beliefs) < len({mention.text for mention in question.mentions}):
            return _refused(question, "no_evidence")
        sure, weakest = min(beliefs.values(), key=lambda pair: pair[0])
        is_so = sure >= 0.5
        label = next(iter(annotation.of(weakest.kind)), None)
        what = " ".join(beliefs) if question.language == "en" else "".join(beliefs)
        rather = self.named(label, question.language) if label else ""
        confidence = round(sure if is_so else 1 - sure, 4)
        text = sentences.verdict(is_so, what, confidence, question.language, rather)
        because = label.because if label else ()
        return Reply(question, text, "yes" if is_so else "no", confidence, "", because)

    def _belief(self, mention: Mention, annotation: Annotation) -> float | None:
        """How sure it is that the picture shows what is named; None without any evidence of the kind."""
        chances = annotation.chances.get(mention.kind)
        if chances is None:
            chances = {label.value: label.confidence for label in annotation.of(mention.kind)}
        if not chances:
            return None
        chance = chance_of(mention, chances, self.concepts)
        return belief(chance, limit_of(self.limits, mention.kind))

    def _price(self, question: Question, annotation: Annotation, picture: Pixels | None) -> Reply:
        for product_id, likeness in annotation.nearest[:MOST_NEIGHBOURS]:
            product = self.product(product_id)
            if product and product.price is not None and likeness >= LEAST_LIKENESS:
                price = f"{product.price:.2f} {product.currency}".strip()
                title = product.title(question.language)
                text = sentences.answer("price", price, 1.0, question.language, title)
                because = (Reason("neighbour", product_id, round(likeness, 4)), Reason("fact", price, 1.0))
                return Reply(question, text, price, round(min(likeness, 1.0), 4), "", because)
        return _refused(question, "no_evidence")

    def _count(self, question: Question, annotation: Annotation, picture: Pixels | None) -> Reply:
        pieces = annotation.region.pieces
        if not pieces:
            return _refused(question, "not_sure")
        text = sentences.answer("count", str(pieces), COUNTED, question.language)
        return Reply(question, text, str(pieces), COUNTED, "", (Reason("pixels", "pieces", float(pieces)),))

    def _brand(self, question: Question, annotation: Annotation, picture: Pixels | None) -> Reply:
        """What is printed decides; else what the labeller and the neighbours say."""
        lines = self._lines(picture)
        printed = brand_in(lines, self.brands)
        if printed is None:
            return self._label(question, annotation)
        brand, line = printed
        because = (Reason("print", line.text, round(line.confidence, 4)),)
        text = sentences.answer("brand", brand, line.confidence, question.language)
        return Reply(question, text, brand, round(line.confidence, 4), "", because)

    def _print(self, question: Question, annotation: Annotation, picture: Pixels | None) -> Reply:
        if picture is None or self.open_reader is None:
            return _refused(question, "no_evidence")
        lines = readable(self._lines(picture))
        if not lines:
            return _refused(question, "not_sure")
        words = " / ".join(line.text for line in lines)
        because = tuple(Reason("print", line.text, round(line.confidence, 4)) for line in lines)
        confidence = round(min(line.confidence for line in lines), 4)
        text = sentences.answer("text", words, confidence, question.language)
        return Reply(question, text, words, confidence, "", because)

    def _lines(self, picture: Pixels | None) -> Sequence[Printed]:
        return self.open_reader()(picture) if picture is not None and self.open_reader else ()


def _refused(question: Question, why: WhyRefused, because: tuple[Reason, ...] = ()) -> Reply:
    return Reply(question, sentences.refusal(why, question.language), "", 0.0, why, because)
