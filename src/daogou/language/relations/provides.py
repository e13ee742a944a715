"""Whether a sentence says that a company provides a product: a yes or no from the words around both names.

After Kambhatla 2004: the words between, before and after, which name comes first, how far apart they are, and
the verbs on the way. The names themselves are left out, so that what is learnt holds for other companies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import SILENT, Progress
from daogou.language.loglinear import (
    Features,
    LogLinear,
    Question,
    Schedule,
    hashed,
    load_loglinear,
    train_loglinear,
)
from daogou.language.stem import stem

WINDOW = 3  # words before and after that are looked at
Place = tuple[int, int]  # first word, last word + 1


@dataclass(frozen=True)
class Sentence:
    """``words`` in order; where the company's and the product's names stand."""

    words: tuple[str, ...]
    company: Place
    product: Place


@dataclass(frozen=True)
class Provides:
    """A trained judgement."""

    model: LogLinear

    def __call__(self, sentence: Sentence) -> float:
        """How likely the company provides the product, 0 to 1."""
        return float(self.model.probabilities(_answers(sentence))[0])

    def save(self, file: Path) -> None:
        """As the model's weights."""
        self.model.save(file)


def load_provides(file: Path) -> Provides:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
    """
    return Provides(load_loglinear(file))


def train_provides(
    sentences: Sequence[Sentence],
    provided: Sequence[bool],
    *,
    seed: int,
    schedule: Schedule | None = None,
    progress: Progress = SILENT,
) -> Provides:
    """Learn from judged sentences."""
    questions = [
        Question(_answers(sentence), (0 if yes else 1,))
        for sentence, yes in zip(sentences, provided, strict=True)
    ]
    return Provides(train_loglinear(questions, schedule or Schedule(), seed=seed, progress=progress))


def _answers(sentence: Sentence) -> tuple[Features, Features]:
    """Yes is described by all features, no by one that says nothing."""
    return hashed(list(_features(sentence))), hashed(["no"])


def _features(sentence: Sentence) -> Iterator[str]:
    words = [stem(word.lower()) for word in sentence.words]
    company_first = sentence.company[0] < sentence.product[0]
    left, right = sorted([sentence.company, sentence.product])
    between = words[left[1] : right[0]]
    order = "cp" if company_first else "pc"
    yield from ("yes", f"{order}", f"far={_far(len(between))}", f"{order} far={_far(len(between))}")
    for word in dict.fromkeys(between):
        yield from (f"between={word}", f"{order} between={word}")
    for first, second in zip(["^", *between], [*between, "$"], strict=True):
        yield f"{order} pair={first} {second}"
    yield from (f"commas={min(between.count(','), 4)}", f"{order} commas={min(between.count(','), 4)}")
    yield from _beside("company", words, sentence.company)
    yield from _beside("product", words, sentence.product)
    yield f"company form={_form(sentence, sentence.company)}"
    yield f"product form={_form(sentence, sentence.product)}"
    yield f"product ends={(words[slice(*sentence.product)] or ['?'])[-1]}"
    yield from (f"sentence={word}" for word in dict.fromkeys(words[: left[0]] + words[right[1] :]))
    yield f"overlap={left[1] > right[0]}"


def _beside(name: str, words: Sequence[str], place: Place) -> Iterator[str]:
    before = ["^", *words[max(0, place[0] - WINDOW) : place[0]]][-WINDOW:]
    after = [*words[place[1] : place[1] + WINDOW], "$"][:WINDOW]
    yield from (f"{name} before={word}" for word in before)
    yield from (f"{name} after={word}" for word in after)
    yield from (f"{name} next before={before[-1]}", f"{name} next after={after[0]}")
    yield f"{name} pair before={' '.join(before[-2:])}"
    yield f"{name} pair after={' '.join(after[:2])}"


def _form(sentence: Sentence, place: Place) -> str:
    """Whether it is a pronoun, a proper name or common words."""
    words = sentence.words[place[0] : place[1]]
    if len(words) == 1 and words[0].lower() in {"we", "it", "they", "us", "our", "i", "he", "she"}:
        return words[0].lower()
    return f"{any(word[:1].isupper() for word in words)} {min(len(words), 3)}"


def _far(count: int) -> int:
    """0, 1, 2, 3-4, 5-8, 9-16, more."""
    return next((place for place, most in enumerate((0, 1, 2, 4, 8, 16)) if count <= most), 6)
