"""What is taught is what serves: torch and onnxruntime compute the same, and a lesson is learnt."""

import numpy as np
import onnxruntime
import pytest
import torch

from daogou.core.progress import SILENT
from daogou.vision.parsing_graph import levels_graph, parser_graph
from daogou.vision.parsing_labels import read_labels
from daogou.vision.parsing_lessons import Lessons, taught_photos
from daogou.vision.parsing_network import Levels, decoder_shapes, logits, seen
from daogou.vision.parsing_operations_training import TorchOperations
from daogou.vision.parsing_training import Recipe, teach, untaught

WIDTHS = (4, 4, 6, 6, 8, 8, 10)  # a backbone of one or two thin blocks a stage
KERNELS = (3, 3, 5, 3, 5, 5, 3)


def backbone() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    shapes = {"stem": (4, 3, 3, 3)}
    before = 4
    for stage, (width, kernel) in enumerate(zip(WIDTHS, KERNELS, strict=True), 1):
        for i in range(2 if stage in (3, 6) else 1):
            name = f"stage{stage}.{i}"
            shapes[f"{name}.expand"] = (2 * before, before, 1, 1)
            shapes[f"{name}.depthwise"] = (2 * before, 1, kernel, kernel)
            shapes[f"{name}.project"] = (width, 2 * before, 1, 1)
            before = width
    return filled(shapes, random)


def filled(shapes: dict[str, tuple[int, ...]], random: np.random.Generator) -> dict[str, np.ndarray]:
    weights = {}
    for name, shape in shapes.items():
        fan = shape[1] * shape[2] * shape[3]
        weights[f"{name}.kernel"] = (random.normal(size=shape) * np.sqrt(2 / fan)).astype(np.float32)
        weights[f"{name}.bias"] = random.normal(size=shape[0]).astype(np.float32) * 0.1
    return weights


def session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def lessons(count: int = 8) -> Lessons:
    """The upper half is background, the lower half skirt, and the finest level shows it."""
    random = np.random.default_rng(1)
    levels = [
        random.normal(size=(count, WIDTHS[stage - 1], 512 // stride, 256 // stride)).astype(np.float16) * 0.1
        for stage, stride in ((2, 4), (3, 8), (5, 16))
    ]
    levels[0][:, 0, 64:] += 2
    masks = np.zeros((count, 512, 256), np.uint8)
    masks[:, 256:] = read_labels().index("skirt")
    return Lessons(tuple(levels), np.zeros((count, 12, 64, 32), np.float16), masks)


def test_torch_and_onnxruntime_compute_the_same():
    random = np.random.default_rng(2)
    weights = backbone()
    weights |= filled(decoder_shapes([4, 6, 8, 10], 12, 59), random)
    picture = random.normal(size=(2, 3, 64, 32)).astype(np.float32)
    told = random.normal(size=(2, 12, 8, 4)).astype(np.float32)
    (served,) = session(parser_graph(weights)).run(None, {"picture": picture, "hints": told})
    ops = TorchOperations(weights, (), (), 0.0).eval()
    with torch.no_grad():
        levels = seen(ops, torch.from_numpy(picture))
        taught = logits(ops, levels, torch.from_numpy(told))
    assert served.shape == (2, 59, 16, 8)
    assert served == pytest.approx(taught.numpy(), abs=2e-3)
    for ours, theirs in zip(
        session(levels_graph(weights)).run(None, {"picture": picture}), vars(levels).values(), strict=True
    ):
        assert ours == pytest.approx(theirs.numpy(), abs=1e-3)


def test_folding_keeps_what_batch_normalisation_computed():
    weights = filled({"in4": (5, 3, 3, 3)}, np.random.default_rng(3))
    ops = TorchOperations(weights, ("in4",), (), 0.0)
    x = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    ops.train()
    for _ in range(20):
        ops.convolution(x * 2 + 1, "in4")
    ops.eval()
    with torch.no_grad():
        plain = TorchOperations(ops.folded(), (), (), 0.0).convolution(x, "in4")
        assert plain.numpy() == pytest.approx(ops.convolution(x, "in4").numpy(), abs=1e-5)


@pytest.mark.slow
def test_the_mean_of_the_weights_changes_less_than_the_weights():
    start, told = backbone(), lessons(4)
    kernels = []
    for memory in (0.0, 0.9):
        taught = untaught(told, start, 0)
        before = taught.folded()["out4.kernel"]
        teach(told, taught, Recipe(epochs=3, batch=4, rate=5e-3, warm_up=1, memory=memory), 0, SILENT)
        kernels.append(np.abs(taught.folded()["out4.kernel"] - before).mean())
    assert kernels[1] < kernels[0]


@pytest.mark.slow
@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_what_every_lesson_shows_is_learnt_by_the_decoder_and_the_last_stages(memory):
    start, told = backbone(), lessons()
    taught = untaught(told, start, 0)
    teach(told, taught, Recipe(epochs=12, batch=4, rate=5e-3, warm_up=2, memory=memory), 0, SILENT)
    learnt = taught.folded()
    assert all(np.array_equal(learnt[n], start[n]) for n in start if not n.startswith(("stage6", "stage7")))
    assert any(not np.array_equal(learnt[n], start[n]) for n in start if n.startswith("stage7"))
    ops = TorchOperations(learnt, (), (), 0.0).eval()
    with torch.no_grad():
        levels = [torch.from_numpy(level.astype(np.float32)) for level in told.levels]
        coarsest = torch.zeros(len(told.masks), WIDTHS[-1], 16, 8)
        said = logits(ops, Levels(*levels, coarsest), torch.zeros(len(told.masks), 12, 64, 32))
    right = said.argmax(dim=1).numpy() == told.masks[:, 2::4, 2::4]
    assert right.mean() > 0.9


def test_test_and_validation_photos_are_never_taught(tmp_path):
    (tmp_path / "photos").mkdir()
    for number in range(1, 15):
        (tmp_path / "photos" / f"{number:04}.jpg").touch()
    numbers = [int(photo.stem) for photo in taught_photos(tmp_path)]
    assert numbers == [1, 4, 5, 6, 7, 8, 9, 10, 11, 14]
