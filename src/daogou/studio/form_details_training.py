"""Lapels, buttons, seams: what the decoder's convolutions leave out of the layers, solved at once.

Convolutions learn outlines in minutes and small things in days. But drawn products fill their frame alike, so
that a kind's buttons are nearly always at the same places, and what is left out is nearly linear in random
features of words and code (Rahimi and Recht 2008): ridge regression, cut to the axes on which its answers
differ most (reduced rank: Izenman 1975), has its best in seconds.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from daogou.studio.drawn_forms import packed, unpacked
from daogou.studio.form_folding_training import Folding
from daogou.studio.form_network import LAYERS, NUMBERS, SIDE

# Of a number in a random feature, against a word's 1: .08 to .3 foresaw forms that were left out about alike.
CODE_WEIGHT = 0.15
PIXELS_AT_ONCE = 8192


class Details(nn.Module):
    """Words and code -> what is missing in the layers, by way of a few shares of fixed pictures."""

    def __init__(self, known: int, foreseen: int, shares: int) -> None:
        super().__init__()
        self.e, self.r = nn.Linear(known, foreseen), nn.Linear(foreseen, shares)
        self.t = nn.Parameter(torch.zeros(shares, SIDE, SIDE, LAYERS))

    def forward(self, codes: Tensor, asked: Tensor) -> Tensor:
        """float [n, places * CODE] and [n, words] -> [n, SIDE, SIDE, LAYERS]."""
        shares = self.r(self.foreseen(codes, asked))
        details: Tensor = (shares @ self.t.flatten(1)).view(-1, *self.t.shape[1:])
        return details

    def foreseen(self, codes: Tensor, asked: Tensor) -> Tensor:
        """The random features [n, foreseen]."""
        return functional.silu(self.e(torch.cat([asked, codes], 1)))


@torch.no_grad()
def solve_details(
    missing: Tensor,
    codes: Tensor,
    asked: Tensor,
    folding: Folding,
    *,
    foreseen: int,
    shares: int,
    ridge: float,
) -> Details:
    """``missing``: half [n, SIDE, SIDE, LAYERS]; ``ridge`` as a share of the features' mean square."""
    details = Details(asked.shape[1] + codes.shape[1], foreseen, shares)
    _randomise(details.e, asked.shape[1], folding)
    features = functional.pad(details.foreseen(codes, asked), (0, 1), value=1.0)
    gram = features.double().T @ features.double()
    gram += ridge * gram.diagonal().mean() * torch.eye(len(gram), dtype=torch.double)
    # in these coordinates of the features, answers are as long as they are on the forms
    evenly = torch.linalg.inv(torch.linalg.cholesky(gram)).float()
    answers = evenly @ _product(features, missing.flatten(1))
    _, axes = torch.linalg.eigh(answers @ answers.T)
    axes = axes.flip(1)[:, :shares]
    readout = axes.T @ evenly
    details.r.weight.copy_(readout[:, :-1])
    details.r.bias.copy_(readout[:, -1])
    details.t.copy_((axes.T @ answers).view_as(details.t))
    return details


def _randomise(layer: nn.Linear, words: int, folding: Folding) -> None:
    """Normal in words and numbers, and already as coarse as it is stored: storing then loses nothing."""
    of_words = torch.randn(len(layer.weight), words)
    of_numbers = CODE_WEIGHT * torch.randn(len(layer.weight), NUMBERS)
    of_codes = of_numbers @ (folding.axes / folding.scale[:, None])
    bias = torch.randn(len(layer.weight)) - of_codes @ folding.mean
    drawn = {"weight": torch.cat([of_words, of_codes], 1).numpy(), "bias": bias.numpy()}
    for name, values in unpacked(packed(drawn)).items():
        layer.get_parameter(name).copy_(torch.from_numpy(np.ascontiguousarray(values)))


def _product(features: Tensor, missing: Tensor) -> Tensor:
    """float [features, pixels]: in bfloat16, which some processors multiply ten times as fast."""
    turned = features.T.bfloat16()
    parts = torch.split(missing, PIXELS_AT_ONCE, dim=1)
    return torch.cat([(turned @ part.bfloat16()).float() for part in parts], 1)
