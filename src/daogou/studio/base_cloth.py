"""Which pixels of a product are of its main colour, and which are trims, soles, buckles or a second colour.

The main colour is the largest group among: each hue, and black, grey and white. Light and shade of one cloth
keep its hue and its saturation (chroma over lightness) and change its lightness alone, so that membership is
judged by hue and saturation where the cloth is coloured, by lightness only where it is not.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.foreground import skin

# float32; Any because the stubs of numpy and OpenCV name a wider dtype for most of what they give back
Field = NDArray[Any]

COLOURED = 0.055  # saturation (OKLab chroma / lightness) from which on a hue is seen
HUES = 36  # of ten degrees: finer than names of colours, coarser than what shade does to a hue
HUE_NEAR, HUE_FAR = 24.0, 42.0  # degrees: surely the cloth's hue, surely another (orange to red: 30)
SATURATION_NEAR, SATURATION_FAR = 0.45, 0.2  # of the cloth's own saturation
TOO_DARK = 0.22  # of OKLab lightness: below, hue says nothing, and what colour it takes is hardly seen
DARK = 0.34  # OKLab lightness: of cloth below, every dark pixel counts (navy .29, burgundy .36)
PALE = (
    0.16  # saturation: of cloth below, greys that are darker than it are its folds (light blue .09, red .4)
)
GAP = 0.3  # of lightness between two greys of one product that are two colours, not light and shade
LEAST_SECOND = 0.12  # of the product: a smaller second grey is a shadow or a highlight
DIP = 0.3  # of the lesser grey's height: a shallower valley between two greys is light and shade of one
SKIN_AWAY = (
    0.09  # OKLab distance: cloth that is nearer to the skin's median than this is skin-coloured itself
)
WORN = 0.03  # of the product: from so much skin on, somebody wears it
PIECE = 0.15  # of the largest piece: where somebody wears it, smaller ones are hair, shoes, another garment
SAMPLE = 20_000  # pixels looked at for the main colour: more change nothing


@dataclass(frozen=True)
class BaseCloth:
    """``lab``: float32 [3] OKLab of the main colour; ``share``: float32 [h, w] 0..1, how much it is of it."""

    lab: Field
    share: Field


def base_cloth(lab: Field, matte: Field) -> BaseCloth:
    """float32 [h, w, 3] OKLab and float32 [h, w] 0..1 -> the main colour and where it is."""
    inside = lab[matte > 0.9]
    if not len(inside):
        inside = lab[matte > 0]
    inside = inside[:: max(1, len(inside) // SAMPLE)]
    light, saturation, hue = _parts(inside)
    coloured = (saturation > COLOURED) & (light > TOO_DARK)
    angle = _main_hue(hue[coloured])
    near = coloured & (_turn(hue, angle) < HUE_NEAR)
    if near.sum() >= (~coloured).sum():
        strength = float(np.median(saturation[near]))
        main = np.median(inside[near], axis=0)
        share = _of_hue(lab, angle, strength, float(main[0]))
    else:
        low, high = _greys(light[~coloured])
        main = np.median(inside[~coloured & (light >= low) & (light <= high)], axis=0)
        share = _of_grey(lab, low, high, float(main[0]))
    return BaseCloth(main.astype(np.float32), _off_wearer(lab, main, (share * matte).astype(np.float32)))


def _off_wearer(lab: Field, main: Field, share: Field) -> Field:
    """Without skin, and without what is as dark as the cloth but lies apart from it, as hair does."""
    flesh = skin(lab) & (share > 0)
    if flesh.sum() < WORN * (share > 0).sum():
        return share
    if np.linalg.norm(np.median(lab[flesh], axis=0) - main) < SKIN_AWAY:
        return share
    rest = share * ~flesh
    count, pieces, sizes, _ = cv2.connectedComponentsWithStats((rest > 0.5).astype(np.uint8), connectivity=4)
    areas = sizes[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0  # the rest of the picture
    large = np.flatnonzero(areas >= PIECE * areas.max()) if count > 1 else np.empty(0, np.int64)
    kept = cv2.dilate(np.isin(pieces, large).astype(np.uint8), np.ones((5, 5), np.uint8))
    return (rest * kept).astype(np.float32)


def _parts(lab: Field) -> tuple[Field, Field, Field]:
    """Lightness, saturation, hue in degrees."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    return lab[..., 0], chroma / np.maximum(lab[..., 0], 0.05), hue


