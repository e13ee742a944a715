"""Codes of forms on their principal axes; needs torch, for training only."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from daogou.studio.form_network import NUMBERS


@dataclass(frozen=True)
class Folding:
    """The principal axes of codes: ``mean`` [dim], ``axes`` [NUMBERS, dim], ``scale`` [NUMBERS].

    Numbers are scaled by the root of their spread: the first say more, and weigh more in the loss.
    """

    mean: Tensor
    axes: Tensor
    scale: Tensor

    def numbers(self, codes: Tensor) -> Tensor:
        """Float [n, dim] -> [n, NUMBERS], of spread 1 on average."""
        return (codes - self.mean) @ self.axes.T / self.scale

    def codes(self, numbers: Tensor) -> Tensor:
        """And back, without what lies on no axis."""
        return self.mean + (numbers * self.scale) @ self.axes


def folding_of(codes: Tensor) -> Folding:
    """Float [n, dim]; axes that few codes leave open are zero."""
    mean = codes.mean(0)
    _, spread, axes = torch.linalg.svd(codes - mean, full_matrices=False)
    missing = max(0, NUMBERS - len(axes))
    axes = nn.functional.pad(axes[:NUMBERS], (0, 0, 0, missing))
    deviation = nn.functional.pad(spread[:NUMBERS], (0, missing)) / len(codes) ** 0.5
    scale = (deviation * deviation.mean()).sqrt()
    return Folding(mean, axes, scale.clamp_min(1e-3))
