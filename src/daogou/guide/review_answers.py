"""What a product's reviews say, as sentences: exact counts, and a sentence of theirs for each side."""

from collections.abc import Iterator

from daogou.guide.answer import Evidence, Statement
from daogou.guide.product_facts import ProductFacts
from daogou.guide.reviews import SIZE, AspectCount, Judge, ReviewSummary, Side, SizeSaid, summary_of

MOST_ASPECTS = 4  # of an answer that tells of all of them, the most spoken of


def reviews_said(facts: ProductFacts, aspect: str = "", judge: Judge | None = None) -> Iterator[Statement]:
    """Rating, and what is said by aspect, or of one aspect only; that there are no reviews."""
    summary = summary_of(facts.product.id, facts.shop.reviews(facts.product.id), judge)
    if not summary.count:
        yield Statement(facts.say("no_reviews", title=facts.title), (_proof(facts, "0"),))
    elif not aspect:
        yield from _rating(facts, summary)
        for one in summary.aspects[:MOST_ASPECTS]:
            yield _counted(facts, one)
        yield from _quotes(facts, summary)
    elif not summary.aspect(aspect).total:
        text = facts.say("no_aspect", title=facts.title, aspect=facts.say(f"aspect_{aspect}"))
        yield Statement(text, (_proof(facts, str(summary.count)),))
        yield from _rating(facts, summary)
    elif aspect == SIZE:
        yield from _sizes(facts, summary)
    else:
        yield _counted(facts, summary.aspect(aspect))
        yield from _sides(facts, summary.aspect(aspect))


def _rating(facts: ProductFacts, summary: ReviewSummary) -> Iterator[Statement]:
    if not summary.rated:
        return
    name = "rating_once" if summary.rated == 1 else "rating"
    text = facts.say(name, title=facts.title, rating=f"{summary.rating:.1f}", count=summary.rated)
    yield Statement(text, (_proof(facts, text),))


def _counted(facts: ProductFacts, one: AspectCount) -> Statement:
    name = facts.say(f"aspect_{one.aspect}")
    text = facts.say(
        "aspect_once" if one.total == 1 else "aspect",
        aspect=name[:1].upper() + name[1:],
        positive=one.positive,
        negative=one.negative,
        total=one.total,
    )
    return Statement(text, (_proof(facts, text),))


def _sizes(facts: ProductFacts, summary: ReviewSummary) -> Iterator[Statement]:
    """ "7 of 20 reviews that speak of size say it is small" """
    total = summary.aspect(SIZE).total
    counts: dict[SizeSaid, int] = {way: len(summary.size_says(way)) for way in ("small", "large", "fits")}
    ways: tuple[SizeSaid, ...] = ("small", "large")
    told = sorted((way for way in ways if counts[way]), key=lambda way: -counts[way])
    for way in told or ways[:1]:
        yield _size_count(facts, f"size_{way}", counts[way], total)
    yield _size_count(facts, "size_fits", counts["fits"], total)
    for way in (*told, "fits"):
        says = [one.quote for one in summary.size_says(way)]
        if says:
            shortest = min(says, key=lambda quote: (len(quote.text), quote.number))
            yield Statement(facts.say("reviewer", sentence=shortest.text), (shortest.evidence,))


def _size_count(facts: ProductFacts, name: str, count: int, total: int) -> Statement:
    text = facts.say(name, count=count, total=total)
    return Statement(text, (_proof(facts, text),))


def _sides(facts: ProductFacts, one: AspectCount) -> Iterator[Statement]:
    sides: tuple[tuple[Side, str], ...] = (("positive", "praise"), ("negative", "blame"))
    for side, name in sides:
        for quote in one.quotes(side):
            yield Statement(facts.say(name, sentence=quote.text), (quote.evidence,))


def _quotes(facts: ProductFacts, summary: ReviewSummary) -> Iterator[Statement]:
    """A sentence of praise and one of blame, of the aspect that has most of it."""
    sides: tuple[tuple[Side, str], ...] = (("positive", "praise"), ("negative", "blame"))
    for side, name in sides:
        ranked = sorted(summary.aspects, key=lambda one: -len(one.quotes(side, one.total)))
        for quote in (ranked[0].quotes(side) if ranked else ())[:1]:
            yield Statement(facts.say(name, sentence=quote.text), (quote.evidence,))


def _proof(facts: ProductFacts, counted: str) -> Evidence:
    """Counts over all reviews of the product."""
    return Evidence("review", f"review:{facts.product.id}", f"{facts.title}: {counted}")
