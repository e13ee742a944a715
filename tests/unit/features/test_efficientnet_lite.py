"""The ONNX graph computes what the published network does, checked against torch on small random weights."""

import numpy as np
import pytest

from daogou.features.efficientnet_lite import MIDDLE_STAGES, STAGES, blocks, build_graph

WIDTHS = (4, 6, 8, 10, 12, 14, 16)  # of the seven stages; the real ones are 16 to 320
STEM, HEAD, EXPANSION = 5, 20, 6


@pytest.fixture(scope="module")
def weights():
    random = np.random.default_rng(3)
    made = {}

    def convolution(name, norm, out, into, size):
        made[f"{name}.weight"] = random.normal(
            0, (into * size * size) ** -0.5, (out, into, size, size)
        ).astype(np.float32)
        for part, low, high in (("weight", 0.5, 1.5), ("bias", -0.5, 0.5), ("running_mean", -0.5, 0.5)):
            made[f"{norm}.{part}"] = random.uniform(low, high, out).astype(np.float32)
        made[f"{norm}.running_var"] = random.uniform(0.3, 2, out).astype(np.float32)

    convolution("_conv_stem", "_bn0", STEM, 3, 3)
    width, number = STEM, 0
    for stage, (repeats, kernel, _) in enumerate(STAGES):
        for _ in range(repeats):
            name = f"_blocks.{number}"
            inner = width
            if stage > 0:
                inner = width * EXPANSION
                convolution(f"{name}._expand_conv", f"{name}._bn0", inner, width, 1)
            convolution(f"{name}._depthwise_conv", f"{name}._bn1", inner, 1, kernel)
            convolution(f"{name}._project_conv", f"{name}._bn2", WIDTHS[stage], inner, 1)
            width, number = WIDTHS[stage], number + 1
    convolution("_conv_head", "_bn1", HEAD, width, 1)
    return made


def reference(weights, pictures):
    """The network as published, one operation after the other, in torch."""
    torch = pytest.importorskip("torch", reason="needs torch")
    functional = torch.nn.functional
    w = {name: torch.from_numpy(value) for name, value in weights.items()}

    def same(x, kernel, stride):
        """TensorFlow's padding: the odd pixel goes below and to the right."""
        amounts = []
        for size in (x.shape[3], x.shape[2]):
            total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
            amounts += [total // 2, total - total // 2]
        return functional.pad(x, amounts)

    def convolve(x, name, norm, stride=1, active=True):
        kernel = w[f"{name}.weight"]
        groups = x.shape[1] if kernel.shape[1] == 1 else 1
        x = functional.conv2d(same(x, kernel.shape[2], stride), kernel, stride=stride, groups=groups)
        parts = (w[f"{norm}.{p}"] for p in ("running_mean", "running_var", "weight", "bias"))
        x = functional.batch_norm(x, *parts, eps=1e-3)
        return functional.relu6(x) if active else x

    x = convolve(torch.from_numpy(pictures), "_conv_stem", "_bn0", 2)
    pooled, number = [], 0
    for stage, (repeats, _, first_stride) in enumerate(STAGES, start=1):
        for repeat in range(repeats):
            name, start = f"_blocks.{number}", x
            stride = first_stride if repeat == 0 else 1
            if stage > 1:
                x = convolve(x, f"{name}._expand_conv", f"{name}._bn0")
            x = convolve(x, f"{name}._depthwise_conv", f"{name}._bn1", stride)
            x = convolve(x, f"{name}._project_conv", f"{name}._bn2", active=False)
            x = x + start if x.shape == start.shape else x
            number += 1
        if stage in MIDDLE_STAGES:
            pooled += [x.mean((2, 3)), x.std((2, 3), correction=0)]
    x = convolve(x, "_conv_head", "_bn1")
    return torch.cat([x.mean((2, 3)), *pooled], dim=1).numpy()


@pytest.mark.parametrize("size", [(64, 64), (37, 51)])
def test_the_graph_computes_what_torch_computes(weights, size):
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(build_graph(weights), providers=["CPUExecutionProvider"])
    pictures = np.random.default_rng(1).uniform(-1, 1, (2, 3, *size)).astype(np.float32)
    features = session.run(["features"], {"picture": pictures})[0]
    expected = reference(weights, pictures)
    assert features.shape == expected.shape
    np.testing.assert_allclose(features, expected, rtol=2e-3, atol=2e-4)


def test_stages_are_told_apart_by_their_widths(weights):
    found = list(blocks(weights))
    assert [block.stride for block in found if block.ends_stage].count(
        2
    ) == 0  # only a stage's first block strides
    assert [sum(block.stage == stage for block in found) for stage in range(1, 8)] == [s[0] for s in STAGES]
    assert [block.stride for block in found] == [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]
