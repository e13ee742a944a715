"""The operations of the garment parser's network on torch's tensors, for teaching it."""

from collections.abc import Collection

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

NORM_EPSILON = 1e-5
Weights = dict[str, NDArray[np.float32]]


class TorchOperations(nn.Module):
    """``Operations`` on tensors; the decoder's convolutions are followed by batch normalisation, which
    ``folded`` puts into their weights."""

    def __init__(
        self, weights: Weights, normed: Collection[str], dropped: Collection[str], share: float
    ) -> None:
        super().__init__()
        self.names: Collection[str] = {n.removesuffix(".kernel") for n in weights if n.endswith(".kernel")}
        self._taught = nn.ParameterDict({_key(n): nn.Parameter(torch.tensor(v)) for n, v in weights.items()})
        self._norms = nn.ModuleDict(
            {name: nn.BatchNorm2d(len(weights[f"{name}.bias"]), eps=NORM_EPSILON) for name in normed}
        )
        self._dropped, self.share = dropped, share

    def convolution(self, x: Tensor, name: str, *, stride: int = 1, most: float | None = None) -> Tensor:
        """See the contract."""
        kernel, bias = self._taught[_key(f"{name}.kernel")], self._taught[_key(f"{name}.bias")]
        size = kernel.shape[2]
        groups = len(kernel) if kernel.shape[1] == 1 else 1
        if groups > 1:  # filters of single channels stay: torch teaches them slower than all else together
            kernel, bias = kernel.detach(), bias.detach()
        before = (size - stride) // 2 if stride > 1 else size // 2
        after = size - stride - before if stride > 1 else size // 2
        y = F.conv2d(F.pad(x, (before, after, before, after)), kernel, bias, stride=stride, groups=groups)
        y = self._norms[name](y) if name in self._norms else y
        y = y if most is None else y.clamp(0, most)
        return F.dropout2d(y, self.share, self.training) if name in self._dropped else y

    def add(self, one: Tensor, other: Tensor) -> Tensor:
        """See the contract."""
        return one + other

    def doubled(self, x: Tensor) -> Tensor:
        """See the contract."""
        return F.interpolate(x.contiguous(), scale_factor=2, mode="bilinear", align_corners=False)

    def halved(self, x: Tensor) -> Tensor:
        """See the contract."""
        return F.avg_pool2d(x, 2)

    def mean(self, x: Tensor) -> Tensor:
        """See the contract."""
        return x.mean((2, 3), keepdim=True)

    def folded(self) -> Weights:
        """The weights that give the same without batch normalisation."""
        weights = {_name(key): value.detach().numpy().copy() for key, value in self._taught.items()}
        for name in self._norms:
            scale, shift = self._scale_and_shift(name)
            weights[f"{name}.kernel"] *= scale[:, None, None, None]
            weights[f"{name}.bias"] = weights[f"{name}.bias"] * scale + shift
        return weights

    def _scale_and_shift(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        state = {key: value.detach().numpy() for key, value in self._norms[name].state_dict().items()}
        scale = state["weight"] / np.sqrt(state["running_var"] + NORM_EPSILON)
        return scale, state["bias"] - state["running_mean"] * scale


def _key(name: str) -> str:
    return name.replace(".", "/")  # torch wants no points in names


def _name(key: str) -> str:
    return key.replace("/", ".")


@torch.no_grad()
def follow(mean: dict[str, Tensor], ops: TorchOperations, memory: float) -> None:
    """Bring the mean of the weights closer to what they are now."""
    for name, value in ops.state_dict().items():
        if value.dtype.is_floating_point:
            mean[name].lerp_(value, 1 - memory)
        else:  # how many batches a norm has seen
            mean[name].copy_(value)
