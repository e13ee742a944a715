"""Seamless coloured repeats: float32 [h, w, 3] RGB 0..1, drawn for one pixel scale."""

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.studio.drawing import Rgb
from daogou.sources.demo.studio.image import Image
from daogou.sources.demo.studio.tiles import SIDE, noise

LEAF = (92, 128, 84)
STAMPED = ("floral", "polka dot", "heart print", "star print", "leopard")


@lru_cache(maxsize=64)
def repeat(name: str, main: Rgb, second: Rgb | None, px_per_cm: float, seed: int) -> Image:
    """One repeat of the pattern; plain for names that have none (they are drawn by place, not repeated)."""
    maker = REPEATS.get(name)
    base = np.array(main, np.float32) / 255
    if maker is None:
        return base.reshape(1, 1, 3)
    other = np.array(second if second is not None else main, np.float32) / 255
    chance = np.random.default_rng(seed)
    if name not in STAMPED:
        return maker(base, other, px_per_cm, chance)
    # small shapes have rough edges: drawn three times as large, then averaged down
    large = maker(base, other, px_per_cm * 3, chance)
    return np.asarray(cv2.resize(large, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA), np.float32)


def _mix(base: Image, other: Image, share: Image) -> Image:
    return np.asarray(base + (other - base) * share[..., None], np.float32)


def _axis(period_cm: float, scale: float, times: int) -> tuple[Image, int]:
    """A coordinate in repeats (0..times) over a whole number of pixels."""
    side = max(8, round(period_cm * scale * times))
    return (np.arange(side, dtype=np.float32) + 0.5) * times / side, side


def _band(t: Image, start: float, end: float, softness: float = 0.02) -> Image:
    """1 where the fraction of t lies between start and end, with soft edges."""
    f = t % 1.0
    rise = np.clip((f - start) / softness + 0.5, 0, 1)
    fall = np.clip((end - f) / softness + 0.5, 0, 1)
    return (rise * fall).astype(np.float32)


