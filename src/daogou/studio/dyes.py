"""The colours that cloth can be given, by the ontology's ids: sRGB of the cloth in even light."""

from collections.abc import Mapping

Rgb = tuple[int, int, int]

# The drawn shop's cloths where it has that colour, so that words and pictures agree; the rest measured
# between their neighbours. Cloth is never pure black or white: folds must still show on it.
DYES: Mapping[str, Rgb] = {
    "black": (40, 40, 44),
    "white": (238, 237, 233),
    "off_white": (236, 230, 214),
    "grey": (142, 144, 149),
    "light_grey": (196, 198, 202),
    "charcoal": (74, 76, 82),
    "red": (200, 38, 44),
    "burgundy": (116, 26, 46),
    "maroon": (122, 30, 34),
    "pink": (240, 168, 186),
    "hot_pink": (218, 52, 124),
    "coral": (240, 122, 104),
    "peach": (246, 188, 156),
    "orange": (236, 126, 40),
    "yellow": (246, 204, 72),
    "mustard": (206, 158, 44),
    "green": (48, 138, 84),
    "dark_green": (30, 74, 60),
    "mint": (168, 218, 196),
    "lime": (172, 214, 48),
    "olive": (104, 106, 62),
    "teal": (22, 118, 126),
    "turquoise": (56, 188, 194),
    "blue": (42, 98, 180),
    "navy": (32, 44, 82),
    "light_blue": (156, 194, 228),
    "purple": (116, 62, 142),
    "lavender": (192, 176, 222),
    "brown": (112, 74, 50),
    "tan": (190, 146, 96),
    "rust": (176, 84, 46),
    "copper": (166, 106, 70),
    "beige": (222, 205, 178),
    "nude": (224, 190, 166),
    "cream": (244, 234, 208),
    "khaki": (176, 160, 118),
    "gold": (206, 168, 92),
    "rose_gold": (214, 160, 146),
    "silver": (192, 196, 202),
}
# What prints take beside a colour where nobody names a second one, best first.
BESIDE = ("white", "navy", "black", "red")
# Two colours of a print must differ at least so much in sRGB to be told apart (as in the drawn shop).
CONTRAST = 120.0


def second_beside(rgb: Rgb) -> str:
    """The colour that a print takes on cloth of that sRGB where none is named."""
    return next(name for name in BESIDE if distance(DYES[name], rgb) >= CONTRAST)


def distance(one: Rgb, other: Rgb) -> float:
    """How far apart two colours are, 0..441: Euclid in sRGB, enough to tell contrast."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
