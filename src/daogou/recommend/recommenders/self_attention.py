"""SASRec: what comes next after a sequence of acts, by self-attention (Kang and McAuley, ICDM 2018).

score(p) = m / (m + 1) * log(1 + n * the chance that p is next among the n products), after m acts: 0 for the
impossible, and in the order of the network's own logits. The first factor is one for the whole row: it says
how much was known, since chances sum to 1 after one act as after ten. Taught with a softmax over the whole
catalogue (see ``attention_training``). Deviation: a product's vector is the sum of one of its own, the mean
of one per trait, and a linear map of its content, so products that few or none bought have a place too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path

import numpy as np

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.rows import Vectors, unit_rows
from daogou.recommend.attention import Network, sequence_of
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import evidence_by_leaving_out
from daogou.recommend.lesson import Lesson
from daogou.recommend.product_facts import product_facts
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import load_arrays, save_arrays

NEEDED_BY = "Teaching recommender 'self_attention'"
MOST_HELD_OUT = 2000  # shoppers are enough to see an epoch make it better or worse
K = 10


@dataclass(frozen=True)
class Options:
    """``dim``, ``heads``, ``blocks``, ``length``: of the network; the rest says how it is taught.

    ``epochs``: at most; ``held_out``: the part of shoppers whose last act is kept aside to see when to stop,
    after ``patience`` epochs without gain (NDCG@10); 0: all epochs are gone through, on all acts.
    ``traits``, ``content``: whether what products are counts; ``bfloat16``, ``threads``: see ``Recipe``.
    """

    dim: int = 64
    heads: int = 2
    blocks: int = 2
    length: int = 50
    dropout: float = 0.5
    learning_rate: float = 1e-3
    weight_decay: float = 0.0
    batch_size: int = 256
    epochs: int = 100
    held_out: float = 0.1
    patience: int = 5
    traits: bool = True
    content: bool = True
    bfloat16: bool = False
    threads: int = 0


@dataclass(frozen=True, eq=False)
class SelfAttention:
    """What was taught, asked without torch."""

    network: Network

    def scores(self, histories: Sequence[History]) -> Vectors:
        """See the module; zeros for a history without a liked product that the network knows."""
        sequences = [sequence_of(history, self.network.known) for history in histories]
        acts = np.array([len(sequence) for sequence in sequences], np.float32)
        return (acts / (acts + 1))[:, None] * self._likelihood(sequences)

    def _likelihood(self, sequences: Sequence[Ints]) -> Vectors:
        """log(1 + n * softmax), 0 for products that the network does not know."""
        likelihood = np.zeros((len(sequences), len(self.network.items)), np.float32)
        asked = [row for row, sequence in enumerate(sequences) if len(sequence)]
        if asked:
            vectors = self.network.encode([sequences[row] for row in asked])
            logits = np.where(self.network.known, vectors @ self.network.items.T, -np.inf)
            raised = np.exp(logits - logits.max(axis=1, keepdims=True))
            chances = raised / raised.sum(axis=1, keepdims=True)
            likelihood[asked] = np.log1p(chances * np.float32(logits.shape[1]))
        return likelihood

    def similar(self, product: int) -> Floats:
        """The cosine of the products' vectors, where above 0."""
        unit = unit_rows(self.network.items)
        cosines: Floats = np.where(self.network.known, np.maximum(unit @ unit[product], 0), 0)
        cosines[product] = 0
        return cosines if self.network.known[product] else np.zeros_like(cosines)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """What the chance's logarithm loses without the acts on each product, the row's factor left aside."""

        def chance(tried: Sequence[History]) -> Floats:
            sequences = [sequence_of(one, self.network.known) for one in tried]
            return self._likelihood(sequences)[:, product]

        return evidence_by_leaving_out(chance, history, kind="sequence")

    def save(self, folder: Path) -> None:
        """The network."""
        weights = {f"weights.{name}": values for name, values in self.network.weights.items()}
        heads = np.array(self.network.heads)
        save_arrays(
            folder, {"items": self.network.items, "known": self.network.known, "heads": heads, **weights}
        )


