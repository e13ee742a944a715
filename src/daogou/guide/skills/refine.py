"""Goes on with a search: conditions added, replaced, taken back; cheaper, a size up, more, like this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daogou.guide.advice_words import asked_in
from daogou.guide.advising import Advising
from daogou.guide.answer import Answer, Evidence
from daogou.guide.changing import Changed, Changes
from daogou.guide.finding import WANTED_NOTHING, Finding
from daogou.guide.floor import Floor
from daogou.guide.going_on import gone_on
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import any_of, question_about
from daogou.guide.ordering import order_of
from daogou.guide.outfits import Outfits
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.understood import Change
from daogou.guide.wording import wording

POINTS = 3  # places in the list that are offered where it is not clear which product is meant


@dataclass(frozen=True)
class Options:
    """It has none."""


class Refine:
    """Changes what is wanted, and looks again."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """The list after the change."""
        finding = Finding(turn, floor, "refine")
        understood = turn.understood
        if understood.change == "reset":
            return _afresh(turn, finding)
        if turn.memory.asked == "drop" and understood.reply:
            return _dropped(turn, finding)
        # "do you have it in red", of a list, asks for red ones
        tells = understood.read or understood.change not in ("", "similar")
        if understood.unresolved and (understood.change == "similar" or not tells):
            return _which(turn, finding)
        if understood.references and asked_in(understood.text).goes_with:
            outfits = Outfits(Advising(turn, floor))  # "shoes to go with the first one" are not like it
            if anchor := outfits.anchor():
                return outfits.around(anchor)
        return _looked(turn, floor, finding)


def _looked(turn: Turn, floor: Floor, finding: Finding) -> Step:
    before, opening = gone_on(turn, finding)
    change = _change(turn)
    ordered = order_of(turn.understood.text) != "relevance"  # "the cheapest you have" is like nothing shown
    pointed = () if ordered else turn.understood.references
    changed = Changes(floor.shop, turn.memory, pointed)(change, before)
    if changed.asks:
        asked = question_about(
            changed.asks, finding.look(changed.wanted), floor.shop, finding.language, finding.nth
        )
        return finding.ask(asked, changed.wanted)
    if change in ("cheaper", "dearer") and changed.wanted != before:
        looked = finding.look(changed.wanted)
        if not looked.hits:
            return _none_such(turn, finding, change, before)
        return finding.told(looked, changed.wanted, opening=opening)
    return finding.search(changed.wanted, skip=_skipped(changed, turn), opening=opening)


def _skipped(changed: Changed, turn: Turn) -> Sequence[str]:
    return changed.skip if turn.understood.change in ("other", "more") else ()


def _change(turn: Turn) -> Change:
    """The change asked for; a price that is named says it better than "cheaper" does."""
    change = turn.understood.change
    named = any(one.field == "price" for one in turn.understood.read)
    if change in ("larger", "smaller") and any(one.field == "category" for one in turn.understood.read):
        return ""  # a smaller bag is no bag of another size
    return "" if change in ("cheaper", "dearer") and named else change


def _afresh(turn: Turn, finding: Finding) -> Step:
    asked = finding.ask_what([finding.say("afresh")])
    answer = replace(asked.answer, skill="refine")
    memory = replace(asked.memory, wanted=WANTED_NOTHING, shown=(), focus="", asked="category")
    return Step(answer, memory)


def _dropped(turn: Turn, finding: Finding) -> Step:
    """After "shall I leave that out?"."""
    keys = [key for name, key in turn.memory.slots if name == "drop"]
    wanted = turn.memory.wanted
    if turn.understood.reply == "yes" and keys:
        kept = tuple(one for one in wanted.constraints if one.key not in keys)
        return finding.search(replace(wanted, constraints=kept))
    replies = tuple(any_of(one.field, finding.language) for one in wanted.constraints if one.key in keys)
    answer = Answer("refine", finding.language, (finding.say("keep"),), suggestions=replies)
    after = step(turn, answer, slots=[("drop", key) for key in keys])
    return replace(after, memory=replace(after.memory, asked="drop", asking="refine"))


def _which(turn: Turn, finding: Finding) -> Step:
    """Something was pointed at that is not there."""
    say = wording("find")
    shown = tuple(product.id for product in finding.shop.products(turn.memory.shown))
    places = range(1, 1 + min(POINTS, len(shown)))
    answer = Answer(
        "refine",
        finding.language,
        (finding.say("which"),),
        shown,
        suggestions=tuple(say(f"reply_nth_{place}", finding.language) for place in places),
    )
    return step(turn, answer)


def _none_such(turn: Turn, finding: Finding, change: Change, before: Wanted) -> Step:
    """Nothing is cheaper; the list stays, and what ends it is named."""
    way, conditions = wording("find")(change, finding.language), finding.named(before)
    proof = Evidence("ranking", "search", f"{finding.count(0)} | {conditions} | {way}")
    says = (
        finding.say("no_cheaper", [proof], way=way, conditions=conditions),
        *finding.last_of(before, change),
    )
    answer = Answer("refine", finding.language, says, why_not="nothing_found")
    return step(turn, answer, wanted=before)


def build(options: Options) -> Skill:
    """The skill."""
    return Refine()
