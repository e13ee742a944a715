"""Fitted recommenders put together by a weighing; numpy is all it takes to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from daogou.core.files import write_json
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History
from daogou.recommend.leaving_out import MOST_EVIDENCE, ROUNDING
from daogou.recommend.part import Part
from daogou.recommend.stored import save_arrays
from daogou.recommend.weighing import Reading, Weighing, known_of, read_rows

CHUNK = 64  # histories at a time: with 5 parts, 64 x 50,000 products x 4 bytes x 5 = 64 MB
# a shelf says one or two reasons; each product named costs a score without it
MOST_NAMED = 3
PARTS_FILE = "parts.json"


@dataclass(frozen=True, eq=False)
class _Asked:
    """``score`` float32 [n_products]; ``without``: of a product of the history, the scores without it."""

    history: History
    weights: Vectors
    reading: Reading
    score: Floats
    without: dict[int, Floats]


@dataclass(frozen=True, eq=False)
class Blend:
    """``names`` of the parts, in their order; ``last_asked``: what the last explanation had to find out."""

    names: Sequence[str]
    parts: Sequence[Part]
    weighing: Weighing
    last_asked: list["_Asked"] = field(default_factory=list, repr=False)

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        pieces = [self._scores(histories[at : at + CHUNK]) for at in range(0, len(histories), CHUNK)]
        return np.concatenate(pieces) if pieces else self._scores(histories)

    def similar(self, product: int) -> Floats:
        """The parts' likenesses, weighed as for the usual shopper."""
        usual = np.exp(self.weighing.always) * self.weighing.used
        likeness = np.zeros(len(self.parts[0].similar(product)), np.float32)
        for part, weight in zip(self.parts, usual, strict=True):
            row = part.similar(product)
            # the parts' nearest count the same; 1e-12: a part that knows of none
            likeness += np.float32(weight) * row / max(float(row.max(initial=0.0)), 1e-12)
        return likeness

    def shares(self, history: History) -> dict[str, float]:
        """How much each part counts for this shopper; sums to 1, or to 0 where all are silent."""
        weights, _ = self._read([history])
        total = float(weights.sum())
        return {n: float(w) / total if total else 0.0 for n, w in zip(self.names, weights[0], strict=True)}

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The parts' evidence, scaled to what each part contributes to this score; at most three products.

        A product whose acts one part lives on may speak against the score elsewhere: it is named only where
        the whole score is lower without it.
        """
        asked = self._asked(history)
        pieces = sorted(self._pieces(asked, product), key=lambda one: -one.weight)
        named = list(dict.fromkeys(one.product for one in pieces if one.product >= 0))[:MOST_NAMED]
        score = asked.score[product]
        least = score - ROUNDING * abs(score)
        without = self._without(asked, named)
        true = {other for other in named if without[other][product] < least} | {-1}
        return tuple(one for one in pieces if one.product in true)[:MOST_EVIDENCE]

    def save(self, folder: Path) -> None:
        """The weighing, and each part in a folder of its own."""
        for name, part in zip(self.names, self.parts, strict=True):
            (folder / name).mkdir(exist_ok=True)
            part.save(folder / name)
        save_arrays(folder, self.weighing.arrays())
        write_json(folder / PARTS_FILE, list(self.names))

    def _scores(self, histories: Sequence[History]) -> Vectors:
        weights, reading = self._read(histories)
        return self.weighing.together(weights, reading)

    def _read(self, histories: Sequence[History]) -> tuple[Vectors, Reading]:
        reading = read_rows([part.scores(histories) for part in self.parts])
        return self.weighing.weights(known_of(histories, self.weighing.newest), reading), reading

    def _asked(self, history: History) -> "_Asked":
        """What was found out about a history; a shelf explains ten products of the same one."""
        last = self.last_asked[0] if self.last_asked else None
        if last is None or last.history is not history:
            weights, reading = self._read([history])
            last = _Asked(history, weights, reading, self.weighing.together(weights, reading)[0], {})
            self.last_asked[:] = [last]
        return last

    def _without(self, asked: "_Asked", products: Sequence[int]) -> Mapping[int, Floats]:
        """For each product the scores without the acts on it."""
        new = [product for product in products if product not in asked.without]
        if new:
            scores = self.scores([asked.history.without([product]) for product in new])
            asked.without.update(zip(new, scores, strict=True))
        return asked.without

    def _pieces(self, asked: "_Asked", product: int) -> Iterable[Evidence]:
        """Each part's evidence, in units of the whole score."""
        weights, reading = asked.weights, asked.reading
        amplitude = self.weighing.amplitude(weights, reading)[0]
        for i, part in enumerate(self.parts):
            given = float(amplitude * weights[0, i] * reading.scaled[i, 0, product])
            if given > 0:
                scale = amplitude * weights[0, i] / reading.spread[0, i]
                for one in part.explain(asked.history, product):
                    yield one._replace(weight=float(one.weight * scale))
