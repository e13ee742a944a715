"""The colours of a product, measured from its own pixels: names with shares, and a vector for learning."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from daogou.vision.foreground import product_weights
from daogou.vision.oklab import hex_to_rgb, oklab
from daogou.vision.resize import shrunk
from daogou.vision.shades import shades_of

# Each name with colours that people call so; a pixel takes the name of the nearest. Gold and silver are what
# metal looks like in a picture: from colour alone they border on mustard and grey.
PALETTE: dict[str, tuple[str, ...]] = {
    "black": ("0a0a0a", "1c1c1e", "2a2a2c", "241f20", "20242a"),
    "white": ("ffffff", "f4f4f4", "e9eaec", "f0f0f5"),
    "grey": ("8c8c8c", "6a6a6c", "a8a8aa", "4b4b4d", "7a8088", "b4b6b8", "5a6068"),
    "silver": ("c8cacc", "d2d4d8"),
    "red": ("d0021b", "e53935", "b71c1c", "c8202f", "ff3b30"),
    "burgundy": ("6d1a2d", "7b1e35", "5a1420", "8a2a3c"),
    "pink": ("f48fb1", "ff69b4", "f8bbd0", "e0407f", "d8708f", "ff8fa8", "e8a0b0"),
    "orange": ("ff8c00", "f57c00", "ff6f3c", "e8641b", "ffa040"),
    "yellow": ("ffeb3b", "fdd835", "f7e463", "ffd000", "fff176"),
    "gold": ("c9a24a", "b8902f", "d4b464"),
    "green": ("2e7d32", "43a047", "7cb342", "1b5e20", "81c784", "00a050", "9ccc3c"),
    "olive": ("6b6b2e", "808040", "55562b", "5d6141"),
    "khaki": ("a89a70", "8f8560", "b8ab82"),
    "teal": ("00796b", "0a6c74", "1f7a7a", "0f5d66"),
    "turquoise": ("26c6da", "40e0d0", "4dd0c0", "1fb5c0"),
    "blue": ("1e66d0", "2979ff", "64a0e0", "90bce8", "3f6fb5", "4a7fc0", "1040c0", "a8c8e8", "5b7ea8"),
    "navy": ("14213d", "1a2344", "0f1a3c", "1f2d54", "27304a"),
    "purple": ("7b1fa2", "6a3fa0", "9c5fc0", "5a2a6a", "b39ddb", "4a2350", "8a4a90"),
    "brown": ("6d4020", "4e3020", "8a5a34", "5c4033", "3e2723", "7a5a48"),
    "tan": ("b5804d", "c8935f", "a9744a"),
    "beige": ("d8c4a0", "c8b090", "e0cdb0", "cdb8a0"),
    "cream": ("f7efd8", "fbf3e0", "f0e6cc"),
}
NAMES = tuple(PALETTE)
MULTICOLOUR = "multicolour"

MEASURED_SIDE = 48  # pixels of the longer side: enough for shares of a few percent, and a millisecond
MIXED_BELOW = 0.35  # where the largest share is smaller, and
MIXED_FROM = 4  # at least so many names have a tenth, the product is multicoloured
SMALLEST_WEIGHT = 0.02  # of a pixel: the rest would change nothing
SMALLEST_SHARE = 0.05  # smaller shares are edges, shadows and compression

# The descriptor: soft shares of coarse OKLab cells in four zones, so that a head can learn that a shirt's
# colour is in the upper half and a shoe's is everywhere.
LIGHT_CENTRES = (0.15, 0.35, 0.55, 0.75, 0.95)
CHROMA_RINGS = ((0.0, 1), (0.07, 8), (0.16, 12))  # (distance from grey, hues in that ring)
CELL_WIDTH = 0.07  # deviation of the soft assignment, about half the distance between cells

TABLE_BITS = 5  # per channel, of the table that spares the distances for each pixel: 32,768 colours


@dataclass(frozen=True)
class ColourMeasure:
    """``names``: colour name -> share of the product, largest first, shares of at least .05.

    ``descriptor``: float32 [DESCRIPTOR_DIM], for learning; ``shades``: float32 [SHADES], finer.
    """

    names: dict[str, float]
    descriptor: NDArray[np.float32]
    shades: NDArray[np.float32]

    @property
    def main(self) -> str:
        """The name a person would give: the largest share, or ``multicolour``."""
        shares = list(self.names.values())
        if shares and shares[0] < MIXED_BELOW and sum(share >= 0.1 for share in shares) >= MIXED_FROM:
            return MULTICOLOUR
        return next(iter(self.names), "")


@cache
def _prototypes() -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """OKLab of every palette colour [m, 3], and the row of its name [m]."""
    codes = [(row, code) for row, name in enumerate(NAMES) for code in PALETTE[name]]
    rgb = np.array([hex_to_rgb(code) for _, code in codes], dtype=np.uint8)
    return oklab(rgb), np.array([row for row, _ in codes])


@cache
def _cells() -> NDArray[np.float32]:
    """OKLab centres of the descriptor's cells [cells, 3]."""
    centres = []
    for light in LIGHT_CENTRES:
        for radius, hues in CHROMA_RINGS:
            for angle in 2 * np.pi * np.arange(hues) / hues:
                centres.append((light, radius * np.cos(angle), radius * np.sin(angle)))
    return np.array(centres, dtype=np.float32)


