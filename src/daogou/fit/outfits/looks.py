"""Which slots an outfit has, by what is worn already, by occasion and by season."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from daogou.fit.outfits.families import Wish
from daogou.fit.outfits.knowledge import BODY, Knowledge
from daogou.fit.outfits.pieces import Piece

Need = Literal["required", "optional", "none"]
ACCESSORY, LAYER = "accessory", "layer"
WITHOUT_SEASON: Need = "optional"  # of a layer, where nobody said when


@dataclass(frozen=True, slots=True)
class Look:
    """The slots to fill. ``accessories``: which slots count as ``accessory`` here.

    ``layers``: of which kinds a layer may be; empty: of any.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    accessories: tuple[str, ...]
    layers: frozenset[str] = frozenset()

    @property
    def slots(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.required, *self.optional)


def looks(worn: Sequence[Piece], wish: Wish, known: Knowledge, only: Iterable[str] = ()) -> tuple[Look, ...]:
    """The looks that complete what is worn: one per way to cover what is still bare.

    ``only``: slots to fill whatever is usual, as the shopper asked; empty: what the occasion calls for.
    """
    taken = {known.group(piece.slot) for piece in worn}
    covered = frozenset(zone for piece in worn for zone in known.zones(piece.slot))
    accessories = _accessories(wish, known, [piece.slot for piece in worn])
    named = tuple(dict.fromkeys(only))
    if named:
        own = tuple(slot for slot in named if known.group(slot) == ACCESSORY and slot != ACCESSORY)
        slots = tuple(dict.fromkeys(known.group(slot) for slot in named))
        return (Look(slots, (), own or accessories),)
    return tuple(_look(body, covered, taken, accessories, wish, known) for body in _bodies(covered, known))


def _look(
    body: tuple[str, ...],
    covered: frozenset[str],
    taken: set[str],
    accessories: tuple[str, ...],
    wish: Wish,
    known: Knowledge,
) -> Look:
    zones = covered.union(*(known.zones(slot) for slot in body))
    dropped = set(str(_of_occasion("without", wish, known, "")).split())
    needs: dict[str, Need] = {"shoes": "required", "layer": _layer(wish, known), "bag": "optional"}
    needs[ACCESSORY] = "optional"
    open_ = [slot for slot in needs if slot not in taken | dropped | zones]
    required = [slot for slot in open_ if needs[slot] == "required"]
    optional = [slot for slot in open_ if needs[slot] == "optional"]
    layers = frozenset(str(known.seasons.get(wish.season, {}).get("layers", "")).split())
    return Look((*body, *required), tuple(optional), accessories, layers)


def _bodies(covered: frozenset[str], known: Knowledge) -> Iterator[tuple[str, ...]]:
    """Ways to cover top and bottom where they are bare: () where nothing is."""
    bare = frozenset(("top", "bottom")) - covered
    for count in range(len(BODY) + 1):
        for chosen in combinations(BODY, count):
            zones = [zone for slot in chosen for zone in known.zones(slot)]
            apart = len(zones) == len(set(zones)) and not covered & set(zones)
            needed = all(known.zones(slot) & bare for slot in chosen)
            if apart and needed and bare <= set(zones):
                yield chosen


def _accessories(wish: Wish, known: Knowledge, worn: Sequence[str]) -> tuple[str, ...]:
    """Those that suit both the season and the occasion, and are not worn yet."""
    every = " ".join(known.accessories)
    season = str(known.seasons.get(wish.season, {}).get("accessories", every)).split()
    occasion = str(_of_occasion("accessories", wish, known, every)).split()
    both = [slot for slot in season if slot in occasion] or occasion
    return tuple(slot for slot in both if slot not in worn)


def _layer(wish: Wish, known: Knowledge) -> Need:
    need: Need = known.seasons.get(wish.season, {}).get("layer", WITHOUT_SEASON)
    asked: Need = _of_occasion("layer", wish, known, need)
    # who runs in winter wants a layer all the same
    return need if need == "required" else asked


def _of_occasion(key: str, wish: Wish, known: Knowledge, default: Any) -> Any:
    """What the occasion, or the nearest broader one, says."""
    said: Mapping[str, Any] = next(
        (known.occasions[one] for one in wish.occasion if one in known.occasions), {}
    )
    return said.get(key, default)
