"""From a design to its photograph: the one place that knows which cut draws which category."""

from collections.abc import Callable, Mapping

from daogou.sources.demo.cuts import (
    backpacks,
    bags,
    coat,
    crossbodies,
    dress,
    eyewear,
    headwear,
    pyjamas,
    shoes,
    skirts,
    small,
    top,
    trousers,
    watches,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.drawing import Drawing
from daogou.sources.demo.studio.photo import Photo, photograph

BUILDERS: Mapping[str, Callable[[Design], Drawing]] = {
    "backpack": backpacks.backpack,
    "beanie": headwear.beanie,
    "belt": small.belt,
    "boot": shoes.pair,
    "cap": headwear.cap,
    "coat": coat.draw,
    "crossbody": crossbodies.crossbody,
    "dress": dress.draw,
    "flat": shoes.pair,
    "handbag": bags.handbag,
    "hat": headwear.hat,
    "heel": shoes.pair,
    "loafer": shoes.pair,
    "pyjamas": pyjamas.draw,
    "sandal": shoes.pair,
    "scarf": small.scarf,
    "skirt": skirts.draw,
    "sneaker": shoes.pair,
    "socks": small.socks,
    "sunglasses": eyewear.sunglasses,
    "tie": small.tie,
    "top": top.draw,
    "tote": bags.tote,
    "trousers": trousers.draw,
    "watch": watches.watch,
}


def picture_of(design: Design) -> Photo:
    """Picture, mask and landmarks of a design."""
    backdrop = design.random("backdrop").randrange(1 << 16)
    return photograph(BUILDERS[design.kind["builder"]](design), backdrop)
