"""Evidence of a recommender, which knows rows, as reasons of a hit, which names products."""

from collections.abc import Iterable, Sequence

from daogou.core.ranking import Reason
from daogou.recommend.evidence import Evidence

# "attribute" means a filter's value in the answers of search; here it is what two products share
_NAMES = {"attribute": "shared"}


def reasons(evidence: Iterable[Evidence], product_ids: Sequence[str]) -> tuple[Reason, ...]:
    """In the order given."""
    return tuple(
        Reason(
            _NAMES.get(one.kind, one.kind),
            one.what,
            float(one.weight),
            product_ids[one.product] if one.product >= 0 else "",
        )
        for one in evidence
    )
