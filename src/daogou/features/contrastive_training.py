"""Teaching the two heads with torch: the only part of the shared space that needs it.

For a batch of pictures and the captions of one kind: each picture must find its caption among those of the
batch, and each caption its pictures (all of them alike), CLIP's symmetric cross-entropy (Radford et al. 2021)
with several positives (Khosla et al. 2020). Kinds are never mixed within a batch: "red" and "shirt" are both
right for a red shirt, and would be taught as each other's opposite.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from daogou.core.progress import Progress
from daogou.features.heads import Heads, PictureHead, TextHead
from daogou.features.lessons import Kind, Lessons

SMALLEST_DEVIATION = 1e-3  # of a feature: a dead one must not be blown up
START_TITLE_SCALE = 14.0  # 1 / temperature, as CLIP begins
START_WORD_SCALE = 10.0  # fewer captions compete, so the answer may be softer
LARGEST_SCALE = 100.0  # CLIP's bound
WARM_UP = 0.2  # of the steps
WORD_START = 0.02  # deviation of the shop words' first vectors: small beside a unit vector


@dataclass(frozen=True)
class Recipe:
    """Chosen on a fifth of fashion titles held out from teaching; docs/features.md has the figures."""

    dim: int = 512
    hidden: int = 1024
    epochs: int = 30
    batch: int = 512
    fewest_steps: int = 200
    most_steps: int = 2_000  # what a shop of 35,000 needs; a larger one sees each product less often
    rate: float = 2e-3
    decay: float = 0.05
    row_dropout: float = 0.3
    hidden_dropout: float = 0.2
    word_dropout: float = 0.2
    kinds_a_step: int = 2


class _Picture(nn.Module):
    mean: Tensor
    deviation: Tensor

    def __init__(self, mean: Tensor, deviation: Tensor, recipe: Recipe) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.row_dropout = nn.Dropout(recipe.row_dropout)
        self.hidden_dropout = nn.Dropout(recipe.hidden_dropout)
        self.inner = nn.Linear(len(mean), recipe.hidden)
        self.outer = nn.Linear(recipe.hidden, recipe.dim)
        self.skip = nn.Linear(len(mean), recipe.dim, bias=False)

    def forward(self, rows: Tensor) -> Tensor:
        x = self.row_dropout((rows - self.mean) / self.deviation)  # (batch, picture_dim)
        hidden = self.hidden_dropout(F.gelu(self.inner(x), approximate="tanh"))  # (batch, hidden)
        return F.normalize(self.outer(hidden) + self.skip(x), dim=1)  # (batch, dim)


class _Text(nn.Module):
    def __init__(self, text_dim: int, words: int, recipe: Recipe) -> None:
        super().__init__()
        self.turn = nn.Linear(text_dim, recipe.dim)
        if text_dim == recipe.dim:
            nn.init.eye_(self.turn.weight)  # begin with what the encoder knows
        nn.init.zeros_(self.turn.bias)
        self.word_vectors = nn.Embedding(words + 1, recipe.dim, padding_idx=0)
        nn.init.normal_(self.word_vectors.weight, std=WORD_START)
        with torch.no_grad():
            self.word_vectors.weight[0] = 0
        self.dropout = recipe.word_dropout

    def forward(self, vectors: Tensor, word_rows: Tensor) -> Tensor:
        if self.training:
            word_rows = word_rows * (torch.rand(word_rows.shape) >= self.dropout)
        count = (word_rows > 0).sum(dim=1, keepdim=True).clamp(min=1)
        words = self.word_vectors(word_rows).sum(dim=1) / count.sqrt()  # (texts, dim)
        return F.normalize(self.turn(vectors) + words, dim=1)


def train(
    rows: NDArray[np.float32], lessons: Lessons, recipe: Recipe, *, seed: int, progress: Progress
) -> Heads:
    """Learn both heads; deterministic in ``seed``, and torch's own random state is left as it was."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return _Teacher(rows, lessons, recipe, seed).teach(progress)


