"""Whether as many shoppers came into each arm as should have: if not, something is broken.

A mismatch means that the arms are not of the same shoppers, a crash or a filter in one of them, and that no
difference can be believed (Fabijan et al., *Diagnosing sample ratio mismatch*, KDD 2019).
"""

import math

from scipy.special import betaln

ALARM = 0.01  # below this it is not chance; looked at daily it rings falsely in at most one experiment of 100
# Beta(50, 50) around one half looks for arms that are off by some five per cent of the shoppers
_PRIOR = 50.0


def sample_ratio_p(own: int, other: int) -> float:
    """An always-valid p-value that both arms are equally likely; at most 1.

    The Bayes factor against one half is a martingale (Lindon and Malek, *Sequential testing of multinomial
    hypotheses*, 2020), so one may look whenever one likes.
    """
    against = betaln(_PRIOR + other, _PRIOR + own) - betaln(_PRIOR, _PRIOR) + (own + other) * math.log(2)
    return min(1.0, math.exp(-min(float(against), 700.0)))  # beyond, exp would be 0 anyway


def is_mismatch(own: int, other: int) -> bool:
    """Whether the arms differ by more than chance."""
    return sample_ratio_p(own, other) < ALARM
