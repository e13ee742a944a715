"""How an embedding is taught: the settings of the one training loop."""

from dataclasses import dataclass
from typing import Literal

from daogou.core.errors import BadOption

Loss = Literal["one_vs_all", "negative_sampling"]
Optimiser = Literal["adagrad", "adam"]


@dataclass(frozen=True)
class Recipe:
    """Settings; the defaults are what a shop's graph gets.

    ``batch``: questions a step, each with all its answers. ``rate``: the first learning rate; it falls in a
    straight line to ``last_rate`` times itself. ``weigh``: a question with n answers counts n ** weigh, so 1
    counts facts alike, 0 questions alike. ``regularise``: weight of the sum of cubes of component sizes
    over the facts of a batch (N3, Lacroix et al. 2018; L3 for real models). ``dropout``: of a query's
    components. ``low_precision``: bfloat16 in the matrix products, several times faster where the processor
    has it. ``threads``: 0 for torch's own choice.

    For one-vs-all: ``smoothing``, share of the truth given to all entities; ``spare``, the true answers of
    a question do not compete with each other, which helps where they must share one place, as with
    distances; ``candidates``, how many entities a batch's questions choose from, drawn for the batch beside
    all its answers, 0 for every entity, whose cost grows with the square of the graph.

    For negative sampling (Sun et al. 2019): ``negatives`` drawn per fact, ``margin``, and ``adversarial``,
    the temperature by which harder ones count more, 0 for alike.

    Raises:
        BadOption: a value that means nothing.
    """

    epochs: int = 100
    batch: int = 256
    rate: float = 0.1
    last_rate: float = 1.0
    optimiser: Optimiser = "adagrad"
    loss: Loss = "one_vs_all"
    weigh: float = 1.0
    regularise: float = 0.0
    dropout: float = 0.0
    smoothing: float = 0.0
    spare: bool = False
    candidates: int = 0
    low_precision: bool = False
    negatives: int = 64
    margin: float = 6.0
    adversarial: float = 1.0
    threads: int = 0

    def __post_init__(self) -> None:
        faults = {
            "epochs": self.epochs < 1,
            "batch": self.batch < 1,
            "rate": self.rate <= 0,
            "last_rate": not 0 <= self.last_rate <= 1,
            "weigh": not 0 <= self.weigh <= 1,
            "regularise": self.regularise < 0,
            "dropout": not 0 <= self.dropout < 1,
            "smoothing": not 0 <= self.smoothing < 1 or bool(self.smoothing and self.spare),
            "candidates": self.candidates < 0,
            "negatives": self.negatives < 1,
            "adversarial": self.adversarial < 0,
            "optimiser": self.optimiser not in ("adagrad", "adam"),
            "loss": self.loss not in ("one_vs_all", "negative_sampling"),
        }
        wrong = [name for name, is_wrong in faults.items() if is_wrong]
        if wrong:
            given = ", ".join(f"{name} = {getattr(self, name)!r}" for name in wrong)
            raise BadOption(f"An embedding cannot be taught with {given}.")

    def rate_at(self, epoch: int) -> float:
        """The learning rate of an epoch, counted from 0."""
        passed = epoch / max(1, self.epochs - 1)
        return self.rate * (1 + (self.last_rate - 1) * passed)
