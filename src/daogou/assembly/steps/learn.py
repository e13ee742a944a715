"""Learn what shoppers like: the recommender, from what they did and what the products are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.assembly.steps import propose, read, see
from daogou.catalogue.snapshot import Snapshot
from daogou.core.entity import entity_id
from daogou.core.event import Event
from daogou.core.files import read_json, write_json
from daogou.core.product import Product
from daogou.core.progress import Progress
from daogou.features.rows import Vectors, unit_rows
from daogou.graph.embedding import load_embedding
from daogou.index.values import values_of
from daogou.language.concepts import Concepts
from daogou.recommend import acts
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE, Recommender

VERSION = 3
RECOMMENDER, POPULAR, OTHER = "recommender", "popular", "other"
LIKENESS = "likeness.npy"  # float32 [products, dim], unit rows: what a varied shelf has no two of
CHOSEN = "chosen.json"  # which recommenders these are: name and options
# fields whose values are tastes; sizes are stock, and an audience says who, not what
TRAITS = ("category", "brand", "colour", "material", "pattern", "style", "occasion", "season", "fit")


@dataclass(frozen=True)
class Sources:
    """What is learnt from: where a stage's result lies, and the events of shoppers who agreed to it."""

    folder: Callable[[str], Path]
    concepts: Concepts
    events: Iterable[Event]


Named = tuple[str, dict[str, object]]


def run(
    sources: Sources,
    recommender: Named,
    out: Path,
    seed: int,
    progress: Progress,
    *,
    other: Named | None = None,
) -> None:
    """Fill the folder with that recommender, name and options, and with what strangers are shown.

    ``other``: the one that an experiment tries beside it.
    """
    lesson = lesson_of(sources)
    chosen = {RECOMMENDER: recommender, POPULAR: ("popularity", {})}
    if other is not None:
        chosen[OTHER] = other
    for folder, (name, options) in chosen.items():
        (out / folder).mkdir()
        ROLE.open(name, options).fit(lesson, seed=seed, progress=progress).save(out / folder)
    write_json(out / CHOSEN, chosen)
    np.save(out / LIKENESS, _likeness(lesson))


def lesson_of(sources: Sources) -> Lesson:
    """All there is to learn from, products in the order of the release."""
    folder = sources.folder
    snapshot = Snapshot(folder("ingest"))
    known = acts.histories(sources.events, snapshot.row_of)
    modalities = {
        "text": np.load(folder("read") / read.ROWS),
        "picture": np.load(folder("see") / see.ROWS),
        "graph": graph_vectors(folder("propose"), snapshot.ids),
    }
    return Lesson(
        interactions_of((known[shopper] for shopper in sorted(known)), len(snapshot)),
        {name: rows for name, rows in modalities.items() if rows.any()},
        [traits_of(product, sources.concepts) for product in snapshot],
    )


def _likeness(lesson: Lesson) -> Vectors:
    """Pictures if there are any, for two products that look the same bore; else texts."""
    rows = lesson.modalities.get("picture", lesson.modalities.get("text"))
    return np.zeros((lesson.n_products, 1), np.float32) if rows is None else unit_rows(rows)


def graph_vectors(folder: Path, product_ids: Sequence[str]) -> Vectors:
    """The products' places in the embedding of the graph: float32 [products, its width], unit rows.

    Zeros for products it does not know, and of width 1 where nothing was embedded.
    """
    if not (folder / propose.LINKS).is_dir():
        return np.zeros((len(product_ids), 1), np.float32)
    embedding = load_embedding(folder / propose.LINKS)
    rows = np.zeros((len(product_ids), embedding.entity_rows.shape[1]), np.float32)
    for row, product_id in enumerate(product_ids):
        place = embedding.entity_number.get(entity_id("product", product_id))
        if place is not None:
            rows[row] = embedding.entity_rows[place]
    return unit_rows(rows)


def traits_of(product: Product, concepts: Concepts) -> tuple[str, ...]:
    """What a product is, as ids of the graph's entities."""
    of = values_of(product, concepts).of
    return tuple(entity_id(field, value) for field in TRAITS for value in of.get(field, ()))


def recommenders_in(folder: Path) -> Mapping[str, tuple[str, Recommender]]:
    """What was learnt, and by which method: the shop's recommender, and popularity for strangers.

    What the settings say by now is for the next build.
    """
    return {
        part: (name, ROLE.open(name, options).load(folder / part))
        for part, (name, options) in read_json(folder / CHOSEN).items()
    }


def has_learnt(folder: Path, other: Named) -> bool:
    """Whether that is the recommender to be tried that was learnt: the settings may name another by now."""
    return bool(read_json(folder / CHOSEN).get(OTHER) == [*other])
