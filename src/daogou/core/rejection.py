"""What was refused and why: a bad row never stops a feed, and never vanishes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing refused: where it stood, what it was, why, and how to mend it.

    ``line`` counts from 1 as a text editor does (the record's number in a Parquet file); 0 if there is
    none. ``value`` is cut to 200 characters. ``part`` is true where the product was kept without it (a broken
    picture, say), false where the whole row was refused.
    """

    line: int
    field: str
    value: str
    reason: str
    suggestion: str = ""
    product_id: str = ""
    part: bool = False
