"""From the network's chances to areas, faces and the right person."""

import numpy as np
import pytest

from daogou.core.errors import MissingAsset
from daogou.vision.parsing_labels import read_labels
from daogou.vision.parsing_region import Region
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.segmenters import PARTS, ROLE
from daogou.vision.segmenters.garment_parser import GarmentParser, Options, merged_chances, spread

LABELS = read_labels()


class Network:
    """Says skin above, jeans below, and background in the left quarter."""

    def run(self, names, inputs):
        said = np.full((1, 59, 128, 64), -9.0, np.float32)
        said[:, LABELS.index("skin"), :64] = 9
        said[:, LABELS.index("jeans"), 64:] = 9
        said[:, 0, :, :16] = 20
        self.given = inputs
        return [said]


class Finder:
    def __init__(self, *poses):
        self.poses = poses

    def find(self, picture):
        return self.poses


def pose(left: int, right: int, top: int, bottom: int) -> Pose:
    points = np.zeros((33, 3), np.float32)
    middle, tall = (left + right) / 2, bottom - top
    for name, across, down in (
        ("left_eye", 3, 0.05),
        ("right_eye", -3, 0.05),
        ("mouth_left", 2, 0.08),
        ("mouth_right", -2, 0.08),
        ("left_shoulder", 10, 0.2),
        ("right_shoulder", -10, 0.2),
        ("left_hip", 8, 0.5),
        ("right_hip", -8, 0.5),
    ):
        points[LANDMARKS.index(name), :2] = middle + across, top + down * tall
    mask = np.zeros((300, 400), np.float32)
    mask[top:bottom, left:right] = 1
    visible = np.zeros(33, np.float32)
    visible[0] = 1
    points[0, :2] = middle, top + 0.06 * tall
    return Pose(points, visible, 0.9, mask)


PICTURE = np.zeros((300, 400, 3), np.uint8)


def test_labels_are_merged_to_parts_and_the_face_is_told_from_other_skin():
    told = GarmentParser(Network(), Finder(pose(300, 340, 50, 250)), Options()).segment(PICTURE)
    assert told.labels == PARTS
    assert told.areas.shape == told.sure.shape == (300, 400)
    assert PARTS[told.areas[65, 320]] == "face"
    assert PARTS[told.areas[110, 320]] == "skin"
    assert PARTS[told.areas[200, 320]] == "trousers"
    assert PARTS[told.areas[200, 100]] == "background"  # far from the person


def test_all_labels_keep_their_names_and_skin_stays_skin():
    told = GarmentParser(Network(), Finder(pose(300, 340, 50, 250)), Options(labels="all")).segment(PICTURE)
    assert told.labels == ("background", *LABELS[1:])
    assert set(told.shares()) == {"background", "skin", "jeans"}


def test_the_largest_of_several_people_is_parsed():
    small, large = pose(20, 50, 100, 200), pose(300, 340, 50, 250)
    told = GarmentParser(Network(), Finder(small, large), Options()).segment(PICTURE)
    assert not told.mask("background")[60:240, 320].any()
    assert told.mask("background")[:, 35].all()


def test_without_a_pose_the_whole_picture_is_parsed_and_no_face_is_told():
    told = GarmentParser(Network(), None, Options()).segment(PICTURE)
    assert set(told.shares()) == {"background", "skin", "trousers"}
    assert PARTS[told.areas[10, 399]] == "skin"


def test_the_second_look_is_at_the_mirror_image_from_nearer():
    network = Network()
    parser = GarmentParser(network, None, Options())
    picture = np.random.default_rng(0).integers(0, 256, (512, 256, 3), dtype=np.uint8)
    parser.segment(picture)
    places = network.given["hints"][0, :2]
    assert places[0, 0] == pytest.approx((2 * np.arange(32) + 1) / 32 - 1)
    seen = network.given["picture"][0].transpose(1, 2, 0) * 128 + 127
    nearer = Region(0, 0, 512).zoomed(0.88).cut(picture)
    assert seen[:, ::-1] == pytest.approx(nearer.astype(float))


def test_chances_of_merged_labels_add_up():
    logits = np.log(np.array([0.5, 0.2, 0.3], np.float32))[:, None, None]
    merged = merged_chances(logits, np.array([0, 2, 2]), 3)
    assert merged[:, 0, 0] == pytest.approx([0.5, 0, 0.5])


def test_beyond_the_region_all_is_surely_background():
    chances = np.stack([np.full((128, 64), 0.4), np.full((128, 64), 0.6)]).astype(np.float32)
    areas, sure = spread(Region(100, 0, 300), chances, 300, 400)
    assert (areas[10:290, 110:240] == 1).all()
    assert sure[150, 175] == pytest.approx(0.6)
    assert not areas[:, :95].any()
    assert (sure[:, :95] == 1).all()


def test_a_missing_weights_file_is_named(tmp_path):
    with pytest.raises(MissingAsset, match="none"):
        ROLE.open("garment_parser", {"pose": False, "weights": str(tmp_path / "none.npz")})
