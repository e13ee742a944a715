"""What a customer may ask for: one class per act, its name in ``action``."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from daogou.guide.service.things import Address


@dataclass(frozen=True, slots=True)
class Cancel:
    """Do not send that order; ``reason`` is a key of ``cancel.reasons`` in the policy."""

    order_id: str
    reason: str
    action: Literal["cancel"] = "cancel"


@dataclass(frozen=True, slots=True)
class ModifyItems:
    """Send ``new_skus[i]`` in place of ``skus[i]``; the difference goes to or comes from ``method_id``."""

    order_id: str
    skus: tuple[str, ...]
    new_skus: tuple[str, ...]
    method_id: str
    action: Literal["modify_items"] = "modify_items"


@dataclass(frozen=True, slots=True)
class ModifyPayment:
    """Pay the order in another way."""

    order_id: str
    method_id: str
    action: Literal["modify_payment"] = "modify_payment"


@dataclass(frozen=True, slots=True)
class ModifyAddress:
    """Send the order elsewhere."""

    order_id: str
    address: Address
    action: Literal["modify_address"] = "modify_address"


@dataclass(frozen=True, slots=True)
class Return:
    """Take those pieces back and refund them to ``method_id``."""

    order_id: str
    skus: tuple[str, ...]
    method_id: str
    action: Literal["return"] = "return"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Take ``skus[i]`` back and send ``new_skus[i]``."""

    order_id: str
    skus: tuple[str, ...]
    new_skus: tuple[str, ...]
    method_id: str
    action: Literal["exchange"] = "exchange"


@dataclass(frozen=True, slots=True)
class ModifyHome:
    """Keep another address of the customer; orders keep theirs. ``customer_id``: whose; empty: who asks."""

    address: Address
    customer_id: str = ""
    action: Literal["modify_home"] = "modify_home"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what that entry of the log says."""

    entry_id: str
    action: Literal["undo"] = "undo"


OrderRequest = Cancel | ModifyItems | ModifyPayment | ModifyAddress | Return | Exchange
Request = Annotated[
    Cancel | ModifyItems | ModifyPayment | ModifyAddress | Return | Exchange | ModifyHome | Undo,
    Field(discriminator="action"),
]
