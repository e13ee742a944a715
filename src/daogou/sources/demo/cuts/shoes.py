"""Shoes from the side, toe to the left, a pair: the far one stands behind, a little to the right."""

from collections.abc import Callable
from dataclasses import replace

from daogou.sources.demo.cuts.boots import boot
from daogou.sources.demo.cuts.loafers import loafer
from daogou.sources.demo.cuts.pumps import flat, heel
from daogou.sources.demo.cuts.sandals import sandal
from daogou.sources.demo.cuts.sneakers import sneaker
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import shifted
from daogou.sources.demo.studio.drawing import Drawing, Line, Panel


def pair(design: Design) -> Drawing:
    """Two shoes: the same drawing twice."""
    one = Drawing()
    ONES[design.kind["builder"]](one, design)
    drawing = Drawing(stands=True)
    drawing.layers = [_moved(layer, 5.2, -3.4, 0.9) for layer in one.layers] + one.layers
    drawing.landmarks = one.landmarks
    return drawing


def _moved(layer: Panel | Line, dx: float, dy: float, tone: float) -> Panel | Line:
    if isinstance(layer, Line):
        return replace(layer, path=shifted(layer.path, dx, dy))
    folds = tuple(replace(f, path=shifted(f.path, dx, dy)) for f in layer.folds)
    clip = None if layer.clip is None else shifted(layer.clip, dx, dy)
    return replace(
        layer, outline=shifted(layer.outline, dx, dy), folds=folds, clip=clip, tone=layer.tone * tone
    )


ONES: dict[str, Callable[[Drawing, Design], None]] = {
    "sneaker": sneaker,
    "boot": boot,
    "heel": heel,
    "sandal": sandal,
    "loafer": loafer,
    "flat": flat,
}
