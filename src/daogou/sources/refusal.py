"""How a value is refused while a row is read; becomes a Rejection where the row's line is known."""

from daogou.core.rejection import Rejection

SHOWN_CHARACTERS = 200  # of a refused value: what core.rejection promises


class Refused(Exception):
    """A value that cannot be used. Never leaves this room: each feed turns it into a Rejection.

    ``reason`` is one of a fixed set of sentences, so that reasons can be counted; what differs from row
    to row goes into ``value`` and ``suggestion``.
    """

    def __init__(self, field: str, value: object, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.field = field
        self.value = shown(value)
        self.reason = reason
        self.suggestion = suggestion

    def at(self, line: int, product_id: str = "", *, part: bool = False) -> Rejection:
        """The same, as it stands in the report."""
        return Rejection(
            line=line,
            field=self.field,
            value=self.value,
            reason=self.reason,
            suggestion=self.suggestion,
            product_id=product_id,
            part=part,
        )


def shown(value: object) -> str:
    """A refused value as it can be printed and stored: short, in one line, valid Unicode."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:  # Python does not write out integers of thousands of digits
        text = "a huge number"
    short = text[: SHOWN_CHARACTERS + 1]
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)
    return clean if len(clean) <= SHOWN_CHARACTERS else clean[: SHOWN_CHARACTERS - 1] + "…"
