"""What Google Merchant Center's two formats share: the names of its attributes."""

from collections.abc import Mapping
from typing import Any

from daogou.sources.records import Row

MARKS = frozenset(("image_link", "availability", "product_type", "google_product_category", "item_group_id"))


def plain(row: Row) -> Row:
    """The row with its category, audience and product details under names that columns are found by."""
    cells = {name.casefold().removeprefix("g:").replace(" ", "_"): value for name, value in row.cells.items()}
    details = cells.pop("product_detail", None)
    for name, value in _details(details):
        cells.setdefault(f"attributes.{name}", value)
    if str(
        cells.get("google_product_category", "")
    ).isdigit():  # a number of Google's taxonomy tells a shopper nothing
        del cells["google_product_category"]
    cells["product_type"] = cells.get("product_type") or cells.pop("google_product_category", "")
    if isinstance(cells["product_type"], list):  # may be given several times: the first is the main one
        cells["product_type"] = cells["product_type"][0]
    for name in (
        "id",
        "title",
        "description",
        "link",
        "image_link",
        "price",
    ):  # <title> and <g:title>: the first
        if isinstance(cells.get(name), list):
            cells[name] = cells[name][0]
    if isinstance(colours := cells.get("color"), str):  # Red/Green/Black: one thing in several colours
        cells["color"] = colours.split("/")
    audience = [cells.pop("gender", ""), cells.pop("age_group", "")]
    cells["audience"] = [word for word in audience if word and word != "adult"]
    return Row(row.line, cells)


def _details(details: Any) -> list[tuple[str, str]]:
    """``section:name:value`` in a table, an object with the same parts in XML; one or several."""
    found = []
    if isinstance(details, str):
        details = details.split(",")
    for detail in details if isinstance(details, list) else [details]:
        if isinstance(detail, Mapping):
            name, value = detail.get("attribute_name", ""), detail.get("attribute_value", "")
        else:
            *_, name, value = ["", "", *str(detail or "").split(":")]
        if name and value:
            found.append((str(name), str(value)))
    return found
