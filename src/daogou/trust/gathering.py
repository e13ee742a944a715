"""One finding for the whole shop where one per product would only repeat itself."""

from collections.abc import Iterator, Sequence

from daogou.trust.finding import Finding

WIDESPREAD = 0.5  # of the products: from here on it is how the shop is, not a slip


def gathered(findings: Sequence[Finding], count: int, what: str, fix: str) -> Iterator[Finding]:
    """The findings as they are, or one hint if they concern more than half of ``count`` products."""
    if count and len(findings) > WIDESPREAD * count and len(findings) > 1:
        ids = tuple(product_id for finding in findings for product_id in finding.product_ids)
        text = what.format(count=f"{len(ids):,}", all=f"{count:,}")
        yield Finding(findings[0].check, "hint", ids, text, fix)
    else:
        yield from findings
