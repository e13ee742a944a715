"""A product video in a few pictures: its shots found, the best frame of each, none of them twice.

A shot ends where the shares of colours change at once (histograms in OKLab, as in Zhang, Kankanhalli and
Smoliar 1993), and also after three seconds: a turntable has no cuts and shows another side by then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from daogou.core.errors import BadPicture
from daogou.vision.key_frames_decoding import Frame, VideoBounds, sampled
from daogou.vision.oklab import oklab
from daogou.vision.quality_measures import blur
from daogou.vision.resize import shrunk

AT_MOST = 6  # frames of one video: what a gallery shows of a product
CUT = 0.12  # of the frame changes colour: a product on white fills a quarter. A cut too many costs nothing
LONGEST_S = 3.0  # of one shot; then another begins, however alike
ALIKE = 0.03  # mean OKLab distance of two thumbnails; 0.02 is the least that an eye sees in a surface
DARK = 0.25  # OKLab lightness that a hundredth of the frame exceeds: black, or fading in
EMPTY = 0.015  # standard deviation of the OKLab colour: one plain surface
WORTH = 0.8  # of the best frame's score: a shot without so good a one is a fade or a blur, not another side
SHARPNESS_SIDE = 480  # pixels in which sharpness is compared
COLOUR_SIDE = 96  # pixels in which colours are counted
THUMBNAIL = 16  # pixels a side in which two frames are compared
BINS = (8, 10, 10)  # of lightness, green-red and blue-yellow
RANGES = ((0.0, 1.0), (-0.4, 0.4), (-0.4, 0.4))  # OKLab of sRGB lies within


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """``picture``: uint8 [h, w, 3] RGB; ``at_s`` into the video; ``shot`` counts from 0; ``score``: 0..1."""

    picture: NDArray[np.uint8]
    at_s: float
    shot: int
    score: float


def key_frames(
    file: Path, *, at_most: int = AT_MOST, bounds: VideoBounds | None = None
) -> tuple[KeyFrame, ...]:
    """At least one and at most so many frames of the video, in its order.

    Raises:
        BadPicture: no video, too large, damaged, or nothing but dark and empty frames.
    """
    best = distinct(worth_showing(list(best_of_shots(sampled(file, bounds or VideoBounds())))))
    if not best:
        raise BadPicture(f"The video {file.name} shows nothing but dark or empty frames.")
    return most_different(best, at_most)


def best_of_shots(frames: Iterable[Frame]) -> Iterator[KeyFrame]:
    """The sharpest, best lit frame of every shot; none of a shot that is dark or empty throughout."""
    best: KeyFrame | None = None
    shot, began = 0, 0.0
    before: NDArray[np.float64] | None = None
    for frame in frames:
        colours = colour_shares(frame.picture)
        if before is not None and (moved(before, colours) > CUT or frame.at_s - began >= LONGEST_S):
            if best:
                yield best
            best, shot, began = None, shot + 1, frame.at_s
        before = colours
        score = score_of(frame.picture)
        if score and (best is None or score > best.score):
            best = KeyFrame(frame.picture, frame.at_s, shot, score)
    if best:
        yield best


def colour_shares(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """float64 [8, 10, 10] that sums to 1: a smoothed histogram, so that no colour sits on a border."""
    lab = oklab(shrunk(picture, COLOUR_SIDE)).reshape(-1, 3)
    counts, _ = np.histogramdd(lab, bins=BINS, range=RANGES)
    smooth: NDArray[np.float64] = gaussian_filter(counts, 0.7, mode="nearest")  # 0.7 bins: its neighbours
    shares: NDArray[np.float64] = smooth / max(smooth.sum(), 1.0)
    return shares


def moved(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """0..1: the share of the frame whose colour is another (total variation)."""
    return float(np.abs(one - other).sum() / 2)


def score_of(picture: NDArray[np.uint8]) -> float:
    """0..1, sharp and well lit is best; 0 for a frame that is dark or empty."""
    lab = oklab(shrunk(picture, COLOUR_SIDE)).reshape(-1, 3)
    light = float(np.quantile(lab[:, 0], 0.99))
    if light < DARK or float(np.sqrt(lab.var(axis=0).sum())) < EMPTY:
        return 0.0
    # a hundredth is left to the most blurred frame: the only one of a shot is still one
    return max(0.01, 1 - blur(shrunk(picture, SHARPNESS_SIDE))) * min(1.0, light)


def worth_showing(frames: Sequence[KeyFrame]) -> list[KeyFrame]:
    """Without those that are much worse than the best: every step of a fade looks like a shot."""
    best = max((frame.score for frame in frames), default=0.0)
    return [frame for frame in frames if frame.score >= WORTH * best]


def distinct(frames: Sequence[KeyFrame]) -> list[KeyFrame]:
    """Without those that look like a better one; in their order."""
    kept: list[tuple[KeyFrame, NDArray[np.float32]]] = []
    for frame in sorted(frames, key=lambda f: (-f.score, f.at_s)):
        look = thumbnail(frame.picture)
        if all(apart(look, other) >= ALIKE for _, other in kept):
            kept.append((frame, look))
    return sorted((frame for frame, _ in kept), key=lambda f: f.at_s)


def most_different(frames: Sequence[KeyFrame], at_most: int) -> tuple[KeyFrame, ...]:
    """The best frame, then always the one farthest from those chosen (Gonzalez 1985); in their order."""
    looks = [thumbnail(frame.picture) for frame in frames]
    chosen = [max(range(len(frames)), key=lambda n: (frames[n].score, -n))]
    while len(chosen) < min(at_most, len(frames)):
        rest = (n for n in range(len(frames)) if n not in chosen)
        chosen.append(max(rest, key=lambda n: (min(apart(looks[n], looks[c]) for c in chosen), -n)))
    return tuple(frames[n] for n in sorted(chosen))


def thumbnail(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """float32 [16, 16, 3] OKLab."""
    small = cv2.resize(picture, (THUMBNAIL, THUMBNAIL), interpolation=cv2.INTER_AREA)
    return oklab(np.asarray(small, dtype=np.uint8))


def apart(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Mean OKLab distance of two thumbnails."""
    return float(np.linalg.norm(one - other, axis=2).mean())
