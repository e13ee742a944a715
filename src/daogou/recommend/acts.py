"""From events to histories: how much each act of a shopper says about a product."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from daogou.core.event import Event
from daogou.recommend.history import History

INDIFFERENT = 3.0  # stars, of five: above it a rating speaks for the product, below against it
NO_ACTS = History(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0))


@dataclass(frozen=True)
class Weights:
    """What an act says, in looks: a purchase as much as three. ``star``: of each one above or below three.

    What was sent back counts against the product as much as buying it counted for it.
    """

    view: float = 1.0
    cart: float = 2.0
    buy: float = 3.0
    star: float = 1.0
    sent_back: float = -3.0

    def of(self, event: Event) -> float:
        """The weight of an event, 0 if it says nothing of the product."""
        if event.kind == "rate":
            return self.star * (event.value - INDIFFERENT)
        said = {"view": self.view, "cart": self.cart, "buy": self.buy, "return": self.sent_back}
        return said.get(event.kind, 0.0)


WEIGHTS = Weights()


def history(events: Iterable[Event], row_of: Mapping[str, int], weights: Weights = WEIGHTS) -> History:
    """One shopper's events, in any order; products that are no longer sold are passed over."""
    acts = [
        (event.at.timestamp(), event.id, row_of[event.product_id], weight)
        for event in events
        if event.product_id in row_of and (weight := weights.of(event))
    ]
    if not acts:
        return NO_ACTS
    times, _, items, said = zip(*sorted(acts), strict=True)
    return History(np.array(items, np.int64), np.array(said, np.float32), np.array(times))


def histories(
    events: Iterable[Event], row_of: Mapping[str, int], weights: Weights = WEIGHTS
) -> dict[str, History]:
    """The events of all shoppers: shopper id -> history, of those who have one."""
    own: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        own[event.shopper_id].append(event)
    made = {shopper: history(acts, row_of, weights) for shopper, acts in own.items()}
    return {shopper: one for shopper, one in made.items() if len(one)}


def left_open(events: Sequence[Event]) -> list[Event]:
    """What one shopper put in the cart or looked at and did not buy, last first; a product once."""
    bought = {event.product_id for event in events if event.kind in ("buy", "return")}
    open_acts: dict[str, Event] = {}
    for event in sorted(events, key=lambda one: (one.at, one.id), reverse=True):
        if event.kind in ("cart", "view") and event.product_id and event.product_id not in bought:
            known = open_acts.setdefault(event.product_id, event)
            if event.kind == "cart" and known.kind == "view":  # what was in the cart was nearer to be bought
                open_acts[event.product_id] = event
    return sorted(open_acts.values(), key=lambda one: (one.kind == "cart", one.at), reverse=True)
