"""What search gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daogou.core.query import Constraint
from daogou.core.ranking import Ranking


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value a shopper can tick: how a filter spells it, how it reads, how many products have it."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One field to narrow by, its values most frequent first."""

    field: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A constraint read from the words, as the page shows it; ``constraint.key`` drops it again."""

    constraint: Constraint
    label: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was made of the words.

    ``corrections`` maps a word as typed to the word searched instead. ``words`` is the text left to
    search by after the constraints were taken out.
    """

    language: str = "en"
    words: str = ""
    chips: tuple[Chip, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits, how many there are in all, facets over all of them, and what was understood.

    ``notes`` tell the shopper what was done about an empty or relaxed result, in ``Query.language``.
    """

    ranking: Ranking
    total: int
    facets: tuple[Facet, ...] = ()
    understood: Understanding = field(default_factory=Understanding)
    price_range: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