class SelfAttentionMethod:
    """Teaches the network."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Epoch by epoch, the best one kept.

        Raises:
            MissingDependency: torch is not installed.
        """
        required("torch", NEEDED_BY, "train")
        everything = np.ones(lesson.n_products, bool)
        sequences = [sequence_of(history, everything) for history in lesson.interactions]
        sequences = [sequence for sequence in sequences if len(sequence) > 1]
        if not sequences:
            return SelfAttention(_nothing(lesson.n_products, self._options))
        held = self._held_out(sequences, seed)
        taught = [s[:-1] if i in held else s for i, s in enumerate(sequences)]
        epochs = self._epochs([s for s in taught if len(s) > 1], lesson, seed, progress)
        return SelfAttention(self._best(epochs, [sequences[i] for i in sorted(held)]))

    def _held_out(self, sequences: Sequence[Ints], seed: int) -> set[int]:
        """Which shoppers' last act is kept aside: of those with three and more."""
        long = [i for i, sequence in enumerate(sequences) if len(sequence) > 2]
        n = min(int(self._options.held_out * len(long)), MOST_HELD_OUT)
        return set(np.random.default_rng(seed).permutation(long)[:n].tolist())

    def _epochs(
        self, sequences: Sequence[Ints], lesson: Lesson, seed: int, progress: Progress
    ) -> Iterator[Network]:
        from daogou.recommend.attention_training import Recipe, taught

        given = {field.name: getattr(self._options, field.name) for field in fields(Recipe)}
        facts = product_facts(lesson, traits=self._options.traits, content=self._options.content)
        return taught(sequences, facts, Recipe(**given), seed=seed, progress=progress)

    def _best(self, epochs: Iterator[Network], held: Sequence[Ints]) -> Network:
        best, best_ndcg, worse = next(epochs), -1.0, 0
        for done, network in enumerate(chain([best], epochs), start=1):
            ndcg = _ndcg(network, held) if held else float(done)
            best, worse = (network, 0) if ndcg > best_ndcg else (best, worse + 1)
            best_ndcg = max(ndcg, best_ndcg)
            if done >= self._options.epochs or worse >= self._options.patience:
                break
        return best

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        weights = {
            name.removeprefix("weights."): values
            for name, values in arrays.items()
            if name.startswith("weights.")
        }
        return SelfAttention(Network(arrays["items"], arrays["known"], weights, int(arrays["heads"])))


def _ndcg(network: Network, held: Sequence[Ints]) -> float:
    """Mean NDCG@10 of each sequence's last product after the others; those others cannot be the answer."""
    gains = []
    for start in range(0, len(held), 256):  # 256 x 50,000 products x 4 bytes = 51 MB
        some = held[start : start + 256]
        logits = network.encode([sequence[:-1] for sequence in some]) @ network.items.T
        for row, sequence in zip(logits, some, strict=True):
            right = row[sequence[-1]]
            row[sequence[:-1]] = -np.inf
            place = int((row > right).sum())
            gains.append(1 / np.log2(place + 2) if place < K else 0.0)
    return float(np.mean(gains))


def _nothing(n_products: int, options: Options) -> Network:
    """A network that knows no product."""
    items = np.zeros((n_products, options.dim), np.float32)
    positions = {"positions": np.zeros((options.length, options.dim), np.float32)}
    return Network(items, np.zeros(n_products, bool), positions, options.heads)


def build(options: Options) -> Method:
    """Check the numbers.

    Raises:
        BadOption: the heads do not divide dim, or a part is not in [0, 1).
    """
    if options.dim % options.heads:
        raise BadOption("recommender 'self_attention', option 'heads': does not divide 'dim'.")
    for name in ("dropout", "held_out"):
        if not 0 <= getattr(options, name) < 1:
            raise BadOption(f"recommender 'self_attention', option {name!r}: expected 0 to 1, below 1.")
    return SelfAttentionMethod(options)
