"""Looks for what a message or a picture asks for, and asks one question where there is much to choose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daogou.core.query import Constraint
from daogou.guide.finding import Finding
from daogou.guide.floor import Floor, Shop
from daogou.guide.going_on import gone_on, takes_back
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.ordering import order_of
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wanting import begun, has
from daogou.guide.wording import wording

CLEAR = 0.8  # confidence in what a picture shows, to look among such things only


@dataclass(frozen=True)
class Options:
    """It has none."""


class Find:
    """A new search; an answer to a question that find asked goes on with the one before."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Find products."""
        finding = Finding(turn, floor, "find")
        read, words = understood_in(turn, floor.shop)
        afresh = turn.understood.change == "reset"
        if turn.message.picture is None and not afresh and (takes_back(turn) or _goes_on(turn, read, words)):
            wanted, opening = gone_on(turn, finding)
            return finding.search(wanted, opening=opening)
        read = (*read, *_seen_in_picture(turn, read, floor.shop))
        return finding.search(_sensible(_wanted(turn, read, words, floor.shop), turn, finding))


def _seen_in_picture(turn: Turn, read: Sequence[Constraint], shop: Shop) -> Sequence[Constraint]:
    """What kind of thing the picture shows, where words do not say and it is clear."""
    if turn.message.picture is None or any(one.field == "category" for one in read):
        return ()
    labels = shop.annotate(turn.message.picture).labels
    return [
        Constraint("category", (label.concept,))
        for label in labels
        if label.kind == "category" and label.confidence >= CLEAR
    ][:1]


def _wanted(turn: Turn, read: Sequence[Constraint], words: str, shop: Shop) -> Wanted:
    understood = turn.understood
    goes_on = turn.message.picture is None and understood.change != "reset"
    before = turn.memory.wanted if goes_on else Wanted()
    wanted = begun(read, words, before)
    named = has(wanted, "category") or wanted.words or any(one in wanted.constraints for one in read)
    if not named and turn.message.picture is None:  # who it is for, from before, is nothing to look for
        ordered = order_of(understood.text) in ("popular", "newest")
        wanted = Wanted((Constraint("in_stock"),)) if ordered else Wanted()
    if named and (understood.change == "cheaper" or shop.read(understood.text, understood.language).cheap):
        cheap = wording("find")("cheap", understood.language)
        wanted = replace(wanted, words=f"{wanted.words} {cheap}".strip())
    return wanted


def _sensible(wanted: Wanted, turn: Turn, finding: Finding) -> Wanted:
    """Without what is only remembered from another search, where that would leave nothing."""
    said = {one.field for one in turn.understood.read}
    before = turn.memory.wanted.constraints
    remembered = [one for one in wanted.constraints if one in before and one.field not in said]
    if len(remembered) == len(turn.memory.wanted.constraints) or finding.look.picture is not None:
        return wanted  # it goes on with the same search
    for field in ("price", "audience"):
        if finding.look.count(wanted):
            break
        kept = tuple(one for one in wanted.constraints if not (one in remembered and one.field == field))
        wanted = replace(wanted, constraints=kept)
    return wanted


def _goes_on(turn: Turn, read: Sequence[Constraint], words: str) -> bool:
    """Whether a message answers what was asked, or names no other thing to look for."""
    memory = turn.memory
    if memory.asked and any(one.field == memory.asked for one in read):
        return True
    names_goods = words or any(one.field in ("category", "brand") for one in read)
    return bool(memory.wanted.constraints and read and not names_goods)


def build(options: Options) -> Skill:
    """The skill."""
    return Find()
