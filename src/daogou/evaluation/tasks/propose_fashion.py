"""Missing facts of real products: are proposals right as often as they say?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from daogou.assembly.steps.propose import RECIPE
from daogou.core.progress import Progress
from daogou.core.settings import GraphSection
from daogou.evaluation.fashion import read_fashion
from daogou.evaluation.hidden_facts import BANDS, HIDDEN, commonest_accuracy, hide, judged
from daogou.evaluation.tasks import Measurement, Task
from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import lesson_of
from daogou.graph.link_prediction import LinkPredictor, Proposal

RELATIONS = ("has_colour", "for_audience", "for_season", "for_occasion")
PROTOCOL = (
    "Products' colour, gender, season and usage as facts, with their article type, the brand at the start of "
    "their titles and what the ontology says of all these; {hidden:.0%} of the four kinds are hidden, drawn "
    "by the seed. The embedding and the chances are taught on the rest as a build does. For every hidden "
    "fact the likeliest value is judged: accuracy; calibration_error, the mean gap between chance and "
    "accuracy over ten bins (lower is better); from_C: how many have a chance of C up to the next band, and "
    "their precision; proposed: the share with {least} and more, which a build proposes, and their "
    "precision. *commonest_accuracy: always the commonest value of the article type."
)


@dataclass(frozen=True)
class Options:
    """Of the teaching, where it should be shorter than a build's; see ``Recipe``."""

    candidates: int = RECIPE.candidates
    low_precision: bool = RECIPE.low_precision
    threads: int = 0


@dataclass(frozen=True)
class ProposeFashion:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Hide, teach, ask.

        Raises:
            NotFound: ``fashion/`` is not in the data folder.
            MissingDependency: PyTorch, which teaches the embedding, is not installed.
        """
        from daogou.graph.link_training import learn_links

        fashion = read_fashion(data)
        hidden = hide(fashion.products, RELATIONS, seed)
        setting = GraphSection().embedding
        lesson = lesson_of(hidden.known)
        links = learn_links(
            lesson, Model(setting.name, setting.options), self._recipe(), seed=seed, progress=progress
        )
        metrics = judged(_best(links, list(hidden.missing)), hidden)
        metrics |= commonest_accuracy(hidden)
        protocol = PROTOCOL.format(hidden=HIDDEN, least=BANDS[0])
        return Measurement(metrics, protocol, fashion.read[:1])

    def _recipe(self) -> Recipe:
        options = self.options
        return replace(
            RECIPE,
            candidates=options.candidates,
            low_precision=options.low_precision,
            threads=options.threads,
        )


def _best(links: LinkPredictor, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Proposal]:
    """The likeliest proposal for each (head, relation), whatever its chance."""
    found = {}
    for relation in sorted({relation for _, relation in asked}):
        heads = [head for head, of in asked if of == relation]
        for one in links.propose([relation], heads=heads, at_least=0.0, limit=len(heads)):
            found[one.head, one.relation] = one
    return found


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return ProposeFashion(options)
