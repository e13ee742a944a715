"""The shapes of answers about shoppers, as OpenAPI documents them."""

from typing import Any

from pydantic import Field

from daogou.surfaces.api.answers import Answered

_AT = "2026-03-01T12:00:00+00:00"


class RefusedEvent(Answered):
    """An event that was not taken; ``row`` is its place in what was sent, counted from 1."""

    row: int = Field(examples=[3])
    field: str = Field(examples=["at"])
    reason: str = Field(examples=["a time without a zone"])
    suggestion: str = Field(examples=['End it with "Z".'])


class AddedAnswer(Answered):
    """What became of the events: kept now, known before by their id, refused."""

    new: int = Field(examples=[2])
    known: int = Field(examples=[1])
    refused: list[RefusedEvent]


class ErasureState(Answered):
    """When a shopper was erased, and the first release made without them: empty until there is one."""

    at: str = Field(examples=[_AT])
    release: str = Field(examples=["20260302T030405-1a2b"])
    done_at: str | None = Field(examples=["2026-03-02T03:04:05+00:00"])


class ErasedAnswer(ErasureState):
    """The same with the number of rows deleted of each table, and what is left to do in words."""

    deleted: dict[str, int] = Field(examples=[{"events": 42, "profiles": 1}])
    note: str


class ShopperAnswer(Answered):
    """Everything that is held of a shopper; times are ISO 8601 in UTC."""

    shopper_id: str = Field(examples=["shopper-17"])
    profile: dict[str, Any] = Field(examples=[{"language": "zh", "sizes": {"shoes": "38"}}])
    consent: dict[str, bool] = Field(examples=[{"personalise": True, "improve": False}])
    consent_history: list[dict[str, Any]] = Field(
        examples=[[{"purpose": "improve", "given": False, "at": _AT, "by": "shopper"}]]
    )
    events: list[dict[str, Any]] = Field(
        examples=[
            [{"id": "e1", "kind": "view", "product_id": "dress-0042", "at": _AT, "value": 1, "text": ""}]
        ]
    )
    impressions: list[dict[str, Any]]
    cart: list[dict[str, Any]] = Field(
        examples=[[{"product_id": "dress-0042", "sku": "dress-0042-m", "quantity": 1, "at": _AT}]]
    )
    conversations: list[dict[str, Any]] = Field(
        description="With the guide, turn by turn; of who agreed to `remember`.",
        examples=[
            [{"conversation": "5f1c", "at": _AT, "said": "红色连衣裙", "answered": "…", "skill": "find"}]
        ],
    )
    erased: ErasureState | None


class ConsentAnswer(Answered):
    """What a shopper allows."""

    consent: dict[str, bool] = Field(examples=[{"personalise": True, "improve": False, "remember": False}])


class ProfileAnswer(Answered):
    """What a shopper said of themselves."""

    profile: dict[str, Any] = Field(examples=[{"language": "zh", "likes": ["colour:red"]}])
