"""The fabrics of a design, and the colours that trims take beside them."""

from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.drawing import Fabric, Rgb
from daogou.sources.demo.vocabulary import material, rgb

# metals and rubber are no named colours of the product
GOLD: Rgb = (214, 178, 104)
STEEL: Rgb = (196, 199, 204)
HORN: Rgb = (92, 62, 40)
PEARL: Rgb = (240, 238, 232)
WHITE_RUBBER: Rgb = (240, 239, 235)
GUM: Rgb = (176, 128, 78)
BLACK_RUBBER: Rgb = (46, 46, 50)
WOOD: Rgb = (150, 108, 70)


def main_fabric(design: Design, *, zone: tuple[float, float] | None = None) -> Fabric:
    """What most of the product is made of; ``zone`` is where a gradient or block turns, y in cm."""
    placed = design.pattern in ("gradient", "colour block")
    return Fabric(
        rgb=rgb(design.colour),
        texture=texture_of(design),
        pattern=design.pattern,
        second=rgb(design.second) if design.second else None,
        zone=zone if placed else None,
        # one seed per family: colour siblings share the pattern
        seed=design.random("pattern").randrange(1 << 30),
    )


def texture_of(design: Design) -> str:
    """The category's own texture (knitwear), else the material's."""
    return str(design.kind.get("texture") or material(design.material)["texture"])


def plain(fabric: Fabric, *, texture: str | None = None, tone: float = 1.0) -> Fabric:
    """The same colour without a pattern: for ribs, linings and trims."""
    return Fabric(rgb=toned(fabric.rgb, tone), texture=texture or fabric.texture, seed=fabric.seed)


def second_fabric(fabric: Fabric, *, texture: str | None = None) -> Fabric:
    """The pattern's second colour, plain; the main one where there is none."""
    return Fabric(rgb=fabric.second or fabric.rgb, texture=texture or fabric.texture, seed=fabric.seed)


def solid(colour: Rgb, texture: str = "smooth") -> Fabric:
    """A colour of no pattern."""
    return Fabric(rgb=colour, texture=texture)


def toned(colour: Rgb, tone: float) -> Rgb:
    """Darker (below 1) or lighter."""
    red, green, blue = (min(255, max(0, round(c * tone))) for c in colour)
    return red, green, blue


def lightness(colour: Rgb) -> float:
    """0..255, as the eye weighs it."""
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def thread(colour: Rgb) -> Rgb:
    """A stitch that shows on that colour without shouting."""
    return (
        toned(colour, 0.62)
        if lightness(colour) > 90
        else (min(255, colour[0] + 62), min(255, colour[1] + 62), min(255, colour[2] + 62))
    )
