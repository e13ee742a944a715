"""Cross-entropy of the true answers against all entities, and its gradient, without a graph of operations.

The scores of a batch are its largest array by far. Here they are made once, become probabilities and then
their own gradient in the same memory; autograd would keep three copies and allocate each anew.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from daogou.graph.embeddings import Similarity

SMALLEST_SQUARE = 1e-9  # below this a distance's slope would blow up
SMALLEST_PROBABILITY = 1e-30  # so that a logarithm stays finite
SMALLEST_REST = 1e-7  # rounding of 1 minus probabilities


@dataclass(frozen=True)
class Answers:
    """The true answers of a batch: ``rows`` (of the batch) and ``entities``, int64 [answers].

    ``weights``: of each answer, float32 [answers]; they sum to 1 over the batch.
    """

    rows: Tensor
    entities: Tensor
    weights: Tensor


@dataclass
class OneVsAll:
    """Reuses its memory from batch to batch. For the settings see ``Recipe``."""

    similarity: Similarity
    smoothing: float = 0.0
    spare: bool = False
    low_precision: bool = False
    _memory: dict[str, Tensor] = field(default_factory=dict)

    def __call__(
        self, queries: Tensor, entities: Tensor, answers: Answers, entity_gradient: Tensor
    ) -> tuple[float, Tensor]:
        """The loss and its gradient by the queries [b, width].

        The one by the entities [n, width] is written into ``entity_gradient``, over what was there.
        """
        left, right = self._operands(queries, entities)
        scores = self._compared(queries, entities, left, right)  # (b, n)
        apart = self._room("apart", scores.shape).copy_(scores) if self.similarity == "distance" else None
        loss = self._slope(scores, answers)  # scores are now the loss's slope by each score
        if self.similarity == "dot":
            return loss, self._products(scores, left, right, entity_gradient)
        if apart is not None:
            scores.div_(apart.mul_(-2))  # d(-sqrt(x))/dx = 1 / (2 * -sqrt(x))
        # the slope by the squared distance is now minus scores: |q|^2 + |e|^2 - 2 q.e
        scores.mul_(2)
        by_query = self._products(scores, left, right, entity_gradient)
        by_query.sub_(queries * scores.sum(dim=1, keepdim=True))
        entity_gradient.sub_(entities * scores.sum(dim=0)[:, None])
        return loss, by_query

    def _operands(self, queries: Tensor, entities: Tensor) -> tuple[Tensor, Tensor]:
        if not self.low_precision:
            return queries, entities
        return queries.bfloat16(), self._room("entities", entities.shape, torch.bfloat16).copy_(entities)

    def _room(self, name: str, shape: Sequence[int], dtype: torch.dtype = torch.float32) -> Tensor:
        """Memory kept under a name: new memory of this size costs more than what is computed in it."""
        size = math.prod(shape)
        if name not in self._memory or self._memory[name].numel() < size:
            self._memory[name] = torch.empty(size, dtype=dtype)
        return self._memory[name][:size].view(*shape)

    def _compared(self, queries: Tensor, entities: Tensor, left: Tensor, right: Tensor) -> Tensor:
        shape = (len(queries), len(entities))
        scores = self._room("scores", shape)
        if self.low_precision:
            scores.copy_(torch.mm(left, right.T, out=self._room("low scores", shape, torch.bfloat16)))
        else:
            torch.mm(left, right.T, out=scores)
        if self.similarity == "dot":
            return scores
        scores.mul_(2).sub_(queries.square().sum(1, keepdim=True)).sub_(entities.square().sum(1))
        if self.similarity == "distance":
            scores.neg_().clamp_(min=SMALLEST_SQUARE).sqrt_().neg_()
        return scores

    def _slope(self, scores: Tensor, answers: Answers) -> float:
        """Turn scores into the loss's slope by them, and give the loss."""
        torch.softmax(scores, dim=1, out=scores)
        true = scores[answers.rows, answers.entities].clamp_(min=SMALLEST_PROBABILITY)
        if self.spare:
            return self._sparing_slope(scores, true, answers)
        weight = torch.zeros(len(scores)).index_add_(0, answers.rows, answers.weights)  # of each question
        scores.mul_(weight[:, None])
        self._add(scores, answers, answers.weights * (self.smoothing - 1))
        if self.smoothing:
            scores.sub_(weight[:, None] * (self.smoothing / scores.shape[1]))
        return -float((true.log_() * answers.weights).sum())

    def _sparing_slope(self, chances: Tensor, true: Tensor, answers: Answers) -> float:
        """Each true answer against the false ones alone: its chance is true / (true + sum of false)."""
        false = torch.ones(len(chances)).index_add_(0, answers.rows, -true).clamp_(min=SMALLEST_REST)
        both = true + false[answers.rows]
        chances.mul_(torch.zeros(len(chances)).index_add_(0, answers.rows, answers.weights / both)[:, None])
        own = true / both
        chances[answers.rows, answers.entities] = answers.weights * (own - 1)
        return -float((own.log() * answers.weights).sum())

    def _add(self, scores: Tensor, answers: Answers, values: Tensor) -> None:
        scores.view(-1).index_add_(0, answers.rows * scores.shape[1] + answers.entities, values)

    def _products(self, slope: Tensor, left: Tensor, right: Tensor, entity_gradient: Tensor) -> Tensor:
        if not self.low_precision:
            torch.mm(slope.T, left, out=entity_gradient)
            return slope @ right
        lower = self._room("low scores", slope.shape, torch.bfloat16).copy_(slope)
        product = self._room("low gradient", right.shape, torch.bfloat16)
        entity_gradient.copy_(torch.mm(lower.T, left, out=product))
        return (lower @ right).float()
