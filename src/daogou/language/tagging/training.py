"""Teaching a tagger from titles with spans, with PyTorch (``daogou[train]``).

A BiLSTM-CRF (Huang et al. 2015) over sums of feature vectors. Features are dropped at random, each by itself,
so that a name seen in training does not stand in for its context: the tagger is for what no list names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.roles import required
from daogou.language.tagging.features import UnitFeatures
from daogou.language.tagging.tagger import Tagger, feature_code
from daogou.language.tagging.units import Span, Unit, tags_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """A title and the pieces of it that are named."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Lessons:
    """How the tagger is taught; chosen on titles of taobao's dev split that its train split lacks."""

    epochs: int = 8
    dim: int = 128
    hidden: int = 128
    batch: int = 32
    rate: float = 2e-3
    features_dropped: float = 0.5
    dropout: float = 0.5
    least_seen: int = 2  # titles; a feature seen once says nothing of others


@dataclass(frozen=True, slots=True)
class _Title:
    rows: list[list[int]]
    tags: list[int]


def train_tagger(
    titles: Sequence[Labelled],
    *,
    seed: int,
    features: UnitFeatures | None = None,
    lessons: Lessons | None = None,
    progress: Progress = SILENT,
) -> Tagger:
    """Teach a tagger the kinds that occur in the titles' spans; a title given twice counts once.

    Raises:
        MissingDependency: PyTorch is not installed.
    """
    torch: Any = required("torch", "teaching a tagger", "train")
    from daogou.language.tagging.network_training import TorchNetwork

    chosen, describe = lessons or Lessons(), features or UnitFeatures()
    described = [(title, *describe(title.text)) for title in dict.fromkeys(titles)]
    codes = _codes([names for _, _, names in described], chosen.least_seen)
    tags = _tags(titles)
    prepared = [_prepared(t, units, names, codes, tags) for t, units, names in described if units]
    generator = torch.Generator().manual_seed(seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = TorchNetwork(len(codes), len(tags), chosen)
        _teach(torch, network, prepared, chosen, generator, progress)
    ascending = np.array(sorted(codes), dtype=np.uint32)
    return Tagger(network.exported(), ascending, tuple(tags), describe)


def _codes(described: Sequence[Sequence[Sequence[str]]], least: int) -> dict[int, int]:
    """Feature code -> row, rows in the order of the codes."""
    seen = Counter(name for names in described for name in {n for of_unit in names for n in of_unit})
    kept = sorted({feature_code(name) for name, count in seen.items() if count >= least})
    return {code: row for row, code in enumerate(kept)}


def _tags(titles: Sequence[Labelled]) -> list[str]:
    kinds = sorted({span.kind for title in titles for span in title.spans})
    return ["O", *(f"{begin}-{kind}" for kind in kinds for begin in "BI")]


def _prepared(
    title: Labelled,
    units: Sequence[Unit],
    names: Sequence[Sequence[str]],
    codes: dict[int, int],
    tags: Sequence[str],
) -> _Title:
    rows = [[codes[c] for c in map(feature_code, of_unit) if c in codes] for of_unit in names]
    return _Title(rows, [tags.index(tag) for tag in tags_of(units, title.spans)])


def _teach(
    torch: Any, network: Any, titles: Sequence[_Title], lessons: Lessons, generator: Any, progress: Progress
) -> None:
    """Adam (Kingma and Ba 2015), the rate falling in a line to nothing."""
    optimisers = network.optimisers(lessons.rate)
    batches = -(-len(titles) // lessons.batch)
    network.train()
    for step in tracked(range(lessons.epochs * batches), progress, "Teaching", lessons.epochs * batches):
        if step % batches == 0:
            order = torch.randperm(len(titles), generator=generator).tolist()
        start = step % batches * lessons.batch
        chosen = [titles[i] for i in order[start : start + lessons.batch]]
        for group in (group for optimiser in optimisers for group in optimiser.param_groups):
            group["lr"] = lessons.rate * (1 - step / (lessons.epochs * batches))
        loss = network.loss([t.rows for t in chosen], [t.tags for t in chosen])
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
    network.eval()
