"""Teaching the transformer over sequences of products, in torch.

Each act is predicted from those before it among the *whole* catalogue. That this softmax, and not one or a
few sampled negatives, makes the method strong: Klenitskiy and Vasilev, *Turning dross into gold loss* (RecSys
2023); Petrov and Macdonald, *gSASRec* (RecSys 2023).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from daogou.core.progress import Progress, tracked
from daogou.recommend.attention import NORM_EPSILON, Network
from daogou.recommend.history import Ints
from daogou.recommend.product_facts import Facts

START = 0.02  # how far the first weights lie from 0, as in BERT
POOL = 16  # batches that are sorted by length together: 4,096 sequences, still a shuffle of the whole
LEAST_STEPS = 50  # an epoch of a small shop goes over its sequences several times
ROWS_AT_ONCE = 64  # x 12,000 products x 4 bytes = 3 MB


@dataclass(frozen=True)
class Recipe:
    """How the network is made and taught.

    ``bfloat16``: the catalogue's scores are computed with 8 bits of precision while teaching, which halves an
    epoch on a processor that has units for it (AMX) and slows one without.
    """

    dim: int = 64
    heads: int = 2
    blocks: int = 2
    length: int = 50
    dropout: float = 0.5
    learning_rate: float = 1e-3
    weight_decay: float = 0.0
    batch_size: int = 256
    bfloat16: bool = False
    threads: int = 0


def taught(
    sequences: Sequence[Ints], facts: Facts, recipe: Recipe, *, seed: int, progress: Progress
) -> Iterator[Network]:
    """The network after each epoch, without an end; sequences are oldest first, at least two acts each."""
    generator = torch.Generator().manual_seed(seed)
    with _settings(recipe.threads, seed):
        model = _Model(facts, recipe)
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    rows = [torch.from_numpy(sequence[-recipe.length - 1 :]) for sequence in sequences]
    known = facts.known
    known[np.concatenate(sequences)] = True
    for epoch in range(1, 1_000_000):
        _epoch(model, optimiser, rows, recipe, (epoch, seed), generator, progress)
        yield model.network(known)


def _epoch(
    model: "_Model",
    optimiser: torch.optim.Optimizer,
    rows: Sequence[Tensor],
    recipe: Recipe,
    which: tuple[int, int],
    generator: torch.Generator,
    progress: Progress,
) -> None:
    epoch, seed = which
    lengths = [len(row) for row in rows]
    order = _batches(lengths, recipe.batch_size, generator)
    while len(order) < LEAST_STEPS:
        order += _batches(lengths, recipe.batch_size, generator)
    with _settings(recipe.threads, seed * 1_000_003 + epoch):
        for batch in tracked(order, progress, f"Teaching sequences, epoch {epoch}", len(order)):
            _step(model, optimiser, [rows[i] for i in batch], recipe)


@contextmanager
def _settings(threads: int, seed: int) -> Iterator[None]:
    """torch's state for the whole process, changed and put back: others train here too."""
    before = torch.get_num_threads()
    try:
        torch.set_flush_denormal(True)  # softmax gives many; a product with them is 50 times slower
        if threads:
            torch.set_num_threads(threads)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            yield
    finally:
        torch.set_flush_denormal(False)
        torch.set_num_threads(before)


def _step(model: "_Model", optimiser: torch.optim.Optimizer, batch: Sequence[Tensor], recipe: Recipe) -> None:
    seen = nn.utils.rnn.pad_sequence([row[:-1] for row in batch], batch_first=True)  # (n, length)
    wanted = nn.utils.rnn.pad_sequence([row[1:] for row in batch], batch_first=True, padding_value=-1)
    there = wanted >= 0
    items = model.items()
    precision = torch.bfloat16 if recipe.bfloat16 else torch.float32
    loss = catalogue_cross_entropy(model(items, seen)[there], items, wanted[there], precision)
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()


def _batches(lengths: Sequence[int], size: int, generator: torch.Generator) -> list[list[int]]:
    """Shuffled batches of sequences that are about equally long, so that little of a batch is padding."""
    order = torch.randperm(len(lengths), generator=generator).tolist()
    pools = [order[start : start + POOL * size] for start in range(0, len(order), POOL * size)]
    ordered = [sorted(pool, key=lambda i: lengths[i]) for pool in pools]
    batches = [pool[start : start + size] for pool in ordered for start in range(0, len(pool), size)]
    return [batches[i] for i in torch.randperm(len(batches), generator=generator).tolist()]


