"""Muon (Jordan et al. 2024): momentum as orthogonal matrices, so that every direction learns alike.

Kernels count as matrices [out, in * k * k]; vectors and the first and last layers are left to AdamW.
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor
from torch.nn import Parameter

MOMENTUM = 0.95
DECAY = 0.01
ROUNDS = 5  # of Newton and Schulz's iteration, in bfloat16
COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # the published ones: singular values come to about 1
LIKE_ADAM = 0.2  # of the step's mean square, so that rates mean about what they mean for Adam


class Muon(torch.optim.Optimizer):
    """For parameters of two or more dimensions."""

    def __init__(self, parameters: Iterable[Parameter], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]  # nobody gives one
        """Once."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    self._move(parameter, float(group["lr"]))

    def _move(self, parameter: Parameter, rate: float) -> None:
        gradient = parameter.grad
        assert gradient is not None  # asked by ``step``
        speed = self.state[parameter].setdefault("speed", torch.zeros_like(parameter))
        speed.lerp_(gradient, 1 - MOMENTUM)
        ahead = gradient.lerp(speed, MOMENTUM)
        move = orthogonal(ahead.reshape(len(ahead), -1)).view_as(parameter)
        size = LIKE_ADAM * max(parameter.shape[0], parameter[0].numel()) ** 0.5
        parameter.mul_(1 - rate * DECAY).add_(move, alpha=-rate * size)


def orthogonal(matrix: Tensor) -> Tensor:
    """The nearest matrix of orthogonal rows or columns, nearly."""
    one, two, three = COEFFICIENTS
    x = matrix.bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(ROUNDS):
        square = x @ x.T
        x = one * x + (two * square + three * square @ square) @ x
    upright: Tensor = x.T if tall else x
    return upright.float()