def _turn(hue: Field, angle: float) -> Field:
    """Degrees between hues, 0..180."""
    away: Field = np.abs((hue - angle + 180) % 360 - 180)
    return away


def _main_hue(hue: Field) -> float:
    """The hue with most pixels within a tenth of the circle; 0 of none."""
    counts = np.histogram(hue % 360, bins=HUES, range=(0, 360))[0].astype(np.float64)
    around = counts + np.roll(counts, 1) + np.roll(counts, -1)
    peak = (int(around.argmax()) + 0.5) * 360 / HUES
    close = hue[_turn(hue, peak) < HUE_NEAR]
    if not len(close):
        return peak
    turn = np.radians(close)
    return float(np.degrees(np.arctan2(np.sin(turn).mean(), np.cos(turn).mean())))


def _of_hue(lab: Field, angle: float, strength: float, main_light: float) -> Field:
    light, saturation, hue = _parts(lab)
    right = _falling(_turn(hue, angle), HUE_NEAR, HUE_FAR)
    strong = _falling(-saturation / strength, -SATURATION_NEAR, -SATURATION_FAR)
    dark = _falling(light, TOO_DARK - 0.06, TOO_DARK + 0.04)
    share: Field = np.maximum(right * strong, dark)
    if main_light < DARK:  # its hue is as uncertain as its shadows'
        share = np.maximum(share, _falling(light, main_light + 0.04, main_light + 0.16))
    if strength < PALE:  # its folds take on the grey of what is around
        shadow = _falling(saturation, COLOURED, 2 * COLOURED) * _falling(light, main_light, main_light + 0.04)
        share = np.maximum(share, shadow)
    return share


def _greys(light: Field) -> tuple[float, float]:
    """The range of lightness of the largest grey: all there are, unless two lie clearly apart (Otsu)."""
    counts, edges = np.histogram(light, bins=64, range=(0, 1))
    share = counts / counts.sum()
    centres = (edges[1:] + edges[:-1]) / 2
    below, first = np.cumsum(share), np.cumsum(share * centres)
    above, second = 1 - below, first[-1] - first
    both = (below > LEAST_SECOND) & (above > LEAST_SECOND)
    dark = np.divide(first, below, out=np.zeros_like(first), where=both)
    bright = np.divide(second, above, out=np.zeros_like(first), where=both)
    between = np.where(both, below * above * (bright - dark) ** 2, 0)
    cut = int(between.argmax())
    if bright[cut] - dark[cut] < GAP or _valley(share, cut, dark[cut], bright[cut]) > DIP:
        return 0.0, 1.0
    return (0.0, float(edges[cut + 1])) if below[cut] >= above[cut] else (float(edges[cut + 1]), 1.0)


def _valley(share: NDArray[np.float64], cut: int, dark: float, bright: float) -> float:
    """How many pixels are halfway between two greys, as a part of those at the lesser one: 1 is one hill."""
    soft = np.convolve(share, np.ones(5) / 5, mode="same")
    low, high = int(dark * len(share)), min(int(bright * len(share)), len(share) - 1)
    return float(soft[low : high + 1].min() / max(min(soft[low], soft[high]), 1e-9))


def _of_grey(lab: Field, low: float, high: float, main_light: float) -> Field:
    light, saturation, _ = _parts(lab)
    darkest = main_light + 0.1 if main_light < DARK else TOO_DARK
    dark = _falling(light, darkest - 0.06, darkest)
    grey = np.maximum(_falling(saturation, COLOURED, 2 * COLOURED), dark)
    upper = _falling(light, high - 0.05, high + 0.05) if high < 1 else 1.0
    lower = _falling(-light, -low - 0.05, -low + 0.05) if low > 0 else 1.0
    share: Field = (grey * upper * lower).astype(np.float32)
    return share


def _falling(value: Field, full: float, none: float) -> Field:
    """1 up to ``full``, 0 from ``none`` on, smooth between."""
    t = np.clip((none - value) / (none - full), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)
