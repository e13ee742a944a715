"""The shop's rules for service, read from a policy file; ``policy.toml`` beside this is the default."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from daogou.core.errors import BadSetting, NotFound
from daogou.core.roles import nearest
from daogou.guide.service.things import Action, Status

FILE_NAME = "policy.toml"
DEFAULT = Path(__file__).with_name(FILE_NAME)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Identity(_Section):
    """[identity]."""

    by: list[Literal["email", "name_and_postcode"]] = Field(min_length=1)
    one_per_conversation: bool


class Confirmation(_Section):
    """[confirmation]."""

    minutes: int = Field(ge=0)


class Stock(_Section):
    """[stock]."""

    counted: bool


class Refund(_Section):
    """[refund]."""

    days: list[int] = Field(min_length=2, max_length=2)


class AddressRule(_Section):
    """[address]."""

    required: list[Literal["line1", "line2", "city", "region", "country", "postcode"]]


class Words(_Section):
    """One meaning in both languages."""

    en: str
    zh: str


class CancelRule(_Section):
    """[cancel]."""

    statuses: list[Status]
    reasons: dict[str, Words] = {}


class ItemsRule(_Section):
    """[modify_items]."""

    statuses: list[Status]
    times: int = Field(ge=0)
    closes: bool
    same_product: bool


class TimesRule(_Section):
    """[modify_payment] and [modify_address]."""

    statuses: list[Status]
    times: int = Field(ge=0)


class ReturnRule(_Section):
    """[return]."""

    statuses: list[Status]
    days: int = Field(ge=0)
    refund_to: list[Literal["original", "gift_card", "any"]] = Field(min_length=1)


class ExchangeRule(_Section):
    """[exchange]."""

    statuses: list[Status]
    days: int = Field(ge=0)
    same_product: bool


class HomeRule(_Section):
    """[modify_home]."""

    allowed: bool


class UndoRule(_Section):
    """[undo]."""

    actions: list[Action]
    minutes: int = Field(ge=0)

    @model_validator(mode="after")
    def _undoing_ends(self) -> "UndoRule":
        if "undo" in self.actions:
            raise ValueError("an undoing cannot be undone")
        return self


class Policy(_Section):
    """A whole policy file; every table has to be there, so that no rule holds unsaid."""

    identity: Identity
    confirmation: Confirmation
    stock: Stock
    refund: Refund
    address: AddressRule
    cancel: CancelRule
    modify_items: ItemsRule
    modify_payment: TimesRule
    modify_address: TimesRule
    return_: ReturnRule = Field(alias="return")
    exchange: ExchangeRule
    modify_home: HomeRule
    undo: UndoRule


def read_policy(file: Path) -> Policy:
    """The rules in that file.

    Raises:
        NotFound: there is no such file.
        BadSetting: it is no TOML, or a key or value is wrong or missing; the message names it.
    """
    if not file.is_file():
        raise NotFound(f"There is no policy file {file}.", hint="Copy ours: see docs/service.md.")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file} is not valid TOML: {error}.") from error
    return policy_from(table, str(file))


def shop_policy(shop: Path) -> Policy:
    """The shop's own policy file if it has one, else ours."""
    own = shop / FILE_NAME
    return read_policy(own) if own.exists() else default_policy()


@cache
def default_policy() -> Policy:
    """The rules of the file that comes with the package."""
    return read_policy(DEFAULT)


def policy_from(table: Mapping[str, Any], where: str = FILE_NAME) -> Policy:
    """Rules from a parsed table.

    Raises:
        BadSetting: a key or value is wrong or missing; the message names it.
    """
    try:
        return Policy.model_validate(table)
    except ValidationError as error:
        raise _explained(error, where) from error


def _explained(error: ValidationError, where: str) -> BadSetting:
    first = error.errors(include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    kind = first["type"]
    if kind == "missing":
        return BadSetting(
            f"{where}: {name} is missing.", hint="Every rule has to be said: see docs/service.md."
        )
    if kind == "extra_forbidden":
        close = nearest(name.rpartition(".")[2], _names())
        return BadSetting(f"{where}: unknown key {name!r}.", hint=f"Did you mean {close!r}?" if close else "")
    return BadSetting(f"{where}: {name} = {first['input']!r}: {first['msg']}.")


def _names() -> list[str]:
    sections = [(field.alias or name, field.annotation) for name, field in Policy.model_fields.items()]
    inner = [key for _, kind in sections if kind is not None for key in getattr(kind, "model_fields", ())]
    return [name for name, _ in sections] + inner
