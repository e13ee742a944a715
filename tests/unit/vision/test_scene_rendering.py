"""Models that are built here, seen from several sides."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from daogou.core.errors import BadPicture, RefusedAddress, ShopError
from daogou.vision.scene_rendering import TURN, VIEWS, View, camera, render_model, render_surface
from daogou.vision.scene_rendering_loading import ModelBounds
from daogou.vision.scene_rendering_raster import LIGHT, Surface

trimesh = pytest.importorskip("trimesh", reason="the extra models3d is not installed")

RED, GREEN, BLUE, YELLOW, CYAN, PINK = (
    *((255, 0, 0), (0, 255, 0), (0, 0, 255)),
    *((255, 255, 0), (0, 255, 255), (255, 0, 255)),
)
# outward normal -> colour
SIDES = {
    (1, 0, 0): RED,
    (-1, 0, 0): GREEN,
    (0, 0, 1): BLUE,
    (0, 0, -1): YELLOW,
    (0, 1, 0): CYAN,
    (0, -1, 0): PINK,
}


def _cube() -> "trimesh.Trimesh":
    cube = trimesh.creation.box((2, 2, 2))
    cube.unmerge_vertices()  # a corner shared by three sides has one colour
    sides = [SIDES[tuple(np.rint(normal).astype(int).tolist())] for normal in cube.face_normals]
    cube.visual.face_colors = np.array([(*side, 255) for side in sides], np.uint8)
    return cube


def _quad(picture: NDArray[np.uint8], **material: object) -> "trimesh.Trimesh":
    """A square in front of the camera with the picture on it."""
    from PIL import Image

    corners = [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)]
    uv = [(0, 0), (1, 0), (1, 1), (0, 1)]
    look = trimesh.visual.material.PBRMaterial(baseColorTexture=Image.fromarray(picture), **material)
    visual = trimesh.visual.TextureVisuals(uv=uv, material=look)
    return trimesh.Trimesh(corners, [(0, 1, 2), (0, 2, 3)], visual=visual, process=False)


def _saved(mesh: "trimesh.Trimesh", file: Path) -> Path:
    mesh.export(file)
    return file


def _colour(pixel: NDArray[np.uint8]) -> tuple[int, ...]:
    """Which of the cube's colours it is, whatever the light."""
    return tuple(255 if channel > 100 else 0 for channel in pixel.tolist())


@pytest.mark.parametrize(
    ("azimuth", "elevation", "side"),
    [
        *((0, 0, BLUE), (90, 0, RED), (180, 0, YELLOW), (270, 0, GREEN)),
        *((0, 89.9, CYAN), (0, -89.9, PINK)),
    ],
)
@pytest.mark.parametrize("ending", ["glb", "obj"])
def test_the_side_that_the_camera_stands_at_is_seen(
    tmp_path: Path, azimuth: float, elevation: float, side: tuple[int, int, int], ending: str
) -> None:
    if ending == "obj" and side != BLUE:
        pytest.skip("OBJ keeps no colours of faces")
    file = _saved(_cube(), tmp_path / f"cube.{ending}")
    seen = render_model(file, views=[View("it", azimuth, elevation)], side=64)
    assert seen.pictures.shape == (1, 64, 64, 3)
    assert seen.masks[0, 32, 32] == 1
    if ending == "glb":
        assert _colour(seen.pictures[0, 32, 32]) == side


def test_between_two_sides_both_are_seen_the_right_one_on_the_right(tmp_path: Path) -> None:
    seen = render_model(_saved(_cube(), tmp_path / "c.glb"), views=[View("corner", 45)], side=64)
    assert _colour(seen.pictures[0, 32, 20]) == BLUE
    assert _colour(seen.pictures[0, 32, 44]) == RED


def test_the_standard_views_fill_the_picture_and_cut_nothing(tmp_path: Path) -> None:
    seen = render_model(_saved(_cube(), tmp_path / "c.glb"), side=96)
    assert len(seen.pictures) == len(seen.masks) == len(VIEWS)
    rims = [np.concatenate([m[0], m[-1], m[:, 0], m[:, -1]]) for m in seen.masks]
    assert all(rim.max() == 0 for rim in rims)
    widest = max(int(mask.any(axis=0).sum()) for mask in seen.masks)
    assert 66 <= widest <= 92  # its height from above is more than its width
    assert (seen.pictures[0][seen.masks[0] == 0] == 255).all()


def test_a_picture_on_a_square_is_seen_upright(tmp_path: Path) -> None:
    picture = np.zeros((32, 32, 3), np.uint8)
    picture[:16, :16], picture[:16, 16:] = RED, GREEN
    picture[16:, :16], picture[16:, 16:] = BLUE, YELLOW
    seen = render_model(_saved(_quad(picture), tmp_path / "q.glb"), views=VIEWS[:1], side=64).pictures[0]
    corners = [_colour(seen[y, x]) for y in (20, 44) for x in (20, 44)]
    assert corners == [RED, GREEN, BLUE, YELLOW]


def test_a_hole_in_the_texture_shows_what_is_behind(tmp_path: Path) -> None:
    picture = np.full((32, 32, 4), 255, np.uint8)
    picture[..., 1:3] = 0
    picture[8:24, 8:24, 3] = 0
    file = _saved(_quad(picture, alphaMode="MASK"), tmp_path / "q.glb")
    seen = render_model(file, views=VIEWS[:1], side=64)
    assert seen.masks[0, 32, 32] == 0
    assert _colour(seen.pictures[0, 12, 12]) == RED


