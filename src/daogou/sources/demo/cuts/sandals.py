"""Strappy sandals, slides, heeled sandals."""

from daogou.sources.demo.cuts.cloths import GOLD, main_fabric, solid
from daogou.sources.demo.cuts.soles import INSOLE, heeled_sole, opening, sole
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import ellipse, join, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric


def sandal(drawing: Drawing, design: Design) -> None:
    """Strappy flat, slide, or block heel."""
    fabric = main_fabric(design)
    rise = 5.2 if design.shape == "heeled-sandal" else 0.3
    bed = smooth((0.8, 8.7), (6, 9.0), (11.5, 8.8), (18.5, 8.9 - rise * 0.72), (26.6, 8.8 - rise))
    if design.shape == "slide":
        sole(drawing, shifted(bed, 0, -0.2), shifted(bed, 0, 2.0), solid((92, 74, 58), "rubber"), volume=0.6)
        drawing.panel(ribbon(shifted(bed, 0, -0.2), 0.8), solid(INSOLE, "suede"), volume=0.3, shadow=0.1)
        for x, top in ((10.4, 3.9), (3.4, 5.0)):
            _band(drawing, fabric, x, top)
        drawing.mark(toe=(0.8, 9), heel=(26.6, 9), ankle=(24.0, 8.4), strap=(11, 4.0))
        return
    if rise > 1:
        heeled_sole(drawing, fabric, height=rise + 1.4, block=True)
    else:
        sole(drawing, bed, shifted(bed, 0, 1.6), solid((84, 62, 46), "rubber"), volume=0.5)
    drawing.panel(ribbon(bed, 0.8), solid(INSOLE, "leather"), volume=0.3, shadow=0.1)
    back = smooth((25.4, 8.6 - rise), (26.8, 5.4 - rise), (25.6, 2.2 - rise), (25.2, 0.4 - rise))
    drawing.panel(ribbon(back, 1.3), fabric, volume=0.6)
    ankle = smooth(
        (25.4, 1.0 - rise),
        (20.0, 0.9 - rise * 0.95),
        (15.8, 0.0 - rise * 0.86),
        (20, -1.6 - rise),
        (25.2, 0.0 - rise),
    )
    drawing.panel(ribbon(ankle, 0.9), fabric, volume=0.5, shadow=0.35)
    drawing.panel(
        ribbon(ellipse((20.8, 1.0 - rise), 0.75, 0.75), 0.32), solid(GOLD, "metal"), volume=0.4, shadow=0.4
    )
    for x, w, h in ((4.2, 1.5, 2.6), (7.8, 1.7, 3.4)):
        strap = join(
            smooth((x - w, 9.4), (x - w * 0.4, 9.0 - h * 0.8), (x + 0.5, 8.8 - h)),
            smooth((x + w, 9.2 - h * 0.8), (x + w * 1.2, 9.4)),
        )
        drawing.panel(strap, fabric, volume=0.8, shadow=0.4)
    if rise <= 1:
        drawing.panel(
            ribbon(smooth((8.2, 5.6), (11.5, 3.0), (16.2, 0.3)), 1.0), fabric, volume=0.5, shadow=0.35
        )
    drawing.mark(toe=(0.8, 9), heel=(26.6, 9 - rise), ankle=(25.3, 0.6 - rise), strap=(7.8, 5.6))


def _band(drawing: Drawing, fabric: Fabric, x: float, top: float) -> None:
    """A wide band over the foot, open to the heel, with a small buckle."""
    hollow = smooth((x + 4.4, top - 0.4), (x + 6.0, top + 1.4), (x + 6.4, 8.9), (x + 4.6, 8.9), closed=True)
    opening(drawing, hollow, fabric)
    band = join(
        smooth((x - 0.8, 9.3), (x - 0.2, top + 1.9), (x + 1.8, top + 0.2), (x + 4.6, top - 0.5)),
        smooth((x + 4.6, top - 0.5), (x + 5.6, top + 1.2), (x + 5.2, 9.3)),
    )
    drawing.panel(band, fabric, volume=1.2, shadow=0.35)
    drawing.panel(
        ribbon(ellipse((x + 2.6, 7.0), 0.75, 0.85), 0.32), solid(GOLD, "metal"), volume=0.4, shadow=0.4
    )
