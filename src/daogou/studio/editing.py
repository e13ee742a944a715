"""A real product's picture in another colour or with a print, asked for in words: "this in green", 加波点.

The product is cut out, its main colour found, and that alone is dyed or printed over: the background,
buckles, soles, buttons and second colours stay. What needs another garment (longer sleeves, another neck) is
refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery, UnfitPhoto
from daogou.language.concepts import concepts
from daogou.studio.base_cloth import BaseCloth, base_cloth
from daogou.studio.dyes import DYES, Rgb, second_beside
from daogou.studio.prints import ONE_COLOUR, PRINTS, laid
from daogou.studio.recolouring import dyed, lab_of, srgb
from daogou.studio.wishes import Wish, wish_of
from daogou.vision.oklab import oklab

# What a garment is about as long as, so that prints come out in their true size (a dress 100, a top 65).
USUAL_CM = 75.0
SMALLEST_SHARE = 0.01  # of the picture: less is no product
SAME_PRINT = 0.04  # OKLab distance at which a print's ground is the cloth itself and stays as it is
# Asked of the cut of a garment; no dye or print can answer.
_CUT = re.compile(
    r"\b(sleeves?|sleeved|sleeveless|neck(line)?|collar|hood(ed)?|hem|longer|shorter|length|buttons?|zip(per)?|"
    r"pockets?|belted|tighter|looser|wider|slimmer)\b|袖|领口|立领|高领|圆领|V领|方领|加长|改短|变长|变短|"
    r"长一点|短一点|口袋|拉链|扣子|纽扣|帽子|宽松|修身",
    re.IGNORECASE,
)
_REFUSED_KINDS = ("sleeve", "neckline", "length", "fit", "material")


@dataclass(frozen=True)
class Edited:
    """``picture``: uint8 [h, w, 3] RGB; ``changed``: float32 [h, w] 0..1, where it differs; ``wish``: why."""

    picture: NDArray[np.uint8]
    changed: NDArray[np.float32]
    wish: Wish


def edit(
    picture: NDArray[np.uint8],
    instruction: str,
    matte: NDArray[np.float32],
    *,
    length_cm: float = USUAL_CM,
    seed: int = 0,
) -> Edited:
    """uint8 [h, w, 3] RGB, words, and float32 [h, w] 0..1 (1 on the product) -> the picture as asked.

    ``length_cm``: the product's longer side, which sizes a print; ``seed``: of where a print falls.

    Raises:
        BadQuery: the words name no colour and no print, or ask for what neither can do.
        UnfitPhoto: no product is cut out.
    """
    wish = asked(instruction)
    if float(matte.mean()) < SMALLEST_SHARE:
        raise UnfitPhoto(
            "No product is found in this picture.",
            hint="Show one product, whole, before a background that differs from it.",
        )
    lab = oklab(picture)
    cloth = base_cloth(lab, np.asarray(matte, np.float32))
    new, share = _dyed_ground(lab, cloth, wish)
    if wish.print:
        new, share = _printed(lab, new, share, cloth, wish, _px_per_cm(matte, length_cm), seed)
    return _joined(picture, new, share, wish)


def asked(instruction: str) -> Wish:
    """The change that words ask for.

    Raises:
        BadQuery: as ``edit`` does; the hint says what can be asked.
    """
    wish = wish_of(instruction)
    beyond = _CUT.search(instruction)
    kinds = [kind for kind in wish.traits if kind in _REFUSED_KINDS]
    if beyond or kinds:
        what = beyond.group() if beyond else _label(kinds[0], wish.traits)
        raise BadQuery(
            f"A picture cannot be edited for {what!r}: only colour and print change.", hint=_hint()
        )
    if wish.print and wish.print not in PRINTS:
        raise BadQuery(f"There is no {wish.print.replace('_', ' ')} print here.", hint=_hint())
    for colour in (wish.colour, wish.second):
        if colour and colour not in DYES:
            raise BadQuery(f"Cloth cannot be dyed {colour.replace('_', ' ')}.", hint=_hint())
    if not (wish.colour or wish.print):
        raise BadQuery("No colour and no print is named.", hint=_hint())
    return wish


def _label(kind: str, traits: Mapping[str, str]) -> str:
    return concepts().label(kind, traits[kind], "en").lower()


def _hint() -> str:
    prints = ", ".join(name.replace("_", " ") for name in PRINTS)
    return (
        f"Ask for a colour (green, 酒红色) or a print ({prints}), such as 'in navy with white dots', 加条纹."
    )


def _px_per_cm(matte: NDArray[np.float32], length_cm: float) -> float:
    rows, columns = np.flatnonzero((matte > 0.5).any(axis=1)), np.flatnonzero((matte > 0.5).any(axis=0))
    sides = [int(places[-1] - places[0] + 1) for places in (rows, columns) if len(places)]
    return max(max(sides, default=1) / length_cm, 0.5)  # below, a print is a haze


def _dyed_ground(
    lab: NDArray[np.float32], cloth: BaseCloth, wish: Wish
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The picture with the cloth dyed as asked, and how much of each pixel that changes."""
    if not wish.colour:
        return lab, np.zeros_like(cloth.share)
    return dyed(lab, cloth.lab, lab_of(DYES[wish.colour])), cloth.share


def _printed(
    lab: NDArray[np.float32],
    ground: NDArray[np.float32],
    share: NDArray[np.float32],
    cloth: BaseCloth,
    wish: Wish,
    px_per_cm: float,
    seed: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The print over the dyed ground; between its figures the ground stays as it is."""
    main = DYES[wish.colour] if wish.colour else _rgb(cloth.lab)
    second = DYES[wish.second or second_beside(main)] if wish.print not in ONE_COLOUR else main
    flat = laid(wish.print, main, second, lab[..., 0], px_per_cm, seed)
    colours = oklab(np.round(np.clip(flat, 0, 1) * 255).astype(np.uint8))
    figure = np.clip(np.linalg.norm(colours - lab_of(main), axis=-1) / SAME_PRINT, 0, 1)[..., None]
    printed = dyed(lab, cloth.lab, colours)
    mixed = ground * (1 - figure) + printed * figure
    return mixed.astype(np.float32), np.maximum(share, figure[..., 0] * cloth.share).astype(np.float32)


def _rgb(lab: NDArray[np.float32]) -> Rgb:
    red, green, blue = (int(value) for value in srgb(lab))
    return red, green, blue


def _joined(
    picture: NDArray[np.uint8], new: NDArray[np.float32], share: NDArray[np.float32], wish: Wish
) -> Edited:
    """The new colours where they are wanted; every other pixel is the very one that was given."""
    left = share[..., None]
    mixed = picture * (1 - left) + srgb(new) * left
    result = np.where(left > 0, np.round(mixed), picture).astype(np.uint8)
    return Edited(result, share, wish)
