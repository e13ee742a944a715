"""Teaching a labeller on a shop's own pictures: numpy only, no gradient, the same answer every time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import SILENT, Progress
from daogou.features.kernel_ridge import Solved, blocks_of, gaussian, solve
from daogou.features.label_views import standards
from daogou.features.labeller import Head, Labeller, Mix, chances, nearest_of, target_of
from daogou.features.rows import Vectors

MOST_TAUGHT = 8_000  # pictures: solving takes a minute or two and 800 MB; more would help little
MOST_SAMPLED = 2_000  # pictures on which mixes are compared
FEWEST_LABELLED = 20  # pictures with a label of a kind, or nothing is taught of it
FEWEST_OF_CLASS = 2  # one picture cannot be held out
MOST_CLASSES = 500  # of a kind, the most frequent: brands are many
NEARLY_ALL = 0.95  # of the pictures labelled: solved with all of them, the rest say nothing either way
SEVERAL_FROM = 0.1  # of the labelled pictures have several labels of the kind
BLOCKS = 5
SLOPES = tuple(2.0**n for n in np.arange(-1, 6, 0.5))
VOTES = (0.0, 0.1, 0.2, 0.3, 0.5)
SMALLEST_CHANCE = 1e-4  # in likelihoods: one confident mistake must not outweigh all else

# Tried per kind. Things are told by the deep view, colours by pixels, prints by the middle view.
MIXES = (
    ({"deep": 0.8, "middle": 0.2}, 2.0, 0.1),
    ({"deep": 0.7, "middle": 0.2, "colour": 0.1}, 2.0, 0.1),
    ({"deep": 0.3, "middle": 0.2, "shades": 0.5}, 1.0, 0.1),
    ({"deep": 0.2, "middle": 0.1, "shades": 0.7}, 1.0, 0.1),
    ({"deep": 0.2, "middle": 0.1, "colour": 0.2, "shades": 0.5}, 1.0, 0.1),
)

Labels = Mapping[str, Sequence[tuple[str, ...]]]  # kind -> labels of each picture, () where unknown


@dataclass(frozen=True)
class _Pupil:
    """The pictures to teach: unit rows per view, labels per kind, and blocks to hold out."""

    unit: Mapping[str, Vectors]
    labels: Mapping[str, tuple[tuple[str, ...], ...]]
    blocks: Sequence[NDArray[np.intp]]

    def likeness(self, mix: Mix) -> Vectors:
        """float32 [n, n]."""
        total = np.zeros((len(self), len(self)), dtype=np.float32)
        for name, weight in mix.weights.items():
            scaled = self.unit[name] * np.float32(np.sqrt(weight))
            total += scaled @ scaled.T
        return total

    def only(self, rows: NDArray[np.intp]) -> "_Pupil":
        """Some of the pictures, in the blocks that they were in."""
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        blocks = [place[block][place[block] >= 0] for block in self.blocks]
        unit = {name: values[rows] for name, values in self.unit.items()}
        labels = {kind: tuple(own[row] for row in rows) for kind, own in self.labels.items()}
        return _Pupil(unit, labels, [block for block in blocks if len(block)])

    def __len__(self) -> int:
        return len(next(iter(self.unit.values())))


def teach_labeller(
    ids: Sequence[str],
    views: Mapping[str, Vectors],
    labels: Labels,
    groups: Sequence[str],
    *,
    seed: int = 0,
    progress: Progress = SILENT,
) -> Labeller:
    """Learn every kind that has enough labels. ``groups``: equal ones (one design) are held out together.

    More than ``MOST_TAUGHT`` pictures: as many drawn at random, the rarer labels of each kind first.
    """
    usable = {kind: _usable(own) for kind, own in labels.items()}
    wanted = {kind: own for kind, own in usable.items() if _is_enough(own)}
    known = {kind: wanted.get(kind, tuple(own)) for kind, own in labels.items()}
    rows = _drawn(labels, len(ids), seed).tolist()
    views = {name: view[rows] for name, view in views.items()}
    standard = standards(views) if len(rows) else {}
    unit = {name: standard[name](view) for name, view in views.items()} if len(rows) else {}
    own = {kind: tuple(values[row] for row in rows) for kind, values in known.items()}
    blocks = blocks_of([groups[row] for row in rows], BLOCKS, seed)
    pupil = _Pupil(unit, {kind: own[kind] for kind in wanted}, blocks)
    progress.start("Teaching what pictures show", len(wanted))
    heads = _heads(pupil, seed, progress) if wanted else {}
    progress.finish()
    return Labeller(tuple(ids[row] for row in rows), standard, unit, own, heads)


def _usable(labels: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without rare labels; one each, unless several are usual for this kind."""
    counts = Counter(label for own in labels for label in own)
    kept = {label for label, count in counts.most_common(MOST_CLASSES) if count >= FEWEST_OF_CLASS}
    known = [tuple(label for label in own if label in kept) for own in labels]
    return tuple(known) if _has_several(known) else tuple(own[:1] for own in known)


