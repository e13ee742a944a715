"""A statement of the knowledge graph, with where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Triple:
    """One statement by one source: ``head`` --``relation``--> ``tail``.

    ``head`` and ``tail`` are entity ids, ``kind:key``; ``relation`` is snake_case. ``confidence`` is in
    (0, 1]. ``source`` names the evidence, family first: ``feed:titles.en``, ``picture:URL``,
    ``rule:NAME``, ``events``. ``span`` is (start, end) in the characters of the source's text, None where
    the source is no text. Two sources of one fact are two triples; a source states a fact once.

    Raises:
        ValueError: a confidence out of (0, 1], an id without a kind, or one entity at both ends.
    """

    head: str
    relation: str
    tail: str
    confidence: float = 1.0
    source: str = ""
    span: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not 0.0 < self.confidence <= 1.0:
            raise ValueError(f"{self.fact}: confidence {self.confidence} is not in (0, 1].")
        if not self.relation or ":" not in self.head or ":" not in self.tail:
            raise ValueError(f"{self.fact}: expected kind:key, a relation, kind:key.")
        if self.head == self.tail:
            raise ValueError(f"{self.fact}: a fact joins two entities.")

    @property
    def fact(self) -> tuple[str, str, str]:
        """What is stated, whoever states it: (head, relation, tail)."""
        return self.head, self.relation, self.tail
