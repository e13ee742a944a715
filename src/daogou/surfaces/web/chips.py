"""What narrows the results, each with the address that takes it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from daogou.core.query import Constraint
from daogou.search.answer import Answer
from daogou.surfaces.http.asking import texts_of
from daogou.surfaces.web.address import ResultsAddress
from daogou.surfaces.web.money import money
from daogou.surfaces.web.render import Page
from daogou.surfaces.web.values import shown_value


@dataclass(frozen=True, slots=True)
class ChipLink:
    """A label and where the page without it is. ``origin``: read from the words, or ticked."""

    label: str
    href: str
    origin: Literal["understood", "ticked"]
    words: str = ""


def chips_of(
    address: ResultsAddress, answer: Answer, labels: Mapping[tuple[str, str], str], page: Page
) -> list[ChipLink]:
    """Understood constraints first, then what was ticked."""
    understood = [
        ChipLink(
            chip.label, address.dropping(chip.constraint.key).href(), "understood", chip.constraint.words
        )
        for chip in answer.understood.chips
    ]
    ticked = [
        ChipLink(_label(constraint, text, labels, page), address.without_filter(text).href(), "ticked")
        for constraint in address.filters
        for text in texts_of(constraint)
    ]
    return understood + ticked


def _label(constraint: Constraint, text: str, labels: Mapping[tuple[str, str], str], page: Page) -> str:
    if constraint.low is not None or constraint.high is not None:
        label = _range_label(constraint, page)
    elif constraint.field == "in_stock":
        label = page.say("in_stock")
    else:
        value = text.partition(":")[2]
        shown = shown_value(constraint.field, value, page.language, page.shop.concepts)
        label = labels.get((constraint.field, value), shown.label)
    return page.say("without", what=label) if constraint.excluded else label


def _range_label(constraint: Constraint, page: Page) -> str:
    currency = page.shop.settings.shop.currency
    low, high = money(constraint.low, currency), money(constraint.high, currency)
    if low and high:
        return f"{low} – {high}"
    return page.say("price_from", price=low) if low else page.say("price_up_to", price=high)