def _has_several(labels: Sequence[tuple[str, ...]]) -> bool:
    labelled = [own for own in labels if own]
    return bool(labelled) and sum(len(own) > 1 for own in labelled) > SEVERAL_FROM * len(labelled)


def _is_enough(labels: Sequence[tuple[str, ...]]) -> bool:
    labelled = [own for own in labels if own]
    return len(labelled) >= FEWEST_LABELLED and len({label for own in labelled for label in own}) >= 2


def _drawn(labels: Labels, count: int, seed: int) -> NDArray[np.intp]:
    """Rows to teach, in order: all that have a label, or ``MOST_TAUGHT`` of them."""
    labelled = np.array([any(own[row] for own in labels.values()) for row in range(count)], dtype=bool)
    rows: NDArray[np.intp] = np.flatnonzero(labelled)
    if len(rows) <= MOST_TAUGHT:
        return rows
    rarity = np.random.default_rng(seed).random(len(rows))
    for own in labels.values():
        counts = Counter(label for values in own for label in values)
        rare = np.array([min((counts[v] for v in own[row]), default=count) for row in rows.tolist()])
        rarity = np.where(rare <= FEWEST_LABELLED, rarity - 1, rarity)  # these are all kept
    return np.sort(rows[np.argsort(rarity, kind="stable")[:MOST_TAUGHT]])


def _heads(pupil: _Pupil, seed: int, progress: Progress) -> dict[str, Head]:
    chosen = _mixes(pupil, seed)
    heads: dict[str, Head] = {}
    for which in sorted(set(chosen.values())):
        kinds = [kind for kind, of in chosen.items() if of == which]
        heads |= _heads_of_mix(pupil, kinds, _mix(which, pupil), progress)
    return {kind: heads[kind] for kind in pupil.labels}


def _heads_of_mix(pupil: _Pupil, kinds: Sequence[str], mix: Mix, progress: Progress) -> dict[str, Head]:
    """Kinds that nearly all pictures have share one solution, the large work; its memory ends here."""
    likeness = pupil.likeness(mix)
    whole: Solved | None = None
    heads: dict[str, Head] = {}
    for kind in kinds:
        labelled = np.flatnonzero([bool(own) for own in pupil.labels[kind]])
        if len(labelled) >= NEARLY_ALL * len(pupil):
            whole = whole or solve(gaussian(likeness, mix.sharpness), mix.ridge)
            heads[kind] = _head(pupil, kind, mix, likeness, whole)
        else:
            heads[kind] = _head_of_some(pupil, kind, mix, likeness, labelled)
        progress.advance()
    return heads


def _head_of_some(pupil: _Pupil, kind: str, mix: Mix, likeness: Vectors, labelled: NDArray[np.intp]) -> Head:
    """Taught on the labelled pictures alone."""
    part = likeness[np.ix_(labelled, labelled)]
    solved = solve(gaussian(part, mix.sharpness), mix.ridge)
    head = _head(pupil.only(labelled), kind, mix, part, solved)
    return replace(
        head,
        dual=_spread(head.dual, labelled, len(pupil), 0.0),
        held_out=_spread(head.held_out, labelled, len(pupil), np.nan),
    )


def _spread(values: Vectors, rows: NDArray[np.intp], count: int, rest: float) -> Vectors:
    """Rows put where they belong among all pictures."""
    spread = np.full((count, values.shape[1]), rest, dtype=np.float32)
    spread[rows] = values
    return spread


def _mix(which: int, pupil: _Pupil) -> Mix:
    """With the weights of views that this encoder does not give shared out."""
    weights, sharpness, ridge = MIXES[which]
    there = {name: weight for name, weight in weights.items() if name in pupil.unit}
    total = sum(there.values())
    return Mix({name: weight / total for name, weight in there.items()}, sharpness, ridge)


