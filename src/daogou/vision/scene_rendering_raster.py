"""Triangles into pixels by a z-buffer, in numpy: orthographic, textured, lit from above the camera.

Colours are linear light throughout; what comes out still is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AT_ONCE = 2_000_000  # pixels of triangles' boxes in one step: 100 MB of arrays
OPAQUE = 0.5  # of a texture with holes: less is a hole
# Light from above the camera's left shoulder, and half of it from everywhere: shape shows, no side is black.
LIGHT = np.array([-0.35, 0.55, 0.76], dtype=np.float32)
AMBIENT = 0.5


@dataclass(frozen=True)
class Surface:
    """Triangles: float32 ``corners``, ``normals`` and linear ``colours`` [f, 3, 3], ``uv`` [f, 3, 2].

    ``texture``: int32 [f], a number in ``textures`` or -1. ``has_holes``: bool [f], whether its alpha counts.
    ``textures``: float32 [h, w, 4] each, linear colour and alpha, first row at the bottom (v = 0).
    """

    corners: Floats
    normals: Floats
    colours: Floats
    uv: Floats
    texture: NDArray[np.int32]
    has_holes: NDArray[np.bool_]
    textures: tuple[Floats, ...]


@dataclass(frozen=True)
class _Fragments:
    """Pixels that triangles cover: float32 ``depth`` (nearer is greater), barycentric ``weights`` [n, 3]."""

    pixel: NDArray[np.int64]
    face: NDArray[np.int64]
    depth: Floats
    weights: Floats

    def only(self, kept: NDArray[np.bool_]) -> "_Fragments":
        return _Fragments(self.pixel[kept], self.face[kept], self.depth[kept], self.weights[kept])


def rasterised(surface: Surface, turn: Floats, scale: float, side: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Linear colours float32 [side, side, 3], black where nothing is, and bool [side, side]: is something.

    ``turn``: float32 [3, 3], the world's axes to right, up and to the camera; ``scale``: pixels per unit.
    """
    seen = surface.corners @ turn.T
    places = np.stack([side / 2 + scale * seen[..., 0], side / 2 - scale * seen[..., 1]], axis=-1)
    nearest = np.full(side * side, -np.inf, dtype=np.float32)
    face = np.full(side * side, -1, dtype=np.int64)
    weights = np.zeros((side * side, 3), dtype=np.float32)
    for found in _fragments(places, seen[..., 2], side):
        found = _without_holes(found, surface)
        np.maximum.at(nearest, found.pixel, found.depth)
        front = found.only(found.depth >= nearest[found.pixel])
        # of several at one depth the last is written, to both arrays
        face[front.pixel], weights[front.pixel] = front.face, front.weights
    covered = face >= 0
    colours = np.zeros((side * side, 3), dtype=np.float32)
    colours[covered] = _shaded(surface, turn, face[covered], weights[covered])
    return colours.reshape(side, side, 3), covered.reshape(side, side)


def _fragments(places: Floats, depths: Floats, side: int) -> Iterator[_Fragments]:
    """Some triangles at a time, as many as fit into memory; those seen edge on cover nothing."""
    a, b, c = (places[:, corner] for corner in range(3))
    areas = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    faces = np.flatnonzero(np.abs(areas) > 1e-9)  # square pixels
    boxes = np.clip(np.ptp(places[faces], axis=1), 1, side).prod(axis=1, dtype=np.float64)
    steps = np.cumsum(boxes) // AT_ONCE
    for some in np.split(faces, np.flatnonzero(np.diff(steps)) + 1):
        if len(some):
            yield _covered(places[some], depths[some], some, side)


def _covered(places: Floats, depths: Floats, faces: NDArray[np.int64], side: int) -> _Fragments:
    """The pixels whose centres lie in the triangles: line by line, from edge to edge."""
    triangle, y = _expanded(places[..., 1].min(axis=1), places[..., 1].max(axis=1), side)
    left, right = _edges(places[triangle], y + np.float32(0.5))
    line, x = _expanded(left, right, side)
    triangle, y = triangle[line], y[line]
    weights = _weights(places[triangle], x + np.float32(0.5), y + np.float32(0.5))
    depth = (weights * depths[triangle]).sum(axis=1, dtype=np.float32)
    return _Fragments(y * side + x, faces[triangle], depth, weights)


