"""One mesh of trimesh's as triangles with colours, textures and normals."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture
from daogou.vision.oklab import linear_of
from daogou.vision.scene_rendering_raster import Floats, Surface

GREY = 0.6  # linear: of a model without any colour, light enough for its shape to show
ROUND = 0.7  # cosine of 45 degrees: where a corner's normal leaves its face by more, there is an edge


def surface_of(mesh: Any, place: NDArray[np.float64], *, max_pixels: int, is_linear: bool) -> Surface:
    """The mesh's triangles, moved by ``place`` (float64 [4, 4]).

    ``is_linear``: whether its colours are linear light, as in glTF, or sRGB, as in OBJ; textures are sRGB.

    Raises:
        BadPicture: indices that lead nowhere, places that are no numbers, or a texture too large.
    """
    faces = np.asarray(mesh.faces, dtype=np.int64)
    vertices = np.asarray(mesh.vertices, dtype=np.float64)
    if faces.min() < 0 or faces.max() >= len(vertices) or not np.isfinite(vertices).all():
        raise BadPicture("The model's faces are damaged.")
    corners = (vertices @ place[:3, :3].T + place[:3, 3])[faces].astype(np.float32)
    uv, texture, has_holes = _texture(mesh, max_pixels)
    count = len(faces)
    return Surface(
        corners,
        _normals(corners, np.asarray(mesh.vertex_normals), faces, place[:3, :3]),
        _colours(mesh, faces, is_linear=is_linear, is_textured=texture is not None),
        np.zeros((count, 3, 2), np.float32) if uv is None else uv[faces],
        np.full(count, -1 if texture is None else 0, dtype=np.int32),
        np.full(count, has_holes),
        () if texture is None else (texture,),
    )


def joined(parts: Sequence[Surface]) -> Surface:
    """All of them as one, their textures numbered through."""
    starts = np.cumsum([0, *(len(part.textures) for part in parts)])
    numbers = [np.where(p.texture < 0, -1, p.texture + s) for p, s in zip(parts, starts, strict=False)]
    return Surface(
        np.concatenate([part.corners for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.colours for part in parts]),
        np.concatenate([part.uv for part in parts]),
        np.concatenate(numbers).astype(np.int32),
        np.concatenate([part.has_holes for part in parts]),
        tuple(texture for part in parts for texture in part.textures),
    )


def _normals(
    corners: Floats, given: NDArray[np.float64], faces: NDArray[np.int64], turn: NDArray[np.float64]
) -> Floats:
    """float32 [f, 3, 3]: the corners' where the surface is round, the face's own at an edge."""
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat = _unit(flat)[:, None, :].repeat(3, axis=1)
    # normals turn by the inverse transposed, which for a singular placement is not there
    straight = np.linalg.pinv(turn).T
    smooth = _unit((given @ straight.T)[faces])
    is_round = np.abs((smooth * flat).sum(axis=2, keepdims=True)) >= ROUND
    normals: Floats = np.where(is_round, smooth, flat).astype(np.float32)
    return normals


def _unit(vectors: NDArray[Any]) -> NDArray[Any]:
    unit: NDArray[Any] = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return unit


def _colours(mesh: Any, faces: NDArray[np.int64], *, is_linear: bool, is_textured: bool) -> Floats:
    """float32 [f, 3, 3] linear: per vertex, per face, or the material's one."""
    kind = getattr(mesh.visual, "kind", None)
    if kind == "vertex":
        return _linear(np.asarray(mesh.visual.vertex_colors)[faces, :3], is_linear)
    if kind == "face":
        return _linear(np.asarray(mesh.visual.face_colors)[:, None, :3].repeat(3, axis=1), is_linear)
    colour = _material_colour(mesh, is_linear=is_linear, is_textured=is_textured)
    return np.broadcast_to(colour, (len(faces), 3, 3)).astype(np.float32)


def _material_colour(mesh: Any, *, is_linear: bool, is_textured: bool) -> Floats:
    material = getattr(mesh.visual, "material", None)
    factor = getattr(material, "baseColorFactor", None)
    if factor is not None:
        return _linear(np.asarray(factor)[:3], is_linear)
    if is_textured:  # the colour that an OBJ file gives beside a picture is often a leftover
        return np.ones(3, dtype=np.float32)
    diffuse = getattr(material, "diffuse", None)
    return np.full(3, GREY, np.float32) if diffuse is None else _linear(np.asarray(diffuse)[:3], is_linear)


def _linear(colours: NDArray[Any], is_linear: bool) -> Floats:
    if colours.dtype.kind == "f":
        colours = np.rint(np.clip(colours, 0, 1) * 255).astype(np.uint8)
    if is_linear:
        return colours.astype(np.float32) / np.float32(255)
    return linear_of(colours.astype(np.uint8))


def _texture(mesh: Any, max_pixels: int) -> tuple[Floats | None, Floats | None, bool]:
    """Places in the texture per vertex, the texture (Surface.textures), and whether its alpha cuts holes."""
    material = getattr(mesh.visual, "material", None)
    picture = getattr(material, "baseColorTexture", None) or getattr(material, "image", None)
    uv = getattr(mesh.visual, "uv", None)
    if picture is None or uv is None or len(uv) != len(mesh.vertices):
        return None, None, False
    if picture.width * picture.height > max_pixels:
        raise BadPicture(f"A texture has {picture.width} x {picture.height} pixels; at most {max_pixels:,}.")
    places = np.nan_to_num(np.asarray(uv, dtype=np.float32), posinf=0.0, neginf=0.0)[:, :2]
    pixels = np.asarray(picture.convert("RGBA"), dtype=np.uint8)[::-1]
    alpha = pixels[..., 3:].astype(np.float32) / 255
    has_holes = getattr(material, "alphaMode", None) in ("MASK", "BLEND")
    return places, np.concatenate([linear_of(pixels[..., :3]), alpha], axis=2), has_holes
