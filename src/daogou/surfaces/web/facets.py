"""Facets as boxes to tick."""

from collections.abc import Iterable
from dataclasses import dataclass

from daogou.search.answer import Answer, Facet, FacetValue
from daogou.surfaces.http.asking import texts_of
from daogou.surfaces.web.address import ResultsAddress

STOCK = "in_stock"  # a facet of one box, which the page keeps at the end
_FIRST = ("category", "audience", "colour", "size", "brand")
_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")
OPEN_FACETS = 5  # unfolded; the others are a line each
OPEN_VALUES = 8  # shown at once; the rest unfolds


@dataclass(frozen=True, slots=True)
class Box:
    """A value: what the form sends, its label and count; ``drop_href`` if it was read from the words."""

    filter: str
    value: str
    label: str
    count: int
    is_ticked: bool
    drop_href: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A field with the values shown at once and those that unfold."""

    field: str
    label: str
    shown: list[Box]
    folded: list[Box]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the form must carry besides the facets' boxes, so that ticking one loses none of the others."""

    low: str
    high: str
    in_stock: bool
    offers_stock: bool
    hidden: list[str]


def narrowing_of(address: ResultsAddress, answer: Answer, rows: list[FacetRow]) -> Narrowing:
    """The price fields, the stock box, and as hidden fields the filters that have no box on this page."""
    boxed = {box.filter for row in rows for box in (*row.shown, *row.folded) if not box.drop_href}
    low = high = ""
    in_stock, hidden = False, []
    for text in (text for constraint in address.filters for text in texts_of(constraint)):
        if text.startswith("price:"):
            low, _, high = text.removeprefix("price:").partition("..")
        elif text == STOCK:
            in_stock = True
        elif text not in boxed:
            hidden.append(text)
    offers_stock = in_stock or any(facet.field == STOCK for facet in answer.facets)
    return Narrowing(low, high, in_stock, offers_stock, hidden)


def facet_rows(address: ResultsAddress, answer: Answer) -> list[FacetRow]:
    """Every facet that has something to choose, in the answer's order."""
    ticked = {text for constraint in address.filters for text in texts_of(constraint)}
    understood = {
        (chip.constraint.field, value): address.dropping(chip.constraint.key).href()
        for chip in answer.understood.chips
        if not chip.constraint.excluded
        for value in chip.constraint.values
    }
    rows = []
    for place, facet in enumerate(_in_order(answer.facets)):
        shown, folded = _split(_boxes(facet, ticked, understood), facet.field)
        has_choice = any(box.is_ticked or box.drop_href for box in shown)
        rows.append(FacetRow(facet.field, facet.label, shown, folded, place < OPEN_FACETS or has_choice))
    return [row for row in rows if row.shown]


def _split(boxes: list[Box], field: str) -> tuple[list[Box], list[Box]]:
    """Shown at once: the most frequent and whatever is chosen; sizes all, for they are small."""
    shown = [
        box
        for place, box in enumerate(boxes)
        if place < OPEN_VALUES or field == "size" or box.is_ticked or box.drop_href
    ]
    return shown, [box for box in boxes if box not in shown]


def _in_order(facets: Iterable[Facet]) -> list[Facet]:
    """What shoppers narrow by first comes first, the rest as search gives it."""
    place = {field: n for n, field in enumerate(_FIRST)}
    return sorted((f for f in facets if f.field != STOCK), key=lambda f: place.get(f.field, len(place)))


def _boxes(facet: Facet, ticked: set[str], understood: dict[tuple[str, str], str]) -> list[Box]:
    boxes = []
    values = sorted(facet.values, key=_size_order) if facet.field == "size" else facet.values
    for v in values:
        text = f"{facet.field}:{v.value}"
        drop = understood.get((facet.field, v.value), "") if text not in ticked else ""
        boxes.append(Box(text, v.value, v.label, v.count, text in ticked, drop))
    return boxes


def _size_order(value: FacetValue) -> tuple[int, float, str]:
    """Letters from small to large, then numbers, then the rest."""
    size = value.value.upper()
    if size in _LETTERS:
        return 0, _LETTERS.index(size), size
    number = size.replace(".", "", 1)
    return (1, float(size), size) if number.isascii() and number.isdigit() else (2, 0.0, size)
