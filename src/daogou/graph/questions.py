"""A graph as questions with their answers: what learning sees and what filtering needs.

With R relations, ``asked`` is a relation's number r for "anchor --r--> ?", and r + R for "? --r--> anchor".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Questions:
    """Distinct questions, ordered by ``asked`` and then ``anchor``.

    ``anchors``, ``asked``: int64 [n]; the answers of question i, entity rows in rising order, are
    ``answers[starts[i]:starts[i + 1]]``.
    """

    anchors: Ints
    asked: Ints
    starts: Ints
    answers: Ints

    def __len__(self) -> int:
        return len(self.anchors)

    @property
    def counts(self) -> Ints:
        """How many answers each has."""
        return np.diff(self.starts)

    def rows_of(self, anchors: Ints, asked: Ints) -> Ints:
        """The number of each given question, -1 where nothing is known of it."""
        own, wanted = _key(self.anchors, self.asked), _key(anchors, asked)
        if not len(own):
            return np.full(len(wanted), -1, np.int64)
        place = np.minimum(np.searchsorted(own, wanted), len(own) - 1)
        return np.where(own[place] == wanted, place, -1)

    def answers_of(self, rows: Ints) -> tuple[Ints, Ints]:
        """(place, answer) of every answer of the questions ``rows``; ``place`` is one in ``rows``."""
        counts = np.where(rows >= 0, self.counts[rows], 0) if len(self) else np.zeros(len(rows), np.int64)
        place = np.repeat(np.arange(len(rows)), counts)
        inside = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        return place, self.answers[self.starts[rows[place]] + inside]


def _key(anchors: Ints, asked: Ints) -> Ints:
    """One number for a question that sorts by ``asked``; entities are fewer than 2^32."""
    return (asked.astype(np.int64) << 32) | anchors


def both_ways(triples: Ints, relations: int) -> Ints:
    """(anchor, asked, answer) of every triple (head, relation, tail), tail asked first; int64 [2n, 3]."""
    head, relation, tail = triples.T
    return np.concatenate(
        [np.stack([head, relation, tail], axis=1), np.stack([tail, relation + relations, head], axis=1)]
    )


def questions_of(triples: Ints, relations: int) -> Questions:
    """Every question that the triples, int64 [n, 3], answer; a triple given twice counts once."""
    asked = both_ways(np.asarray(triples, np.int64).reshape(-1, 3), relations)
    keys = _key(asked[:, 0], asked[:, 1])
    order = np.lexsort((asked[:, 2], keys))
    keys, asked = keys[order], asked[order]
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (asked[1:, 2] != asked[:-1, 2])
    keys, asked = keys[new], asked[new]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    starts = np.r_[first, len(keys)].astype(np.int64)
    return Questions(asked[first, 0], asked[first, 1], starts, asked[:, 2])
