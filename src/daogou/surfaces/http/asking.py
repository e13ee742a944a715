"""What a request says, as the words of ``core``: filters as text, clean words, a photo."""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from daogou.core.errors import BadQuery
from daogou.core.query import Constraint

MAX_TEXT = 500  # characters; the longest product title known is 300
MAX_FILTERS = 64  # ticked boxes; more than any page offers
MAX_K = 100
MAX_OFFSET = 10_000  # nobody pages further; what is deeper is found by filters

_GRAMMAR = "Write field:value, price:100..300, in_stock, or -field:value to exclude."


def clean_text(text: str) -> str:
    """Without control characters, and with runs of space as one space."""
    printable = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return " ".join(printable.split())


def constraints_from(texts: Iterable[str]) -> tuple[Constraint, ...]:
    """Filters as an address spells them; values of one field are merged, any of them suffices.

    Raises:
        BadQuery: one of them is not of the grammar, or there are more than ``MAX_FILTERS``.
    """
    read = [_constraint(text) for text in texts if text]
    if len(read) > MAX_FILTERS:
        raise BadQuery(f"{len(read)} filters; at most {MAX_FILTERS} are taken.")
    return merged(read)


def merged(constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """One constraint per field and sign, ranges aside."""
    together: dict[tuple[str, bool, bool], Constraint] = {}
    for constraint in constraints:
        is_range = constraint.low is not None or constraint.high is not None
        key = (constraint.field, constraint.excluded, is_range)
        earlier = together.get(key)
        if earlier and not is_range:
            values = dict.fromkeys(earlier.values + constraint.values)
            together[key] = replace(earlier, values=tuple(values))
        else:
            together[key] = constraint
    return tuple(together.values())


def texts_of(constraint: Constraint) -> list[str]:
    """As an address spells it: what ``constraints_from`` reads back."""
    sign = "-" if constraint.excluded else ""
    if constraint.low is not None or constraint.high is not None:
        low, high = (_number_text(x) for x in (constraint.low, constraint.high))
        return [f"{sign}{constraint.field}:{low}..{high}"]
    if not constraint.values:
        return [f"{sign}{constraint.field}"]
    return [f"{sign}{constraint.field}:{value}" for value in constraint.values]


def _constraint(text: str) -> Constraint:
    excluded = text.startswith("-")
    field, _, value = text.removeprefix("-").partition(":")
    field, value = field.strip(), clean_text(value)
    if field == "in_stock":
        return Constraint(field, excluded=excluded)
    if not field or not value:
        raise BadQuery(f"The filter {text[:80]!r} cannot be read.", hint=_GRAMMAR)
    if field == "price":
        low, high = _range(value)
        return Constraint(field, low=low, high=high, excluded=excluded)
    return Constraint(field, (value,), excluded=excluded)


def _range(text: str) -> tuple[float | None, float | None]:
    low_text, dots, high_text = text.partition("..")
    low, high = (_number(part) for part in (low_text, high_text))
    if not dots or (low is None and high is None):
        raise BadQuery(f"The price range {text[:80]!r} cannot be read.", hint=_GRAMMAR)
    if low is not None and high is not None and low > high:
        return high, low
    return low, high


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise BadQuery(f"{text[:80]!r} is no price.", hint=_GRAMMAR)
    return number


def _number_text(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
