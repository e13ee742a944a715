"""The garment parser's network, written once: run by onnxruntime, taught by torch.

EfficientNet-Lite (Tan and Le 2019; Google 2020) sees the picture at a 4th to a 32nd of its sides; a small
feature pyramid (Lin et al. 2017) brings what the coarse levels know down to a 4th. What is computed is told
to an ``Operations``, so that the graph that serves cannot differ from the one that was taught.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

# kernels and strides of EfficientNet's stages; how often each repeats is read from the weights
STRIDES = (1, 2, 2, 2, 1, 2, 1)
SEEN_AFTER = (2, 3, 5, 7)  # stages with strides 4, 8, 16 and 32


class Operations(Protocol[T]):
    """What the network is made of; ``name`` is that of the weights."""

    names: Collection[str]  # of all convolutions

    def convolution(self, x: T, name: str, *, stride: int = 1, most: float | None = None) -> T:
        """SAME padding as TensorFlow's; then cut to 0..``most``, or not at all where that is None."""
        ...

    def add(self, one: T, other: T) -> T:
        """Elementwise."""
        ...

    def doubled(self, x: T) -> T:
        """Twice as high and wide, bilinear."""
        ...

    def halved(self, x: T) -> T:
        """Half as high and wide, means of 2 x 2."""
        ...

    def mean(self, x: T) -> T:
        """Over the picture: [n, c, 1, 1]."""
        ...


@dataclass(frozen=True)
class Levels(Generic[T]):
    """What the backbone sees, by stride."""

    fourth: T
    eighth: T
    sixteenth: T
    coarsest: T


RELU6 = 6.0
RELU = float("inf")


def seen(ops: Operations[T], picture: T) -> Levels[T]:
    """RGB, (value - 127) / 128, [n, 3, h, w] with sides divisible by 32 -> the backbone's levels."""
    x = ops.convolution(picture, "stem", stride=2, most=RELU6)
    levels = []
    for stage in range(1, len(STRIDES) + 1):
        x = backbone_stage(ops, x, stage)
        if stage in SEEN_AFTER:
            levels.append(x)
    return Levels(*levels)


def backbone_stage(ops: Operations[T], x: T, stage: int) -> T:
    """A stage's inverted residuals: expand, filter each channel, project; all but the first add their
    input."""
    count = sum(name.startswith(f"stage{stage}.") and name.endswith(".project") for name in ops.names)
    for i in range(count):
        name, start = f"stage{stage}.{i}", x
        if f"{name}.expand" in ops.names:
            x = ops.convolution(x, f"{name}.expand", most=RELU6)
        x = ops.convolution(x, f"{name}.depthwise", stride=STRIDES[stage - 1] if i == 0 else 1, most=RELU6)
        x = ops.convolution(x, f"{name}.project")
        x = ops.add(x, start) if i else x
    return x


def logits(ops: Operations[T], levels: Levels[T], hints: T) -> T:
    """The levels and the hints [n, k, h/8, w/8] -> [n, labels, h/4, w/4]."""
    everywhere = ops.convolution(ops.mean(levels.coarsest), "context")
    x = _joined(ops, levels.coarsest, "in32", everywhere)
    x = ops.convolution(x, "out32", most=RELU)
    x = _joined(ops, levels.sixteenth, "in16", ops.doubled(x))
    x = ops.convolution(ops.add(x, ops.convolution(ops.halved(hints), "hints16")), "mix16", most=RELU)
    x = ops.convolution(x, "out16", most=RELU)
    x = ops.add(_joined(ops, levels.eighth, "in8", ops.doubled(x)), ops.convolution(hints, "hints8"))
    x = ops.convolution(x, "mix8", most=RELU)
    x = ops.convolution(x, "out8", most=RELU)
    x = _joined(ops, levels.fourth, "in4", ops.doubled(ops.convolution(x, "narrow")))
    x = ops.convolution(x, "mix4", most=RELU)
    x = ops.convolution(x, "out4", most=RELU)
    return ops.convolution(x, "labels")


def _joined(ops: Operations[T], level: T, name: str, coarser: T) -> T:
    return ops.add(ops.convolution(level, name), coarser)


WIDE, MIDDLE, NARROW = 128, 96, 64  # channels of the decoder at strides 16 and 32, at 8, at 4


def decoder_shapes(levels: Sequence[int], told: int, labels: int) -> dict[str, tuple[int, int, int, int]]:
    """Kernels of all that is not backbone; ``levels``: the backbone's channels, ``told``: the hints'."""
    fourth, eighth, sixteenth, coarsest = levels
    plain = {
        "context": (WIDE, coarsest), "in32": (WIDE, coarsest), "in16": (WIDE, sixteenth),
        "hints16": (WIDE, told), "in8": (MIDDLE, eighth), "hints8": (MIDDLE, told), "in4": (NARROW, fourth),
        "narrow": (NARROW, MIDDLE), "labels": (labels, NARROW),
    }  # fmt: skip
    wide = {
        "out32": (WIDE, WIDE), "mix16": (WIDE, WIDE), "out16": (MIDDLE, WIDE), "mix8": (MIDDLE, MIDDLE),
        "out8": (MIDDLE, MIDDLE), "mix4": (NARROW, NARROW), "out4": (NARROW, NARROW),
    }  # fmt: skip
    return {n: (*s, 1, 1) for n, s in plain.items()} | {n: (*s, 3, 3) for n, s in wide.items()}
