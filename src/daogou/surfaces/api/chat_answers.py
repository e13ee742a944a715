"""The shapes of /v1/chat, as OpenAPI documents them."""

from pydantic import Field

from daogou.surfaces.api.answers import Answered, CardAnswer


class EvidenceAnswer(Answered):
    """What a statement rests on: where it can be looked up, and what stands there."""

    kind: str = Field(examples=["attribute"])
    source: str = Field(examples=["product:dress-0042/material"])
    text: str = Field(examples=["linen"])


class StatementAnswer(Answered):
    """A sentence or two; greetings and questions rest on nothing."""

    text: str = Field(examples=["It is made of linen."])
    because: list[EvidenceAnswer]


class TableAnswer(Answered):
    """A comparison; each row begins with its heading."""

    columns: list[str]
    rows: list[list[str]]


class ChatAnswer(Answered):
    """A turn. ``text`` is all statements joined; ``suggestions`` are replies to choose from."""

    conversation: str = Field(description="Send it with the next message.")
    skill: str = Field(examples=["find"])
    language: str = Field(examples=["en"])
    text: str
    says: list[StatementAnswer]
    cards: list[CardAnswer]
    lacking: dict[str, str] = Field(
        examples=[{"dress-0042": "Not met: Black"}], description="What a card does not meet, by its id."
    )
    table: TableAnswer | None
    suggestions: list[str]
    offers_person: bool
    why_not: str = Field(description="Of a refusal, its reason's name.")
    photo: str = Field(description="Token of the photo that was sent, to speak of it again.")
    release: str
