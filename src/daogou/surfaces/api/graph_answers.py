"""The shapes that /v1/graph answers with, as OpenAPI documents them."""

from typing import Any, Literal

from pydantic import Field

from daogou.surfaces.api.answers import Answered

_ID = "product:dress-0042"


class EntityAnswer(Answered):
    """A thing of the graph; ``picture`` and ``page`` are empty unless it is a product for sale."""

    id: str = Field(examples=[_ID])
    kind: str = Field(examples=["product"])
    label: str = Field(examples=["Red midi dress with V-neck"], description="In the language asked for.")
    picture: str = Field(examples=["/v1/pictures/dress-0042/0"], description="Add ?width= for a smaller one.")
    page: str = Field(examples=["/products/dress-0042"])


class FactAnswer(Answered):
    """What one or more sources state; ``confidence`` in (0, 1] is theirs together."""

    head: str = Field(examples=[_ID])
    relation: str = Field(examples=["made_of"])
    label: str = Field(examples=["made of"], description="The relation, read from its head.")
    inverse_label: str = Field(examples=["products made of this"], description="Read from its tail.")
    tail: str = Field(examples=["material:cotton"])
    confidence: float = Field(examples=[0.93])
    sources: list[str] = Field(examples=[["feed:material", "picture"]])


class RelationAnswer(Answered):
    """A relation and how many facts there are of it."""

    relation: str = Field(examples=["made_of"])
    label: str = Field(examples=["made of"])
    facts: int = Field(examples=[801])


class AllowedAnswer(Answered):
    """What whoever sent this very request may do."""

    query: bool = Field(description="POST /v1/graph/query")
    decisions: bool = Field(description="POST /v1/graph/decisions")


class GraphAnswer(Answered):
    """How much the graph holds; shoppers are not counted."""

    store: str = Field(examples=["ladybug"])
    dialect: str = Field(examples=["cypher"], description="The language of POST /v1/graph/query.")
    entities: dict[str, int] = Field(examples=[{"product": 640, "colour": 12}])
    relations: list[RelationAnswer]
    allowed: AllowedAnswer
    release: str


class EntitiesAnswer(Answered):
    """Entities that are named so, the most exactly named first."""

    entities: list[EntityAnswer]


class EntityPageAnswer(Answered):
    """An entity, the facts about it best first, and every entity that they name."""

    entity: EntityAnswer
    labels: dict[str, str] = Field(examples=[{"en": "Red midi dress", "zh": "红色连衣裙"}])
    facts: list[FactAnswer]
    entities: list[EntityAnswer]


class SubgraphAnswer(Answered):
    """A part of the graph: facts, and every entity that they name."""

    entities: list[EntityAnswer]
    facts: list[FactAnswer]


class PathAnswer(Answered):
    """A walk: facts[i] joins nodes[i] and nodes[i + 1]; ``confidence`` is the product of its facts'."""

    nodes: list[str] = Field(examples=[[_ID, "material:cotton", "product:shirt-0007"]])
    facts: list[FactAnswer]
    confidence: float = Field(examples=[0.86])
    sentence: str = Field(examples=["Red midi dress is made of cotton; White shirt is made of cotton"])


class PathsAnswer(Answered):
    """Walks from one entity to another, the most confident first."""

    paths: list[PathAnswer]
    entities: list[EntityAnswer]


class StatementAnswer(Answered):
    """What one source says; ``span`` is (start, end) in the characters of its text, null if it is none."""

    source: str = Field(examples=["feed:titles.en"])
    confidence: float = Field(examples=[0.9])
    span: list[int] | None = Field(examples=[[4, 10]])


class ProvenanceAnswer(Answered):
    """Who states a fact, the most confident first."""

    head: str = Field(examples=[_ID])
    relation: str = Field(examples=["made_of"])
    label: str = Field(examples=["made of"])
    tail: str = Field(examples=["material:cotton"])
    sentence: str = Field(examples=["Red midi dress is made of cotton"])
    statements: list[StatementAnswer]


class RowsAnswer(Answered):
    """Rows of a query: column -> value."""

    dialect: str = Field(examples=["patterns"])
    rows: list[dict[str, Any]] = Field(examples=[[{"p": _ID}]])


class BecauseAnswer(Answered):
    """A reason for a suggestion.

    ``regularity``: so many that share a trait have it; ``weight`` is their share. ``alike``: an entity that
    has it; ``weight`` is how many traits are shared. ``named``: a product whose title holds the name that is
    proposed; ``weight`` is 1.
    """

    kind: Literal["regularity", "alike", "named"]
    sentence: str = Field(examples=["of 40 with made of: linen, 36 have season: summer"])
    entity: str = Field(examples=[""], description="Who is alike or named so; empty for a regularity.")
    weight: float = Field(examples=[0.88])


class SuggestionAnswer(Answered):
    """A fact that is probably true and that nobody states; ``confidence`` is its chance, in (0, 1)."""

    head: str = Field(examples=[_ID])
    relation: str = Field(examples=["for_season"])
    label: str = Field(examples=["season"])
    tail: str = Field(examples=["season:summer"])
    confidence: float = Field(examples=[0.91])
    sentence: str = Field(examples=["Red midi dress is for summer"])
    because: list[BecauseAnswer]


class SuggestionsAnswer(Answered):
    """Probably missing facts, likeliest first, out of ``total``, without those that were decided."""

    total: int = Field(examples=[37])
    suggestions: list[SuggestionAnswer]
    entities: list[EntityAnswer]


class DecidedAnswer(Answered):
    """What was decided; the next build follows it."""

    head: str = Field(examples=[_ID])
    relation: str = Field(examples=["for_season"])
    tail: str = Field(examples=["season:summer"])
    accepted: bool


class SideAnswer(Answered):
    """One side of a contradiction, and who takes it."""

    tail: str = Field(examples=["material:leather"])
    sentence: str = Field(examples=["Red midi dress is made of leather"])
    statements: list[StatementAnswer]


class ContradictionAnswer(Answered):
    """Two facts that cannot both be true."""

    head: str = Field(examples=[_ID])
    relation: str = Field(examples=["made_of"])
    label: str = Field(examples=["made of"])
    sides: list[SideAnswer]


class ContradictionsAnswer(Answered):
    """Where sources disagree, as the build found them, out of ``total``."""

    total: int = Field(examples=[3])
    contradictions: list[ContradictionAnswer]
    entities: list[EntityAnswer]
