"""Measures that a shopper did not give, from those they gave: a conditional normal distribution."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from daogou.fit.body.measures import Body, Measure, Source

Floats = NDArray[np.float64]
ADULTS = ("women", "men")


@dataclass(frozen=True)
class Population:
    """Adults: ``mean`` float64 [n], ``covariance`` float64 [n, n] of ``names``; weight as its logarithm."""

    names: tuple[str, ...]
    mean: Floats
    covariance: Floats


def estimated(body: Body) -> Mapping[str, Measure]:
    """Every measure: those of a tape as they are, the rest with the deviation that they are left with.

    What a photo shows is weighed against what the other measures foretell.

    Nothing is estimated for children, nor for adults of whom nothing is known. Of whom it is not said
    whether women's or men's sizes are worn, both tables are asked, each as far as it fits what is known.
    """
    known = {name: one for name, one in body.measures.items() if name in _population("women").names}
    if body.audience == "kids" or not known:
        return dict(body.measures)
    who = (body.audience,) if body.audience in ADULTS else ADULTS
    guesses = [_conditioned(_population(one), known) for one in who]
    names = _population("women").names
    mean, variance = _mixed(guesses)
    taped = {name: one for name, one in body.measures.items() if one.source == "given"}
    filled = {
        name: _measure(name, mean[at], variance[at], "photo" if name in known else "estimated")
        for at, name in enumerate(names)
        if name not in taped
    }
    return {**body.measures, **filled, **taped}


def _conditioned(people: Population, known: Mapping[str, Measure]) -> tuple[Floats, Floats, float]:
    """Mean [n] and variance [n] given the known measures with their errors; their log likelihood.

    The usual update of a normal distribution by noisy observations (Kalman 1960, one step).
    """
    seen = [people.names.index(name) for name in known]
    value = np.array([np.log(m.value) if name == "weight" else m.value for name, m in known.items()])
    noise = np.array([m.sd / m.value if name == "weight" else m.sd for name, m in known.items()])
    spread = people.covariance[np.ix_(seen, seen)] + np.diag(noise**2)
    gain = np.linalg.solve(spread, people.covariance[seen]).T  # [n, known]
    off = value - people.mean[seen]
    variance = np.diag(people.covariance) - np.einsum("nk,kn->n", gain, people.covariance[seen])
    surprise = off @ np.linalg.solve(spread, off) + np.linalg.slogdet(spread)[1]
    return people.mean + gain @ off, variance, float(-0.5 * surprise)


def _mixed(guesses: list[tuple[Floats, Floats, float]]) -> tuple[Floats, Floats]:
    """Mean and variance of the mixture, each part weighed by its likelihood."""
    logs = np.array([one[2] for one in guesses])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    means, variances = np.array([one[0] for one in guesses]), np.array([one[1] for one in guesses])
    mean = weights @ means
    return mean, weights @ (variances + (means - mean) ** 2)


def _measure(name: str, mean: float, variance: float, source: Source) -> Measure:
    if name == "weight":  # the logarithm's deviation is a share of the weight
        return Measure(float(np.exp(mean)), float(np.exp(mean) * np.sqrt(variance)), source)
    return Measure(float(mean), float(np.sqrt(variance)), source)


@cache
def _population(who: str) -> Population:
    text = (files("daogou.fit") / "body" / "anthropometrics.toml").read_text("utf-8")
    table = tomllib.loads(text)
    names, row = tuple(table["order"]), table[who]
    correlations = np.array(row["correlations"])
    with_height = table["foot_height_correlation"] * correlations[names.index("height")]
    # the foot is taken to follow height alone: given that, it says nothing more of the other measures
    joined = np.block([[correlations, with_height[:, None]], [with_height[None], np.ones((1, 1))]])
    sd = np.array([*row["sd"], row["foot"][1]]) * table["widened"]
    covariance = joined * np.outer(sd, sd)
    mean = np.array([*row["mean"], row["foot"][0]])
    bust = names.index("bust")
    mean[bust] += row["bust_offset"]
    mean[names.index("shoulder")] += row["shoulder_offset"]
    covariance[bust, bust] += row["bust_offset_sd"] ** 2
    return Population((*names, "foot_length"), mean, covariance)
