"""Precision at k: how much of what was shown is right."""

from collections.abc import Container, Hashable, Sequence


def precision_at_k(ranked: Sequence[Hashable], relevant: Container[Hashable], k: int) -> float:
    """|first k that are relevant| / k; places that the ranking leaves empty count as wrong."""
    return sum(item in relevant for item in ranked[:k]) / k
