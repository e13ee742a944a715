"""A store's facts, read as one Arrow table, made into the sorted arrays in which paths are searched."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from daogou.graph.adjacency import Adjacency
from daogou.graph.evidence import fact_from
from daogou.graph.facts import Fact, Path

FACTS_QUERY = "MATCH (a:Entity)-[f:Fact]->(b:Entity) RETURN a.id, f.relation, b.id, f.confidence, f.evidence"


@dataclass(frozen=True, eq=False)
class ReadAdjacency:
    """``evidence`` int32 [facts]: which of ``evidences``; equal ones are kept once."""

    adjacency: Adjacency
    evidence: NDArray[np.int32]
    evidences: Any

    def path(self, nodes: list[int], facts: list[int]) -> Path:
        """A path with its names."""
        return Path(tuple(self.adjacency.names[node] for node in nodes), tuple(map(self.fact, facts)))

    def fact(self, number: int) -> Fact:
        """One fact with its names and sources."""
        of = self.adjacency
        head, tail = of.names[of.head[number]], of.names[of.tail[number]]
        evidence = self.evidences[int(self.evidence[number])].as_py()
        return fact_from((head, of.relations[of.relation[number]], tail), evidence)


def read_adjacency(table: Any) -> ReadAdjacency:
    """From the columns of ``FACTS_QUERY``."""
    heads, relations, tails, confidence, evidence = (column.combine_chunks() for column in table.columns)
    ends, names = _numbered(pa.concat_arrays([_string(heads), _string(tails)]))
    of_relation, relation_names = _numbered(_string(relations))
    of_evidence, evidences = _encoded(_string(evidence))
    size = len(table)
    head, tail = ends[:size], ends[size:]
    order = np.lexsort((tail, of_relation, head))
    confidences = np.asarray(confidence.to_numpy(zero_copy_only=False), np.float64)[order]
    adjacency = Adjacency(names, relation_names, head[order], of_relation[order], tail[order], confidences)
    return ReadAdjacency(adjacency, of_evidence[order], evidences)


def _string(column: Any) -> Any:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(pa.string())


def _encoded(column: Any) -> tuple[NDArray[np.int32], Any]:
    encoded = pc.dictionary_encode(column)
    return np.asarray(encoded.indices, np.int32), encoded.dictionary


def _numbered(column: Any) -> tuple[NDArray[np.int32], list[str]]:
    """Numbers that compare as the values do, and the values in that order."""
    codes, values = _encoded(column)
    order = np.asarray(pc.array_sort_indices(values))
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place[codes] if len(codes) else codes, values.take(pa.array(order)).to_pylist()
