"""Seamless squares of noise and weave: float32 [SIDE, SIDE] around 0, about -1..1, one per texture name."""

from collections.abc import Callable
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Tile = NDArray[np.float32]

SIDE = 480  # divisible by every period below


def texture(name: str) -> Tile:
    """The weave of that texture; flat if it has none."""
    maker = WEAVES.get(name)
    return _tile(maker() if maker else np.zeros((SIDE, SIDE), np.float32))


@cache
def noise(blur: float, seed: int, stretch: float = 1.0) -> Tile:
    """Smooth seamless noise with features about ``blur`` pixels wide, ``stretch`` times as tall; sd 0.4."""
    grain = np.random.default_rng(seed).standard_normal((SIDE, SIDE)).astype(np.float32)
    pad = int(blur * max(stretch, 1.0) * 3) + 1
    wrapped = np.pad(grain, pad, mode="wrap")
    soft = cv2.GaussianBlur(wrapped, (0, 0), sigmaX=blur, sigmaY=blur * stretch)[pad:-pad, pad:-pad]
    result: Tile = (soft / max(float(soft.std()), 1e-6) * 0.4).astype(np.float32)
    return result


def _tile(values: Any) -> Tile:
    return np.asarray(values, np.float32)


def _grid() -> tuple[Tile, Tile]:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    return x, y


def _wave(coordinate: NDArray[Any], period: float) -> Tile:
    result: Tile = np.sin(coordinate * np.float32(2 * np.pi / period)).astype(np.float32)
    return result


@cache
def _plain_weave() -> Tile:
    return _tile(0.5 * noise(0.7, 1) + 0.5 * noise(1.6, 2))


@cache
def _jersey() -> Tile:
    return _tile(0.5 * noise(0.6, 3, 2.5) + 0.3 * noise(5, 4))


@cache
def _linen() -> Tile:
    return _tile(
        0.9 * noise(0.7, 5, 14.0) + 0.9 * np.ascontiguousarray(noise(0.7, 6, 14.0).T) + 0.2 * noise(8, 7)
    )


@cache
def _denim() -> Tile:
    x, y = _grid()
    return _tile(0.55 * _wave(x + y, 4) + 0.7 * noise(0.6, 8, 6.0) + 0.6 * noise(14, 9))


@cache
def _knit() -> Tile:
    """Stocking stitch: columns of V."""
    x, y = _grid()
    column = np.abs((x % 8) - 4) / 4  # 0 at the middle of a column of stitches, 1 between columns
    loops = _wave(y + 3.0 * column, 6)
    return _tile(0.75 * loops - 0.9 * column**3 + 0.35 + 0.3 * noise(1.0, 10))


@cache
def _fine_knit() -> Tile:
    x, _ = _grid()
    return _tile(0.8 * _wave(x, 5) + 0.4 * noise(0.8, 11, 2.0))


@cache
def _rib() -> Tile:
    x, y = _grid()
    return _tile(1.4 * np.abs(_wave(x, 16)) - 0.9 + 0.2 * _wave(y, 5) + 0.2 * noise(1.0, 12))


@cache
def _wool() -> Tile:
    return _tile(0.7 * noise(1.0, 13) + 0.5 * noise(3.0, 14) + 0.3 * noise(0.6, 15, 4.0))


@cache
def _tweed() -> Tile:
    x, y = _grid()
    chevron = _wave(x + np.abs((y % 32) - 16), 8)
    return _tile(0.5 * chevron + 1.1 * noise(0.8, 16) + 0.4 * noise(2.5, 17))


@cache
def _corduroy() -> Tile:
    x, _ = _grid()
    return _tile(1.3 * np.abs(_wave(x, 12)) - 0.85 + 0.3 * noise(1.0, 18))


@cache
def _leather() -> Tile:
    cells = noise(1.6, 19)
    creases = -np.exp(-((cells / 0.12) ** 2)) + 0.3
    return _tile(0.7 * creases + 0.3 * noise(6, 20))


@cache
def _suede() -> Tile:
    return _tile(0.6 * noise(0.8, 21) + 0.8 * noise(9, 22))


@cache
def _canvas() -> Tile:
    x, y = _grid()
    return _tile(0.5 * _wave(x, 3) * _wave(y, 3) + 0.5 * noise(0.7, 23, 5.0) + 0.5 * noise(0.7, 24))


@cache
def _mesh() -> Tile:
    x, y = _grid()
    shifted = x + 3 * ((y // 5) % 2)
    holes = np.exp(-(((shifted % 6) - 3) ** 2 + ((y % 5) - 2.5) ** 2) / 2.2)
    return _tile(0.5 - 1.7 * holes + 0.2 * noise(1.0, 25))


@cache
def _lace() -> Tile:
    """Flowers of thread on a net; strongly positive is thread."""
    x, y = _grid()
    dx, dy = (x % 48) - 24, ((y + 24 * ((x // 48) % 2)) % 48) - 24
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    petal = np.cos(5 * angle) * 4 + 13
    flower = np.exp(-(((radius - petal) / 2.0) ** 2)) + np.exp(-((radius / 4.0) ** 2))
    net = np.maximum(np.cos((x + y) * np.pi / 4), np.cos((x - y) * np.pi / 4)) > 0.86
    filled = 0.55 * (radius < petal)
    return _tile(np.clip(1.5 * flower + filled + 0.55 * net - 0.75, -1, 1))


@cache
def _straw() -> Tile:
    x, y = _grid()
    over = ((x // 8 + y // 6) % 2) * 2 - 1
    return _tile(0.6 * over * _wave(y, 12) + 0.35 * noise(0.7, 26) - 0.3 * (x % 8 < 1))


@cache
def _brocade() -> Tile:
    x, y = _grid()
    dx, dy = (x % 60) - 30, ((y + 30 * ((x // 60) % 2)) % 60) - 30
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    bloom = np.tanh((19 + 5 * np.cos(6 * angle) - radius) / 1.5) * np.cos(radius / 3.2)
    return _tile(0.7 * bloom + 0.25 * _wave(x, 3))


@cache
def _fleece() -> Tile:
    return _tile(0.8 * noise(1.8, 27) + 0.4 * noise(0.7, 28))


@cache
def _velvet() -> Tile:
    return _tile(0.3 * noise(0.7, 29) + 0.7 * noise(11, 30))


@cache
def _nylon() -> Tile:
    x, y = _grid()
    ripstop = np.maximum(x % 12 < 1, y % 12 < 1)
    return _tile(0.35 * ripstop + 0.2 * noise(0.6, 31))


@cache
def _fur() -> Tile:
    return _tile(1.2 * noise(1.2, 32) + 0.8 * noise(3.0, 33))


WEAVES: dict[str, Callable[[], Tile]] = {
    "plain weave": _plain_weave,
    "jersey": _jersey,
    "linen": _linen,
    "denim": _denim,
    "knit": _knit,
    "fine knit": _fine_knit,
    "rib": _rib,
    "wool": _wool,
    "tweed": _tweed,
    "corduroy": _corduroy,
    "leather": _leather,
    "suede": _suede,
    "canvas": _canvas,
    "mesh": _mesh,
    "lace": _lace,
    "straw": _straw,
    "brocade": _brocade,
    "fleece": _fleece,
    "velvet": _velvet,
    "nylon": _nylon,
    "fur": _fur,
    "chiffon": _plain_weave,
}