def catalogue_cross_entropy(asked: Tensor, items: Tensor, wanted: Tensor, precision: torch.dtype) -> Tensor:
    """Mean of -log softmax(asked @ items.T)[wanted]; ``asked`` [n, dim], ``items`` [p, dim], ``wanted`` [n].

    The n x p scores never exist as a whole: a few rows at a time stay in the core's cache, which is twice as
    fast as torch's own functions one after the other.
    """
    loss: Tensor = _CatalogueCrossEntropy.apply(asked, items, wanted, precision)  # type: ignore[no-untyped-call]
    return loss


class _CatalogueCrossEntropy(torch.autograd.Function):
    """Both gradients are made on the way, while the scores are at hand."""

    @staticmethod
    def forward(ctx: Any, asked: Tensor, items: Tensor, wanted: Tensor, precision: torch.dtype) -> Tensor:
        columns = items.detach().to(precision)
        transposed = columns.T.contiguous()
        to_asked, to_items = torch.empty_like(asked), torch.zeros_like(items)
        losses = torch.empty(len(asked))
        for start in range(0, len(asked), ROWS_AT_ONCE):
            own = slice(start, start + ROWS_AT_ONCE)
            queries, right = asked.detach()[own].to(precision), wanted[own]
            chances = torch.softmax(queries @ transposed, dim=1)
            place = torch.arange(len(right)), right
            losses[own] = -chances[place].float().clamp_min(1e-30).log()
            chances[place] -= 1  # now the gradient with respect to the scores
            to_asked[own] = (chances @ columns).float()
            to_items += chances.T @ queries
        ctx.save_for_backward(to_asked / len(asked), to_items / len(asked))
        return losses.mean()

    @staticmethod
    def backward(ctx: Any, given: Tensor) -> tuple[Tensor, Tensor, None, None]:
        to_asked, to_items = ctx.saved_tensors
        return given * to_asked, given * to_items, None, None


class _Block(nn.Module):
    """One layer; a query looks at nothing later than itself."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        dim = recipe.dim
        self.heads, self.dropout = recipe.heads, recipe.dropout
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.widen, self.narrow = nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)
        self.norm_attention = nn.LayerNorm(dim, eps=NORM_EPSILON)
        self.norm_feed = nn.LayerNorm(dim, eps=NORM_EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        """float [n, length, dim] -> the same shape."""
        n, length, dim = x.shape
        qkv = self.qkv(x).view(n, length, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4)
        dropped = self.dropout if self.training else 0.0
        attended = functional.scaled_dot_product_attention(
            qkv[0], qkv[1], qkv[2], dropout_p=dropped, is_causal=True
        )
        x = self.norm_attention(x + self._dropped(self.out(attended.transpose(1, 2).reshape(n, length, dim))))
        inner = functional.gelu(self.widen(x))
        normalised: Tensor = self.norm_feed(x + self._dropped(self.narrow(inner)))
        return normalised

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


class _Model(nn.Module):
    """Item vectors, which are inputs and outputs, and the layers."""

    def __init__(self, facts: Facts, recipe: Recipe) -> None:
        super().__init__()
        self.dropout, self.heads = recipe.dropout, recipe.heads
        self.own = nn.Embedding(facts.n_products, recipe.dim)
        self.positions = nn.Parameter(torch.zeros(recipe.length, recipe.dim))
        self.traits = nn.EmbeddingBag(max(facts.n_traits, 1), recipe.dim, mode="mean")
        self.content = nn.Parameter(torch.zeros(facts.content.shape[1], recipe.dim))
        self.norm = nn.LayerNorm(recipe.dim, eps=NORM_EPSILON)
        self.blocks = nn.ModuleList(_Block(recipe) for _ in range(recipe.blocks))
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=START)
        self.trait_rows, self.trait_starts = torch.from_numpy(facts.traits), torch.from_numpy(facts.starts)
        self.vectors = torch.from_numpy(facts.content)

    def items(self) -> Tensor:
        """float [n_products, dim]: what is learnt of each, of its traits and of its content, added up."""
        whole = self.own.weight
        if len(self.trait_rows):
            whole = whole + self.traits(self.trait_rows, self.trait_starts)
        if self.vectors.shape[1]:
            whole = whole + self.vectors @ self.content
        return whole

    def forward(self, items: Tensor, sequences: Tensor) -> Tensor:
        """int64 [n, length] -> float [n, length, dim]: what each act is followed by."""
        x = functional.embedding(sequences, items) + self.positions[: sequences.shape[1]]
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        for block in self.blocks:
            x = block(x)
        return x

    def network(self, known: np.ndarray) -> Network:
        """What is asked, without torch."""
        state = {name: value.detach().numpy().copy() for name, value in self.state_dict().items()}
        weights = {n: v for n, v in state.items() if not n.startswith(("own.", "traits.", "content"))}
        return Network(self.items().detach().numpy().copy(), known, weights, self.heads)
