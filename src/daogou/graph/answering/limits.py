"""From which probability on "is it X?" is a yes, per kind, from the pictures held out while teaching.

Who asks whether it is teal has a reason, so a yes needs less than an even chance. The limit is the one that
errs least when half of the questions name what is true, and half another value, drawn as often as the shop
has it.
"""

from collections.abc import Mapping

import numpy as np

from daogou.features.labeller import Head, Labeller, target_of

LIMITS = tuple(np.round(np.arange(0.15, 0.51, 0.05), 2).tolist())
USUAL = 0.4  # of a kind of which too little was held out


def yes_limits(labeller: Labeller) -> dict[str, float]:
    """Kind -> limit."""
    return {kind: _limit(head, labeller.labels[kind]) for kind, head in labeller.heads.items()}


def _limit(head: Head, labels: tuple[tuple[str, ...], ...]) -> float:
    target = target_of(labels, head.classes) > 0
    known = target.any(axis=1) & ~np.isnan(head.held_out).any(axis=1)
    if head.several or not known.any():
        return USUAL
    chance, is_true = head.held_out[known], target[known]
    often = np.where(is_true, 0.0, is_true.mean(axis=0))  # other values, as often as they are
    often /= np.maximum(often.sum(axis=1, keepdims=True), 1e-9)
    errors = {
        limit: float((chance[is_true] < limit).mean() + ((chance >= limit) * often).sum(axis=1).mean())
        for limit in LIMITS
    }
    return float(min(LIMITS, key=lambda limit: (errors[limit], abs(limit - USUAL))))


def belief(chance: float, limit: float) -> float:
    """How sure a yes is, 0..1: .5 at the limit, 0 and 1 where the chance is.

    The odds of the chance, divided by the odds of the limit.
    """
    for_it, against = chance * (1 - limit), (1 - chance) * limit
    return for_it / max(for_it + against, 1e-12)


def limit_of(limits: Mapping[str, float], kind: str) -> float:
    """That of a kind."""
    return limits.get(kind, USUAL)
