"""tau2-bench's retail shop: its files, and its tools as our requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daogou.core.errors import NotFound
from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyAddress,
    ModifyHome,
    ModifyItems,
    ModifyPayment,
    Request,
    Return,
)
from daogou.guide.service.things import Address

Record = Mapping[str, Any]
POLICY = Path(__file__).parent / "data" / "tau2_policy.toml"
WRITES = (
    "cancel_pending_order",
    "modify_pending_order_items",
    "modify_pending_order_payment",
    "modify_pending_order_address",
    "return_delivered_order_items",
    "exchange_delivered_order_items",
    "modify_user_address",
)
FIELDS = {
    "address1": "line1",
    "address2": "line2",
    "city": "city",
    "state": "region",
    "country": "country",
    "zip": "postcode",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call: ``name`` and ``arguments`` as tau2 writes them."""

    name: str
    arguments: Record


@dataclass(frozen=True)
class Tau2:
    """``db``: products, users, orders by id; ``tasks``: id -> the tool calls that solve it."""

    db: Record
    tasks: Mapping[str, tuple[Call, ...]]
    files: tuple[Path, ...]


def read_tau2(data: Path) -> Tau2:
    """The shop and the tasks.

    Raises:
        NotFound: ``service/tau2_retail`` is not in the data folder.
    """
    folder = data / "service" / "tau2_retail"
    files = folder / "db.json", folder / "tasks.json"
    if not all(file.is_file() for file in files):
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    db, tasks = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return Tau2(db, {task["id"]: _calls(task) for task in tasks}, files)


def _calls(task: Record) -> tuple[Call, ...]:
    actions = task["evaluation_criteria"]["actions"] or ()
    return tuple(Call(action["name"], action["arguments"]) for action in actions)


def request_of(call: Call) -> Request:
    """What the call asks for, in our words."""
    given = call.arguments
    match call.name:
        case "cancel_pending_order":
            return Cancel(given["order_id"], given["reason"].replace(" ", "_"))
        case "modify_pending_order_items":
            return ModifyItems(given["order_id"], *_items(given), given["payment_method_id"])
        case "modify_pending_order_payment":
            return ModifyPayment(given["order_id"], given["payment_method_id"])
        case "modify_pending_order_address":
            return ModifyAddress(given["order_id"], address_of(given))
        case "return_delivered_order_items":
            return Return(given["order_id"], tuple(given["item_ids"]), given["payment_method_id"])
        case "exchange_delivered_order_items":
            return Exchange(given["order_id"], *_items(given), given["payment_method_id"])
        case "modify_user_address":
            return ModifyHome(address_of(given), given["user_id"])
    raise ValueError(f"{call.name} changes nothing")


def _items(given: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(given["item_ids"]), tuple(given["new_item_ids"])


def address_of(given: Record) -> Address:
    """An address as they write it."""
    return Address(**{ours: given[theirs] for theirs, ours in FIELDS.items()})
