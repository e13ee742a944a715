"""The calls of tau2-bench's tasks that the policy allows, each in its state, and how to change one thing."""

from dataclasses import dataclass, replace
from typing import Any

from daogou.evaluation.tau2 import WRITES, Call, Record, Tau2
from daogou.evaluation.tau2_reference import Forbidden, after


@dataclass(frozen=True)
class Base:
    """A call that the policy allows: in that state, by that user (None: nobody has said who they are)."""

    task: str
    db: Record
    user_id: str | None
    call: Call

    @property
    def order(self) -> Any:
        """The order that it is about; empty for an address of the user."""
        return self.db["orders"].get(self.call.arguments.get("order_id"), {})

    @property
    def user(self) -> Any:
        """Who makes it."""
        return self.db["users"][self.user_id]


def bases_of(shop: Tau2) -> list[Base]:
    """Every call of the tasks that changes something and is allowed, after those before it."""
    bases = []
    for task, calls in shop.tasks.items():
        db: Record = shop.db
        for call in calls:
            user_id = owner_of(shop.db, call)
            if user_id is None:
                continue
            try:
                new = after(db, user_id, call.name, call.arguments)
            except Forbidden:
                continue
            bases.append(Base(task, db, user_id, call))
            db = new
    return bases


def owner_of(db: Record, call: Call) -> str | None:
    """Whose things a call changes; None if it changes nothing."""
    given = call.arguments
    if call.name == "modify_user_address":
        return str(given["user_id"])
    if call.name in WRITES:
        return str(db["orders"][given["order_id"]]["user_id"])
    return None


def with_arguments(base: Base, **arguments: Any) -> Base:
    """Called with other arguments."""
    return replace(base, call=Call(base.call.name, {**base.call.arguments, **arguments}))


def with_order(base: Base, **new: Any) -> Base:
    """In a state in which the order is different."""
    orders = {**base.db["orders"], base.order["order_id"]: {**base.order, **new}}
    return replace(base, db={**base.db, "orders": orders})


def with_method(base: Base, method: Record) -> Base:
    """In a state in which the user has that payment method."""
    methods = {**base.user["payment_methods"], method["id"]: method}
    users = {**base.db["users"], str(base.user_id): {**base.user, "payment_methods": methods}}
    return replace(base, db={**base.db, "users": users})
