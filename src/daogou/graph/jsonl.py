"""A whole graph as lines of JSON: an entity or a statement each."""

import json
from collections.abc import Iterable
from pathlib import Path

from daogou.core.entity import Entity
from daogou.core.files import replacing
from daogou.core.triple import Triple
from daogou.graph.refusal import StoreUnavailable


def write_graph(file: Path, entities: Iterable[Entity], triples: Iterable[Triple]) -> None:
    """Whole or not at all."""
    with replacing(file) as target, target.open("w", encoding="utf-8") as stream:
        for one in entities:
            stream.write(json.dumps([one.id, one.kind, dict(one.labels)], ensure_ascii=False) + "\n")
        for one_said in triples:
            said = [one_said.head, one_said.relation, one_said.tail]
            rest = [one_said.confidence, one_said.source, one_said.span]
            stream.write(json.dumps([*said, *rest], ensure_ascii=False) + "\n")


def read_graph(file: Path) -> tuple[list[Entity], list[Triple]]:
    """What ``write_graph`` wrote.

    Raises:
        StoreUnavailable: the file is damaged.
    """
    entities, triples = [], []
    try:
        with file.open(encoding="utf-8") as stream:
            for row in map(json.loads, stream):
                if len(row) == 3:
                    entities.append(Entity(*row))
                else:
                    head, relation, tail, confidence, source, span = row
                    whole = tuple(span) if span else None
                    triples.append(Triple(head, relation, tail, confidence, source, whole))
    except (ValueError, TypeError) as error:
        hint = "Build the graph again: daogou build"
        raise StoreUnavailable(f"{file} is no graph: {error}.", hint=hint) from error
    return entities, triples
