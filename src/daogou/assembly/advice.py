"""What a release recommends: the learnt recommender, the shopper's own acts, and what may be shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.assembly.models import named
from daogou.assembly.releases import Release
from daogou.assembly.showings import Showings
from daogou.assembly.steps import learn, relate
from daogou.core.entity import entity_id, key_of
from daogou.core.errors import BadInput, NotFound
from daogou.core.event import Event
from daogou.core.query import Constraint
from daogou.core.ranking import Hit, Ranking, Reason
from daogou.core.roles import nearest
from daogou.core.settings import Settings
from daogou.graph.stores import GraphStore
from daogou.index.columns import Columns
from daogou.recommend import acts, complements, diversity
from daogou.recommend.arms import Arm
from daogou.recommend.business import business_rules
from daogou.recommend.choosing import Choosing
from daogou.recommend.exploration import Exploration
from daogou.recommend.history import History
from daogou.recommend.recommendations import Recommendations, back_again
from daogou.recommend.recommenders import Recommender
from daogou.recommend.shelf import SHELVES, Shelf, ShelfName
from daogou.recommend.trial import Trial
from daogou.shoppers.shoppers import Shoppers

BOUGHT_WITH = "bought_with"
ACTS = 200  # of a shopper's last ones are looked at: older ones say little beside them
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Advice:
    """Parts are opened when they are first asked for.

    ``graph`` opens the knowledge graph; ``columns`` holds the products in the order of ``row_of``.
    """

    settings: Settings
    folder: Path
    release: Release
    row_of: Mapping[str, int]
    columns: Columns
    graph: Callable[[], GraphStore]
    shoppers: Callable[[], Shoppers]

    def shelf(
        self,
        name: ShelfName,
        *,
        shopper_id: str = "",
        product_id: str = "",
        k: int = 12,
        filters: Sequence[Constraint] = (),
    ) -> Shelf:
        """One shelf; empty where nothing can be said.

        Raises:
            NotFound: no such product.
            BadInput: a shelf beside a product, and none is named.
            BadQuery: an unknown filter field.
        """
        refuse_unknown(name)
        events = self._events(shopper_id)
        history = acts.history(events, self.row_of)
        allowed = self._allowed(filters)
        ranked, _ = self._learnt[learn.RECOMMENDER]
        match name:
            case "for_you":
                return self._for_you(history, k, allowed, shopper_id)
            case "because":
                row = self._row(product_id) if product_id else self.recommendations.because_of(history)
                if row < 0:
                    return Shelf(name)
                found = self.recommendations.beside(row, k, allowed, without=history.items.tolist())
                return Shelf(name, found, self.recommendations.product_ids[row], ranked)
            case "back_again":
                return Shelf(name, self._still(back_again(events, len(events)), allowed)[:k], "", "acts")
            case "trending":
                found = self.recommendations.trending(history, k, allowed)
                return Shelf(name, found, "", learn.POPULAR)
            case "also_liked":
                row = self._row(product_id)
                return Shelf(name, self.recommendations.beside(row, k, allowed), product_id, ranked)
            case "goes_with":
                row = self._row(product_id)
                return Shelf(name, self._goes_with(row, product_id, k, allowed), product_id, "graph")

    @cached_property
    def recommendations(self) -> Recommendations:
        """What was learnt, opened."""
        _, ranking = self._learnt[learn.RECOMMENDER]
        _, popular = self._learnt[learn.POPULAR]
        return Recommendations(tuple(self.row_of), ranking, popular, self._choosing)

    @cached_property
    def _learnt(self) -> Mapping[str, tuple[str, Recommender]]:
        return learn.recommenders_in(self.release.stage("learn"))

    @cached_property
    def _choosing(self) -> Choosing:
        section = self.settings.recommend
        return Choosing(
            business_rules(section, self.columns, self.row_of),
            diversity.ROLE.open(*named(section.diversifier, self.folder)),
            np.load(self.release.stage("learn") / learn.LIKENESS, mmap_mode="r"),
            section.diversity,
        )

    @cached_property
    def _trial(self) -> Trial | None:
        """The experiment that runs; none while the release has not learnt what the settings want to try."""
        section = self.settings.recommend.experiment
        other = named(section.other, self.folder)
        if not section.name or not learn.has_learnt(self.release.stage("learn"), other):
            return None
        names: dict[Arm, str] = {"own": self._learnt[learn.RECOMMENDER][0], "other": other[0]}
        return Trial(section.name, section.kind == "interleaving", names)

    @cached_property
    def _ranking_of(self) -> Mapping[Arm, Recommendations]:
        own = self.recommendations
        if self._trial is None:
            return {"own": own}
        return {"own": own, "other": replace(own, recommender=self._learnt[learn.OTHER][1])}

    def _events(self, shopper_id: str) -> list[Event]:
        """The shopper's acts; none of a stranger, or of who does not agree to have them used for this."""
        return self.shoppers().recent(shopper_id, ACTS) if shopper_id else []

    def _allowed(self, filters: Sequence[Constraint]) -> Mask:
        allowed = self.columns.in_stock.copy()
        for constraint in filters:
            allowed &= self.columns.mask(constraint)
        return allowed

    def _still(self, ranking: Ranking, allowed: Mask) -> Ranking:
        """Those that are sold and may be shown."""
        rows = ((hit, self.row_of.get(hit.product_id)) for hit in ranking)
        return tuple(hit for hit, row in rows if row is not None and allowed[row])

    def _for_you(self, history: History, k: int, allowed: Mask, shopper_id: str) -> Shelf:
        today = datetime.now(UTC)
        key = f"{shopper_id} {today:%Y-%m-%d}"
        share = self.settings.recommend.exploration
        trying = Exploration(share, *self._showings.at(today)) if share else None

        def ranked(arm: Arm) -> Ranking:
            return self._ranking_of[arm].for_you(history, k, allowed, trying, key)

        own, _ = self._learnt[learn.RECOMMENDER]
        if self._trial is None or not shopper_id:
            return Shelf("for_you", ranked("own"), "", own)
        return self._trial.shelf(ranked, k, shopper_id, key)

    @cached_property
    def _showings(self) -> Showings:
        return Showings(self.shoppers, self.row_of)

    def _goes_with(self, row: int, product_id: str, k: int, allowed: Mask) -> Ranking:
        """What was bought together with it, and then what fits in category and colour."""
        bought = self._still(self._bought_with(product_id), allowed)[:k]
        fitting = allowed & self._complements.of(row)
        fitting[[self.row_of[hit.product_id] for hit in bought]] = False
        why = Reason("path", complements.RELATION, 1.0, product_id)
        return (*bought, *self.recommendations.fitting(row, k - len(bought), fitting, why))

    def _bought_with(self, product_id: str) -> Ranking:
        here = entity_id("product", product_id)
        best: dict[str, Hit] = {}
        for fact in self.graph().neighbours(here, [BOUGHT_WITH]):
            other = key_of(fact.tail if fact.head == here else fact.head)
            hit = Hit(other, 1 + fact.confidence, (Reason("path", BOUGHT_WITH, fact.confidence, product_id),))
            if other not in best or best[other].score < hit.score:
                best[other] = hit
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.product_id)))

    @cached_property
    def _complements(self) -> complements.Complements:
        known = relate.rules_of(self.folder, self.settings).known
        return complements.complements(self.columns, known)

    def _row(self, product_id: str) -> int:
        if not product_id:
            raise BadInput(
                "This shelf stands beside a product, and none is named.", hint="Give a product id."
            )
        row = self.row_of.get(product_id)
        if row is None:
            raise NotFound(f"There is no product {product_id!r}.")
        return row


def refuse_unknown(name: str) -> None:
    """Raise unless there is a shelf of that name.

    Raises:
        BadInput: there is none.
    """
    if name not in SHELVES:
        close = nearest(name, list(SHELVES))
        raise BadInput(
            f"There is no shelf {name!r}; there are: {', '.join(SHELVES)}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
