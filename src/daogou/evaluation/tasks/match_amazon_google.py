"""Do two shops offer the same product? Amazon-Google, software."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product, Variant
from daogou.core.progress import Progress
from daogou.evaluation.amazon_google import FOLDER, SPLITS, Judged, best_threshold, read_amazon_google
from daogou.evaluation.tasks import Measurement, Task
from daogou.features.made_pairs import made_pairs
from daogou.features.offers import Offer, Rarity, cosine
from daogou.features.same_product import Growth, Vectors, meanings, train_same_product
from daogou.features.text_encoders import ROLE
from daogou.trust.overlap import overlaps

UNJUDGED_TREES = 100  # of 20,000 made pairs: more take minutes
UNJUDGED_LEAST = 0.3  # of .3, .5 and .7 the best on valid
PROTOCOL = (
    "DeepMatcher's split as Ditto ships it; trees learn on train, settings and the threshold are chosen on "
    "valid, F1 of the matches is on test; how rare a word is counts the titles of the split at hand. "
    "tfidf_f1 and meaning_f1: the cosine of the titles alone, the threshold from valid too. unjudged_f1: "
    "trees that learn from disturbed copies of train's offers, with no judgement used but for the threshold. "
    "feeds_*: all offers of either side of test as two feeds, compared as `doctor --against` does, nothing "
    "judged; a pair that the data does not judge counts as wrong in feeds_precision, not at all in "
    "feeds_precision_judged."
)


@dataclass(frozen=True)
class Options:
    """``threads``: of the sentence encoder."""

    threads: int = 1


@dataclass(frozen=True)
class MatchAmazonGoogle:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: ``entities/amazon_google`` is not in the data folder.
            MissingDependency: scikit-learn is not installed.
        """
        encode = ROLE.open("use", {"threads": self.options.threads}).encode
        train, valid, test = (read_amazon_google(data, split) for split in SPLITS)
        matcher = train_same_product(train.pairs, train.same, _rarity(train), seed=seed, vectors=encode)
        on_valid, on_test = (matcher.probabilities(s.pairs, _rarity(s)) for s in (valid, test))
        least = best_threshold(np.array(valid.same), on_valid)
        metrics = {
            **_f1(np.array(test.same), on_test >= least),
            "valid_f1": _f1(np.array(valid.same), on_valid >= least)["f1"],
            "threshold": least,
            "tfidf_f1": _by_cosine(valid, test),
            "meaning_f1": _by_meaning(valid, test, encode),
            "unjudged_f1": _unjudged(train, test, seed),
            **_as_feeds(test, encode, seed),
        }
        return Measurement(metrics, PROTOCOL, tuple(data / FOLDER / f"{split}.txt" for split in SPLITS))


def _by_cosine(valid: Judged, test: Judged) -> float:
    def scores(split: Judged) -> NDArray[np.float32]:
        vector = _rarity(split).word_vector
        return np.array([cosine(vector(a.title), vector(b.title)) for a, b in split.pairs], dtype=np.float32)

    return _chosen_on_valid(valid, test, scores(valid), scores(test))


def _unjudged(train: Judged, test: Judged, seed: int) -> float:
    """What a shop gets that has nobody to judge pairs: trees from the offers of train alone."""
    pairs, same = [], []
    for side in (0, 1):
        offers = list(dict.fromkeys(pair[side] for pair in train.pairs))
        made, judged = made_pairs(offers, _rarity(train), seed=seed + side)
        pairs += made
        same += judged
    matcher = train_same_product(pairs, same, _rarity(train), seed=seed, growth=Growth(trees=UNJUDGED_TREES))
    found = matcher.probabilities(test.pairs, _rarity(test)) >= UNJUDGED_LEAST
    return _f1(np.array(test.same), found)["f1"]


def _as_feeds(split: Judged, encode: Vectors, seed: int) -> dict[str, float]:
    """What an owner gets who compares two feeds: of the pairs named, the right; of the right, the named."""
    sides = [list(dict.fromkeys(pair[side] for pair in split.pairs)) for side in (0, 1)]
    feeds = [
        [_product(f"{side}-{row}", offer) for row, offer in enumerate(offers)]
        for side, offers in enumerate(sides)
    ]
    rows = [{offer: row for row, offer in enumerate(offers)} for offers in sides]
    true = {
        (f"0-{rows[0][a]}", f"1-{rows[1][b]}")
        for (a, b), same in zip(split.pairs, split.same, strict=True)
        if same
    }
    found = {(one.ours.id, one.theirs.id) for one in overlaps(*feeds, vectors=encode, seed=seed)}
    judged = {(f"0-{rows[0][a]}", f"1-{rows[1][b]}") for a, b in split.pairs}
    right = len(found & true)
    return {
        "feeds_precision": right / max(1, len(found)),
        "feeds_precision_judged": right / max(1, len(found & judged)),
        "feeds_recall": right / max(1, len(true)),
    }


def _product(name: str, offer: Offer) -> Product:
    variant = Variant(name, price=offer.price)
    return Product(name, {"en": offer.title}, brand=offer.brand, variants=(variant,), currency="USD")


def _by_meaning(valid: Judged, test: Judged, encode: Vectors) -> float:
    first, second = meanings(valid.pairs, encode), meanings(test.pairs, encode)
    if first is None or second is None:  # not with an encoder: this tells the type checker
        raise TypeError(encode)
    return _chosen_on_valid(valid, test, first, second)


def _chosen_on_valid(
    valid: Judged, test: Judged, on_valid: NDArray[np.float32], on_test: NDArray[np.float32]
) -> float:
    least = best_threshold(np.array(valid.same), on_valid)
    return _f1(np.array(test.same), on_test >= least)["f1"]


def _rarity(split: Judged) -> Rarity:
    return Rarity(offer.title for pair in split.pairs for offer in pair)


def _f1(same: NDArray[np.bool_], matched: NDArray[np.bool_]) -> dict[str, float]:
    right = float((same & matched).sum())
    precision, recall = right / max(1, int(matched.sum())), right / max(1, int(same.sum()))
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"f1": f1, "precision": precision, "recall": recall}


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return MatchAmazonGoogle(options)
