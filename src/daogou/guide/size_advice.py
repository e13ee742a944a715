"""A product's size chart as sentences: the whole of it, or the size for a measure."""

from collections.abc import Iterator

from daogou.fit.body.measures import Audience, Body
from daogou.fit.body.names import label_of
from daogou.fit.body.reading import measures_in
from daogou.fit.sizes.charts import SizeChart, chart_of
from daogou.fit.sizes.garments import garment_of
from daogou.guide.answer import Evidence, Statement
from daogou.guide.product_facts import ProductFacts
from daogou.guide.product_questions import stands_in
from daogou.guide.size_charts import chart_evidence, told_of
from daogou.guide.traits import product_evidence


def chart_said(facts: ProductFacts, question: str) -> Iterator[Statement]:
    """By the measures that the question gives; the whole chart where it gives none."""
    chart = chart_of(facts.product, facts.shop.size_charts())
    if chart is None:
        proof = product_evidence(facts.product, facts.language)
        yield Statement(facts.say("no_chart", title=facts.title), (proof,))
        return
    known = {measure for row in chart.sizes.values() for measure in row}
    measures = {name: cm for name, cm in measures_in(question).items() if name in known}
    told = told_of(question)
    if told.measures and not (len(told.measures) == 1 and measures):
        yield from _advised(facts, told, question)  # one row of the chart cannot answer several measures
        return
    for measure, cm in measures.items():
        yield _for_measure(facts, chart, measure, cm, question)
    if not measures:
        sizes = [size for size in chart.sizes if stands_in(size, question)] or list(chart.sizes)
        rows = ("；" if facts.language == "zh" else "; ").join(
            chart.row(one, facts.language) for one in sizes
        )
        proofs = tuple(chart_evidence(chart, size, facts.language) for size in sizes)
        text = facts.say("chart", title=facts.title, rows=rows)
        yield Statement(text, (product_evidence(facts.product, facts.language), *proofs))


UNTOLD = "no_purchases"  # a page says so once; in every answer it would be noise
AUDIENCES: tuple[Audience, ...] = ("women", "men", "kids")


def _advised(facts: ProductFacts, told: Body, question: str) -> Iterator[Statement]:
    """The size by everything that was told, how likely it is right, and what that was reckoned from."""
    garment, language = garment_of(facts.product, facts.shop.size_charts()), facts.language
    cut_for: Audience = next((one for one in AUDIENCES if one == garment.chart.audience), "")
    advice = facts.shop.advise_size(facts.product, Body(told.measures, cut_for))
    named = [size for size in (advice.best, advice.near) if size]
    sizes = {size: f"{advice.chance(size).right:.0%}" for size in named}
    proofs = [
        Evidence("size_chart", garment.chart.source, f"{garment.chart.row(size, language)} → {size} {share}")
        for size, share in sizes.items()
    ]
    said = {"title": facts.title, "size": advice.best, "share": sizes[advice.best]}
    near = {"near": advice.near, "near_share": sizes[advice.near]} if advice.near else {}
    text = facts.say("size_advised_near" if near else "size_advised", **said, **near)
    proof = product_evidence(facts.product, language)
    yield Statement(text, (proof, *proofs, facts.asked(question)))
    for reason in advice.reasons:
        if reason.kind == UNTOLD:
            continue
        text = reason.text(language)
        yield Statement(
            facts.say("size_reason", reason=text),
            (Evidence("size_chart", reason.source or garment.chart.source, text), facts.asked(question)),
        )


def _for_measure(facts: ProductFacts, chart: SizeChart, measure: str, cm: float, question: str) -> Statement:
    sizes, language = chart.around(measure, cm), facts.language
    rows = [chart.row(size, language) for size in sizes]
    known = {"measure": label_of(measure, language), "asked": f"{cm:g}"}
    asked = facts.asked(f"{question} → {known['measure']} {known['asked']} cm")
    proofs = (*(chart_evidence(chart, size, language) for size in sizes), asked)
    if len(sizes) == 2:
        rest = {"larger": sizes[1], "larger_row": rows[1]}
        text = facts.say("chart_between", smaller=sizes[0], smaller_row=rows[0], **rest, **known)
    else:
        is_just = chart.sizes[sizes[0]][measure] == cm
        text = facts.say("chart_just" if is_just else "chart_end", size=sizes[0], row=rows[0], **known)
    return Statement(text, proofs)
