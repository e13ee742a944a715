"""Ask about fashion pictures that nothing was taught of, in English and Chinese, also what has no answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from daogou.core.product import Product
from daogou.core.progress import Progress, tracked
from daogou.evaluation.fashion import look_twice_at, read_fashion
from daogou.evaluation.fashion_questions import KINDS, Asked, other_talk, other_talk_file, questions_about
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders, text_encoders
from daogou.features.see import Eye
from daogou.graph.annotation.feed_labels import feed_labels
from daogou.graph.annotation.teaching import teach
from daogou.graph.answering.answerer import Answerer
from daogou.graph.answering.opening import open_answerer
from daogou.graph.answering.reply import Reply
from daogou.vision.decode import decode_picture

PROTOCOL = (
    "Teaching and test are parted as in annotate-fashion. Of every test product and in each language: what "
    "category, colour, audience, season and occasion, is it so (half of them with a false value, drawn as "
    "often as the shop has it), and one question without an answer: about other things, about what no "
    "picture tells, or about material and price, which this data does not have; in English also one of the "
    "out-of-scope test questions of CLINC150 (other_talk_refused). Each of ours is worded in one of three "
    "ways (unanswerable: of twenty), written by the same authors but apart from what questions are "
    "understood by, and used for nothing else. answered_right: the answer as the data spells it, a refusal "
    "counting as wrong; right_of_answered leaves refusals out."
)


@dataclass(frozen=True)
class Options:
    """``threads``: for the models, 0 for as many as there are cores."""

    threads: int = 0


@dataclass(frozen=True)
class AnswerFashion:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach on one part, ask about the other.

        Raises:
            NotFound: ``fashion/`` or ``intents/`` is not in the data folder.
            BadPicture: one of its pictures cannot be decoded.
        """
        fashion = read_fashion(data)
        unseen = frozenset().union(*fashion.qrels["title"].values())
        taught = [n for n, product in enumerate(fashion.products) if product.id not in unseen]
        tested = [n for n, product in enumerate(fashion.products) if product.id in unseen]
        products = [fashion.products[n] for n in taught]
        answerer = self._taught(products, [fashion.files[n] for n in taught], seed, progress)
        often, talk = _often(products), other_talk(data)
        results: list[tuple[Asked, Reply]] = []
        for n in tracked(tested, progress, "Asking", len(tested)):
            annotation = answerer.annotator(decode_picture(fashion.files[n].read_bytes()))
            for asked in questions_about(fashion.products[n], often, talk, seed):
                understood = answerer.understanding(asked.text)
                results.append((asked, answerer.reply(understood, annotation)))
        return Measurement(measured(results), PROTOCOL, (*fashion.read, other_talk_file(data)))

    def _taught(
        self, products: Sequence[Product], files: Sequence[Path], seed: int, progress: Progress
    ) -> Answerer:
        threads = {"threads": self.options.threads}
        eye = Eye(image_encoders.ROLE.open("efficientnet_lite0", threads))
        rows, shades = look_twice_at(files, eye, progress)
        annotator = teach(products, rows, shades, eye, seed=seed, progress=progress)
        by_id = {product.id: product for product in products}
        return open_answerer(annotator, text_encoders.ROLE.open("use", threads), by_id.get)


def _often(products: Sequence[Product]) -> Mapping[str, Counter[str]]:
    """Kind -> how often each value is a product's."""
    labels = [feed_labels(product) for product in products]
    return {kind: Counter(own[kind][0] for own in labels if kind in own) for kind in KINDS}


def measured(results: Sequence[tuple[Asked, Reply]]) -> dict[str, float]:
    """Shares of right answers and of refusals."""
    answerable = [(asked, reply) for asked, reply in results if asked.answer]
    answered = [_is_right(asked, reply) for asked, reply in answerable if not reply.refused]
    metrics = {
        "answered_right": fmean(_is_right(*one) for one in answerable),
        "right_of_answered": fmean(answered),
        "answered": len(answered) / len(answerable),
        "unanswerable_refused": fmean(bool(reply.refused) for asked, reply in results if not asked.answer),
    }
    for language in ("en", "zh"):
        own = [(asked, reply) for asked, reply in results if asked.language == language]
        metrics[f"answered_right_{language}"] = fmean(_is_right(*one) for one in own if one[0].answer)
        metrics[f"unanswerable_refused_{language}"] = fmean(
            bool(reply.refused) for asked, reply in own if not asked.answer
        )
    talk = [bool(reply.refused) for asked, reply in results if asked.about == "other talk"]
    metrics |= {"other_talk_refused": fmean(talk)} if talk else {}
    for about in sorted({asked.about for asked, _ in answerable}):
        name = about.replace(" ", "_")
        metrics[f"{name}_right"] = fmean(_is_right(a, r) for a, r in answerable if a.about == about)
    return metrics


def _is_right(asked: Asked, reply: Reply) -> bool:
    return reply.value == asked.answer


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return AnswerFashion(options)
