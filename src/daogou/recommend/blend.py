"""Fitted recommenders put together by a weighing; numpy is all it takes to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from daogou.core.files import write_json
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.explaining import explained
from daogou.recommend.history import Floats, History
from daogou.recommend.leaving_out import MOST_EVIDENCE, ROUNDING
from daogou.recommend.measuring import measured
from daogou.recommend.part import Part
from daogou.recommend.stored import save_arrays
from daogou.recommend.weighing import Reading, Weighing, known_of, read_rows, reading_of

CHUNK = 64  # histories at a time: with 5 parts, 64 x 50,000 products x 4 bytes x 5 = 64 MB
# a shelf says one or two reasons; each product named costs a score without it
MOST_NAMED = 3
PARTS_FILE = "parts.json"


@dataclass(frozen=True, eq=False)
class _Asked:
    """``score`` float32 [n_products]."""

    history: History
    weights: Vectors
    reading: Reading
    score: Floats


@dataclass(frozen=True, eq=False)
class Blend:
    """``names`` of the parts, in their order; ``last_asked``: the last history that came alone."""

    names: Sequence[str]
    parts: Sequence[Part]
    weighing: Weighing
    last_asked: list["_Asked"] = field(default_factory=list, repr=False)

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        if len(histories) == 1:
            return self._asked(histories[0]).score[None].copy()
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
        asked = self._asked(history)
        pieces = self._pieces(asked, products)
        named = [_named(of_one) for of_one in pieces]
        left_out = sorted(set().union(*named))
        score = asked.score[list(products)]
        lost = self._without(asked, left_out, products) < score - ROUNDING * np.abs(score)
        found = []
        for nth, of_one in enumerate(pieces):
            told = {other for other in named[nth] if lost[left_out.index(other), nth]} | {-1}
            found.append(tuple(one for one in of_one if one.product in told)[:MOST_EVIDENCE])
        return found

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
        """What was found out about a history: its shelf is explained after it was scored."""
        last = self.last_asked[0] if self.last_asked else None
        if last is None or last.history is not history:
            weights, reading = self._read([history])
            last = _Asked(history, weights, reading, self.weighing.together(weights, reading)[0])
            self.last_asked[:] = [last]
        return last

    def _without(self, asked: "_Asked", left_out: Sequence[int], products: Sequence[int]) -> Vectors:
        """float32 [n left out, n products]: the scores of some products without the acts on one each."""
        shown = np.array(products, np.int64)
        pieces = [np.zeros((0, len(shown)), np.float32)]
        for at in range(0, len(left_out), CHUNK):
            some = np.array(left_out[at : at + CHUNK])
            highest = self.weighing.asks_peaks
            found = [measured(part, asked.history, some, shown, highest=highest) for part in self.parts]
            reading = reading_of(found)
            histories = [asked.history.without([one]) for one in some.tolist()]
            weights = self.weighing.weights(known_of(histories, self.weighing.newest), reading)
            pieces.append(self.weighing.together(weights, reading))
        return np.concatenate(pieces)

    def _pieces(self, asked: "_Asked", products: Sequence[int]) -> list[list[Evidence]]:
        """Each part's evidence for each product, in units of the whole score, largest first."""
        reading = asked.reading
        factors = self.weighing.amplitude(asked.weights, reading)[0] * asked.weights[0] * reading.scale[0]
        pieces: list[list[Evidence]] = [[] for _ in products]
        for i, part in enumerate(self.parts):
            given = [nth for nth, p in enumerate(products) if factors[i] * reading.rows[i][0, p] > 0]
            evidence = explained(part, asked.history, [products[nth] for nth in given])
            for nth, of_one in zip(given, evidence, strict=True):
                pieces[nth] += [_scaled(one, float(factors[i])) for one in of_one]
        return [sorted(of_one, key=lambda one: -one.weight) for of_one in pieces]


def _named(pieces: Sequence[Evidence]) -> list[int]:
    """The products that the heaviest evidence names."""
    return list(dict.fromkeys(one.product for one in pieces if one.product >= 0))[:MOST_NAMED]


def _scaled(one: Evidence, factor: float) -> Evidence:
    return Evidence(one.kind, one.weight * factor, one.product, one.what)
