"""What is wrong with a product picture, in words that a shop owner can act on.

Each finding has the measured value, the threshold it passed and a key of advice. The thresholds were chosen
on drawn product pictures, whole and spoiled on purpose, beside people's photos of clothes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.vision import quality_measures as measures
from daogou.vision.matte import product_matte
from daogou.vision.text_reading import TextReader


@dataclass(frozen=True)
class Limit:
    """A picture fails where its measure is above (or below) ``threshold``; ``advice`` is a key of a text."""

    measure: str
    threshold: float
    above: bool
    advice: str

    def fails(self, value: float) -> bool:
        """Whether a value is on the wrong side."""
        return value > self.threshold if self.above else value < self.threshold


LIMITS: Mapping[str, Limit] = {
    "small_picture": Limit("resolution", 500, above=False, advice="save_larger"),
    "blurred": Limit("blur", 0.6, above=True, advice="hold_still_and_focus"),
    "too_dark": Limit("brightest", 0.6, above=False, advice="more_light"),
    "too_bright": Limit("burnt_out", 0.3, above=True, advice="less_light"),
    "colour_cast": Limit("cast", 0.05, above=True, advice="white_balance"),
    "background_not_plain": Limit("plain", 0.85, above=False, advice="plain_background"),
    "no_product": Limit("product", 0.004, above=False, advice="show_product"),
    "product_small": Limit("size", 0.5, above=False, advice="go_nearer"),
    "product_cut_off": Limit("cut", 0.02, above=True, advice="step_back"),
    "off_centre": Limit("off_centre", 0.1, above=True, advice="centre_product"),
    "print_over_picture": Limit("overlay", 0.002, above=True, advice="no_text_or_watermark"),
}
# where the product was not told from its background surely, nothing is said of how it lies in the picture
NEED_PLAIN = ("no_product", "product_small", "product_cut_off", "off_centre", "too_bright")
NEED_PRODUCT = ("product_small", "product_cut_off", "off_centre", "too_bright")


@dataclass(frozen=True)
class Finding:
    """One fault: its name (a key of ``LIMITS``), what was measured, and from where on it is one."""

    name: str
    value: float
    threshold: float
    advice: str


@dataclass(frozen=True)
class Quality:
    """``measured``: every measure by name; ``findings``: the faults, in the order of ``LIMITS``."""

    measured: Mapping[str, float]
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def picture_quality(
    picture: NDArray[np.uint8],
    *,
    matte: NDArray[np.float32] | None = None,
    read_text: TextReader | None = None,
) -> Quality:
    """uint8 [h, w, 3] -> measures and faults; print is looked for only with a reader (extra ``ocr``)."""
    alpha = product_matte(picture) if matte is None else matte
    measured = measure(picture, alpha)
    if read_text is not None:
        measured["overlay"] = measures.overlay(read_text(picture), alpha)
    return Quality(measured, judged(measured))


def measure(picture: NDArray[np.uint8], matte: NDArray[np.float32]) -> dict[str, float]:
    """Every measure that needs no reader."""
    lies = measures.framing(matte)
    return {
        "resolution": measures.resolution(picture),
        "blur": measures.blur(picture),
        "brightest": measures.brightest(picture),
        "burnt_out": measures.burnt_out(picture, matte),
        "cast": measures.cast(picture),
        # of the rim that the product does not cover itself
        "plain": min(1.0, measures.plain(picture) / max(1e-6, 1 - lies.cut)),
        "product": float(matte.mean()),
        "size": lies.size,
        "cut": lies.cut,
        "off_centre": lies.off_centre,
    }


def judged(measured: Mapping[str, float]) -> tuple[Finding, ...]:
    """The faults that a picture's measures show."""
    skipped: set[str] = set()
    if LIMITS["background_not_plain"].fails(measured["plain"]):
        skipped.update(NEED_PLAIN)
    if LIMITS["no_product"].fails(measured["product"]):
        skipped.update(NEED_PRODUCT)
    return tuple(
        Finding(name, measured[limit.measure], limit.threshold, limit.advice)
        for name, limit in LIMITS.items()
        if name not in skipped and limit.measure in measured and limit.fails(measured[limit.measure])
    )
