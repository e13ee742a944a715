"""Refining teaches all but the first stages, on cuts whose truth fits what they show."""

import numpy as np
import pytest
import torch

from daogou.core.progress import SILENT
from daogou.vision.parsing_fresh_cuts import FreshCuts, Photo
from daogou.vision.parsing_labels import read_labels
from daogou.vision.parsing_loss_training import PartsLoss
from daogou.vision.parsing_network import decoder_shapes
from daogou.vision.parsing_operations_training import TorchOperations
from daogou.vision.parsing_refining_training import Refinement, refine

LABELS = read_labels()
SKIRT, JEANS, PANTS, BAG = (LABELS.index(name) for name in ("skirt", "jeans", "pants", "bag"))


def photo() -> Photo:
    """Below the middle something bright: a skirt; in it a dark bag."""
    picture = np.full((200, 100, 3), 60, np.uint8)
    mask = np.zeros((200, 100), np.uint8)
    picture[100:], mask[100:] = 220, SKIRT
    picture[120:150, 20:50], mask[120:150, 20:50] = 5, BAG
    return Photo(picture, mask, None)


def weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    shapes = {"stem": (4, 3, 3, 3)}
    before = 4
    for stage, width in enumerate((4, 4, 6, 6, 8, 8, 10), 1):
        name = f"stage{stage}.0"
        shapes[f"{name}.depthwise"] = (before, 1, 3, 3)
        shapes[f"{name}.project"] = (width, before, 1, 1)
        before = width
    shapes |= decoder_shapes([4, 6, 8, 10], 12, len(LABELS))
    made = {}
    for name, shape in shapes.items():
        fan = shape[1] * shape[2] * shape[3]
        made[f"{name}.kernel"] = (random.normal(size=shape) * np.sqrt(2 / fan)).astype(np.float32)
        made[f"{name}.bias"] = np.zeros(shape[0], np.float32)
    return made


def test_the_truth_of_a_cut_lies_where_the_cut_shows_it():
    cuts = FreshCuts([photo()], np.random.default_rng(4))
    for _ in range(12):
        pixels, told, areas = cuts.cut(photo())
        assert (pixels.shape, told.shape, areas.shape) == ((512, 256, 3), (12, 64, 32), (512, 256))
        assert np.abs(pixels).max() <= 1
        shown = areas != 0
        assert set(np.unique(areas)) <= {0, SKIRT, BAG}
        assert shown[256:].mean() > shown[:256].mean()


def test_a_pair_of_trousers_under_another_name_costs_less_than_a_bag():
    masks = np.full((1, 8, 8), JEANS, np.uint8)
    loss = PartsLoss([masks[0]], parts=1.0, rarity=0.0, groups=0.5)

    def cost(label: int) -> float:
        said = torch.zeros(4, len(LABELS))
        said[:, label] = 5
        return float(loss(said, masks))

    assert cost(JEANS) < cost(PANTS) < cost(SKIRT) < cost(BAG)


@pytest.mark.slow
def test_all_but_the_first_stages_learn():
    start = weights()
    ops = TorchOperations(start, ("out4",), (), 0.0)
    learnt = refine(ops, [photo()] * 2, Refinement(steps=3, batch=2, warm_up=1), 0, SILENT).folded()
    kept = ("stem", "stage1", "stage2")
    assert all(np.array_equal(learnt[n], start[n]) for n in start if n.startswith(kept) or "depthwise" in n)
    for name in ("stage3.0.project.kernel", "stage7.0.project.kernel", "labels.kernel"):
        assert not np.array_equal(learnt[name], start[name])