def _mixes(pupil: _Pupil, seed: int) -> dict[str, int]:
    """Kind -> the mix under which held-out pictures of a sample get their labels most probably."""
    drawn = np.random.default_rng(seed).permutation(len(pupil))[:MOST_SAMPLED]
    sample = pupil.only(np.sort(drawn))
    best: dict[str, tuple[float, int]] = {}
    for which in range(len(MIXES)):
        mix = _mix(which, sample)
        likeness = sample.likeness(mix)
        solved = solve(gaussian(likeness, mix.sharpness), mix.ridge)
        for kind in pupil.labels:
            surprise = _head_and_surprise(sample, kind, mix, likeness, solved, votes=(0.0,))[1]
            best[kind] = min(best.get(kind, (np.inf, 0)), (surprise, which))
    return {kind: which for kind, (_, which) in best.items()}


def _head(pupil: _Pupil, kind: str, mix: Mix, likeness: Vectors, solved: Solved) -> Head:
    return _head_and_surprise(pupil, kind, mix, likeness, solved, votes=VOTES)[0]


def _head_and_surprise(
    pupil: _Pupil,
    kind: str,
    mix: Mix,
    likeness: Vectors,
    solved: Solved,
    *,
    votes: Sequence[float],
) -> tuple[Head, float]:
    """The head, calibrated on held-out scores, and its held-out surprise (negative log likelihood)."""
    labels = pupil.labels[kind]
    classes = tuple(sorted({label for own in labels for label in own}))
    target = target_of(labels, classes)
    scores = solved.held_out(target, pupil.blocks)
    voted = _held_out_votes(likeness, target, pupil.blocks) if any(votes) else None
    several = any(len(own) > 1 for own in labels)
    doubt = 1 / (2 + sum(bool(own) for own in labels))  # Laplace's rule of succession
    head = Head(mix, classes, solved.dual(target), scores, several, 1.0, 0.0, 0.0, doubt)
    tried = []
    for slope, shift in _lines(scores, target, several):
        for vote in votes:
            one = replace(head, slope=slope, shift=shift, vote=vote)
            tried.append((_surprise(chances(one, scores, voted), target, several), slope, shift, vote))
    surprise, slope, shift, vote = min(tried)
    best = replace(head, slope=slope, shift=shift, vote=vote)
    known = (target != 0).any(axis=1, keepdims=True)
    return replace(best, held_out=np.where(known, chances(best, scores, voted), np.nan)), surprise


def _held_out_votes(likeness: Vectors, target: Vectors, blocks: Sequence[NDArray[np.intp]]) -> Vectors:
    """What the nearest pictures outside each block are labelled."""
    voted = np.zeros_like(target)
    for block in blocks:
        others = np.setdiff1d(np.arange(len(target)), block)
        if len(others):
            voted[block] = nearest_of(likeness[np.ix_(block, others)]).votes(target[others])
    return voted


def _lines(scores: Vectors, target: Vectors, several: bool) -> list[tuple[float, float]]:
    """(slope, shift) to try: for single labels the slopes; for several, Platt's line through the scores."""
    if not several:
        return [(slope, 0.0) for slope in SLOPES]
    known = target != 0
    x, y = scores[known].astype(np.float64), target[known] > 0
    design = np.stack([x, np.ones_like(x)], axis=1)
    line = np.zeros(2)
    for _ in range(20):  # Newton's method on two numbers: settled long before
        chance = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        slope = design.T @ (chance - y) + 1e-3 * line
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-3 * np.eye(2)
        line -= np.linalg.solve(bend, slope)
    return [(float(line[0]), float(line[1]))]


def _surprise(chance: Vectors, target: Vectors, several: bool) -> float:
    """Mean negative log probability of the right labels, over the labelled pictures."""
    labelled = (target > 0).any(axis=1)
    if several:
        right = np.where(target[labelled] > 0, chance[labelled], 1 - chance[labelled])
        return float(-np.log(np.maximum(right, SMALLEST_CHANCE)).mean())
    right = (chance * (target > 0)).sum(axis=1)[labelled]
    return float(-np.log(np.maximum(right, SMALLEST_CHANCE)).mean())
