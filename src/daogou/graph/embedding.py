"""A graph as numbers: what was learnt, serving scores with numpy alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotBuilt
from daogou.core.files import read_json, replacing, write_json
from daogou.graph.embeddings import ROLE, ScoringFunction
from daogou.graph.questions import Ints
from daogou.graph.similarity import Floats, compared, compared_pairs

FORMAT = 1


@dataclass(frozen=True)
class Model:
    """Which scoring function, with which options.

    ``reciprocal``: a relation has a second row that answers "? --r--> tail" (Lacroix et al. 2018), else
    both directions share one.
    """

    name: str
    options: Mapping[str, object] = field(default_factory=dict)
    reciprocal: bool = True

    def function(self) -> ScoringFunction:
        """The scoring function, opened."""
        return ROLE.open(self.name, self.options)

    def relation_rows(self, relations: int) -> int:
        """How many rows its relations take."""
        return 2 * relations if self.reciprocal else relations


@dataclass(frozen=True, eq=False)
class Embedding:
    """``entity_rows``, ``relation_rows``: float32, in the order of the names."""

    model: Model
    entities: Sequence[str]
    relations: Sequence[str]
    entity_rows: Floats
    relation_rows: Floats

    @cached_property
    def function(self) -> ScoringFunction:
        """What turns its rows into queries."""
        return self.model.function()

    @cached_property
    def entity_number(self) -> dict[str, int]:
        """Entity id -> row."""
        return {name: row for row, name in enumerate(self.entities)}

    @cached_property
    def relation_number(self) -> dict[str, int]:
        """Relation -> number."""
        return {name: row for row, name in enumerate(self.relations)}

    def queries(self, anchors: Ints, asked: Ints) -> Floats:
        """Float32 [n, entity_width] of the questions; see ``graph.questions`` for ``asked``."""
        known = self.entity_rows[anchors]
        if self.model.reciprocal:
            return _floats(self.function.ask_tail(known, self.relation_rows[asked]))
        relation = self.relation_rows[asked % len(self.relations)]
        tail_is_asked = (asked < len(self.relations))[:, None]
        forth, back = self.function.ask_tail(known, relation), self.function.ask_head(relation, known)
        return _floats(np.where(tail_is_asked, forth, back))

    def scores(self, anchors: Ints, asked: Ints, among: Ints | None = None) -> Floats:
        """Of every entity as the answer, or of the rows ``among``: float32 [n, entities]; higher is truer."""
        rows = self.entity_rows if among is None else self.entity_rows[among]
        return compared(self.function.similarity, self.queries(anchors, asked), rows)

    def triple_scores(self, triples: Ints) -> Floats:
        """Of triples, int64 [n, 3], float32 [n]; the mean of both directions where they differ."""
        head, relation, tail = triples.T
        forth = self._pair_scores(head, relation, tail)
        if not self.model.reciprocal:
            return forth
        back = self._pair_scores(tail, relation + len(self.relations), head)
        return (forth + back) * np.float32(0.5)

    def _pair_scores(self, anchors: Ints, asked: Ints, answers: Ints) -> Floats:
        queries = self.queries(anchors, asked)
        return compared_pairs(self.function.similarity, queries, self.entity_rows[answers])

    def save(self, folder: Path) -> None:
        """Write it, each file whole or not at all."""
        rows: dict[str, NDArray[Any]] = {"entities": self.entity_rows, "relations": self.relation_rows}
        with replacing(folder / "rows.npz") as file, file.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **rows)
        model = {
            "name": self.model.name,
            "options": dict(self.model.options),
            "reciprocal": self.model.reciprocal,
        }
        names = {"entities": list(self.entities), "relations": list(self.relations)}
        write_json(folder / "embedding.json", {"format": FORMAT, "model": model, **names})


def _floats(rows: Any) -> Floats:
    return np.ascontiguousarray(rows, dtype=np.float32)


def load_embedding(folder: Path) -> Embedding:
    """What ``Embedding.save`` wrote.

    Raises:
        NotBuilt: nothing was saved there, or by a version that writes otherwise.
    """
    try:
        said = read_json(folder / "embedding.json")
        with np.load(folder / "rows.npz", allow_pickle=False) as rows:
            entities, relations = rows["entities"], rows["relations"]
    except FileNotFoundError as error:
        raise NotBuilt(f"There is no embedding in {folder}.", hint="Build the shop.") from error
    if said["format"] != FORMAT:
        raise NotBuilt(f"{folder} has format {said['format']}, not {FORMAT}.", hint="Build the shop again.")
    return Embedding(
        Model(**said["model"]), tuple(said["entities"]), tuple(said["relations"]), entities, relations
    )
