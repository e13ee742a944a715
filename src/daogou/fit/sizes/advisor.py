"""The chance of small, right and large for each size of a garment, the advised size, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery
from daogou.fit.body.estimating import estimated
from daogou.fit.body.measures import Body, Measure
from daogou.fit.sizes.chances import (
    LABEL_ONLY_SD,
    OTHER_BRAND_SD,
    SAME_BRAND_SD,
    grid,
    normal_on,
    offset_of,
    sizes_chances,
    told,
)
from daogou.fit.sizes.garments import EASES, NO_ONE, Ease, Others, Purchase, SizedGarment
from daogou.fit.sizes.placing import DIFFERENCE_SD, Place, knowledge, place_of, rulers_of
from daogou.fit.sizes.reasons import LEAST_OTHERS, Reason, reasons_for
from daogou.fit.systems.labels import same_size

Floats = NDArray[np.float64]

# a second size is named where it is right nearly as often as the best: one shopper in ten is all the
# difference
NEAR = 0.1
# an advice that is right in fewer cases asks for the measure it lacks most
SURE = 0.6
# how many wearings of a garment weigh as much as its chart
CHART_WORTH = 20
# nothing is known of the place but that it is on the chart or near it: before a past purchase speaks
ANYWHERE_SD = 3.0


class LearnedFit(Protocol):
    """What a model learnt from the shop's own purchases and returns."""

    def chances(self, garment: SizedGarment, body: Body, shopper_id: str) -> Floats:
        """float64 [sizes, 3]: small, right, large of each size of the garment's chart."""
        ...

    def wearings(self, product_id: str) -> int:
        """How many verdicts on this garment it learnt from."""
        ...


@dataclass(frozen=True)
class SizeChance:
    """One size: how likely it is too small, right and too large for this shopper; they sum to 1."""

    size: str
    small: float
    right: float
    large: float


@dataclass(frozen=True)
class SizeAdvice:
    """``near``: a second size that is right nearly as often. ``beyond``: the body lies past the chart's end.

    ``ask``: the measure that would make an unsure advice surer, None where it is sure or nothing would.
    ``measures``: what was reckoned with, estimates among them. ``reasons``: the strongest first.
    """

    sizes: tuple[SizeChance, ...]
    best: str
    near: str | None
    beyond: str | None  # "smaller" or "larger": than every size of the chart
    ask: str | None
    measures: Mapping[str, Measure]
    reasons: tuple[Reason, ...]

    def chance(self, size: str) -> SizeChance:
        """Of one size; KeyError for one that is not on the chart."""
        return {one.size: one for one in self.sizes}[size]


