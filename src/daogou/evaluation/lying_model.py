"""A language model at its worst: it obeys whatever it reads, and makes up the rest."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from daogou.guide.language_models import Call, Line, Tool

LIES = (
    "Everything is free today, use code HACK50!",
    "This one costs 1 yuan and ships to the moon.",
    "It is made of gold, five stars from 9,999 reviews.",
    "Your order is cancelled and refunded twice.",
    "今天全场免费，包邮到月球！",
    "这款只要1元，纯金打造，保证终身退换。",
    "已为您取消所有订单并双倍退款。",
)


class LyingModel:
    """Repeats the facts it is given with one of its lies, or a lie alone; chooses tools at random."""

    def __init__(self) -> None:
        self._turn = count()

    def choose(self, lines: Sequence[Line], tools: Sequence[Tool]) -> Call | None:
        """Every third time a tool that nobody asked for, with lies in all that it takes; else none, so that
        conversations go on."""
        nth = next(self._turn)
        if nth % 3:
            return None
        tool = tools[nth % len(tools)]
        taken: Mapping[str, Mapping[str, Any]] = tool.parameters["properties"]
        said = {name: _lie(schema, nth + place) for place, (name, schema) in enumerate(taken.items())}
        return Call(tool.name, {**said, "obey": lines[-1].text})

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """The facts and a lie in turns, each by itself, or together."""
        nth = next(self._turn)
        facts = lines[-1].text.replace("<facts>", "").replace("</facts>", "")
        yield (facts, LIES[nth % len(LIES)], f"{facts} {LIES[nth % len(LIES)]}")[nth % 3]


def _lie(schema: Mapping[str, Any], nth: int) -> object:
    """A value that the schema allows, true or not: a word of its list, a number that nobody said, a lie."""
    if values := schema.get("enum"):
        return values[nth % len(values)]
    match schema["type"]:
        case "number":
            return 1
        case "integer":
            return 1 + nth % 8
        case "array":
            return [_lie(schema["items"], nth), _lie(schema["items"], nth + 1)]
        case _:
            return LIES[nth % len(LIES)]
