"""Which pieces of a Chinese product title name goods, brands, models? Taobao."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress, tracked
from daogou.evaluation.taobao import FOLDER, read_taobao, span_scores
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.concepts import concepts, concepts_from
from daogou.language.entities.gazetteer import Gazetteer, Name
from daogou.language.entities.mention import Mention, Recogniser
from daogou.language.tagging.features import UnitFeatures
from daogou.language.tagging.training import Labelled, train_tagger
from daogou.language.tagging.units import Span

SPLITS = ("train", "dev", "test")
PROTOCOL = (
    "The published split; trained on train, settings chosen on dev titles that train lacks; exact spans "
    "and kinds, micro F1 on test. Nearly half of the test titles are in train too, with the same labels, so "
    "*_new is over those that are not. gazetteer_*: the packaged concepts alone, as categories; lexicon_*: "
    "longest match of every name that train labels, as the kind it most often has there."
)


@dataclass(frozen=True)
class Options:
    """None."""


class EntitiesTaobao:
    """The task."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: ``entities/taobao_ner`` is not in the data folder.
            MissingDependency: PyTorch is not installed.
        """
        train, test = read_taobao(data, "train"), read_taobao(data, "test")
        gazetteer = Gazetteer(concepts())
        tagger = train_tagger(train, seed=seed, features=UnitFeatures(gazetteer), progress=progress)
        known = {title.text for title in train}
        new = [title for title in test if title.text not in known]
        metrics: dict[str, float] = {"titles": float(len(test)), "titles_new": float(len(new))}
        for name, recogniser in _recognisers(tagger, gazetteer, train).items():
            metrics |= _scored(name, recogniser, test, new, progress)
        return Measurement(
            metrics, PROTOCOL, tuple(data / FOLDER / f"{split}.txt" for split in ("train", "test"))
        )


def _recognisers(
    tagger: Recogniser, gazetteer: Recogniser, train: Sequence[Labelled]
) -> Mapping[str, Recogniser]:
    return {"": tagger, "gazetteer_": gazetteer, "lexicon_": _lexicon(train)}


def _lexicon(train: Sequence[Labelled]) -> Recogniser:
    """The names that the labels teach, each as its commonest kind."""
    counts: dict[str, dict[str, int]] = {}
    for title in dict.fromkeys(train):
        for span in title.spans:
            of_name = counts.setdefault(title.text[span.start : span.end], {})
            of_name[span.kind] = of_name.get(span.kind, 0) + 1
    names = [Name(max(kinds, key=lambda k: (kinds[k], k)), name, name) for name, kinds in counts.items()]
    return Gazetteer(concepts_from([]), names)


def _scored(
    name: str,
    recogniser: Recogniser,
    test: Sequence[Labelled],
    new: Sequence[Labelled],
    progress: Progress,
) -> dict[str, float]:
    found = {
        title.text: _spans(recogniser(title.text))
        for title in tracked(test, progress, "Reading titles", len(test))
    }
    scores = span_scores([t.spans for t in test], [found[t.text] for t in test])
    of_new = span_scores([t.spans for t in new], [found[t.text] for t in new])
    return {f"{name}{key}": value for key, value in scores.items()} | {f"{name}f1_new": of_new["f1"]}


def _spans(mentions: Sequence[Mention]) -> list[Span]:
    """What the labels call it: materials and the like are no kind of theirs."""
    kinds: Callable[[str], bool] = {"category", "brand", "model", "other"}.__contains__
    return [Span(m.start, m.end, m.kind) for m in mentions if kinds(m.kind)]


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return EntitiesTaobao()
