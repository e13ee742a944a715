"""What a picture shows in the shop's own words: taught on its pictures and what its feed says of them.

One kernel ridge regression per kind of label (category, colour, audience …). How much each view of a picture
counts is chosen per kind on a sample of the shop's pictures, by their held-out likelihood. Scores become
probabilities by a sharpness and by what the nearest taught pictures are labelled, both again chosen on
held-out scores, so a confidence of .8 is right about eight times in ten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.features.kernel_ridge import gaussian
from daogou.features.label_views import Standard
from daogou.features.pixels import softmax
from daogou.features.rows import Vectors

NEAREST = 10  # taught pictures that are asked, and shown as evidence
VOTE_SHARPNESS = 20.0  # of the nearest ones' votes: .1 less alike counts a seventh


@dataclass(frozen=True)
class Mix:
    """How views are weighed (the weights sum to 1), how quickly likeness falls off, and the ridge."""

    weights: Mapping[str, float]
    sharpness: float
    ridge: float

    @property
    def key(self) -> tuple[tuple[tuple[str, float], ...], float]:
        """Equal for mixes that give equal kernels."""
        return tuple(sorted(self.weights.items())), self.sharpness


@dataclass(frozen=True)
class Head:
    """One kind of label. ``dual``: float32 [taught, classes]; ``vote``: the nearest pictures' share, 0..1.

    ``doubt`` is spread over all classes: however few held-out pictures erred, the next one may.

    ``held_out``: float32 [taught, classes], the probabilities of the taught pictures as if each had not been
    taught; NaN for those without a label of the kind.

    ``several``: a picture may have several labels of this kind at once (occasions): then each has its own
    probability, of the logistic ``slope * score + shift``; else they share 1, by softmax(slope * score).
    """

    mix: Mix
    classes: tuple[str, ...]
    dual: Vectors
    held_out: Vectors
    several: bool
    slope: float
    shift: float
    vote: float
    doubt: float


@dataclass(frozen=True)
class Labeller:
    """``taught``: per view float32 [taught, dim], unit rows.

    ``labels``: kind -> those of each taught picture, () if unknown; also of kinds that no head was taught of.
    """

    ids: tuple[str, ...]
    standards: Mapping[str, Standard]
    taught: Mapping[str, Vectors]
    labels: Mapping[str, tuple[tuple[str, ...], ...]]
    heads: Mapping[str, Head]

    def probabilities(self, views: Mapping[str, Vectors]) -> dict[str, Vectors]:
        """Kind -> float32 [n, classes of its head]; rows sum to 1 unless a picture may have several."""
        cosines = self._cosines(views)
        heads = {head.mix.key: head for head in self.heads.values()}
        looks = {key: _looked(cosines, head.mix) for key, head in heads.items()}
        return {kind: self._of_head(kind, head, looks[head.mix.key]) for kind, head in self.heads.items()}

    def unbiased(self, ids: Sequence[str], views: Mapping[str, Vectors]) -> dict[str, Vectors]:
        """As ``probabilities``, but a taught picture's are those from before it was taught.

        So that what a picture shows can be held against what the feed says of it.
        """
        rows = np.array([self._row_of.get(product_id, -1) for product_id in ids])
        found = self.probabilities(views)
        for kind, head in self.heads.items():
            before = np.where(rows[:, None] >= 0, head.held_out[rows], np.nan)
            found[kind] = np.where(np.isnan(before), found[kind], before).astype(np.float32)
        return found

    def nearest(self, views: Mapping[str, Vectors], k: int = NEAREST) -> list[list[tuple[str, float]]]:
        """Of each picture: (id, likeness up to 1) of the taught ones most like it, best first.

        All views count the same.
        """
        likeness = np.mean(list(self._cosines(views).values()), axis=0)
        best = np.argsort(-likeness, axis=1, kind="stable")[:, :k]
        return [
            [(self.ids[r], float(own[r])) for r in rows] for rows, own in zip(best, likeness, strict=True)
        ]

    def labels_of(self, product_id: str) -> dict[str, tuple[str, ...]]:
        """What a taught product was labelled; nothing for one that was not taught."""
        row = self._row_of.get(product_id)
        return {} if row is None else {kind: own[row] for kind, own in self.labels.items() if own[row]}

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {product_id: row for row, product_id in enumerate(self.ids)}

    def _cosines(self, views: Mapping[str, Vectors]) -> dict[str, Vectors]:
        """View -> float32 [n, taught]."""
        return {name: self.standards[name](views[name]) @ taught.T for name, taught in self.taught.items()}

    def _of_head(self, kind: str, head: Head, look: "_Look") -> Vectors:
        votes = self._votes(kind, look) if head.vote else None
        return chances(head, look.kernel @ head.dual, votes)

    def _votes(self, kind: str, look: "_Look") -> Vectors:
        """Of the nearest pictures that have a label of the kind."""
        target = self._targets[kind]
        known = target.any(axis=1)
        if known.all():
            return look.near.votes(target)
        return nearest_of(look.likeness[:, known]).votes(target[known])

    @cached_property
    def _targets(self) -> dict[str, Vectors]:
        return {kind: target_of(self.labels[kind], head.classes) for kind, head in self.heads.items()}


@dataclass(frozen=True)
class Near:
    """The nearest taught pictures of each of n: ``rows`` int [n, k]; ``weights`` [n, k], of sum 1."""

    rows: NDArray[np.intp]
    weights: Vectors

    def votes(self, target: Vectors) -> Vectors:
        """float32 [n, classes]: the shares of the labels among them, closer ones counting more."""
        says = np.maximum(target, 0)[self.rows]  # (n, k, classes)
        votes: Vectors = np.einsum("nk,nkc->nc", self.weights, says).astype(np.float32)
        return votes


@dataclass(frozen=True)
class _Look:
    """What one mix makes of some pictures: likeness and kernel values [n, taught], and their nearest."""

    likeness: Vectors
    kernel: Vectors
    near: Near


def _looked(cosines: Mapping[str, Vectors], mix: Mix) -> _Look:
    likeness = mixed(cosines, mix)
    return _Look(likeness, gaussian(likeness, mix.sharpness), nearest_of(likeness))


def mixed(cosines: Mapping[str, Vectors], mix: Mix) -> Vectors:
    """Weighed and added, float32 [n, m]."""
    parts = [np.float32(weight) * cosines[name] for name, weight in mix.weights.items()]
    return np.stack(parts).sum(axis=0) if len(parts) > 1 else parts[0]


def target_of(labels: Sequence[tuple[str, ...]], classes: Sequence[str]) -> Vectors:
    """float32 [n, classes]: +1 for a picture's labels, -1 for the others, 0 where none is known."""
    number = {name: n for n, name in enumerate(classes)}
    target = np.zeros((len(labels), len(classes)), dtype=np.float32)
    for row, own in enumerate(labels):
        if own:
            target[row] = -1
            target[row, [number[name] for name in own if name in number]] = 1
    return target


def nearest_of(likeness: Vectors) -> Near:
    """Likeness [n, taught] -> the nearest of each."""
    count = min(NEAREST, likeness.shape[1])
    rows = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
    near = np.take_along_axis(likeness, rows, axis=1)
    weights = np.exp(VOTE_SHARPNESS * (near - near.max(axis=1, keepdims=True)))
    return Near(rows, weights / weights.sum(axis=1, keepdims=True))


def chances(head: Head, scores: Vectors, votes: Vectors | None) -> Vectors:
    """Scores and votes to probabilities, float32 [n, classes]."""
    raw = np.float32(head.slope) * scores + np.float32(head.shift)
    own = _logistic(raw) if head.several else softmax(raw)
    if votes is not None and head.vote:
        own = (1 - head.vote) * own + head.vote * votes
    even = 0.5 if head.several else 1 / len(head.classes)
    return ((1 - head.doubt) * own + head.doubt * even).astype(np.float32)


def _logistic(x: NDArray[np.float32]) -> Vectors:
    shares: Vectors = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return shares
