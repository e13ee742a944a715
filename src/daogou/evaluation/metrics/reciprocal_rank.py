"""Reciprocal rank: how far one looks for the first right answer. Its mean over queries is MRR."""

from collections.abc import Container, Hashable, Sequence


def reciprocal_rank(ranked: Sequence[Hashable], relevant: Container[Hashable]) -> float:
    """1 / (place of the first relevant item, from 1); 0 where there is none."""
    return next((1 / place for place, item in enumerate(ranked, start=1) if item in relevant), 0.0)