ZONES = ((0, 1), (0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1))  # the whole product; its upper, middle, lower third
CELLS = len(LIGHT_CENTRES) * sum(hues for _, hues in CHROMA_RINGS)
# per zone the cells, mean and deviation; then the product's area, and whether the background is plain
DESCRIPTOR_DIM = len(ZONES) * (CELLS + 6) + 2


@dataclass(frozen=True)
class _Table:
    """For every coarse sRGB colour: its OKLab, the row of its name, its closeness to the cells."""

    lab: NDArray[np.float32]  # (colours, 3)
    name: NDArray[np.intp]  # (colours,)
    closeness: NDArray[np.float32]  # (colours, CELLS), rows sum to 1


@cache
def _table() -> _Table:
    levels = np.arange(2**TABLE_BITS)
    red, green, blue = np.meshgrid(levels, levels, levels, indexing="ij")
    # stretched so that true black and white, which products often are, stay what they are
    value = np.round(levels * 255 / (2**TABLE_BITS - 1)).astype(np.uint8)
    lab = oklab(value[np.stack([red, green, blue], axis=-1).reshape(-1, 3)])
    prototypes, rows = _prototypes()
    closeness = np.exp(_squared_distances(lab, _cells()) / (-2 * CELL_WIDTH**2))
    closeness /= closeness.sum(axis=1, keepdims=True) + 1e-9
    return _Table(lab, rows[_squared_distances(lab, prototypes).argmin(axis=1)], closeness)


def _table_rows(rgb: NDArray[np.uint8]) -> NDArray[np.intp]:
    """uint8 [n, 3] -> the row of each pixel's coarse colour."""
    coarse = (rgb >> (8 - TABLE_BITS)).astype(np.intp)
    rows: NDArray[np.intp] = (coarse[:, 0] << 2 * TABLE_BITS) | (coarse[:, 1] << TABLE_BITS) | coarse[:, 2]
    return rows


def measure_colour(picture: NDArray[np.uint8]) -> ColourMeasure:
    """The colours of the product in a picture, uint8 [h, w, 3] RGB."""
    small = shrunk(picture, MEASURED_SIDE)
    weights = product_weights(small)
    seen = weights > SMALLEST_WEIGHT
    colours = _table_rows(small[seen])
    down = np.nonzero(seen)[0].astype(np.float32)
    shares = _names(colours, weights[seen])
    plain = float((weights > 0).mean())
    descriptor = _with(_descriptor(colours, weights[seen], down), plain)
    return ColourMeasure(shares, descriptor, shades_of(small[seen], weights[seen]))


def _with(descriptor: NDArray[np.float32], area: float) -> NDArray[np.float32]:
    return np.append(descriptor, (area, float(area < 1))).astype(np.float32)


def _names(colours: NDArray[np.intp], weights: NDArray[np.float32]) -> dict[str, float]:
    shares = np.bincount(_table().name[colours], weights, minlength=len(NAMES)) / weights.sum()
    order = np.argsort(-shares, kind="stable")
    return {NAMES[i]: round(float(shares[i]), 3) for i in order if shares[i] >= SMALLEST_SHARE}


def _descriptor(
    colours: NDArray[np.intp], weights: NDArray[np.float32], down: NDArray[np.float32]
) -> NDArray[np.float32]:
    table = _table()
    height = (down - down.min()) / max(float(down.max() - down.min()), 1.0)
    zones = np.stack([weights * ((height >= low) & (height <= high)) for low, high in ZONES])  # (zones, n)
    zones /= np.maximum(zones.sum(axis=1, keepdims=True), 1e-6)
    lab = table.lab[colours]
    mean = zones @ lab
    deviation = np.sqrt(np.maximum(zones @ lab**2 - mean**2, 0))
    cells = np.sqrt(zones @ table.closeness[colours])
    # brought to a like scale, so that none drowns the others
    descriptor: NDArray[np.float32] = np.concatenate([cells, mean * 2, deviation * 4], axis=1).reshape(-1)
    return descriptor


def _squared_distances(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [n, 3] and [m, 3] -> [n, m]."""
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)[None, :]
    distances: NDArray[np.float32] = np.maximum(squares - 2 * points @ centres.T, 0)
    return distances
