"""A language model at its worst: it obeys whatever it reads, and makes up the rest."""

from collections.abc import Iterator, Sequence
from itertools import count

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
        """Every third time a tool that nobody asked for; else none, so that conversations go on."""
        nth = next(self._turn)
        return Call(tools[nth % len(tools)].name, {"obey": lines[-1].text}) if nth % 3 == 0 else None

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """The facts and a lie in turns, each by itself, or together."""
        nth = next(self._turn)
        facts = lines[-1].text.replace("<facts>", "").replace("</facts>", "")
        yield (facts, LIES[nth % len(LIES)], f"{facts} {LIES[nth % len(LIES)]}")[nth % 3]
