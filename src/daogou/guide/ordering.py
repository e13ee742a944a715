"""In which order a message wants its list: the cheapest first, the newest, what many look at."""

import re
from typing import Literal

from daogou.core.query import Sort
from daogou.language.normalise import normalise

Order = Literal["relevance", "price_up", "price_down", "newest", "popular", "best_rated"]
_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "price_down",
        re.compile(
            r"\b(?:most expensive|priciest|dearest)\b|price (?:high|from high)|最贵|从高到低|价格最高"
        ),
    ),
    (
        "price_up",
        re.compile(
            r"\bcheapest\b|\blowest price|\bleast expensive\b|price low|\b(?:sort|order)\w* by price\b"
            r"|最便宜|价格最低|从低到高|按价格(?:排序|排列|排)?"
        ),
    ),
    (
        "newest",
        re.compile(
            r"\b(?:newest|latest|new arrivals|just in|what(?:.?s| is)? new|new in|anything new)\b"
            r"|\bnew (?:stuff|things|items|pieces)\b|最新|新品|新到|上新|新货|什么新"
            r"|新款(?:都?有|是)|哪些新款"
        ),
    ),
    (
        "popular",
        re.compile(
            r"\b(?:popular|trending|best.?sell\w+|bestsell\w+)\b"
            r"|热门|热卖|热销|畅销|爆款|流行|卖得(?:最|比较)?(?:好|多|火)|销量(?:最|比较)?(?:高|好)|人气(?:最|比较)?高"
        ),
    ),
    (
        "best_rated",
        re.compile(
            r"\b(?:best|top|highest|well|better)[ -](?:rated|reviewed|reviews?|ratings?)\b"
            r"|\b(?:rated|reviewed) (?:best|highest)\b|\bgood (?:reviews|ratings)\b"
            r"|(?:评价|口碑|评分|好评率?)(?:最|比较|都|都比较)?[好高](?:一?点)?(?:的|$)|好评(?:最|比较)?多"
        ),
    ),
)


def order_of(text: str) -> Order:
    """The order that a message names; by relevance where it names none."""
    said = normalise(text)
    return next((order for order, pattern in _ORDERS if pattern.search(said)), "relevance")


def without_order(text: str) -> str:
    """The text without what names an order: nothing to search by."""
    said = normalise(text)
    for _, pattern in _ORDERS:
        said = pattern.sub(" ", said)
    return said


def sort_of(order: Order) -> Sort:
    """What search sorts by; what is popular is told by recommendations, what is liked by reviews."""
    return "relevance" if order == "popular" or order == "best_rated" else order
