"""Drawn products as layers, for teaching the network: what covers, what takes the dye, what no dye reaches.

A drawing is painted twice, its dyed panels once in black and once in light grey. Paint adds up linearly, so
that for any dye c the picture is ``dark + c * (light - dark)``, light, gloss and shadows included.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import BUILDERS
from daogou.sources.demo.studio.drawing import Drawing, Line, Panel, Rgb
from daogou.sources.demo.studio.painter import HEIGHT, WIDTH, paint
from daogou.sources.demo.vocabulary import rgb
from daogou.studio.form_network import SIDE
from daogou.studio.shop_photo import DYE_RANGE

DYE = "green"  # no trim, sole or metal of the drawn shop is of its hue, so that dyed panels are known by it
LIGHT = 200  # of 255: grey at which no highlight is cut off
SAME_HUE = 2  # of 255: what rounding does to a shade of the dye
FAINTEST = 0.05  # of the dye: below, it is black
KEPT = ("cable knit",)  # patterns that are relief, not print
HELD_OUT = 10  # one combination in so many is kept from training
TRAINING_SEED = 101  # of the drawn shop whose products teach: no demo shop has it by default


@dataclass(frozen=True)
class DrawnForm:
    """``layers``: uint8 [SIDE, SIDE, 5]; ``traits`` as the network's words have them."""

    layers: NDArray[np.uint8]
    traits: Mapping[str, str]
    px_per_cm: float
    stands: bool


def drawn_forms(count: int, seed: int) -> Iterator[DrawnForm]:
    """Of that many designs one of each family, as they differ in colour only; not those that are held out."""
    families = set()
    for design in designs(count, seed):
        if design.seed not in families and not is_held_out(design):
            families.add(design.seed)
            yield drawn_form(design)


def is_held_out(design: Design) -> bool:
    """Whether this cut (category, silhouette, neckline, sleeve, length) is kept for the test."""
    cut = (design.category, design.shape, design.neckline, design.sleeve, design.length)
    return int(hashlib.md5("|".join(cut).encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT == 0


def drawn_form(design: Design) -> DrawnForm:
    """One design, painted twice."""
    pattern = design.pattern if design.pattern in KEPT else "plain"
    plain = replace(design, colour=DYE, second="", pattern=pattern)
    drawing = BUILDERS[plain.kind["builder"]](plain)
    dark, light = paint(_dyed(drawing, 0)), paint(_dyed(drawing, LIGHT))
    dye = (light.colour - dark.colour).mean(axis=-1, keepdims=True) / (LIGHT / 255)
    layers = np.concatenate([light.cover[..., None], dye / DYE_RANGE, dark.colour], axis=-1)
    return DrawnForm(_squared(layers), traits_of_design(design), light.scale, drawing.stands)


def traits_of_design(design: Design) -> dict[str, str]:
    """What the network is told of a design; a silhouette is its category's own."""
    told = {
        "category": design.category,
        "shape": f"{design.category}/{design.shape}",
        "audience": design.audience,
        "material": design.material,
        "neckline": design.neckline,
        "sleeve": design.sleeve,
        "length": design.length,
        "fit": design.fit,
        "knit": design.pattern if design.pattern in KEPT else "",
    }
    return {kind: value for kind, value in told.items() if value}


def _dyed(drawing: Drawing, level: int) -> Drawing:
    """The drawing with every shade of the dye as the like shade of a grey."""
    return replace(drawing, layers=[_grey(layer, level) for layer in drawing.layers])


def _grey(layer: Panel | Line, level: int) -> Panel | Line:
    shade = _shade(layer.fabric.rgb if isinstance(layer, Panel) else layer.rgb)
    if shade is None:
        return layer
    value = round(shade * level)
    new = (value, value, value)
    if isinstance(layer, Panel):
        return replace(layer, fabric=replace(layer.fabric, rgb=new))
    return replace(layer, rgb=new)


def _shade(colour: Rgb) -> float | None:
    """How bright a shade of the dye that colour is, None if it is none."""
    dye, own = np.array(rgb(DYE), np.float64), np.array(colour, np.float64)
    shade = float(own @ dye / (dye @ dye))
    return shade if np.abs(own - shade * dye).max() <= SAME_HUE and shade > FAINTEST else None


def _squared(layers: NDArray[np.float32]) -> NDArray[np.uint8]:
    aside = (HEIGHT - WIDTH) // 2
    square = np.pad(layers, ((0, 0), (aside, aside), (0, 0)))
    planes = np.moveaxis(square, -1, 0)
    small = [cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for plane in planes]
    return np.clip(np.round(np.stack(small, axis=-1) * 255), 0, 255).astype(np.uint8)
