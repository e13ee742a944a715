"""The network of ``form_network`` in torch, for training only; numpy runs what comes out."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from daogou.studio.form_network import CODE, FREQUENCIES, GROUPS, LAYERS, NUMBERS, PLACES

WIDE, MIDDLE, FINE = 192, 128, 64  # channels at 8, 16 and 32 places a side
TOLD, TOLD_PLACES = 96, 48  # of what the words add to the code: all together, and at each place
DIM, BLOCKS = 384, 4  # of the flow
DROPPED = 0.3  # of its inner numbers: there are few forms to learn from


class Residual(nn.Module):
    """Two convolutions that begin as nothing."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.n = nn.GroupNorm(GROUPS, channels)
        self.a = nn.Conv2d(channels, channels, 3, padding=1)
        self.b = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.b.weight)
        nn.init.zeros_(self.b.bias)  # type: ignore[arg-type]  # it has one

    def forward(self, x: Tensor) -> Tensor:
        """As it came, and a little more."""
        silu = functional.silu
        return x + self.b(silu(self.a(silu(self.n(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Layers [n, 5, 128, 128] -> code [n, CODE, 8, 8]; needed in training only."""

    def __init__(self) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.PixelUnshuffle(8),
            nn.Conv2d(LAYERS * 64, 160, 1),
            nn.SiLU(),
            Residual(160),
            nn.Conv2d(160, WIDE, 3, stride=2, padding=1),
            Residual(WIDE),
            nn.GroupNorm(GROUPS, WIDE),
            nn.SiLU(),
            nn.Conv2d(WIDE, CODE, 1),
        )

    def forward(self, layers: Tensor) -> Tensor:
        """The code."""
        return self.net(layers)  # type: ignore[no-any-return]


class Decoder(nn.Module):
    """Code and words [n, words] -> layers [n, 5, 128, 128]."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.e = nn.Linear(words, TOLD)
        self.m = nn.Linear(TOLD, TOLD_PLACES * PLACES**2)
        self.net = nn.Sequential(
            nn.Conv2d(CODE + TOLD_PLACES, WIDE, 3, padding=1),
            Residual(WIDE),
            Residual(WIDE),
            nn.Conv2d(WIDE, MIDDLE * 4, 1),
            nn.PixelShuffle(2),
            *(Residual(MIDDLE) for _ in range(3)),
            nn.Conv2d(MIDDLE, FINE * 4, 3, padding=1),
            nn.PixelShuffle(2),
            Residual(FINE),
            nn.GroupNorm(GROUPS, FINE),
            nn.SiLU(),
            nn.Conv2d(FINE, LAYERS * 16, 3, padding=1),
            nn.PixelShuffle(4),
        )

    def forward(self, code: Tensor, words: Tensor) -> Tensor:
        """The layers."""
        told = self.m(functional.silu(self.e(words))).view(-1, TOLD_PLACES, PLACES, PLACES)
        return self.net(torch.cat([code, told], 1))  # type: ignore[no-any-return]

    def stages(self) -> list[str]:
        """What ``form_network.Decoder`` must do, in order."""
        names: dict[type[nn.Module], str] = {nn.Conv2d: "convolution", Residual: "residual"}
        names |= {nn.GroupNorm: "normalised", nn.SiLU: "activated"}
        return [
            f"shuffle {stage.upscale_factor}" if isinstance(stage, nn.PixelShuffle) else names[type(stage)]
            for stage in self.net
        ]


class Block(nn.Module):
    """A layer scaled by the time and the words; it begins unscaled."""

    def __init__(self) -> None:
        super().__init__()
        self.mod, self.up, self.down = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM), nn.Linear(DIM, DIM)
        nn.init.zeros_(self.mod.weight)
        nn.init.zeros_(self.mod.bias)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        """float [n, DIM] both."""
        gain, lift, gate = self.mod(told).chunk(3, -1)
        inner = functional.silu(self.up(functional.layer_norm(x, (DIM,)) * (1 + gain) + lift))
        inner = functional.dropout(inner, DROPPED, self.training)
        return x + (1 + gate) * self.down(inner)  # type: ignore[no-any-return]


class Flow(nn.Module):
    """Where numbers, partly noise, go: [n, NUMBERS], times [n], words and whether none [n, w + 1]."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.inp, self.out = nn.Linear(NUMBERS, DIM), nn.Linear(DIM, NUMBERS)
        self.t, self.c = nn.Linear(2 * FREQUENCIES, DIM), nn.Linear(words + 1, DIM)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x: Tensor, time: Tensor, asked: Tensor) -> Tensor:
        """The velocity."""
        turns = torch.exp(torch.linspace(0, math.log(1000), FREQUENCIES)) * 2 * math.pi / 10
        waves = time[:, None] * turns
        told = functional.silu(self.t(torch.cat([waves.cos(), waves.sin()], -1)) + self.c(asked))
        hidden = self.inp(x)
        for block in self.blocks:
            hidden = block(hidden, told)
        return self.out(functional.layer_norm(hidden, (DIM,)))  # type: ignore[no-any-return]
