"""A 3D model of unknown origin (GLB, glTF, OBJ) into triangles, or a reason why not; trimesh parses it.

Bounded are the bytes, with those of the files that it names, the numbers that a glTF header promises, the
faces once every instance is counted, and the pixels of textures. Files that it names lie beside it: an
address, or a path out of its folder, refuses the model.
"""

import io
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture, RefusedAddress, ShopError
from daogou.core.roles import required
from daogou.vision.scene_rendering_raster import Surface
from daogou.vision.scene_rendering_surfaces import joined, surface_of

FORMATS = ("glb", "gltf", "obj")
MEDIA_TYPES = {"glb": "model/gltf-binary", "gltf": "model/gltf+json", "obj": "model/obj"}
GLB_MARK = b"glTF"
JSON_CHUNK = 0x4E4F534A


@dataclass(frozen=True, slots=True)
class ModelBounds:
    """What is read of one model."""

    max_bytes: int = 50_000_000  # with its textures; models for the web have 1 to 10 MB
    max_faces: int = 500_000  # product models have 10,000 to 200,000; these take a few seconds a view
    max_elements: int = 10_000_000  # of all accessors: what the faces above can need, several times
    max_pixels: int = 20_000_000  # of one texture: 4,096 x 4,096


def load_surface(file: Path, bounds: ModelBounds) -> Surface:
    """The triangles of everything in the file, in one coordinate system.

    Raises:
        BadPicture: no model, too large, damaged, or it names a file that is not there.
        RefusedAddress: it names an address or a path out of its folder.
        MissingDependency: the extra ``models3d`` is not installed.
    """
    data = _read(file, bounds.max_bytes)
    kind = _format(file, data)
    if kind != "obj":
        _refuse_header(_header(kind, data), bounds)
    trimesh = required("trimesh", "3D models", "models3d")
    beside = Beside(file.resolve().parent, bounds.max_bytes - len(data))
    try:
        scene = trimesh.load_scene(io.BytesIO(data), file_type=kind, resolver=beside, process=False)
        beside.complain()
        return joined(list(_surfaces(scene, bounds, is_linear=kind != "obj")))
    except ShopError:
        raise
    except Exception as error:  # on hostile bytes a parser raises nearly anything
        beside.complain()
        raise BadPicture(f"The model {file.name} is damaged: {error or type(error).__name__}.") from error


class Beside:
    """The files beside a model, as trimesh asks for them; it remembers what it refused."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._left = max_bytes
        self._refusals: list[ShopError] = []

    def __getitem__(self, name: str) -> bytes:
        return self.get(name)

    def get(self, name: str) -> bytes:
        """The bytes of that file.

        Raises:
            ShopError: refused, or not there.
        """
        try:
            data = _read(inside(self._folder, name), self._left)
        except ShopError as refusal:
            self._refusals.append(refusal)
            raise
        self._left -= len(data)
        return data

    def complain(self) -> None:
        """Raise the first refusal, if there was one."""
        if self._refusals:
            raise self._refusals[0]


def inside(folder: Path, name: str) -> Path:
    """The file of that name in the folder or below it.

    Raises:
        RefusedAddress: an address, an absolute path or one that leads out.
    """
    plain = name.strip().replace("\\", "/")
    try:
        file = (folder / plain).resolve()
    except (OSError, ValueError) as error:
        raise BadPicture(f"The model names the file {name[:100]!r}, which cannot be one.") from error
    if ":" in plain or not file.is_relative_to(folder.resolve()):
        raise RefusedAddress(
            f"The model names {name[:100]!r}, which is not in its own folder.",
            hint="Save it as one GLB file, with everything in it.",
        )
    return file


def _read(file: Path, max_bytes: int) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise BadPicture(f"{file.name} cannot be read: {error.strerror or error}.") from error
    if len(data) > max_bytes:
        raise BadPicture(f"The model has too many bytes with {file.name}; {max_bytes:,} more are read.")
    return data


def _format(file: Path, data: bytes) -> str:
    kind = "glb" if data.startswith(GLB_MARK) else file.suffix.casefold().removeprefix(".")
    if kind not in FORMATS or not data:
        raise BadPicture(f"{file.name} is no model that can be read; accepted: {', '.join(FORMATS)}.")
    return kind


def _header(kind: str, data: bytes) -> Mapping[str, Any]:
    try:
        if kind == "glb":
            size, chunk = struct.unpack_from("<II", data, 12)
            data = data[20 : 20 + size] if chunk == JSON_CHUNK else b""
        header = json.loads(data)
    except (ValueError, struct.error, RecursionError) as error:
        raise BadPicture("The model's header cannot be read.") from error
    if not isinstance(header, dict):
        raise BadPicture("The model's header cannot be read.")
    return header


def _refuse_header(header: Mapping[str, Any], bounds: ModelBounds) -> None:
    """What a header asks for before a number of it is believed."""
    for part in (*_objects(header, "buffers"), *_objects(header, "images")):
        if isinstance(uri := part.get("uri"), str) and not uri.startswith("data:"):
            inside(Path("/beside"), uri)  # any folder: only where it leads is asked
    counts = (a.get("count") for a in _objects(header, "accessors"))
    asked = sum(count if isinstance(count, int) and count >= 0 else 0 for count in counts)
    if asked > bounds.max_elements:
        raise BadPicture(f"The model has {asked:,} elements; at most {bounds.max_elements:,} are read.")
    if needs := header.get("extensionsRequired"):
        unread = [n for n in needs if isinstance(n, str) and ("compression" in n or "meshopt" in n)]
        if unread:
            raise BadPicture(f"The model is compressed by {unread[0]}.", hint="Save it without compression.")


def _objects(header: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    listed = header.get(name)
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _surfaces(scene: Any, bounds: ModelBounds, *, is_linear: bool) -> Iterator[Surface]:
    placed = [scene.graph[node] for node in scene.graph.nodes_geometry]
    shown = [(scene.geometry[name], np.asarray(place)) for place, name in placed]
    meshes = [(mesh, place) for mesh, place in shown if hasattr(mesh, "faces") and len(mesh.faces)]
    faces = sum(len(mesh.faces) for mesh, _ in meshes)
    if not faces:
        raise BadPicture("The model has no faces.")
    if faces > bounds.max_faces:
        raise BadPicture(
            f"The model has {faces:,} faces; at most {bounds.max_faces:,} are drawn.",
            hint="Save it with fewer: 100,000 are plenty.",
        )
    for mesh, place in meshes:
        yield surface_of(mesh, _finite(place), max_pixels=bounds.max_pixels, is_linear=is_linear)


def _finite(place: NDArray[np.float64]) -> NDArray[np.float64]:
    if not np.isfinite(place).all():
        raise BadPicture("The model places a part nowhere.")
    return place
