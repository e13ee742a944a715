"""A guide that repeats what it is told, for tests of who carries its words."""

from dataclasses import replace
from itertools import islice

from daogou.guide.answer import Answer, Evidence, Statement, Table
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.progress import Progress, Tell, silent
from daogou.guide.step import Step
from daogou.language.detect import detect
from daogou.shoppers.failures import StateUnavailable


class SmallGuide:
    """Shows two products at the word ``show``, compares them at ``compare``, and is sorry for ``angry``."""

    def __init__(self, product_ids: list[str]) -> None:
        self._first = tuple(islice(product_ids, 2))

    def take(self, message: Message, memory: Memory, tell: Tell = silent) -> Step:
        if "lost" in message.text:
            raise StateUnavailable("The orders cannot be opened.")
        tell(Progress("understood", "find"))
        if "broken" in message.text:
            raise StateUnavailable("The orders cannot be opened.")
        language = detect(message.text, message.page)
        seen = "" if message.picture is None else f" {message.picture.shape[0]} px high"
        heard = f" {message.cues}" if message.cues else ""
        said = Statement(f"{len(memory.turns)}: {message.text}{seen}{heard}")
        cards = self._first if "show" in message.text else ()
        shown = tuple(
            Statement(f"<b>{one}</b>", (Evidence("product", f"product:{one}", one),)) for one in cards
        )
        table = Table(("", "A", "B"), (("colour", "red", "blue"),)) if "compare" in message.text else None
        answer = Answer(
            "find",
            language,
            (said, *shown),
            cards,
            table,
            ("show me", "compare") if cards else (),
            offers_person="angry" in message.text,
        )
        for one in answer.says:
            tell(Progress("statement", "find", one))
        return Step(answer, replace(memory, turns=(*memory.turns, Said("shopper", message.text))))
