"""What events say: who bought what, what is bought together, what is bought after something else was viewed.

How sure a pair is: normalised pointwise mutual information (Bouma, "Normalized (pointwise) mutual information
in collocation extraction", 2009), -1 where they never meet, 0 by chance, 1 where one never comes without the
other. Pairs at or below chance, and pairs seen too seldom, say nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from daogou.core.entity import Entity, entity_id
from daogou.core.event import Event
from daogou.core.triple import Triple

FAMILY = "events"
VISIT = timedelta(days=1)  # what one shopper does within a day belongs together
MIN_SUPPORT = 2  # one coincidence is no evidence
BEST_RATING = 5.0
_SAID = {"buy": "bought", "view": "viewed", "rate": "rated"}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Visit:
    """What one shopper viewed and bought within a day; ``viewed`` product id -> when first, as a number."""

    bought: dict[str, int]
    viewed: dict[str, int]


def shoppers(events: Iterable[Event]) -> tuple[list[Entity], list[Triple]]:
    """Who bought, viewed and rated what; of several ratings the last."""
    said: dict[tuple[str, str, str], Triple] = {}
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        relation = _SAID.get(event.kind)
        if relation and event.product_id:
            sure = min(max(event.value / BEST_RATING, 0.01), 1.0) if relation == "rated" else 1.0
            head, tail = entity_id("shopper", event.shopper_id), entity_id("product", event.product_id)
            said[head, relation, tail] = Triple(head, relation, tail, sure, FAMILY)
    people = dict.fromkeys(head for head, _, _ in said)
    return [Entity(name, "shopper") for name in people], list(said.values())


def pairs(events: Sequence[Event], *, min_support: int = MIN_SUPPORT) -> Iterator[Triple]:
    """What is bought together and what is bought after viewing."""
    visits = list(_visits(events))
    together: Counter[Pair] = Counter()
    after: Counter[Pair] = Counter()
    bought: Counter[str] = Counter()
    viewed: Counter[str] = Counter()
    for visit in visits:
        bought.update(visit.bought.keys())
        viewed.update(visit.viewed.keys())
        together.update(combinations(sorted(visit.bought), 2))
        after.update(_viewed_before(visit))
    yield from _triples("bought_with", together, (bought, bought), len(visits), min_support)
    yield from _triples("viewed_then_bought", after, (viewed, bought), len(visits), min_support)


def _viewed_before(visit: Visit) -> Iterator[Pair]:
    for bought, when in visit.bought.items():
        yield from ((seen, bought) for seen, at in visit.viewed.items() if at < when and seen != bought)


def _triples(
    relation: str,
    counts: Counter[Pair],
    alone: tuple[Counter[str], Counter[str]],
    visits: int,
    min_support: int,
) -> Iterator[Triple]:
    for (one, other), count in sorted(counts.items()):
        sure = normalised_mutual_information(count, alone[0][one], alone[1][other], visits)
        if count >= min_support and sure > 0:
            ends = entity_id("product", one), entity_id("product", other)
            yield Triple(ends[0], relation, ends[1], round(min(sure, 1.0), 6), FAMILY)


def normalised_mutual_information(both: int, one: int, other: int, total: int) -> float:
    """In [-1, 1], from counts: log(p(x, y) / (p(x) p(y))) / -log p(x, y); 1 where everything holds both."""
    if both == total:
        return 1.0
    return math.log(both * total / (one * other)) / -math.log(both / total)


def _visits(events: Sequence[Event]) -> Iterator[Visit]:
    """A shopper's visit ends when nothing happened for a day."""
    of_shopper: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        if event.kind in ("buy", "view") and event.product_id:
            of_shopper[event.shopper_id].append(event)
    for acts in of_shopper.values():
        begin = 0
        for place in range(1, len(acts) + 1):
            if place == len(acts) or acts[place].at - acts[place - 1].at > VISIT:
                yield _visit(acts[begin:place])
                begin = place


def _visit(acts: Sequence[Event]) -> Visit:
    visit = Visit({}, {})
    for number, act in enumerate(acts):
        (visit.bought if act.kind == "buy" else visit.viewed).setdefault(act.product_id, number)
    return visit