class _Teacher:
    def __init__(self, rows: NDArray[np.float32], lessons: Lessons, recipe: Recipe, seed: int) -> None:
        self.rows, self.lessons, self.recipe = torch.from_numpy(rows), lessons, recipe
        self.random = np.random.default_rng(seed)
        mean, deviation = self.rows.mean(dim=0), self.rows.std(dim=0, correction=0)
        self.picture = _Picture(mean, deviation.clamp(min=SMALLEST_DEVIATION), recipe)
        self.text = _Text(lessons.vectors.shape[1], len(lessons.words.words), recipe)
        self.vectors = torch.from_numpy(lessons.vectors)
        self.word_rows = torch.from_numpy(lessons.word_rows)
        self.scales = nn.ParameterDict(
            {
                "title": nn.Parameter(torch.tensor(math.log(START_TITLE_SCALE))),
                "word": nn.Parameter(torch.tensor(math.log(START_WORD_SCALE))),
            }
        )
        self.titles = [kind for kind in lessons.kinds if kind.is_title]
        self.others = [kind for kind in lessons.kinds if not kind.is_title]

    def teach(self, progress: Progress) -> Heads:
        batch = min(self.recipe.batch, len(self.rows))
        wanted = self.recipe.epochs * math.ceil(len(self.rows) / batch)
        steps = min(max(wanted, self.recipe.fewest_steps), self.recipe.most_steps)
        optimiser = self._optimiser()
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, self.recipe.rate, total_steps=steps, pct_start=WARM_UP
        )
        progress.start("Teaching words and pictures to meet", steps)
        for chosen in self._batches(batch, steps):
            loss = self._loss(chosen)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            progress.advance()
        progress.finish()
        return self._heads()

    def _optimiser(self) -> torch.optim.Optimizer:
        decayed = [*self.picture.parameters(), *self.text.parameters()]
        free = list(self.scales.parameters())
        groups = [
            {"params": decayed, "weight_decay": self.recipe.decay},
            {"params": free, "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self.recipe.rate)

    def _batches(self, batch: int, steps: int) -> Iterator[NDArray[np.int64]]:
        done = 0
        while done < steps:
            order = self.random.permutation(len(self.rows))
            for start in range(0, len(order) - batch + 1, batch):
                if done < steps:
                    yield order[start : start + batch]
                    done += 1

    def _loss(self, chosen: NDArray[np.int64]) -> Tensor:
        placed = self.picture(self.rows[chosen])  # (batch, dim)
        losses = [self._loss_of(kind, chosen, placed) for kind in self._kinds_of_step()]
        return torch.stack(losses).sum()

    def _kinds_of_step(self) -> list[Kind]:
        """One title kind, and a few others drawn anew."""
        titles = [self.titles[self.random.integers(len(self.titles))]] if self.titles else []
        count = min(self.recipe.kinds_a_step, len(self.others))
        drawn = self.random.permutation(len(self.others))[:count]
        return titles + [self.others[i] for i in drawn]

    def _loss_of(self, kind: Kind, chosen: NDArray[np.int64], placed: Tensor) -> Tensor:
        group = kind.group[chosen]
        has = group >= 0
        groups, answer_rows = np.unique(group[has], return_inverse=True)
        if len(groups) < 2:  # nothing to tell apart in this batch
            return placed.sum() * 0
        texts = np.array([self.random.choice(kind.wordings[g]) for g in groups])
        captions = self.text(self.vectors[texts], self.word_rows[texts])  # (captions, dim)
        scale = self.scales["title" if kind.is_title else "word"].exp().clamp(max=LARGEST_SCALE)
        likeness = scale * placed[torch.from_numpy(has)] @ captions.T  # (pictures, captions)
        answer = torch.from_numpy(answer_rows)
        to_caption = F.cross_entropy(likeness, answer)
        of_caption = F.one_hot(answer, len(groups)).T.float()  # (captions, pictures)
        to_pictures = -(of_caption * F.log_softmax(likeness.T, dim=1)).sum(1) / of_caption.sum(1)
        if kind.is_title:
            return to_caption + to_pictures.mean()
        # few captions, many pictures each: the first question is the telling one
        return (1.5 * to_caption + 0.5 * to_pictures.mean()) / self.recipe.kinds_a_step

    def _heads(self) -> Heads:
        p, t = self.picture, self.text
        picture = PictureHead(
            mean=_array(p.mean),
            deviation=_array(p.deviation),
            inner=_array(p.inner.weight.T),
            inner_bias=_array(p.inner.bias),
            outer=_array(p.outer.weight.T),
            outer_bias=_array(p.outer.bias),
            skip=_array(p.skip.weight.T),
        )
        text = TextHead(_array(t.turn.weight.T), _array(t.turn.bias), _array(t.word_vectors.weight))
        return Heads(picture, text, self.lessons.words)


def _array(values: Tensor) -> NDArray[np.float32]:
    return np.ascontiguousarray(values.detach().numpy(), dtype=np.float32)
