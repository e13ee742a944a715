"""Weights of modalities, learnt from products that belong together."""

import numpy as np
import pytest

from daogou.features.pair_weights import learnt_weights
from daogou.features.rows import unit_rows

EVEN = {"graph": 1.0, "text": 1.0}


def told_by_text(count=200):
    """Products of eight kinds, which their texts tell and their places in the graph do not; and pairs."""
    random = np.random.default_rng(4)
    kind = np.arange(count) % 8
    text = random.normal(size=(8, 12))[kind] + random.normal(0, 0.3, (count, 12))
    placed = {"text": unit_rows(text), "graph": unit_rows(random.normal(size=(count, 12)))}
    first, second = random.integers(count, size=(2, 3_000))
    alike = (kind[first] == kind[second]) & (first != second)
    return placed, np.stack([first[alike], second[alike]], axis=1)


def test_what_tells_partners_apart_counts_more():
    placed, pairs = told_by_text()
    weights = learnt_weights(placed, EVEN, pairs, seed=0)
    assert weights["text"] > 3 * weights["graph"]
    assert sum(weights.values()) == pytest.approx(2)


def test_without_pairs_or_with_one_modality_nothing_moves():
    placed, pairs = told_by_text()
    assert learnt_weights(placed, EVEN, pairs[:0], seed=0) == EVEN
    assert learnt_weights({"text": placed["text"]}, {"text": 2.0}, pairs, seed=0) == {"text": 2.0}


def test_a_modality_that_no_pair_has_stays_at_its_start():
    placed, pairs = told_by_text()
    placed["picture"] = np.zeros_like(placed["text"])
    weights = learnt_weights(placed, {**EVEN, "picture": 1.0}, pairs, seed=0)
    assert weights["graph"] < weights["picture"] < weights["text"]
