"""The statements with which a Cypher engine changes a graph, each for one row; ``for_many`` for a list."""

import re

_OF_NODE = "id: $id, kind: $kind, label_en: $label_en, label_zh: $label_zh, names: $names"
_OF_FACT = "confidence: $confidence, evidence: $evidence, statements: $statements"
_FACT = "MATCH (:Entity {id: $head})-[f:Fact]->(b:Entity) WHERE f.relation = $relation AND b.id = $tail"

CREATE_ENTITY = f"CREATE (:Entity {{{_OF_NODE}, names_length: $names_length}})"
CHANGE_ENTITY = (
    "MATCH (e:Entity {id: $id}) SET e.label_en = $label_en, e.label_zh = $label_zh, e.names = $names, "
    "e.names_length = $names_length"
)
DELETE_ENTITY = "MATCH (e:Entity {id: $id}) DETACH DELETE e"
CREATE_FACT = (
    "MATCH (a:Entity {id: $head}), (b:Entity {id: $tail}) "
    f"CREATE (a)-[:Fact {{relation: $relation, {_OF_FACT}}}]->(b)"
)
CHANGE_FACT = f"{_FACT} SET f.confidence = $confidence, f.evidence = $evidence, f.statements = $statements"
DELETE_FACT = f"{_FACT} DELETE f"


def for_many(statement: str) -> str:
    """The same for each row of ``$rows``."""
    return "UNWIND $rows AS r " + re.sub(r"\$(\w+)", r"r.\1", statement)
