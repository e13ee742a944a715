"""Whether a relation asks for one tail, as a dress has one neckline, or for many."""

from collections.abc import Collection

SINGLE = 0.8  # of the heads that have a tail have only one


def asks_for_one(counts: Collection[int]) -> bool:
    """Whether nearly all heads have one tail; ``counts``: of tails, of each head that has any."""
    return len(counts) > 0 and sum(count == 1 for count in counts) >= SINGLE * len(counts)
