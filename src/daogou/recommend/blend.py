"""Fitted recommenders put together by a weighing; numpy is all it takes to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from daogou.core.files import write_json
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import MOST_EVIDENCE, ROUNDING, newest_products
from daogou.recommend.measuring import Looks, looking
from daogou.recommend.part import Part
from daogou.recommend.stored import save_arrays
from daogou.recommend.tastes import NOTHING, without_each
from daogou.recommend.weighing import Reading, Weighing, known_of, read_rows, reading_of

CHUNK = 64  # histories at a time: with 5 parts, 64 x 50,000 products x 4 bytes x 5 = 64 MB
# a shelf says one or two reasons
MOST_NAMED = 3
PARTS_FILE = "parts.json"


Weighed = tuple[float, Evidence]
"""What a piece of evidence weighs in the whole score, and the piece, which says what it does in its part."""


@dataclass(frozen=True, eq=False)
class Blend:
    """``names`` of the parts, in their order."""

    names: Sequence[str]
    parts: Sequence[Part]
    weighing: Weighing

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
        return self.explain_many(history, [product])[0]

    def explain_many(self, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
        """See ``explain``; each part looks into the history once."""
        shown, tried = np.array(products, np.int64), newest_products(history)
        left_out = np.append(NOTHING, tried)
        weights, reading = self._looked(history, left_out, shown)
        scores = self.weighing.together(weights, reading)  # (1 + tried, products)
        lost = scores[1:] < scores[0] - ROUNDING * np.abs(scores[0])
        factors = self.weighing.amplitude(weights, reading)[0] * weights[0] * reading.scale[0]
        pieces = self._pieces(history, tried, shown, reading, factors)
        return [_told(of_one, tried[gone]) for of_one, gone in zip(pieces, lost.T, strict=True)]

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

    @cached_property
    def _looks(self) -> Sequence[Looks]:
        return [looking(part) for part in self.parts]

    def _looked(self, history: History, left_out: Ints, products: Ints) -> tuple[Vectors, Reading]:
        """As ``_read``, of the history without one product after the other and of some products' scores."""
        highest = self.weighing.asks_peaks
        reading = reading_of(
            [part.measured(history, left_out, products, highest=highest) for part in self._looks]
        )
        known = known_of(without_each(history, left_out), self.weighing.newest)
        return self.weighing.weights(known, reading), reading

    def _pieces(
        self, history: History, tried: Ints, products: Ints, reading: Reading, factors: Floats
    ) -> list[list[Weighed]]:
        """Each part's evidence for each product that it speaks for."""
        pieces: list[list[Weighed]] = [[] for _ in products]
        for part, scores, factor in zip(self._looks, reading.rows, factors.tolist(), strict=True):
            (given,) = (factor * scores[0] > 0).nonzero()
            evidence = part.explain_measured(history, tried, products[given], scores[:, given])
            for nth, of_one in zip(given.tolist(), evidence, strict=True):
                pieces[nth] += [(one.weight * factor, one) for one in of_one]
        return pieces


def _told(pieces: list[Weighed], needed: Ints) -> tuple[Evidence, ...]:
    """The heaviest evidence: of few products, and only those without which the whole score is lower."""
    ordered = sorted(pieces, key=lambda piece: -piece[0])
    named = list(dict.fromkeys(one.product for _, one in ordered if one.product >= 0))[:MOST_NAMED]
    kept = {NOTHING, *named} & {NOTHING, *needed.tolist()}
    told = [(weight, one) for weight, one in ordered if one.product in kept][:MOST_EVIDENCE]
    return tuple(Evidence(one.kind, weight, one.product, one.what) for weight, one in told)
