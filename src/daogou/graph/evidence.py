"""The statements of a fact as one text, for stores whose facts are rows.

A JSON list of [source, confidence, span].
So ``WHERE f.evidence CONTAINS '"picture:'`` asks what was seen.
"""

import json
from collections.abc import Mapping
from functools import lru_cache

from daogou.core.triple import Triple
from daogou.graph.facts import Fact
from daogou.graph.statements import BySource, Key, fact_of


def evidence_of(statements: Mapping[str, Triple]) -> str:
    """One text, the same for the same statements."""
    ordered = (
        [statements[source] for source in sorted(statements)] if len(statements) > 1 else statements.values()
    )
    return f"[{','.join([_part(one.source, one.confidence, one.span) for one in ordered])}]"


@lru_cache(maxsize=100_000)  # a feed's statements differ in few sources and confidences
def _part(source: str, confidence: float, span: tuple[int, int] | None) -> str:
    return json.dumps([source, confidence, span], ensure_ascii=False, separators=(",", ":"))


def statements_of(key: Key, evidence: str) -> BySource:
    """What ``evidence_of`` wrote."""
    rows = json.loads(evidence)
    return {
        source: Triple(*key, confidence, source, tuple(span) if span else None)
        for source, confidence, span in rows
    }


def fact_from(key: Key, evidence: str) -> Fact:
    """The fact that the statements make."""
    return fact_of(key, statements_of(key, evidence))
