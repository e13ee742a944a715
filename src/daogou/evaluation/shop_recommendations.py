"""How good a shop's recommendations are: what is learnt from some of its events is asked for the rest."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from daogou.assembly.models import named
from daogou.assembly.open import open_shop
from daogou.assembly.releases import Releases
from daogou.assembly.steps import learn
from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress
from daogou.evaluation.recommending import evaluate
from daogou.evaluation.reports import Difference, Report, compare
from daogou.evaluation.split_names import SPLITS, SplitName
from daogou.evaluation.splits import Split, at_moment, leave_one_out
from daogou.recommend.interactions import Interactions
from daogou.recommend.recommenders import ROLE

PAST = 0.8  # of all acts lie before the moment of a split by time
BASELINES = ("popularity",)  # what is always measured beside: beating it is the least
_PROTOCOL = {
    "time": "Learnt from the first 80 % of all acts; wanted is what each shopper liked anew after.",
    "last": "Learnt without what each shopper liked last; wanted is that.",
}


@dataclass(frozen=True, eq=False)
class Evaluated:
    """``reports``: the shop's own recommender first. ``protocol``: how it was measured, for people."""

    reports: tuple[Report, ...]
    differences: tuple[Difference, ...]
    protocol: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "protocol": self.protocol,
            "reports": [report.as_dict() for report in self.reports],
            "differences": [asdict(one) | {"is_clear": one.is_clear} for one in self.differences],
        }


def evaluate_shop(
    folder: Path,
    names: Sequence[str] = (),
    *,
    split: SplitName = "time",
    k: int = 10,
    seed: int = 0,
    progress: Progress = SILENT,
) -> Evaluated:
    """The shop's recommender, popularity, and those named, each taught and asked the same.

    Products are those of the current release. Nothing of the release changes.

    Raises:
        NotBuilt: the shop has no release.
        UnknownBackend: no recommender of that name.
        BadInput: too few events for the split.
    """
    shop = open_shop(folder)
    release = Releases(folder).current()
    lesson = learn.lesson_of(learn.Sources(release.stage, shop.concepts, shop.shoppers().events("improve")))
    cut = _cut(lesson.interactions, split)
    own, options = named(shop.settings.recommend.recommender, folder)
    asked: dict[str, dict[str, object]] = {own: options}
    asked |= {name: {} for name in (*names, *BASELINES) if name != own}
    taught = replace(lesson, interactions=cut.train)
    vectors = lesson.modalities.get("picture", lesson.modalities.get("text"))
    reports = []
    for name, given in asked.items():
        fitted = ROLE.open(name, given).fit(taught, seed=seed, progress=progress)
        reports.append(evaluate(fitted, cut, name, k=k, vectors=vectors, seed=seed, progress=progress))
    return Evaluated(tuple(reports), compare(reports, reference=own, seed=seed), _PROTOCOL[split])


def _cut(interactions: Interactions, split: SplitName) -> Split:
    if split not in SPLITS:
        raise BadInput(f"There is no split {split!r}.", hint=f"There are: {', '.join(SPLITS)}.")
    if not len(interactions.times):
        raise BadInput(
            "No shopper has done anything with the products of this release.",
            hint="Import events: daogou shoppers import",
        )
    if split == "last":
        return leave_one_out(interactions)
    return at_moment(interactions, float(np.quantile(interactions.times, PAST)))
