"""What the fitting room offers on style: cuts for a wished effect, by the line of measures, and to a taste.

Nothing is offered unasked, and nothing is said of how a body is: only what a piece does to an outfit's line.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from daogou.core.errors import BadInput
from daogou.core.product import Product
from daogou.fit.body.measures import Body, Measure
from daogou.fit.styling.advisor import LEAST_LIKES, Suggestion, Taste, suggest
from daogou.fit.styling.rules import effects, rules
from daogou.fit.styling.shapes import Line, line_of
from daogou.surfaces.web.fitting_told import Told
from daogou.surfaces.web.render import Page

MOST = 5  # suggestions: more is a lecture


def style_advice(
    page: Page, worn: Sequence[Product], told: Told, body: Body | None, lengths: Mapping[str, Measure]
) -> dict[str, Any]:
    """Suggestions for who asked; ``body``: of the measures told or seen, None where there are none."""
    shown: dict[str, Any] = {
        "effects": [(name, of[page.language]) for name, of in effects().items()],
        "suggestions": [],
        "style_problem": None,
        "style_near": False,
    }
    if not told.asks_style:
        return shown
    try:
        line = None if told.wishes else _line(told, body, lengths)
        taste = _taste(worn)
        found = suggest(line, wishes=told.wishes, taste=taste, most=MOST)
    except BadInput as problem:
        shown["style_problem"] = problem
        return shown
    shown["style_near"] = bool(line and line.is_near)
    shown["suggestions"] = [_suggestion(page, one, taste) for one in found]
    return shown


def _line(told: Told, body: Body | None, lengths: Mapping[str, Measure]) -> Line:
    """Raises BadQuery where a measure is missing that it goes by."""
    return line_of(body or Body({}, told.audience), lengths)


def _taste(worn: Sequence[Product]) -> Taste:
    """What several of the chosen clothes have in common, of what style is spoken of."""
    spoken = {(rule.attribute, rule.value) for rule in rules()}
    counts: dict[str, Counter[str]] = {}
    for product in worn:
        for attribute, values in product.attributes.items():
            known = [value for value in values if (attribute, value) in spoken]
            counts.setdefault(attribute, Counter()).update(known)
    return {name: many for name, many in counts.items() if any(n >= LEAST_LIKES for n in many.values())}


def _suggestion(page: Page, one: Suggestion, taste: Taste) -> dict[str, Any]:
    name = one.names[page.language]
    return {
        "name": name,
        "reasons": [
            # here a taste is what was put on, not what was liked
            page.say("fit_style_shared", count=taste[one.attribute][one.value])
            if reason.kind == "liked"
            else reason.text(page.language)
            for reason in one.reasons
        ],
        "href": f"/search?{urlencode({'q': name})}",
    }
