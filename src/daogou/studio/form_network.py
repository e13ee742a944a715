"""A network that dreams up the form of a product: two parts, both run by numpy.

``Flow`` is a rectified flow (Liu et al. 2022; Lipman et al. 2022) over a form's 128 principal numbers:
residual layers, each scaled by the time and the words (as in Peebles and Xie 2022), say where noise must move
to become a form, and Euler's steps follow, with classifier-free guidance (Ho and Salimans 2022). The numbers
unfold into a code of 8 numbers at 8 x 8 places, and ``Decoder`` turns that into the layers of a picture, 128
px wide. What convolutions leave out (lapels, buttons, seams) is added from a few fixed pictures, in shares
that random features of words and code give. The weights come from ``form_training.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# float32; Any because numpy names a wider dtype for most of what it gives back
Array = NDArray[Any]
Weights = Mapping[str, Array]

NUMBERS = 128  # of a form: 98 % of what codes differ by
PLACES = 8  # the code's places along a side
CODE = 8  # numbers at each
SIDE = 128  # pixels of the layers
LAYERS = 5  # cover, dye, and red, green and blue of what no dye reaches
GROUPS = 8  # of group normalisation
EPSILON = 1e-5
FREQUENCIES = 32  # of the time's encoding
STEPS = 24  # of Euler; each costs a hundredth of a second
GUIDANCE = 1.5  # mild: more makes forms alike, less forgets words; not tuned


@dataclass(frozen=True)
class Flow:
    """``weights`` by torch's names. ``mean`` [PLACES * PLACES * CODE] and ``axes`` [NUMBERS, the same] unfold
    a form's numbers, each times its ``scale`` [NUMBERS], into a code.
    """

    weights: Weights
    mean: Array
    axes: Array
    scale: Array

    def sample(self, asked: Array, noise: Array, steps: int = STEPS) -> Array:
        """float32 [n, words] of 0 and 1, and noise [n, NUMBERS] -> codes [n, PLACES * PLACES, CODE]."""
        both = np.concatenate([_with_null(asked, 0), _with_null(np.zeros_like(asked), 1)])
        x = noise
        for time in np.arange(steps) / steps:
            wanted, any_form = np.split(self.velocity(np.concatenate([x, x]), float(time), both), 2)
            x = x + (any_form + GUIDANCE * (wanted - any_form)) / np.float32(steps)
        codes: Array = self.mean + (x * self.scale) @ self.axes
        return codes.reshape(len(x), PLACES * PLACES, CODE)

    def velocity(self, x: Array, time: float, asked: Array) -> Array:
        """Where numbers, partly noise, go: [n, NUMBERS], with the words and whether none are asked."""
        w = self.weights
        told = _silu(_linear(_clock(time), w, "t") + _linear(asked, w, "c"))
        hidden = _linear(x, w, "inp")
        for block in range(sum(name.endswith(".mod.weight") for name in w)):
            hidden = _block(hidden, told, w, f"blocks.{block}.")
        return _linear(_centred(hidden), w, "out")


@dataclass(frozen=True)
class Decoder:
    """``weights`` by torch's names; ``stages``: what the numbered ones do, in order."""

    weights: Weights
    stages: Sequence[str]

    def layers(self, codes: Array, asked: Array) -> Array:
        """Codes and words as ``Flow`` has them -> float32 [n, SIDE, SIDE, LAYERS], about 0..1."""
        count = len(codes)
        place = _linear(_silu(_linear(asked, self.weights, "e")), self.weights, "m")
        places = place.reshape(count, -1, PLACES, PLACES).transpose(0, 2, 3, 1)
        x: Array = np.concatenate([codes.reshape(count, PLACES, PLACES, CODE), places], axis=-1)
        for number, stage in enumerate(self.stages):
            x = _stage(x, stage, self.weights, f"net.{number}")
        return x + self._details(codes.reshape(count, -1), asked)

    def _details(self, codes: Array, asked: Array) -> Array:
        """What convolutions leave out of the layers: [n, SIDE, SIDE, LAYERS], about 0."""
        foreseen = _silu(_linear(np.concatenate([asked, codes], axis=1), self.weights, "details.e"))
        shares = _linear(foreseen, self.weights, "details.r")
        details: Array = np.tensordot(shares, self.weights["details.t"], axes=1)
        return details


