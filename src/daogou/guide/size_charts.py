"""What a message tells of a body, and a size chart's row as evidence; sizing is ``fit``'s."""

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.fit.body.measures import Body
from daogou.fit.body.reading import read_body
from daogou.fit.sizes.charts import SizeChart
from daogou.guide.answer import Evidence


def chart_evidence(chart: SizeChart, size: str, language: Language) -> Evidence:
    """A row of it."""
    return Evidence("size_chart", chart.source, chart.row(size, language))


def told_of(question: str) -> Body:
    """What a message says of the shopper's body; nothing where its numbers cannot be that."""
    try:
        return read_body(question)
    except BadQuery:
        return Body()
