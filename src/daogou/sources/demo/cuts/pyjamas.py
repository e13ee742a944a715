"""A pyjama set: the trousers folded short beneath the buttoned top."""

from dataclasses import replace

from daogou.sources.demo.cuts import top
from daogou.sources.demo.cuts.trousers import draw as draw_trousers
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points
from daogou.sources.demo.studio.drawing import Drawing, Line, Panel


def draw(design: Design) -> Drawing:
    """The top over the trousers, as a shop lays a set out."""
    below = draw_trousers(replace(design, silhouette={"name": "drawstring"}, length="full length"))
    above = top.draw(design)
    drop = above.landmarks["hem_left"][1] - 12.0
    drawing = Drawing(layers=[_lowered(layer, drop) for layer in below.layers] + above.layers)
    drawing.landmarks = {
        f"trousers_{name}": (x, y + drop) for name, (x, y) in below.landmarks.items()
    } | above.landmarks
    return drawing


def _lowered(layer: Panel | Line, drop: float) -> Panel | Line:
    def moved(curve: Points) -> Points:
        return curve + (0.0, drop)

    if isinstance(layer, Line):
        return replace(layer, path=moved(layer.path))
    folds = tuple(replace(fold, path=moved(fold.path)) for fold in layer.folds)
    return replace(
        layer,
        outline=moved(layer.outline),
        folds=folds,
        clip=None if layer.clip is None else moved(layer.clip),
    )
