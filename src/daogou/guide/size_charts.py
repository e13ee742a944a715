"""A size chart's row as evidence; the charts themselves are of the fitting room."""

from daogou.core.product import Language
from daogou.fit.sizes.charts import SizeChart
from daogou.guide.answer import Evidence


def chart_evidence(chart: SizeChart, size: str, language: Language) -> Evidence:
    """A row of it."""
    return Evidence("size_chart", chart.source, chart.row(size, language))
