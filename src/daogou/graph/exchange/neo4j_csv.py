"""Two CSV files for ``neo4j-admin database import``, nodes.csv and relationships.csv in a folder.

    neo4j-admin database import full --multiline-fields=true --nodes=nodes.csv \\
        --relationships=relationships.csv

They have the shape that the store ``neo4j`` keeps, so it can be opened on what was imported. All texts are
quoted: an empty one without quotes would be no property at all, a bare carriage return would end the row.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from daogou.core.entity import Entity
from daogou.core.files import replacing
from daogou.core.product import Language
from daogou.core.triple import Triple
from daogou.graph.columns import as_rows, entity_columns, fact_columns
from daogou.graph.evidence import statements_of
from daogou.graph.exchange import BadGraphFile, Format
from daogou.graph.statements import gathered

NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
_NODE_HEADER = {
    "id": "id:ID",
    "kind": "kind",
    "label_en": "label_en",
    "label_zh": "label_zh",
    "names": "names",
    "names_length": "names_length:int",
}
_EDGE_HEADER = {
    "head": ":START_ID",
    "tail": ":END_ID",
    "relation": "relation",
    "confidence": "confidence:double",
    "evidence": "evidence",
    "statements": "statements:int",
}
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True)
class Options:
    """None."""


class Neo4jCsv:
    """See the contract; the target is a folder."""

    def write(self, target: Path, entities: Iterable[Entity], triples: Iterable[Triple]) -> tuple[Path, ...]:
        """See the contract."""
        target.mkdir(parents=True, exist_ok=True)
        nodes = (row for one in entities for row in as_rows(entity_columns([one])))
        by_fact = (gathered(list(said)) for _, said in groupby(triples, lambda triple: triple.fact))
        edges = (row for facts in by_fact for row in as_rows(fact_columns(facts)))
        _write(
            target / NODES, (*_NODE_HEADER.values(), ":LABEL"), ((*row.values(), "Entity") for row in nodes)
        )
        _write(
            target / RELATIONSHIPS,
            (*_EDGE_HEADER.values(), ":TYPE"),
            ((*row.values(), "Fact") for row in edges),
        )
        return target / NODES, target / RELATIONSHIPS

    def read(self, source: Path) -> tuple[list[Entity], list[Triple]]:
        """See the contract."""
        try:
            entities = [_entity(row) for row in _rows(source / NODES)]
            triples = [triple for row in _rows(source / RELATIONSHIPS) for triple in _triples(row)]
        except (OSError, KeyError, ValueError, TypeError, csv.Error) as error:
            raise BadGraphFile(f"{source} holds no {NODES} and {RELATIONSHIPS} of ours: {error}.") from error
        return entities, triples


def _write(file: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with replacing(file) as target, target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow(header)
        csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 24)  # a fact with thousands of sources
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, strict=True)


def _entity(row: dict[str, str]) -> Entity:
    labels = {language: row[f"label_{language}"] for language in _LANGUAGES if row[f"label_{language}"]}
    return Entity(row["id:ID"], row["kind"], labels)


def _triples(row: dict[str, str]) -> Iterable[Triple]:
    return statements_of((row[":START_ID"], row["relation"], row[":END_ID"]), row["evidence"]).values()


def build(options: Options) -> Format:
    """See the contract."""
    return Neo4jCsv()
