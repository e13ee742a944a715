"""A crowd that is drawn fast, for measuring how long recommending takes; not a model of how people choose."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from daogou.core.event import Event, EventKind
from daogou.features.rows import Vectors, unit_rows
from daogou.recommend.history import Ints

# of twenty acts: as in a shop most are views
KINDS: tuple[EventKind, ...] = ("view",) * 15 + ("cart",) * 3 + ("buy",) * 2
LAST_DAY = datetime(2026, 6, 30, tzinfo=UTC)  # fixed, so that the same seed gives the same events
MINUTES = 60 * 24 * 90
TASTES = 2  # categories that a shopper keeps to


def shopper_id(number: int) -> str:
    """The id of one of the crowd."""
    return f"crowd-{number}"


def drawn_events(
    product_ids: Sequence[str], categories: Sequence[str], *, shoppers: int, acts: int, seed: int
) -> Iterator[Event]:
    """Acts of shoppers who keep to few categories, in which some products are far more popular than others.

    ``categories``: that of each product. Each shopper has between one act and twice ``acts`` less one.
    """
    random = np.random.default_rng(seed)
    groups = _groups(categories)
    for shopper in range(shoppers):
        count = int(random.integers(1, 2 * acts))
        likes = random.integers(len(groups), size=TASTES)
        minutes = np.sort(random.integers(MINUTES, size=count))
        for nth in range(count):
            group = groups[likes[random.integers(TASTES)]]
            # squared, so that the first quarter of a category gets half of the acts
            row = group[int(random.random() ** 2 * len(group))]
            yield Event(
                f"{shopper_id(shopper)}-{nth}",
                shopper_id(shopper),
                KINDS[int(random.integers(len(KINDS)))],
                product_ids[row],
                LAST_DAY - timedelta(minutes=int(MINUTES - minutes[nth])),
            )


def drawn_vectors(categories: Sequence[str], dim: int, seed: int) -> Vectors:
    """float32 [n, dim], unit rows: a direction per category and as much that is a product's own."""
    random = np.random.default_rng(seed)
    names, place = np.unique(np.array(categories), return_inverse=True)
    centres = random.normal(size=(len(names), dim)).astype(np.float32)
    own = random.standard_normal((len(categories), dim), np.float32)
    return unit_rows(centres[place] + own)


def _groups(categories: Sequence[str]) -> list[Ints]:
    """Rows of products of each category."""
    names, place = np.unique(np.array(categories), return_inverse=True)
    return [np.flatnonzero(place == group) for group in range(len(names))]
