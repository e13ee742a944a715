"""A pyjama set: the trousers laid beside and beneath the buttoned top."""

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
    hem_x, hem_y = above.landmarks["hem_left"]
    shift = (hem_x * 1.05, hem_y * 0.3)
    drawing = Drawing(layers=[_moved(layer, shift) for layer in below.layers] + above.layers)
    trousers = {f"trousers_{name}": (x + shift[0], y + shift[1]) for name, (x, y) in below.landmarks.items()}
    drawing.landmarks = trousers | above.landmarks
    return drawing


def _moved(layer: Panel | Line, shift: tuple[float, float]) -> Panel | Line:
    def moved(curve: Points) -> Points:
        return curve + shift

    if isinstance(layer, Line):
        return replace(layer, path=moved(layer.path))
    folds = tuple(replace(fold, path=moved(fold.path)) for fold in layer.folds)
    return replace(
        layer,
        outline=moved(layer.outline),
        folds=folds,
        clip=None if layer.clip is None else moved(layer.clip),
    )