def _striped(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    t, _ = _axis(float(chance.choice([2.2, 3.2, 4.6])), scale, 4)
    stripes = _band(t, 0.3, float(chance.choice([0.55, 0.68])))
    return _mix(base, other, np.repeat(stripes[:, None], 8, axis=1))


def _pinstriped(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    t, _ = _axis(1.7, scale, 6)
    lines = _band(t, 0.45, 0.45 + 1.1 / max(scale * 1.7, 6.0)) * 0.7
    return _mix(base, other, np.repeat(lines[None, :], 8, axis=0))


def _gingham(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    t, _ = _axis(float(chance.choice([1.5, 2.2])), scale, 6)
    band = _band(t, 0.27, 0.73, 0.04)
    return _mix(base, other, 0.42 * band[:, None] + 0.42 * band[None, :])


def _checked(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    t, _ = _axis(float(chance.choice([5.0, 7.0])), scale, 3)
    line = np.maximum(_band(t, 0.2, 0.24), _band(t, 0.3, 0.34)) * 0.75 + 0.22 * _band(t, 0.2, 0.34)
    dark = 0.14 * _band(t, 0.6, 0.85)
    weave = _mix(base, other, np.maximum(line[:, None], line[None, :]))
    return np.asarray(weave * (1 - np.maximum(dark[:, None], dark[None, :]))[..., None], np.float32)


def _plaid(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    """Tartan: two broad bands, a thin line; where warp and weft cross, both colours show."""
    t, _ = _axis(float(chance.choice([7.0, 10.0])), scale, 2)
    broad = 0.34 * _band(t, 0.1, 0.4) + 0.5 * _band(t, 0.22, 0.27)
    shade = 0.3 * _band(t, 0.55, 0.9)
    line = 0.8 * _band(t, 0.71, 0.735)
    cloth = _mix(base, other, np.clip(0.8 * (broad[:, None] + broad[None, :]), 0, 1))
    cloth = cloth * (1 - 0.75 * (shade[:, None] + shade[None, :]))[..., None]
    return _mix(cloth, other, np.maximum(line[:, None], line[None, :]))


def _houndstooth(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    unit = max(1, round(scale * float(chance.choice([0.28, 0.4]))))
    y, x = np.mgrid[0:8, 0:8]
    warp, weft = x % 8 < 4, y % 8 < 4
    over = (x + y) % 4 < 2
    tooth = np.where(over, warp, weft).astype(np.float32)
    return _mix(base, other, np.kron(tooth, np.ones((unit, unit), np.float32)) * 0.92)


def _argyle(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    u, _ = _axis(8.0, scale, 1)
    v, _ = _axis(12.0, scale, 1)
    du, dv = np.abs(u % 1 - 0.5), np.abs(v % 1 - 0.5)
    inside = np.clip((0.46 - (du[None, :] + dv[:, None])) / 0.015, 0, 1)
    a, b = (u[None, :] + v[:, None]) % 1, (u[None, :] - v[:, None]) % 1
    lines = np.maximum(_band(a, 0.49, 0.515, 0.012), _band(b, 0.49, 0.515, 0.012))
    cloth = _mix(base, other, 0.8 * inside)
    return _mix(cloth, np.clip(base * 0.55 + 0.28, 0, 1), 0.8 * lines)


def _canvas(base: Image, side: int) -> NDArray[np.uint8]:
    return np.full((side, side, 3), np.round(base * 255), np.uint8)


def _stamp(
    image: NDArray[np.uint8], shape: NDArray[np.float64], where: NDArray[np.float64], colour: Image
) -> None:
    """Fill a shape at a place and at its wrapped copies, so that the repeat is seamless."""
    side = image.shape[0]
    tone = [int(c) for c in np.round(np.asarray(colour) * 255)]
    for dy in (-side, 0, side):
        for dx in (-side, 0, side):
            moved = np.round((shape + where + (dx, dy)) * 16).astype(np.int32)
            cv2.fillPoly(image, [moved], tone, cv2.LINE_AA, 4)


def _scatter(count: int, side: float, chance: np.random.Generator) -> list[NDArray[np.float64]]:
    """Places that keep away from each other on a torus: the best of 24 tries each."""
    places: list[NDArray[np.float64]] = [chance.random(2) * side]
    while len(places) < count:
        tries = chance.random((24, 2)) * side
        gap = np.abs(tries[:, None] - np.array(places)[None])
        gap = np.minimum(gap, side - gap)
        places.append(tries[int(np.argmax(np.hypot(gap[..., 0], gap[..., 1]).min(axis=1)))])
    return places


def _blob(petals: int, radius: float, depth: float, turn: float) -> NDArray[np.float64]:
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    r = radius * (1 - depth + depth * np.abs(np.cos(angle * petals / 2)))
    return np.column_stack([r * np.cos(angle + turn), r * np.sin(angle + turn)])


def _leaf(length: float, turn: float) -> NDArray[np.float64]:
    t = np.linspace(0, 1, 10)
    width = np.sin(np.pi * t) * length * 0.2
    edge = np.vstack([np.column_stack([t * length, width]), np.column_stack([t * length, -width])[::-1]])
    c, s = np.cos(turn), np.sin(turn)
    return np.asarray(edge @ np.array([[c, s], [-s, c]]))


def _floral(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    size_cm = float(chance.choice([1.0, 1.5, 2.3]))
    side = max(48, round(scale * size_cm * 9))
    image = _canvas(base, side)
    leaf = np.clip((np.array(LEAF, np.float32) / 255 * 0.65 + base * 0.35), 0, 1)
    warm = np.clip(other * 0.72 + base * 0.28, 0, 1)
    for number, where in enumerate(_scatter(22, side, chance)):
        turn, radius = float(chance.random() * 6.3), scale * size_cm * float(chance.uniform(0.45, 0.75))
        for side_leaf in (0.0, 2.2, 4.0)[: 1 + number % 3]:
            _stamp(image, _leaf(radius * 1.9, turn + side_leaf), where, leaf)
        if number % 3 == 2:
            _stamp(image, _blob(1, radius * 0.4, 0.2, turn), where, warm)
            continue
        _stamp(image, _blob(5, radius, 0.55, turn), where, other if number % 2 else warm)
        _stamp(image, _blob(5, radius * 0.6, 0.5, turn + 0.6), where, np.clip(other * 0.86 + 0.05, 0, 1))
        _stamp(image, _blob(1, radius * 0.24, 0.0, 0), where, np.array([0.93, 0.76, 0.32], np.float32))
    return image.astype(np.float32) / 255


def _dotted(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    period = scale * float(chance.choice([2.0, 3.2, 4.6]))
    side = max(16, round(period * 2))
    image = _canvas(base, side)
    radius = side / 2 * float(chance.choice([0.2, 0.28]))
    for place in ((0.25, 0.25), (0.75, 0.75)):
        _stamp(image, _blob(1, radius, 0.0, 0.0), np.array(place) * side, other)
    return image.astype(np.float32) / 255


def _motif(shape: NDArray[np.float64], spacing_cm: float) -> Callable[..., Image]:
    def draw(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
        side = max(24, round(scale * spacing_cm * 2))
        image = _canvas(base, side)
        for number, place in enumerate(((0.25, 0.25), (0.75, 0.75))):
            turn = (-0.25, 0.25)[number]
            c, s = np.cos(turn), np.sin(turn)
            _stamp(image, shape * scale @ np.array([[c, s], [-s, c]]), np.array(place) * side, other)
        return image.astype(np.float32) / 255

    return draw


def heart(size: float) -> NDArray[np.float64]:
    """A heart about ``size`` wide around the origin."""
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    x = 16 * np.sin(t) ** 3
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return np.column_stack([x, y]) / 32 * size


def star(size: float) -> NDArray[np.float64]:
    """A five-pointed star about ``size`` wide around the origin."""
    angle = np.arange(10) * np.pi / 5 - np.pi / 2
    radius = np.where(np.arange(10) % 2 == 0, 0.5, 0.22) * size
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _camouflage(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    seed = int(chance.integers(1 << 30))
    cloth = np.broadcast_to(base, (SIDE, SIDE, 3)).astype(np.float32).copy()
    for place, tone in enumerate((0.62, 1.28, 0.42)):
        blot = noise(11.0, seed + place)
        edge = np.clip((blot - 0.22 - 0.12 * (place == 2)) / 0.04, 0, 1)
        cloth = _mix(cloth, np.clip(base * tone, 0, 1).astype(np.float32), edge)
    return cloth


def _leopard(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    side = max(64, round(scale * 15))
    image = _canvas(base, side)
    dark = np.array([0.16, 0.1, 0.07], np.float32)
    for where in _scatter(46, side, chance):
        radius, turn = scale * float(chance.uniform(0.55, 0.85)), float(chance.random() * 6.3)
        _stamp(image, _blob(3, radius, 0.25, turn), where, dark)
        gap = np.array([np.cos(turn), np.sin(turn)]) * radius * 0.3
        _stamp(image, _blob(3, radius * 0.62, 0.2, turn + 1), where + gap, np.clip(base * 0.78, 0, 1))
    return image.astype(np.float32) / 255


def _tie_dye(base: Image, other: Image, scale: float, chance: np.random.Generator) -> Image:
    seed = int(chance.integers(1 << 30))
    cloud = noise(26.0, seed) + 0.5 * noise(7.0, seed + 1)
    return _mix(base, other, np.clip(0.28 + 0.75 * cloud, 0, 0.85))


REPEATS: dict[str, Callable[..., Image]] = {
    "striped": _striped,
    "pinstriped": _pinstriped,
    "gingham": _gingham,
    "checked": _checked,
    "plaid": _plaid,
    "houndstooth": _houndstooth,
    "argyle": _argyle,
    "floral": _floral,
    "polka dot": _dotted,
    "heart print": _motif(heart(1.6), 3.4),
    "star print": _motif(star(1.8), 3.6),
    "camouflage": _camouflage,
    "leopard": _leopard,
    "tie-dye": _tie_dye,
}
