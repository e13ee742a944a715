"""What a language model may say beside the skill that it calls: a JSON schema for each.

Values are closed wherever the shop knows them all. What changes without a yes (the cart), says who
somebody is, or meets a rule of the shop (the reason of a cancellation) is no model's to say.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from daogou.guide.examples import OUTSIDE, intents
from daogou.guide.floor import Shop
from daogou.guide.language_models import Tool

KINDS = (  # of conditions on products; brands are only what shoppers name themselves
    "category", "colour", "material", "pattern", "season", "occasion", "style", "audience", "sleeve",
    "neckline", "length", "fit",
)  # fmt: skip
PARTS = ("line1", "line2", "city", "region", "postcode", "country")
METHODS = ("card", "account", "gift_card")
CHANGES = ("cheaper", "dearer", "larger", "smaller", "other_colour", "other", "more", "similar")
OFFERED = 60  # values of a kind that a model is told; a longer list costs more to read than it helps
LONGEST = 80  # characters of an argument
PLACES = 8  # of a list that can be spoken of as "the third"

WHAT: Mapping[str, str] = {
    "find": "look for products by what the shopper describes",
    "refine": "change the last search: cheaper, another colour, without something, more like one of them",
    "compare": "tell how products differ",
    "advise": "advise for an occasion, weather, figure, budget or gift, or what goes together",
    "explain": "tell why something was shown, or what an answer rests on",
    "ask_product": "answer a question about one product: material, sizes, care, price, reviews",
    "ask_policy": "answer a question about shipping, returns, payment, care in general",
    "cart": "show or change the shopper's cart",
    "order_status": "tell how an order stands",
    "cancel": "cancel an order",
    "return_order": "return something that was delivered",
    "exchange": "another size or colour in place of a piece of an order, delivered or not",
    "change_address": "send an order that is not on its way elsewhere, or change the shopper's address",
    "change_payment": "pay an order that is not on its way in another way",
    "complaint": "listen to a complaint",
    "hand_over": "hand over to a person",
    "small_talk": "greet, thank, say goodbye, tell who the guide is",
    OUTSIDE: "anything that is no matter of this shop",
}
SEARCH = (*KINDS, "size", "without", "query", "max_price", "min_price")
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "find": SEARCH,
    "advise": SEARCH,
    "refine": (*SEARCH, "change"),
    "compare": ("positions",),
    "ask_product": ("positions",),
    "explain": ("positions",),
    "order_status": ("order_id",),
    "cancel": ("order_id",),
    "return_order": ("order_id", "pieces"),
    "exchange": ("order_id", "pieces", "size", "colour"),
    "change_address": ("order_id", *PARTS),
    "change_payment": ("order_id", "method"),
}  # the other skills take nothing
_TEXT: Mapping[str, Any] = {"type": "string", "maxLength": 80}
_NUMBER = {"type": "number", "description": "only a number that the customer said"}
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "size": {"type": "string", "maxLength": 20},
    "colour": {"type": "string", "maxLength": 20},
    "without": {"type": "array", "items": _TEXT, "description": "values that are not wanted"},
    "query": {**_TEXT, "description": "what is looked for, in few words"},
    "max_price": _NUMBER,
    "min_price": _NUMBER,
    "change": {"type": "string", "enum": CHANGES},
    "positions": {
        "type": "array",
        "items": {"type": "integer", "minimum": 1, "maximum": PLACES},
        "description": "places in the list shown last that the customer means",
    },
    "order_id": {**_TEXT, "description": "number of the order, as the customer said it"},
    "pieces": {
        "type": "array",
        "items": _TEXT,
        "description": "names of the pieces of the order that are meant, as they were told",
    },
    "method": {"type": "string", "enum": METHODS},
    **dict.fromkeys(PARTS, _TEXT),
}


def tools(shop: Shop) -> list[Tool]:
    """Every skill, and that none is meant."""
    listed = {kind: {"type": "string", "enum": values} for kind in KINDS if (values := _values(shop, kind))}
    alike = {kind: {**_TEXT, "description": "as in find"} for kind in listed}  # told once: prompts cost time
    known = {
        "find": {**_SCHEMAS, **listed},
        "refine": {**_SCHEMAS, **alike},
        "advise": {**_SCHEMAS, **alike},
    }
    return [
        Tool(name, WHAT[name], _object(PARAMETERS.get(name, ()), known.get(name, _SCHEMAS)))
        for name in (*intents(), OUTSIDE)
    ]


def _values(shop: Shop, kind: str) -> list[str]:
    if kind == "category":
        return [label for _, label, _, _ in shop.categories("en")][:OFFERED]
    return [concept.label("en") for concept in shop.concepts.all.get(kind, {}).values()][:OFFERED]


def _object(names: Sequence[str], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = {name: schemas[name] for name in names if name in schemas}
    return {"type": "object", "properties": properties, "additionalProperties": False}