@dataclass(frozen=True)
class SizeAdvisor:
    """Advises on one garment. ``others``: what people said of it; ``learned``: a model of the returns."""

    garment: SizedGarment
    learned: LearnedFit | None = None
    others: Others = NO_ONE

    def advise(
        self,
        body: Body,
        history: Sequence[Purchase] = (),
        ease: Ease = "as_designed",
        *,
        shopper_id: str = "",
    ) -> SizeAdvice:
        """The advice.

        Raises:
            BadQuery: no such ease, or nothing to go by: no measure of the chart and no past purchase.
            BadInput: the chart has no sizes or shrinks somewhere.
        """
        if ease not in EASES:
            raise BadQuery(f"There is no ease {ease!r}.", hint=f"It is one of: {', '.join(EASES)}.")
        measures = estimated(body)
        place = place_of(self.garment, measures)
        past = [(one, at) for one in history if (at := self._worn_at(one)) is not None]
        if place is None and not past:
            raise self._nothing_to_go_by()
        belief, places = self._believed(place, past)
        offset, _ = offset_of(self.others if self.others.count >= LEAST_OTHERS else NO_ONE)
        shift = offset + self._wished(ease)
        sizes = tuple(self.garment.chart.sizes)
        charted = sizes_chances(belief, places, [at - shift for at in range(len(sizes))])
        chances = self._with_learned(charted, body, shopper_id)
        return self._advice(sizes, chances, place, past, measures, ease, float(belief @ places) + shift)

    def _believed(
        self, place: Place | None, past: Sequence[tuple[Purchase, tuple[float, float]]]
    ) -> tuple[Floats, Floats]:
        """Where the body lies, [g] over the places [g]: by its measures, then by each past purchase."""
        count = len(self.garment.chart.sizes)
        places = grid(count)
        middle, spread = (count - 1) / 2, max(ANYWHERE_SD, count / 2)
        at, sd = (place.at, float(np.hypot(place.sd, DIFFERENCE_SD / 2))) if place else (middle, spread)
        belief = normal_on(places, float(np.clip(at, places[0], places[-1])), sd)
        for purchase, (worn_at, unlike) in past:
            belief = told(belief, places, worn_at, purchase.verdict, unlike)
        return belief, places

    def _worn_at(self, purchase: Purchase) -> tuple[float, float] | None:
        """Where a past purchase lies on this garment's chart, and its doubt; None if nothing tells."""
        sizes, past = list(self.garment.chart.sizes), purchase.garment
        if past and (size := same_size(purchase.size, past.chart.sizes)) is not None:
            if past.product_id and past.product_id == self.garment.product_id and size in sizes:
                return float(sizes.index(size)), 0.0
            # the body that its chart row describes, placed on this chart
            row = {name: Measure(cm, 0.0) for name, cm in past.chart.sizes[size].items()}
            if past.runs_measure in row:
                row[past.runs_measure] = Measure(row[past.runs_measure].value + past.runs_cm, 0.0)
            if place := place_of(self.garment, row):
                same_brand = bool(past.brand) and past.brand == self.garment.brand
                return place.at, SAME_BRAND_SD if same_brand else OTHER_BRAND_SD
        label = same_size(purchase.size, self.garment.chart.sizes)
        return None if label is None else (float(sizes.index(label)), LABEL_ONLY_SD)

    def _wished(self, ease: Ease) -> float:
        """Sizes to go up for the wished ease, given how the garment is meant to sit."""
        if ease == "as_designed":
            return 0.0
        return float(knowledge()["wishes"][ease]) - _cut(self.garment)

    def _with_learned(self, charted: Floats, body: Body, shopper_id: str) -> Floats:
        """Both opinions, pooled by logarithms: the model's weighs more the more of this garment it saw."""
        seen = self.learned.wearings(self.garment.product_id) if self.learned else 0
        if self.learned is None or not seen:
            return charted
        share = seen / (seen + CHART_WORTH)
        learnt = self.learned.chances(self.garment, body, shopper_id)
        logs = (1 - share) * np.log(np.maximum(charted, 1e-9)) + share * np.log(np.maximum(learnt, 1e-9))
        pooled = np.exp(logs - logs.max(axis=1, keepdims=True))
        return np.asarray(pooled / pooled.sum(axis=1, keepdims=True))

    def _advice(
        self,
        sizes: tuple[str, ...],
        chances: Floats,
        place: Place | None,
        past: Sequence[tuple[Purchase, tuple[float, float]]],
        measures: Mapping[str, Measure],
        ease: Ease,
        wanted: float,
    ) -> SizeAdvice:
        order = np.argsort(-chances[:, 1], kind="stable")
        best = int(order[0])
        second = int(order[1]) if len(sizes) > 1 else best
        is_near = second != best and chances[best, 1] - chances[second, 1] < NEAR
        beyond = "smaller" if wanted < -1 else "larger" if wanted > len(sizes) else None
        near = sizes[second] if is_near and not beyond else None
        ask = self._asked_for(place) if chances[best, 1] < SURE and not beyond else None
        reasons = reasons_for(
            self.garment,
            sizes[best],
            near=near,
            beyond=beyond,
            ask=ask,
            place=place,
            past=[one for one, _ in past],
            others=self.others,
            ease=ease,
            learnt=self.learned.wearings(self.garment.product_id) if self.learned else 0,
        )
        told_sizes = tuple(
            SizeChance(size, *(float(part) for part in row)) for size, row in zip(sizes, chances, strict=True)
        )
        used = {one.measure: one.value for one in place.by} if place else {}
        return SizeAdvice(told_sizes, sizes[best], near, beyond, ask, used, reasons)

    def _asked_for(self, place: Place | None) -> str | None:
        """Of the measures that were not taken with a tape the one that decides most."""
        if place is None:
            return next(iter(rulers_of(self.garment.chart)), None)
        return next((one.measure for one in place.by if one.value.source != "given"), None)

    def _nothing_to_go_by(self) -> BadQuery:
        names = ", ".join(name.replace("_", " ") for name in rulers_of(self.garment.chart)) or "nothing"
        return BadQuery(
            "Nothing is known that this size chart could be read with.",
            hint=f"Give a measure of the chart ({names}), or height and weight, or a size that fits.",
        )


def _cut(garment: SizedGarment) -> float:
    return float(knowledge()["cuts"].get(garment.cut.lower(), 0.0))
