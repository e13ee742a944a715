"""A statement of the knowledge graph, with where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Triple:
    """``head`` --``relation``--> ``tail``; ``confidence`` in 0..1; ``source`` names the evidence."""

    head: str
    relation: str
    tail: str
    confidence: float = 1.0
    source: str = ""
