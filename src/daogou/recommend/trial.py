"""An experiment that runs: whose shelf a shopper sees, or one drafted from both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from daogou.core.ranking import Hit, Ranking
from daogou.recommend.arms import Arm, Whose, arm_of, label
from daogou.recommend.interleaving import team_draft
from daogou.recommend.shelf import Shelf


@dataclass(frozen=True)
class Trial:
    """``recommenders``: the name of each arm's."""

    name: str
    is_interleaved: bool
    recommenders: Mapping[Arm, str]

    def shelf(self, ranked: Callable[[Arm], Ranking], k: int, shopper_id: str, key: str) -> Shelf:
        """What a shopper sees, each product with what chose it; ``key`` as in ``team_draft``."""
        if self.is_interleaved:
            return self._drafted(ranked("own"), ranked("other"), k, f"{self.name} {key}")
        arm = arm_of(self.name, shopper_id)
        found = ranked(arm)
        whose = dict.fromkeys((hit.product_id for hit in found), self._whose(arm))
        return Shelf("for_you", found, "", self.recommenders[arm], whose)

    def _drafted(self, own: Ranking, other: Ranking, k: int, key: str) -> Shelf:
        hits: dict[Arm, dict[str, Hit]] = {
            "own": {hit.product_id: hit for hit in own},
            "other": {hit.product_id: hit for hit in other},
        }
        drafted = team_draft(list(hits["own"]), list(hits["other"]), k, key)
        found = tuple(hits[arm][product_id] for product_id, arm in drafted)
        whose = {product_id: self._whose(arm) for product_id, arm in drafted}
        return Shelf("for_you", found, "", self.recommenders["own"], whose)

    def _whose(self, arm: Arm) -> Whose:
        return Whose(self.recommenders[arm], label(self.name, arm))
