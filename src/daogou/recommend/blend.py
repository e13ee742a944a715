"""Fitted recommenders put together by a weighing; numpy is all it takes to ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from daogou.core.files import write_json
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import ROUNDING, newest_products
from daogou.recommend.measuring import Looks, looking
from daogou.recommend.part import Part
from daogou.recommend.pieces import MOST_EVIDENCE, Pieces, Sorted
from daogou.recommend.stored import save_arrays
from daogou.recommend.tastes import NOTHING, without_each
from daogou.recommend.weighing import Reading, Weighing, known_of, read_rows, reading_of, unknown

CHUNK = 64  # histories at a time: with 5 parts, 64 x 50,000 products x 4 bytes x 5 = 64 MB
# a shelf says one or two reasons
MOST_NAMED = 3
PARTS_FILE = "parts.json"


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
        pieces = Sorted(self._pieces(history, tried, shown, reading, factors), len(shown))
        return [_told(pieces, nth, tried[gone].tolist()) for nth, gone in enumerate(lost.T)]

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
        return self.weighing.weights(self._known(histories), reading), reading

    def _known(self, histories: Sequence[History]) -> Vectors:
        if not self.weighing.asks_shoppers:
            return unknown(len(histories))
        return known_of(histories, self.weighing.newest)

    @cached_property
    def _looks(self) -> Sequence[Looks]:
        return [looking(part) for part in self.parts]

    def _looked(self, history: History, left_out: Ints, products: Ints) -> tuple[Vectors, Reading]:
        """As ``_read``, of the history without one product after the other and of some products' scores."""
        highest = self.weighing.asks_peaks
        reading = reading_of(
            [part.measured(history, left_out, products, highest=highest) for part in self._looks]
        )
        asked = without_each(history, left_out) if self.weighing.asks_shoppers else [history] * len(left_out)
        return self.weighing.weights(self._known(asked), reading), reading

    def _pieces(
        self, history: History, tried: Ints, products: Ints, reading: Reading, factors: Floats
    ) -> list[Pieces]:
        """The parts' evidence for the products that they speak for, as it weighs in the whole score."""
        pieces: list[Pieces] = []
        for part, scores, factor in zip(self._looks, reading.rows, factors.tolist(), strict=True):
            (given,) = (factor * scores[0] > 0).nonzero()
            if len(given):
                found = part.explain_measured(history, tried, products[given], scores[:, given])
                pieces += [one._replace(nth=given[one.nth]).times(factor) for one in found]
        return pieces


def _told(pieces: Sorted, nth: int, needed: Collection[int]) -> tuple[Evidence, ...]:
    """The heaviest evidence: of few products, and only those without which the whole score is lower."""
    of_one = pieces.of(nth)
    named = list(dict.fromkeys(product for _, product, *_ in of_one if product >= 0))[:MOST_NAMED]
    kept = {NOTHING, *named} & {NOTHING, *needed}
    heaviest = (piece for piece in of_one if piece[1] in kept)
    return tuple(pieces.evidence(piece) for piece in islice(heaviest, MOST_EVIDENCE))
