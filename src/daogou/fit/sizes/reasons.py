"""Why a size is advised: what was reckoned with, each with its evidence, in two languages."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from daogou.core.product import Language
from daogou.fit.body.measures import Measure
from daogou.fit.body.names import label_of
from daogou.fit.sizes.garments import Ease, Others, Purchase, SizedGarment
from daogou.fit.sizes.placing import Place, Placed

MOST_MEASURES = 3  # of the chart: the ones that decided
LEAST_WEIGHT = 0.1  # a measure that weighs less decided nothing
APART = 1.0  # sizes: two measures that ask for sizes so far apart are worth saying so
LEAST_OTHERS = 3  # people: fewer are no evidence to name


@dataclass(frozen=True)
class Reason:
    """``kind`` names the sentence in words.toml; ``source`` is where it can be looked up.

    ``size_chart:Dresses/women``, ``order:1007``, ``product:D-17``, or "" for what the shopper said.
    ``names``:
    what stands in the sentence's places and differs by language.
    """

    kind: str
    source: str
    facts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The reason as one sentence."""
        at = 1 if language == "zh" else 0
        named = {name: both[at] for name, both in self.names.items()}
        return _words()["reasons"][self.kind][language].format(**self.facts, **named)


def reasons_for(
    garment: SizedGarment,
    best: str,
    *,
    near: str | None,
    beyond: str | None,
    ask: str | None,
    place: Place | None,
    past: Sequence[Purchase],
    others: Others,
    ease: Ease,
    learnt: int,
) -> tuple[Reason, ...]:
    """In the order in which they are said: the chart, what departs from it, experience, doubt."""
    told: list[Reason] = []
    if place:
        told += _by_measures(garment, best, place, is_within=not beyond)
    told += _of_garment(garment, ease, best)
    told += [_of_purchase(one) for one in past]
    if others.count >= LEAST_OTHERS:
        facts = {name: str(getattr(others, name)) for name in ("small", "right", "large", "count")}
        kind = "purchases" if others.are_purchases else "others"
        told.append(Reason(kind, f"product:{garment.product_id}", facts))
    elif others.are_purchases:
        kind = "few_purchases" if others.count else "no_purchases"
        told.append(Reason(kind, f"product:{garment.product_id}", {"count": str(others.count)}))
    if learnt:
        told.append(Reason("learnt", f"product:{garment.product_id}", {"count": str(learnt)}))
    if beyond:
        told.append(Reason(f"ends_{beyond}", garment.chart.source, {"size": best}))
    if near:
        sizes = list(garment.chart.sizes)
        smaller, larger = sorted((best, near), key=sizes.index)
        told.append(Reason("near", "", {"smaller": smaller, "larger": larger}))
    if ask:
        told.append(Reason("ask", "", {}, {"measure": _both(ask)}))
    return tuple(told)


def _by_measures(garment: SizedGarment, best: str, place: Place, *, is_within: bool) -> Iterator[Reason]:
    deciding = [one for one in place.by if one.weight >= LEAST_WEIGHT][:MOST_MEASURES]
    for one in deciding:
        nearest = _nearest(garment, one)
        low, high = one.value.interval
        facts = {"value": _cm(one.value), "size": nearest, "low": f"{low:.0f}", "high": f"{high:.0f}"}
        facts["row"] = f"{garment.chart.sizes[nearest][one.measure]:g} cm"
        yield Reason(
            f"chart_{one.value.source}", garment.chart.source, facts, {"measure": _both(one.measure)}
        )
    spread = sorted(deciding, key=lambda one: one.place)
    if is_within and len(spread) > 1 and spread[-1].place - spread[0].place > APART:
        names = {"tight": _both(spread[-1].measure), "loose": _both(spread[0].measure)}
        yield Reason("apart", garment.chart.source, {"size": best}, names)


def _nearest(garment: SizedGarment, placed: Placed) -> str:
    """The size whose row is nearest in that measure."""
    sizes = [size for size, row in garment.chart.sizes.items() if placed.measure in row]
    order = list(garment.chart.sizes)
    return min(sizes, key=lambda size: (abs(order.index(size) - placed.place), order.index(size)))


def _of_garment(garment: SizedGarment, ease: Ease, best: str) -> Iterator[Reason]:
    if garment.runs_cm:
        way = "larger" if garment.runs_cm > 0 else "smaller"
        facts = {"cm": f"{abs(garment.runs_cm):g}", "brand": garment.brand}
        names = {"measure": _both(garment.runs_measure)}
        yield Reason(f"runs_{way}", f"brand:{garment.brand}", facts, names)
    if ease != "as_designed":
        known = _words()["cuts"].get(garment.cut.lower())
        cut = (known["en"], known["zh"]) if known else (garment.cut, garment.cut)
        wish = _words()["wishes"][ease]
        names = {"wish": (wish["en"], wish["zh"]), "cut": cut}
        yield Reason("ease", f"product:{garment.product_id}", {"size": best}, names)


def _of_purchase(purchase: Purchase) -> Reason:
    product = f"product:{purchase.garment.product_id}" if purchase.garment else ""
    title = purchase.title or (purchase.garment.product_id if purchase.garment else "")
    kind = f"past_{purchase.verdict}" if title else f"past_{purchase.verdict}_unnamed"
    return Reason(kind, purchase.source or product, {"size": purchase.size, "title": title})


def _cm(measure: Measure) -> str:
    return f"{measure.value:.0f}" if measure.source != "given" else f"{measure.value:g}"


def _both(measure: str) -> tuple[str, str]:
    return label_of(measure, "en"), label_of(measure, "zh")


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files("daogou.fit") / "sizes" / "words.toml").read_text("utf-8"))