def _expanded(low: Floats, high: Floats, side: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every whole number n of each span with low <= n + 1/2 <= high, and which span's it is."""
    first = np.ceil(np.clip(low, 0, side) - 0.5).astype(np.int64)
    last = np.minimum(np.floor(np.clip(high, -1, side) - 0.5).astype(np.int64), side - 1)
    counts = np.maximum(last - first + 1, 0)
    span = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return span, np.arange(len(span)) - before[span] + first[span]


def _edges(places: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Where a line at each ``y`` enters and leaves its triangle (``places``: float32 [n, 3, 2])."""
    left, right = (np.full(len(y), end, dtype=np.float32) for end in (np.inf, -np.inf))
    for one, other in ((0, 1), (1, 2), (2, 0)):
        start, end = places[:, one], places[:, other]
        rise = end[:, 1] - start[:, 1]
        part = (y - start[:, 1]) / np.where(rise == 0, 1, rise)
        crosses = (rise != 0) & (part >= 0) & (part <= 1)
        x = start[:, 0] + part * (end[:, 0] - start[:, 0])
        left = np.where(crosses, np.minimum(left, x), left)
        right = np.where(crosses, np.maximum(right, x), right)
    return left, right


def _weights(places: Floats, x: Floats, y: Floats) -> Floats:
    """Barycentric weights float32 [n, 3] of points in triangles (float32 [n, 3, 2])."""
    a, b, c = (places[:, corner].T for corner in range(3))
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    first = ((b[0] - x) * (c[1] - y) - (b[1] - y) * (c[0] - x)) / area
    second = ((c[0] - x) * (a[1] - y) - (c[1] - y) * (a[0] - x)) / area
    weights: Floats = np.stack([first, second, 1 - first - second], axis=-1)
    # a point on an edge may round to just outside
    inside: Floats = np.clip(weights, 0, 1).astype(np.float32)
    return inside


def _without_holes(found: _Fragments, surface: Surface) -> _Fragments:
    may_lack = surface.has_holes[found.face]
    if not may_lack.any():
        return found
    some = found.only(may_lack)
    kept = ~may_lack
    kept[may_lack] = _texels(surface, some.face, some.weights)[:, 3] >= OPAQUE
    return found.only(kept)


def _shaded(surface: Surface, turn: Floats, face: NDArray[np.int64], weights: Floats) -> Floats:
    """Linear colours float32 [n, 3]: the surface's own, times the light on it (Lambert)."""
    own = _between(surface.colours, face, weights) * _texels(surface, face, weights)[:, :3]
    normals = _between(surface.normals, face, weights) @ turn.T
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    normals *= np.where(normals[:, 2:] < 0, -1, 1)  # a sheet has two sides, and files turn faces either way
    light = AMBIENT + (1 - AMBIENT) * np.clip(normals @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1)
    shaded: Floats = (own * light[:, None]).astype(np.float32)
    return shaded


def _between(values: Floats, face: NDArray[np.int64], weights: Floats) -> Floats:
    """float32 [f, 3, k] at the corners -> [n, k] in between."""
    mixed: Floats = np.einsum("nc,nck->nk", weights, values[face]).astype(np.float32)
    return mixed


def _texels(surface: Surface, face: NDArray[np.int64], weights: Floats) -> Floats:
    """float32 [n, 4] linear colour and alpha of the textures; ones where there is none."""
    found = np.ones((len(face), 4), dtype=np.float32)
    numbers = surface.texture[face]
    for number, texture in enumerate(surface.textures):
        here = numbers == number
        if here.any():
            found[here] = _sampled(texture, _between(surface.uv, face[here], weights[here]))
    return found


def _sampled(texture: Floats, uv: Floats) -> Floats:
    """Bilinear, repeated beyond its borders."""
    height, width = texture.shape[:2]
    place = uv * np.array([width, height], np.float32) - 0.5
    corner = np.floor(place)
    part = place - corner
    x, y = corner[:, 0].astype(np.int64), corner[:, 1].astype(np.int64)
    mixed = np.zeros((len(uv), 4), dtype=np.float32)
    for right in (0, 1):
        for up in (0, 1):
            share = np.abs(1 - right - part[:, 0]) * np.abs(1 - up - part[:, 1])
            mixed += share[:, None] * texture[(y + up) % height, (x + right) % width]
    return mixed