def test_what_is_nearer_hides_what_is_behind_in_either_order() -> None:
    near, far = [(-1, -1, 1), (1, -1, 1), (0, 1, 1)], [(-1, -1, 0), (1, -1, 0), (0, 1, 0)]
    for corners, colours in (((near, far), (RED, BLUE)), ((far, near), (BLUE, RED))):
        surface = _surface(np.array(corners, np.float32), np.array(colours, np.float32) / 255)
        assert _colour(render_surface(surface, views=VIEWS[:1], side=32).pictures[0, 20, 16]) == RED


def _surface(corners: NDArray[np.float32], colours: NDArray[np.float32]) -> Surface:
    count = len(corners)
    normals = np.broadcast_to(np.array([0, 0, 1], np.float32), (count, 3, 3))
    return Surface(
        corners,
        normals,
        np.repeat(colours[:, None], 3, axis=1),
        np.zeros((count, 3, 2), np.float32),
        np.full(count, -1, np.int32),
        np.zeros(count, bool),
        (),
    )


def test_light_falls_as_lambert_says() -> None:
    white = _surface(
        np.array([[(-1, -1, 0), (1, -1, 0), (0, 1, 0)]], np.float32), np.ones((1, 3), np.float32)
    )
    seen = int(render_surface(white, views=VIEWS[:1], side=32).pictures[0, 20, 16, 0])
    linear = 0.5 + 0.5 * float(LIGHT[2] / np.linalg.norm(LIGHT))
    assert seen == pytest.approx(255 * (1.055 * linear ** (1 / 2.4) - 0.055), abs=1)


def test_edges_are_smooth() -> None:
    corners = np.array([[(-1, -1, 0), (1, -0.8, 0), (0, 1, 0)]], np.float32)
    mask = render_surface(_surface(corners, np.ones((1, 3), np.float32)), views=VIEWS[:1], side=64).masks[0]
    assert ((mask > 0) & (mask < 1)).sum() > 50
    share = 0.5 * abs(2 * 2 - 1 * 0.2) / 4  # of its box, 2 x 2; the box fills 0.86 of each side
    assert mask.mean() == pytest.approx(share * 0.86**2, rel=0.02)


def test_a_camera_is_a_turn() -> None:
    for view in (*VIEWS, *TURN):
        turn = camera(view)
        np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-6)
        assert np.linalg.det(turn) == pytest.approx(1, abs=1e-6)


def test_a_round_thing_has_no_facets_and_several_parts_stand_where_they_belong(tmp_path: Path) -> None:
    ball = trimesh.creation.icosphere(subdivisions=3)
    scene = trimesh.Scene()
    for at in (-2, 2):
        scene.add_geometry(ball, transform=trimesh.transformations.translation_matrix((at, 0, 0)))
    scene.export(tmp_path / "two.glb")
    seen = render_model(tmp_path / "two.glb", views=VIEWS[:1], side=128)
    assert seen.masks[0, 64, 64] == 0
    assert seen.masks[0, 64, 30] == seen.masks[0, 64, 98] == 1
    line = seen.pictures[0, 64, 20:40, 0].astype(int)
    assert np.abs(np.diff(line)).max() < 12


def _gltf(tmp_path: Path, **changes: object) -> Path:
    for name, data in trimesh.Scene(_cube()).export(file_type="gltf").items():
        (tmp_path / name).write_bytes(data)
    file = tmp_path / "model.gltf"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    return file


def test_a_gltf_with_its_files_beside_it_is_read(tmp_path: Path) -> None:
    assert render_model(_gltf(tmp_path), side=32).masks.max() == 1


@pytest.mark.parametrize(
    "uri", ["http://example.com/a.bin", "../secret.bin", "/etc/passwd", "file:///etc/passwd", "a/../../b"]
)
def test_a_file_out_of_its_folder_is_refused(tmp_path: Path, uri: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.bin").write_bytes(b"\0" * 1000)
    for name in ("buffers", "images"):
        with pytest.raises(RefusedAddress, match="not in its own folder"):
            render_model(_gltf(tmp_path / "in", **{name: [{"uri": uri, "byteLength": 1000}]}))


def test_an_obj_that_names_a_file_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.mtl").write_text("newmtl x\n")
    file = tmp_path / "in" / "m.obj"
    file.write_text("mtllib ../secret.mtl\nusemtl x\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    with pytest.raises(RefusedAddress):
        render_model(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = _gltf(tmp_path)
    next(tmp_path.glob("*.bin")).unlink()
    with pytest.raises(BadPicture, match="bin cannot be read"):
        render_model(file)


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [
        (ModelBounds(max_bytes=500), "too many bytes"),
        (ModelBounds(max_faces=11), "12 faces"),
        (ModelBounds(max_elements=20), "elements"),
    ],
)
def test_what_is_too_large_is_refused(tmp_path: Path, bounds: ModelBounds, reason: str) -> None:
    with pytest.raises(BadPicture, match=reason):
        render_model(_saved(_cube(), tmp_path / "c.glb"), bounds=bounds)


def test_a_texture_too_large_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    file = _saved(_quad(np.zeros((32, 32, 3), np.uint8)), tmp_path / "q.glb")
    with pytest.raises(BadPicture, match="32 x 32"):
        render_model(file, bounds=ModelBounds(max_pixels=1000))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("a.glb", b""), ("a.glb", b"glTF"), ("a.gltf", b"[]"), ("a.gltf", b"[" * 100_000)),
        *(("a.gltf", b"{}"), ("a.obj", b"hello"), ("a.stl", b"solid"), ("a.obj", b"v 0 0 0\nf 1 2 3\n")),
        *(("a.obj", b"v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n"), ("a.glb", b"glTF" + b"\xff" * 100)),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ShopError):
        render_model(tmp_path / name)
