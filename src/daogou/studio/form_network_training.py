"""The network of ``form_network`` in torch, for training only; numpy runs what comes out."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from daogou.studio.form_network import CODE, FREQUENCIES, GROUPS, HEADS, LAYERS, PLACES

WIDE, MIDDLE, FINE = 192, 128, 64  # channels at 8, 16 and 32 places a side
TOLD, TOLD_PLACES = 96, 48  # of what the words add to the code: all together, and at each place
DIM, BLOCKS = 192, 6  # of the transformer


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
    """Attention and a wide layer, each scaled by the time and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.up, self.down = nn.Linear(DIM, 4 * DIM), nn.Linear(4 * DIM, DIM)
        self.shift = nn.Parameter(torch.zeros(6 * DIM))
        for layer in (self.o, self.down):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, scales: Tensor) -> Tensor:
        """float [n, places, DIM] and [n, 6 * DIM]."""
        gain, lift, gate, gain_2, lift_2, gate_2 = (scales + self.shift).unsqueeze(1).chunk(6, -1)
        inner = functional.layer_norm(x, (DIM,)) * (1 + gain) + lift
        count, places, _ = inner.shape
        query, key, value = self.qkv(inner).view(count, places, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value).transpose(1, 2)
        x = x + (1 + gate) * self.o(seen.reshape(count, places, DIM))
        inner = functional.layer_norm(x, (DIM,)) * (1 + gain_2) + lift_2
        wide = functional.gelu(self.up(inner), approximate="tanh")
        return x + (1 + gate_2) * self.down(wide)  # type: ignore[no-any-return]


class Flow(nn.Module):
    """Where a code, partly noise, goes: [n, places, CODE], times [n], words and whether none [n, w + 1]."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.inp, self.out = nn.Linear(CODE, DIM), nn.Linear(DIM, CODE)
        self.pos = nn.Parameter(torch.randn(PLACES**2, DIM) * 0.02)
        self.t, self.c = nn.Linear(2 * FREQUENCIES, DIM), nn.Linear(words + 1, DIM)
        self.mod, self.tok = nn.Linear(DIM, 6 * DIM), nn.Linear(words + 1, DIM)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        for layer in (self.out, self.mod):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, time: Tensor, asked: Tensor) -> Tensor:
        """The velocity."""
        turns = torch.exp(torch.linspace(0, math.log(1000), FREQUENCIES)) * 2 * math.pi / 10
        waves = time[:, None] * turns
        told = self.t(torch.cat([waves.cos(), waves.sin()], -1)) + self.c(asked)
        scales = self.mod(functional.silu(told))
        hidden = self.inp(x) + self.pos + self.tok(asked).unsqueeze(1)
        for block in self.blocks:
            hidden = block(hidden, scales)
        return self.out(functional.layer_norm(hidden, (DIM,)))  # type: ignore[no-any-return]
