"""What the garment parser is told it got wrong: labels, the parts they are of, and groups of parts."""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.parts import PARTS

GRAIN = 4  # pixels of a cut for one of the logits
SAMPLED = 8  # every so many pixels tell how rare the parts are
LEAST = 1e-6  # chance that a part counts as having at least: the logarithm of none has no end
# What garment it is is argued about; that it is one, and no bag, is not: then old cloth is taken off
GROUPS = (("hat", "glasses"), ("top", "coat", "dress", "skirt", "trousers", "shorts"), ("belt", "accessory"))


class PartsLoss:
    """Cross-entropy of labels and, ``parts`` and ``groups`` as much, of the parts and groups of parts that
    they are of; a part that is n times as rare counts n to the power of ``rarity``."""

    def __init__(
        self, masks: Iterable[NDArray[np.uint8]], *, parts: float, rarity: float, groups: float = 0.0
    ) -> None:
        rows = part_rows(read_labels())
        self._parts = torch.from_numpy(rows)
        self._merge = F.one_hot(self._parts, len(PARTS)).float()
        self._group = torch.tensor(_group_rows())
        self._gather = F.one_hot(self._group).float()
        counts = np.ones(len(PARTS))
        for mask in masks:
            counts += np.bincount(rows[mask[::SAMPLED, ::SAMPLED].ravel()], minlength=len(PARTS))
        shares = torch.from_numpy((counts / counts.sum()).astype(np.float32))
        weights = shares**-rarity
        self._weights = weights / (weights * shares).sum()
        self._shares = parts, groups

    def __call__(self, said: Tensor, masks: NDArray[np.uint8]) -> Tensor:
        """Logits [n * h * w, labels] and masks [n, h * 4, w * 4] -> the mean loss."""
        middle = GRAIN // 2
        true = torch.from_numpy(masks[:, middle::GRAIN, middle::GRAIN].astype(np.int64)).reshape(-1)
        chances = said.log_softmax(dim=1)
        parts, part = chances.exp() @ self._merge, self._parts[true]
        loss = -chances.gather(1, true[:, None]).mean()
        loss = loss - self._shares[0] * (_told(parts, part) * self._weights[part]).mean()
        if self._shares[1]:
            loss = loss - self._shares[1] * _told(parts @ self._gather, self._group[part]).mean()
        return loss


def _told(chances: Tensor, true: Tensor) -> Tensor:
    return (chances + LEAST).log().gather(1, true[:, None])[:, 0]


def _group_rows() -> list[int]:
    """Per part its group; those that are in none are one each."""
    names = {part: group[0] for group in GROUPS for part in group} | {"face": "skin"}
    firsts = [names.get(part, part) for part in PARTS]
    order = list(dict.fromkeys(firsts))
    return [order.index(first) for first in firsts]
