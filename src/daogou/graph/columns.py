"""Entities and facts as columns, the way both Cypher engines are given them."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from daogou.core.entity import Entity
from daogou.core.triple import Triple
from daogou.graph.evidence import evidence_of
from daogou.graph.names import searchable
from daogou.graph.statements import BySource, Key, combined

Columns = dict[str, list[Any]]


def entity_columns(entities: Collection[Entity]) -> Columns:
    """In the order of the node table."""
    names = [searchable(one) for one in entities]
    return {
        "id": [one.id for one in entities],
        "kind": [one.kind for one in entities],
        "label_en": [one.labels.get("en", "") for one in entities],
        "label_zh": [one.labels.get("zh", "") for one in entities],
        "names": names,
        "names_length": [len(name) for name in names],
    }


def fact_columns(facts: Mapping[Key, BySource]) -> Columns:
    """In the order of the edge table, its ends first."""
    values = [_values(said) for said in facts.values()]
    return {
        "head": [key[0] for key in facts],
        "tail": [key[2] for key in facts],
        "relation": [key[1] for key in facts],
        "confidence": [confidence for confidence, _ in values],
        "evidence": [evidence for _, evidence in values],
        "statements": [len(said) for said in facts.values()],
    }


def _values(said: BySource) -> tuple[float, str]:
    """A fact's confidence and evidence; nearly all have one statement, and few different ones."""
    if len(said) > 1:
        return combined(said), evidence_of(said)
    (one,) = said.values()
    return _value_of(one.source, one.confidence, one.span)


@lru_cache(maxsize=10_000)
def _value_of(source: str, confidence: float, span: tuple[int, int] | None) -> tuple[float, str]:
    said = {source: Triple("a:a", "is", "b:b", confidence, source, span)}
    return combined(said), evidence_of(said)


def as_rows(columns: Columns) -> list[dict[str, Any]]:
    """The same, a dictionary each."""
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def key_rows(keys: Collection[Key]) -> list[dict[str, Any]]:
    """Facts by name only."""
    return [{"head": head, "relation": relation, "tail": tail} for head, relation, tail in keys]


def id_rows(entity_ids: Collection[str]) -> list[dict[str, Any]]:
    """Entities by name only."""
    return [{"id": name} for name in entity_ids]