def _stage(x: Array, stage: str, weights: Weights, name: str) -> Array:
    kind, _, size = stage.partition(" ")
    if kind == "convolution":
        return _convolution(x, weights, name)
    if kind == "residual":
        inner = _convolution(_silu(_normalised(x, weights, name + ".n")), weights, name + ".a")
        return x + _convolution(_silu(inner), weights, name + ".b")
    if kind == "shuffle":
        return _shuffled(x, int(size))
    if kind == "normalised":
        return _silu(_normalised(x, weights, name))
    return x


def _with_null(asked: Array, null: int) -> Array:
    """The words, and whether nothing is asked at all."""
    return np.concatenate([asked, np.full((len(asked), 1), null, np.float32)], axis=1)


def _clock(time: float) -> Array:
    """float32 [1, 2 * FREQUENCIES]: the time as waves of 0.1 to 100 turns."""
    turns = np.exp(np.linspace(0, np.log(1000), FREQUENCIES)) * 2 * np.pi / 10 * time
    return np.concatenate([np.cos(turns), np.sin(turns)])[None].astype(np.float32)


def _block(x: Array, told: Array, weights: Weights, name: str) -> Array:
    gain, lift, gate = np.split(_linear(told, weights, name + "mod"), 3, axis=-1)
    inner = _silu(_linear(_centred(x) * (1 + gain) + lift, weights, name + "up"))
    result: Array = x + (1 + gate) * _linear(inner, weights, name + "down")
    return result


def _linear(x: Array, weights: Weights, name: str) -> Array:
    result: Array = x @ weights[name + ".weight"].T + weights[name + ".bias"]
    return result


def _convolution(x: Array, weights: Weights, name: str) -> Array:
    """float32 [n, h, w, in] -> [n, h, w, out]; the kernel [out, in, k, k] is odd and padded with zeros."""
    kernel = weights[name + ".weight"]
    size = kernel.shape[-1]
    height, width = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (size // 2,) * 2, (size // 2,) * 2, (0, 0)))
    parts = [
        padded[:, down : down + height, across : across + width] @ kernel[:, :, down, across].T
        for down in range(size)
        for across in range(size)
    ]
    result: Array = sum(parts[1:], parts[0]) + weights[name + ".bias"]
    return result


def _normalised(x: Array, weights: Weights, name: str) -> Array:
    count, height, width, channels = x.shape
    groups = x.reshape(count, height * width, GROUPS, channels // GROUPS)
    mean = groups.mean(axis=(1, 3), keepdims=True)
    spread = groups.var(axis=(1, 3), keepdims=True)
    even = ((groups - mean) / np.sqrt(spread + EPSILON)).reshape(x.shape)
    result: Array = even * weights[name + ".weight"] + weights[name + ".bias"]
    return result


def _centred(x: Array) -> Array:
    """Layer normalisation without weights."""
    result: Array = (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + EPSILON)
    return result


def _shuffled(x: Array, times: int) -> Array:
    """Channels into pixels: [n, h, w, c * times^2] -> [n, h * times, w * times, c], as torch orders them."""
    count, height, width, channels = x.shape
    split = x.reshape(count, height, width, channels // times**2, times, times)
    return split.transpose(0, 1, 4, 2, 5, 3).reshape(count, height * times, width * times, -1)


def _silu(x: Array) -> Array:
    # of very negative numbers the exponential is infinite and the result rightly 0
    with np.errstate(over="ignore"):
        result: Array = x / (1 + np.exp(-x))
    return result
